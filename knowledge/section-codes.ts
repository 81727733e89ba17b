/**
 * Which headings a label has: every printed form of a heading to one canonical code, for Chinese labels (the
 * formats of 2006 and their later additions, OTC, vaccines), FDA labels old and new, OTC drug facts and UK
 * SmPCs. A heading or synonym is a line here. Where a heading stands in a document is ingestion's business;
 * what people say and which codes answer it is routing-lexicon.ts's.
 */

export const SECTION_CODES = [
  'boxed_warning',
  'dates',
  'name',
  'composition',
  'description',
  'category',
  'indications',
  'specification',
  'dosage',
  'adverse_reactions',
  'contraindications',
  'precautions',
  'pregnancy',
  'pediatric',
  'geriatric',
  'interactions',
  'dependence',
  'overdose',
  'clinical_trials',
  'pharmacology',
  'pharmacokinetics',
  'storage',
  'packaging',
  'shelf_life',
  'standard',
  'approval',
  'manufacturer',
  'patient_information',
] as const
export type SectionCode = (typeof SECTION_CODES)[number]

/** Whole headings, as `headingKey` leaves them: patterns over Chinese without spaces. */
const CHINESE: readonly (readonly [SectionCode, string])[] = [
  ['boxed_warning', '警示语?|警告|警示信息|黑框警[告示]语?|警示语和警告'],
  ['dates', '(?:核准|修[改订]|批准|首次批准)(?:日期|时间)|核准和修改日期|说明书(?:修订|核准)日期'],
  ['name', '(?:药品|产品|药物)?名称|药名|品名|通用名称?|商品名称?|英文名称?|汉语拼音'],
  [
    'composition',
    '(?:主要|有效|活性)?(?:成[份分]|组成)|成[份分][和与及]性状|辅料|处方(?:组成)?|药物组成|化学成[份分]',
  ],
  ['description', '性\\s*状|外观(?:性状)?|理化性质'],
  ['category', '作用类别|药物类别|药理分类|分类'],
  [
    'indications',
    '适应[症证]|适应[症证]?[/／、和与及或]?功能主治|功能主治|功能与主治|主治功能|主治|作用与用途|作用和用途|接种对象|适用人群|适用范围|用途',
  ],
  ['specification', '规\\s*格|制剂规格|剂型(?:[和与及、]规格)?|规格[和与及、]剂型'],
  [
    'dosage',
    '用法(?:[和与及、]?用量)?|用量(?:[和与及、]?用法)?|剂量(?:[和与及]用法|与给药方法)?|用法[和与及]剂量|给药(?:方法|方案|说明)(?:[和与及]剂量)?|免疫程序(?:[和与及]剂量)?|接种(?:程序|方法)(?:[和与及]剂量)?|服用方法|使用方法',
  ],
  ['adverse_reactions', '(?:药物)?不良反应|副作用|不良事件|毒副作用|药品不良反应'],
  ['contraindications', '(?:用药)?禁忌[症证]?|禁用|禁忌人群'],
  [
    'precautions',
    '注意事项|使用注意|(?:特别|特殊)?警告[和与及]注意事项|注意|慎用|特别警告|用药须知|注意事项[和与及]警告',
  ],
  [
    'pregnancy',
    '(?:孕产?妇|妊娠期?(?:妇女)?|怀孕妇?女?|哺乳期?(?:妇女)?|有生育能力的女性)(?:[和与及、,/]?(?:哺乳期?(?:妇女)?|妊娠期?(?:妇女)?|孕妇))?(?:的?用药|使用|用药须知)?|(?:妊娠期?|孕期)(?:用药)?(?:安全性?)?分级|生育力[、,]?妊娠[和与及]哺乳|妊娠[、,]哺乳[和与及]生育力?|生育力',
  ],
  [
    'pediatric',
    '(?:儿童|小儿|婴幼儿|新生儿|青少年)(?:[和与及、](?:儿童|婴幼儿|青少年))?(?:患者)?(?:的?用药|使用|须知)',
  ],
  ['geriatric', '(?:老年(?:人|患者|病人)?|高龄患者)(?:的?用药|使用|须知)'],
  [
    'interactions',
    '(?:药物|药品)?(?:间的?)?相互作用|(?:与)?其他药物的相互作用|配伍禁忌|药物配伍|合并用药|药物相互影响',
  ],
  ['dependence', '药物(?:滥用|依赖)(?:[和与及、]药物?(?:滥用|依赖))?性?|药物依赖性'],
  ['overdose', '(?:药物|用药)?过量(?:处理)?|逾量|药物过量[和与及]处理'],
  ['clinical_trials', '临床(?:试验|研究|疗效|经验)(?:资料|数据|信息)?'],
  [
    'pharmacology',
    '药理(?:毒理|作用|学)?(?:[和与及、]毒理(?:研究|作用|学)?)?|毒理(?:研究|作用|学)?|药理毒理(?:研究|作用)?|临床药理(?:学)?|作用机[制理]|药效(?:学|动力学)|非临床(?:毒理|研究)',
  ],
  [
    'pharmacokinetics',
    '药[代动](?:代)?(?:动力|谢动力)?学?|药物代谢动力学|体内过程|吸收[、,]?分布[、,]?代谢[和与及、,]?排泄',
  ],
  ['storage', '[贮储][藏存](?:条件|方法)?|保[存藏管](?:条件|方法)?|[贮储]藏[和与及]运输'],
  ['packaging', '包\\s*装(?:规格|材料)?|内包装|包装[和与及]规格'],
  ['shelf_life', '有效期(?:限)?|保质期|失效期|使用期限|效期'],
  ['standard', '(?:执行|质量|产品)标准(?:编?号)?|标准号'],
  [
    'approval',
    '(?:药品)?批准文号|(?:药品)?(?:注册证|批准证|批件)号|进口药品注册证号?|医药产品注册证号?|国药准字',
  ],
  [
    'manufacturer',
    '(?:药品)?上市许可持有人(?:[和与及、]生产企业)?|生产(?:企业|厂家|厂商|单位|商)|(?:进口)?分包装?(?:企业|厂)|制造商|持证商|进口(?:商|代理)|(?:境内|国内)?(?:联系人|代理人|责任人|联系机构)|经[销营](?:商|企业)|委托生产企业|受托生产企业|企业(?:名称|信息)|公司名称',
  ],
  ['patient_information', '患者(?:须知|用药指[导南]|教育|信息)|用药指导'],
]

