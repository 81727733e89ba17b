/**
 * Questions that ask for a section of the label as a whole and for nothing in it: "what are the
 * contraindications", "how is it stored". Where no single statement stands out, the section is the answer.
 */

/** Canonical section code -> how people call the section. */
const HEADINGS: readonly (readonly [string, RegExp])[] = [
  [
    'contraindications',
    /禁忌[症证]?|(?:哪些|什么|哪类)(?:样的)?(?:人|患者|病人|人群)(?:禁用|不(?:能|可以|适合|可|宜)(?:使用|服用|[用吃打]))|谁不能[用吃打]|contra-?indications?/giu,
  ],
  [
    'indications',
    /适应[症证]|功能主治|主治(?:功能)?|治(?:疗)?(?:什么|啥)病?|(?:干|做)(?:什么|啥|嘛)用|用于(?:什么|哪些)|用途|\bindications?\b|\bindicated\b|\bused for\b/giu,
  ],
  [
    'dosage',
    /用法用量|用法|用量|剂量|(?:怎么|咋|如何)(?:使用|服用|用药|给药|[吃用服打给])|\bdosages?\b|\bdos(?:e|es|ing)\b|\badministration\b|\badministered\b|\btaken?\b/giu,
  ],
  [
    'adverse_reactions',
    /(?:常见)?的?(?:不良反应|副作用)|\b(?:common )?(?:adverse (?:reactions?|events?|effects?)|side effects?)\b/giu,
  ],
  ['precautions', /注意事项|(?:要|需要)?注意(?:什么|啥|哪些)|\bprecautions?\b|\bwarnings?\b/giu],
  ['interactions', /药物相互作用|相互作用|\b(?:drug )?interactions?\b/giu],
  ['storage', /(?:怎么|咋|如何)?(?:保存|储存|贮存|贮藏|存放)(?:条件|方法|要求)?|\bstorage\b|\bstored?\b/giu],
  [
    'shelf_life',
    /(?:有效期|保质期)(?:是?(?:多久|多长(?:时间)?|几(?:年|个月)|多少(?:年|个月)))?|\bshelf[- ]life\b|\bexpiry\b/giu,
  ],
  ['composition', /(?:活性)?成[份分]|辅料|\bcomposition\b|\b(?:active )?ingredients?\b|\bexcipients?\b/giu],
  ['specification', /规格|\bstrengths?\b/giu],
  ['packaging', /包装|\bpackag(?:e|ing)\b/giu],
  ['overdose', /(?:药物)?(?:过量|超量)|\boverdos(?:e|age)\b/giu],
  [
    'pharmacology',
    /作用机[制理]|机[制理]|药理(?:毒理|作用)?|\bmechanism(?: of action)?\b|\bpharmacology\b/giu,
  ],
  ['pharmacokinetics', /药代动力学|药动学|药代|\bpharmacokinetics?\b/giu],
  ['manufacturer', /生产(?:厂家|企业)|厂家|\bmanufacturers?\b/giu],
]
/** What a question is made of besides. */
const BESIDE =
  /说明书|不同|区别|差别|差异|对比|比较|分别|各自|有没有|处理|怎么办|怎么|怎样|如何|什么|哪些|哪个|多少|请问|告诉我|它们?|这个?药?|那|都|是|有|了|的|呢|吗|啊|和|与|及|或|能|在|写|上|里|\b(?:what|which|how|is|are|the|an?|of|for|in|to|do|does|did|should|be|have|has|it|its|and|or|please|tell|me|about|between|differ(?:ence|ences)?|compare|list|treated|label)\b|[^\p{L}\p{N}]/giu

/** Codes of the sections that are asked for as a whole; none when the question asks for anything more. */
export function headingsAsked(text: string): readonly string[] {
  let rest = text.normalize('NFKC')
  const codes: string[] = []
  for (const [code, words] of HEADINGS) {
    const without = rest.replace(words, ' ')
    if (without !== rest) codes.push(code)
    rest = without
  }
  return rest.replace(BESIDE, '') === '' ? codes : []
}
