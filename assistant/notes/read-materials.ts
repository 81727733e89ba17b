/**
 * What paper or slides passed at a visit, and whether the note says that they were approved. A label is approved
 * by its nature; what is only promised for later is a follow-up and no material of this visit, unless it is taken
 * along ("带上那份摘要").
 */
import type { MeaningFacts } from './meaning-facts.ts'
import type { Span } from './note-reading.ts'
import type { SpeechUnit } from './speech-units.ts'

export interface ReadMaterial extends Span {
  /** As the note calls it. */
  readonly text: string
  readonly approval: 'approved' | 'unknown' | 'unapproved' | 'label'
  /** Its words name no particular piece ("资料"). */
  readonly vague: boolean
  /** The unit it stands in. */
  readonly words: string
}

const LABEL = '说明书|(?<![A-Za-z])PI(?![A-Za-z])|package insert|prescribing information|\\blabel\\b'
const PIECE = `[^，。；,;\\s留给送发用带了讲的是]{0,6}?(?:${LABEL}|DA(?![A-Za-z])|单页|彩页|折页|三折页|宣传页|宣传册|手册|PPT|幻灯片?|(?:新|老|这套|那套|讲课|[A-Z]{2,4})片子|片子(?=\\s?[(（]?V\\d)|(?:V\\d[.\\d]*)片子|课件|文献|综述|论文|摘要|译文|海报|易拉宝|视频|短片|资料|材料|患教(?:册|卡|资料)?|患者(?:教育)?(?:手册|卡|资料)|对比表|表格|数据图|截图|图表|话术|推文|公众号文章|slides?|deck|leaflets?|brochures?|flyers?|reprints?|handouts?|papers?|abstracts?|one-pagers?|booklets?|detail aid)`
const GAVE =
  /(?:留|放|给|发|送|递|交|分发|展示|演示|播放|翻|看|用|转|拍|带|拿)(?:了|过|给|去|下|着|上|的)|(?:留|放)(?:在|下)|讲的|讲(?:了|过|完)(?=[^，。；]{0,8}(?:片子|PPT|幻灯|课件|单页|折页))|用的(?:是)?|看了|带(?:上|着)|PPT是|\b(?:gave|left|shared|showed|presented|used|handed|dropped|sent|walked (?:him|her) through|went through)\b/iu
/** Wanted or promised, not there yet. */
const TO_COME =
  /要(?:一份|份|点|个|我|不要)?|让我|叫我|想要|希望|明天|后天|下周|下次|下个?月|回头|改天|我再(?:带|给|发|送|拿)|(?:要是|如果|等)[^，。；]{2,}|周[一二三四五六日天](?:前|再|把|给)?|之前|以前给|本周|月底|准备|打算|答应|需要|能不能|有没有|等我|我们来写|\b(?:wants?|asked for|will|next|tomorrow|promised|send(?:ing)?|F\/U|follow[- ]up|by (?:EOW|Friday|Monday|next))\b/iu
const TAKE_ALONG =
  /带[^，。；]{0,8}?(?:那|这)(?:个|份|张|套|版|本)|带(?:上|着|去)[^，。；]{0,3}(?:那|这|份|张|一|几|我|公司|DA|资料|PPT)|带上?(?=DA|单页|资料|折页)/u
/** Taken along or used later, of a making that nobody approved: to be seen now. */
const OWN_USE =
  /(?:带|用|发|放|拿|看|展示|留)(?:了|给)?[^，。；]{0,6}?(?:国外|外文|网上|自己|我(?:做|整理|翻|改)|没批|未批|旧版|老版|过期)/u
