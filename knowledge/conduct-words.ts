/**
 * How people ask about the conduct of representatives (meals, gifts, fees, reporting, visits) and how policies
 * write it, as data. Such a question is answered by a policy, whatever words of medicine it shares: "请医生吃饭"
 * is no question of taking with food, "听到不良反应多久要报告" none of adverse reactions.
 */

export interface ConductTopic {
  readonly name: string
  readonly asked: RegExp
  readonly written: readonly string[]
}

const WHOM = '(?!问|教|在|于|勿|患者|病人|用|按)'

const TOPICS: readonly ConductTopic[] = [
  {
    name: 'meals',
    asked: new RegExp(
      `请${WHOM}[^，。？?]{0,8}?吃(?:个|顿|了|过)?(?:饭|工作餐|[早午晚中]餐|[早午晚中]饭)|请客|聚餐|饭局|宴请|工作餐|餐标|餐费|招待|\\b(?:business (?:meals?|dinners?)|working meals?|meal (?:limit|cap)|(?:dinner|lunch|meal) (?:for|with) (?:doctors?|hcps?|physicians?))\\b`,
      'giu',
    ),
    written: ['工作餐', '宴请', '餐费', '每餐', 'meal'],
  },
  {
    name: 'gifts',
    asked: /送(?:点|个|些)?礼|礼[品物]|纪念品|月饼|\bgifts?\b/giu,
    written: ['礼品', '纪念品', 'gift'],
  },
  {
    name: 'cash',
    asked: /礼品?卡|购物卡|红包|现金|回扣|好处费|返点|返利|\b(?:cash|kickbacks?|vouchers?|gift cards?)\b/giu,
    written: ['礼品卡', '购物卡', '红包', '现金', '任何利益', 'cash'],
  },
  {
    name: 'fees',
    asked:
      /讲课费|讲者费|劳务费|课酬|咨询费|专家费|讲课[^，。？?]{0,6}(?:多少|费用|给钱)|\b(?:speaker|speaking|consulting|consultancy) fees?\b|\bhonorari(?:um|a)\b/giu,
    written: ['讲课费', '咨询费', '劳务费', 'fee'],
  },
  {
    name: 'services',
    asked: /赞助|旅游|机票|唱歌|KTV|高尔夫|接送|代办|跑腿|\b(?:sponsor\w*|travel|entertainment)\b/giu,
    written: ['旅游', '娱乐', '赞助', '私事', '接送'],
  },
  {
    name: 'samples',
    asked: /样品|样药|\b(?:free )?samples?\b/giu,
    written: ['样品', 'sample'],
  },
  {
    name: 'prescription data',
    asked: /统方|处方(?:数量|量|数)|(?:开|用)了多少(?:盒|支|处方|药)|prescription (?:data|counts?)/giu,
    written: ['统方', '处方数量'],
  },
  {
    name: 'reporting',
    asked:
      /(?:不良反应|副作用|不良事件|质量投诉|药害|\bA[ED]R?s?\b)[^，。？?]{0,8}?(?:要|得|需|该|应|怎么|怎样|向谁|跟谁|多久|几[天个小]|时限|何时|什么时候|内)[^，。？?]{0,8}?(?:上报|报告|报给|报)(?!的?(?:发生率|病例))|(?:上报|报告)(?:时限|流程|不良(?:反应|事件)|副作用)|(?:多久|几小时|什么时候|向谁|怎么)(?:内)?(?:要|得|需要?|该)?(?:上报|报告)(?!的)|\breport(?:ing)?\b[^.?]{0,30}\b(?:adverse (?:events?|reactions?)|side effects?|aes?)\b|\b(?:adverse (?:events?|reactions?)|aes?)\b[^.?]{0,20}\bbe reported\b/giu,
    written: ['不良反应', '报告', '药物警戒部', '24小时内报告'],
  },
  {
    name: 'questions outside the label',
    asked:
      /(?:医生|主任|老师|大夫|医务人员|HCP)[^，。？?]{0,8}问[^，。？?]{0,10}(?:超适应[症证]|超说明书|说明书(?:以)?外|off-?label)[^。？?]{0,14}/giu,
    written: ['说明书以外', '转交医学部', '不得作答'],
  },
  {
    name: 'materials',
    asked:
      /自制(?:的)?(?:材料|资料|PPT|幻灯|海报)|推广(?:材料|资料)|旧版(?:材料|资料)|未(?:经)?批准的?(?:材料|资料)/giu,
    written: ['未经批准的材料', '自制材料', '旧版材料', '推广内容'],
  },
  {
    name: 'visits',
    asked: /拜访|备案|进(?:诊室|病房|诊疗区)|\bvisit (?:notes?|records?|reports?)\b/giu,
    written: ['拜访', '备案', '记录', '登记'],
  },
  {
    name: 'whistle-blowing',
    asked: /举报|打击报复|whistle-?blow/giu,
    written: ['举报', '打击报复'],
  },
]

/** The topics of conduct that the text asks about, each with the stretches that say so (UTF-16 offsets). */
export function conductTopics(text: string): readonly (ConductTopic & {
  readonly spans: readonly { readonly start: number; readonly end: number }[]
})[] {
  return TOPICS.flatMap((topic) => {
    const spans = [...text.matchAll(topic.asked)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }))
    return spans.length === 0 ? [] : [{ ...topic, spans }]
  })
}