/** Lower case, single spaces, without the number in front. Old FDA, PLR, OTC and SmPC headings. */
const ENGLISH: readonly (readonly [SectionCode, string])[] = [
  ['boxed_warning', 'boxed warnings?(?: section)?|black box warning|warning: .{3,150}|warnings: .{3,150}'],
  [
    'dates',
    'revised|revision date|date of (?:first authori[sz]ation|revision).*|dates? of revision of the text|initial u\\.?s\\.? approval',
  ],
  ['name', 'name of the medicinal product|product name|(?:brand|trade|generic) names?|drug name'],
  [
    'composition',
    'description|(?:product )?composition|qualitative and quantitative composition|(?:in)?active ingredients?(?: \\(.*)?|list of excipients|excipients|ingredients|product description',
  ],
  ['description', 'pharmaceutical form|appearance'],
  ['category', 'purposes?|pharmacotherapeutic group|drug class|established pharmacologic class'],
  [
    'indications',
    'indications?(?: (?:and|&) usage)?|therapeutic indications?|uses?|authori[sz]ed use|indications? for use',
  ],
  ['specification', 'dosage forms? (?:and|&) strengths?|strengths?|presentations?|available strengths'],
  [
    'dosage',
    'dos(?:age|ing|es?)(?: (?:and|&) (?:administration|schedule|method))?|posology(?: and method of administration)?|directions?(?: for use)?|recommended dos(?:e|age)|how to (?:use|take)|administration|instructions for use',
  ],
  [
    'adverse_reactions',
    'adverse (?:drug )?(?:reactions?|events?|effects?)|undesirable effects|side effects|possible side effects|adverse reactions and medication errors reporting requirements and instructions|overall safety summary|clinical trials? experience|post-?marketing experience|immunogenicity',
  ],
  ['contraindications', 'contra-?indications?|do not use'],
  [
    'precautions',
    // Old labels part warnings from precautions, newer ones do not; kidney and liver stand under "specific populations".
    'warnings?|precautions?|(?:special )?warnings? (?:and|&) (?:special )?precautions?(?: for use)?|general precautions|effects on ability to drive and use machines|use in specific populations|patient monitoring recommendations|(?:renal|hepatic) impairment|laboratory tests?',
  ],
  [
    'pregnancy',
    'pregnancy|pregnancy(?: and|,) (?:lactation|breast-?feeding|nursing)|lactation|nursing mothers|(?:fertility, )?pregnancy and lactation|labor and delivery|females and males of reproductive potential|pregnancy category|breast-?feeding|fertility',
  ],
  ['pediatric', 'p(?:a)?ediatric (?:use|patients?|population)|use in children'],
  ['geriatric', 'geriatric (?:use|patients?)|use in (?:the )?elderly|elderly(?: patients)?'],
  [
    'interactions',
    '(?:drug|food|drug-drug) interactions?|interactions?(?: with other (?:medicinal products|medicines|drugs))?(?: and other forms of interactions?)?|incompatibilities|drug/laboratory test interactions',
  ],
  ['dependence', 'drug abuse and dependence|abuse|dependence|controlled substance'],
  ['overdose', 'over-?dos(?:e|age)'],
  [
    'clinical_trials',
    'clinical (?:studies|trials?|efficacy)(?: data)?|clinical trial results and supporting data(?: for eua)?|clinical efficacy and safety',
  ],
  [
    'pharmacology',
    'clinical pharmacology|pharmacology|mechanism of action|pharmacodynamics?(?: properties)?|non-?clinical toxicology|pre-?clinical safety data|microbiology(?:/resistance information)?|animal (?:toxicology|pharmacolog).*|carcinogenesis,.*|pharmacological properties',
  ],
  ['pharmacokinetics', 'pharmacokinetics?(?: properties)?'],
  [
    'storage',
    'storage(?: (?:and|&) handling)?|how supplied ?/ ?storage (?:and|&) handling|storage conditions?|special precautions for (?:storage|disposal.*)|other informat?i?on|how to store.*',
  ],
  [
    'packaging',
    'how supplied|nature and contents of (?:the )?container|packag(?:e|ing)|pack sizes?|package label.*|.*principal display panel.*',
  ],
  ['shelf_life', 'shelf[ -]?life|expiry(?: date)?'],
  ['approval', 'marketing authori[sz]ation numbers?(?:\\(s\\)?)?|approval number'],
  [
    'manufacturer',
    'manufacturer|manufactured (?:by|for).*|marketing authori[sz]ation holder|distributed by.*|distributor',
  ],
  [
    'patient_information',
    'patient counsell?ing information|(?:information for|patient) (?:patients?|information)|medication guide',
  ],
]