/** Not handed over, or not any more. */
const NOT_GIVEN =
  /(?:没|不|别|甭|未)(?:用|再|要|能|来得及|顾上|打算|想|敢|用再)*(?:带|送|给|发|留|放|拿|展示|用|寄)|(?:资料|单页|文献|PPT|说明书|手册)[^，。；]{0,4}(?:也|就|都)?(?:不|没|先不|别)(?:用)?(?:送|给|带|发|留|要|拿)|\b(?:didn't|did not|no longer|not) (?:give|leave|bring|show|send|share)/iu

const APPROVED =
  /(?:医学部?|合规|法规|公司|总部|法务|市场部)[^，。；]{0,6}?(?:批|审|下发|发的|统一|制作)|(?:已|刚|新)?(?:批准|审批|过审|审过|批过|批)(?:了|的|过)?(?!没|不|没有)|编号|V\s?\d+(?:\.\d+)*|版本号|现行(?:版)?|正式版|\b(?:approved|MLR|code[d]? [A-Z0-9-]+|V\d)\b/iu
const UNAPPROVED =
  /没(?:有)?(?:批|审|过审)|未(?:批|审|经)|批没批|自己(?:做|写|整理|翻|弄|编|改)|我(?:做|整理|翻译|改)的|网上|百度|下载|国外|翻译|译文|旧版|老版|过期|去年的|朋友圈|公众号|截图|别家|\b(?:unapproved|not approved|my own|downloaded|off the internet|old version|expired|overseas|foreign)\b/iu

/** In the order of the note; every piece once. */
export function readMaterials(
  units: readonly SpeechUnit[],
  { status }: MeaningFacts,
): readonly ReadMaterial[] {
  if (status === 'not_met' || status === 'cancelled') return []
  const found: ReadMaterial[] = []
  units.forEach((unit, at) => {
    const matches = [...unit.text.matchAll(new RegExp(PIECE, 'giu'))]
    for (const match of matches) {
      const around = `${units[at - 1]?.sentence === unit.sentence ? `${units[at - 1]!.text}，` : ''}${unit.text}`
      const behind = units[at + 1]?.sentence === unit.sentence ? units[at + 1]!.text : ''
      const isLabel = new RegExp(LABEL, 'iu').test(match[0])
      const alongside = TAKE_ALONG.test(unit.text)
      const passed = GAVE.test(unit.text) || /^(?:是|留|放|给|用)/u.test(behind)
      const toCome = TO_COME.test(unit.text) || (TO_COME.test(around) && !GAVE.test(unit.text))
      if (NOT_GIVEN.test(unit.text) && !alongside) continue
      if (
        !alongside &&
        !OWN_USE.test(unit.text) &&
        (!passed || toCome || (isLabel && /按|根据|照|翻|看|per the/iu.test(unit.text)))
      )
        continue
      const piece = nameOf(unit.text, match)
      if (found.some(({ text }) => text === piece)) continue
      const said = `${unit.text}，${behind}`
      found.push({
        text: piece,
        start: unit.start + match.index,
        end: unit.start + match.index + match[0].length,
        approval: isLabel
          ? 'label'
          : UNAPPROVED.test(said)
            ? 'unapproved'
            : APPROVED.test(`${around}，${behind}`)
              ? 'approved'
              : 'unknown',
        vague: /^(?:资料|材料|文献|papers?|handouts?)$/iu.test(piece),
        words: unit.text,
      })
    }
  })
  return found
}

/** With what tells it apart, as far as it stands right before it: "上个月医学部批的那版PPT". */
function nameOf(unit: string, match: RegExpExecArray): string {
  const before = unit.slice(0, match.index)
  const attribute =
    /(?:用的?是|带上?|发了?|留了?|给了?|送了?|看了?|讲的?|展示了?|放了?|^)((?:那|这|一|几)?(?:份|张|版|本|个)?[^，。；,;\s]{0,12}(?:的|版|那份|那版|这份|份|本|张))$/u.exec(
      before,
    )?.[1] ?? ''
  return `${attribute}${match[0]}`
    .replace(/^[^，。；]*?(?:用的?是|讲的是|用的|看了|展示了|发了|留了|给了)/u, '')
    .trim()
}
