/**
 * Who asks, when and why: words of a dictated question that tell its story and not its need ("骨科那边的主任昨天问…").
 * Neither the search nor the choice of sentences may ask a label for them. General language only.
 */

const WARDS =
  '骨外|脊柱外|普外|胸外|心外|神外|泌尿外|整形|肝胆外|胃肠外|血管外|烧伤|心血管内|心内|心血管|神经内|神经外|神经|呼吸|消化|肿瘤|血液|肾内|肾病|内分泌|风湿免疫|风湿|免疫|变态反应|感染|传染|肝病|老年|全|内|外|儿|妇产|妇|产|生殖|眼|耳鼻喉|口腔|皮肤|麻醉|疼痛|康复|检验|急诊|精神|心理|移植|重症医学|药剂|影像|放射|核医学|介入|骨|中医|体检|输血|营养'

/** A department, and the corner of it that asks; "骨科手术" is an operation. */
export const DEPARTMENT = new RegExp(
  `(?:(?:${WARDS})科(?!手术|疾病|用药|感染)|静配中心|静配|药房|药店|诊所|卫生院|院感科?|眼底室|护理部|门诊部?|病房|病区|科室)(?:门诊|病房|那边|这边|里面|里|的)?`,
  'gu',
)

/** Single words of a story; compared whole, after the text was cut into words. */
const STORY = new Set(
  (
    '昨天 今天 明天 前天 后天 今早 昨晚 下周 上周 本周 这两天 前两天 刚才 刚刚 那天 礼拜 那边 这边 那片 那一 本来 就是 也就是 其实 里面 一条 这一条 ' +
    '写明 明确 原文 反映 投诉 准备 接着 他们 我们 她们 人家 已经 特别 着急 家长 家属 顾客 学生 同事 老爷 老爷子 阿姨 大叔 小伙子 姑娘 遇到 这种 那种 这样 那样 ' +
    '又是 都是 我要 还要 本身 年龄 打听 咨询 核实 确认 确定 出来 进来 回来 下来 起来 发给 回复 微信 电话 明白 好的 谢谢 麻烦 有事 临时 事情 有个 有位'
  ).split(' '),
)

/** English words around a question: who asks, of whom, in which paper. */
const ENGLISH_STORY =
  /^(?:\w{3,}ologists?|an(?:a)?esthetists?|an(?:a)?esthesiologists?|p(?:a)?ediatricians?|residents?|consultants?|surgeons?|nurses?|pharmacists?|physicians?|clinicians?|specialists?|interns?|gps?|clinics?|wards?|hospitals?|team|colleagues?|families|family|mother|father|asking|wants?|wanted|wonders?|wondering|calls?|called|just|our|monographs?|leaflets?|package|insert|labell?ing|according|accordingly|schedules?|afterwards?|thereafter|then|details?|exact|info(?:rmation)?|quick|question|hi|hello|thanks?)$/u

/** Whether a word (lower case) belongs to the story alone. */
export function isStoryWord(word: string): boolean {
  return STORY.has(word) || ENGLISH_STORY.test(word)
}