const PATTERNS: readonly (readonly [SectionCode, RegExp])[] = [
  ...CHINESE.map(([code, pattern]) => [code, new RegExp(`^(?:${pattern})$`, 'u')] as const),
  ...ENGLISH.map(([code, pattern]) => [code, new RegExp(`^(?:${pattern})$`, 'u')] as const),
]

/** Longer than any heading; a paragraph is not worth looking at. */
const LONGEST_HEADING = 160
const OPENING = /^[\s【〖［[〔「『<《﹝(（*#-]+/u
const CLOSING = /[\s】〗］\]〕」』>》﹞)）:：*-]+$/u
/** "1", "4.3", "8.1.", "一、", "（三）", "第二节", "①". */
const NUMBER =
  /^(?:section\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}\s*[.、)]?\s*|[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.)]\s*|\([一二三四五六七八九十\d]{1,3}\)\s*|第[一二三四五六七八九十]{1,3}[章节部]分?\s*|[①-⑳]\s*|[ivx]{1,5}\.\s+)/iu

/**
 * A heading as a key: NFKC (full-width forms, look-alike radicals), without brackets, number, closing colon
 * and, when it is Chinese, without any space ("【禁 忌 症】", "二、禁忌：" and "[禁忌症]" differ no more).
 */
export function headingKey(heading: string): string {
  const bare = heading.normalize('NFKC').toLowerCase().replace(OPENING, '').replace(CLOSING, '')
  const unnumbered = bare.replace(NUMBER, '').replace(OPENING, '')
  const text = unnumbered === '' ? bare : unnumbered
  return /\p{Script=Han}/u.test(text) ? text.replace(/[\s·•]+/gu, '') : text.replace(/\s+/gu, ' ').trim()
}

/** The canonical code of a label heading as printed, with or without brackets and number; null for any other text. */
export function sectionCodeOf(heading: string): SectionCode | null {
  if (heading.length > LONGEST_HEADING) return null
  const key = headingKey(heading)
  if (key === '') return null
  return PATTERNS.find(([, pattern]) => pattern.test(key))?.[0] ?? null
}
