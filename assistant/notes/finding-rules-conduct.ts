/** Rules about what a rep says and collects: claims, prescribers' volumes, sales tasks, hushed-up reactions. */
import type { FindingRule } from './finding-rule.ts'

const CONTENT = '药品管理法（2019）第九十条；广告法（2021）第九条、第十六条'
const REPS = '医药代表备案管理办法：不得统计医生个人处方数量、不得承担药品销售任务、收款和处理购销票据'
const SAFETY =
  '药品管理法（2019）第八十条、第八十一条；药品不良反应报告和监测管理办法（2011）第十九条至第二十三条'

const HARM =
  /不良反应|副作用|反应|病人|患者|住院|死|没了|走了|肿|疹|吐|晕|出血|肝|过敏|坏了|碎|\b(?:patient|pt|event|reaction|AE|died|passed|admitted|rash|case)\b/iu

export const CONDUCT_RULES: readonly FindingRule[] = [
  {
    id: 'FALSE_OR_ABSOLUTE_CLAIM/promised',
    code: 'FALSE_OR_ABSOLUTE_CLAIM',
    severity: 'block',
    clause: CONTENT,
    saidByRep: true,
    patterns: [
      /(?:绝对|保证|百分之?百|100\s*[%％]|肯定|包你|打包票|拍胸脯)[^，。；]{0,10}?(?:有效|安全|没(?:有|啥)?(?:任何)?(?:副作用|问题|风险|事)|治好|好转|见效|达标|不会|管用|降下来|控制住)/u,
      /(?:一点儿?|丝毫|半点|几乎|完全|根本)?(?:都|也)?(?:没有?|零|无|毫无)(?:任何|一点儿?|什么|啥)?(?:毒)?(?:副作用|不良反应|毒性|依赖性|禁忌)|(?:一点儿?|丝毫|任何|半点)(?:副作用|不良反应|毒性|风险)(?:都|也)(?:没有?|无)|(?:副作用|不良反应)(?:几乎|完全|基本)?(?:都|也)?(?:为零|没有(?!统计|报)|是零|没有|可以忽略)/u,
      /根治|断根|药到病除|立竿见影|永不复发|包(?:好|治|治好|有效|瘦|降|见效|管用)|(?:一|两)(?:针|片|盒|个疗程)(?:就)?(?:见效|搞定|治好|好了|管用)|(?:比|全(?:世界|中国|院|市|省))[^，。；]{0,8}?最(?:强|好|安全)|(?:独一无二|无与伦比|天下第一|绝无|万无一失|无敌|完美|神效|奇效|特效药)|无效退款|治愈率(?:高达|达到)?\s*\d*|有效率(?:高达|达到?)?\s*(?:9\d|100|百分之?(?:百|九)|百分百)/u,
      /(?:全国|全球|国内|同类|市面上|目前)?(?:里|中)?最(?:好|强|安全|有效|先进|佳|快|便宜又好)的?(?:药|降|选择|疗效|品种|一个)?|第一品牌|疗效第一|(?:是)?唯一(?:一个)?(?:的|能|有效|安全|选择)|顶级|神药|万能/u,
      /(?:随便|放心|大胆)(?:地)?(?:吃|用|打|开)|(?:不用|不需要|没必要)(?:再)?(?:监测|查肝|查肾|复查|担心|停|调量|看肾功能)|(?:谁|什么人|什么病人|任何人|任何病人|所有人|所有病人|孕妇|儿童|小孩)(?:都|也)(?:能|可以)(?:放心)?(?:吃|用|打)/u,
      /\b(?:guarante\w+|100\s?% (?:safe|effective)|completely safe|no side[- ]effects?|zero side[- ]effects?|cures?|the best (?:drug|in class|option)|safest|works for everyone|never fails|risk[- ]free|no need to monitor)\b/iu,
    ],
    unless: /(?:不能|不敢|不可以|没法|不)(?:说|讲|保证|承诺)|不是最|说明书(?:写|上)/u,
    examples: [
      '我跟他说平压定绝对没问题',
      '跟高主任讲这个药没有任何副作用',
      '我说肾功能不全也不用调量，大胆用',
      '我介绍说是同类最好的药',
      'Told him it has no side effects',
      '我拍胸脯保证血压降下来',
    ],
    nearMisses: [
      '他说病人都没有副作用',
      '高主任觉得这是最好的药',
      '我说不能保证有效',
      '目前没有病人出现水肿',
      '讲了最新的数据',
      '她问是不是最安全的',
    ],
  },
  {
    id: 'COMPETITOR_DISPARAGEMENT/claimed',
    code: 'COMPETITOR_DISPARAGEMENT',
    severity: 'block',
    clause: '广告法（2021）第十六条；反不正当竞争法：不得损害竞争对手的商誉',
    saidByRep: true,
    patterns: [
      /〔RIVAL〕[^。；\n]{0,30}?(?:差(?!不多|别|异)|不行|不好|没用|垃圾|不靠谱|造假|假的|坑|伤(?:肝|肾|胃)|毒性|杂质|召回|出过(?:事|问题)|死过人|不安全|不合格|质量(?:差|有问题|不)|副作用(?:大|多|更)|不良反应(?:大|多|更)|风险(?:大|高|更)|(?:肝|肾|肌)(?:损害|损伤|毒性)|便宜没好货|破药|烂药|差药|劣|不敢(?:吃|用)|害(?:人|死)|要命|山寨|糊弄|忽悠|骗|不纯|偷工减料|早(?:就)?(?:过时|该淘汰)|没(?:效|啥用|什么用|一点用)|治不(?:好|了)|落后|淘汰|不如|[多高]\s*[一二两三四五六七八九十几\d]+\s*(?:倍|成)|(?:多|高|大)得多|弱)/u,
      /(?:比|强过|好过|甩|秒杀|碾压|吊打)[^。；\n]{0,4}?〔RIVAL〕[^。；\n]{0,10}?(?:强|好|安全|有效|快|少|低|高|多)?/u,
      /〔RIVAL〕[^.;\n]{0,40}?\b(?:worse|inferior|useless|junk|dangerous|toxic|unsafe|poor quality|recalled|doesn't work|does not work|more side[- ]effects|liver damage|fake|ruins?|destroys?|harms?|kills?|damages?|rubbish|garbage|trash|crap|low[- ]quality|contaminat\w+|counterfeit|outdated|obsolete|\w+ times (?:more|the|as))\b/iu,
    ],
    unless: /(?:他|她|主任|医生)(?:说|觉得|认为|反映)[^，。；]{0,16}?(?:差|不行|不好|大)$/u,
    examples: [
      '我跟他说竞安宁杂质多，出过事',
      '跟苏医生讲平压定比竞安宁强多了',
      '我说竞品伤肝',
      'Told her Rivalor has twice the liver damage, three times more',
    ],
    nearMisses: ['高主任说竞安宁效果差', '他问和竞安宁比怎么样', '竞安宁下周开科会', '竞安宁他们进院了'],
  },
  {
    id: 'PRESCRIPTION_TRACKING/collected',
    code: 'PRESCRIPTION_TRACKING',
    severity: 'block',
    clause: REPS,
    patterns: [
      /统方|(?:拉|导|调|查|拿|要|弄|搞|买|对|打印|发我|发来)(?:了|到|一下|出来?|个)?[^，。；\s]{0,10}?(?:处方(?:量|数|明细|数据)|用药明细|开药(?:量|数|明细|情况|排名)|处方排名|开单(?:量|数)|个人(?:量|用量|数据)|(?:的|月)数(?:据)?(?=$|[，。；,\s])|流向(?:数据|明细)?到(?:人|医生))/u,
      /(?:处方|用药|开药|开单)(?:量|数|明细|数据)[^，。；]{0,8}?(?:谁有|谁那|有没有|发(?:我|一份|来)|给我|存(?:一下|着|好)|拿到|要到|在我|私(?:我|你|发))|(?:谁有|谁那有|发我)[^，。；]{0,10}?(?:处方|用药|开药)(?:量|数|明细|数据)/u,
      /(?:每个|各个?|每位|各位|哪[个些位])(?:医生|主任|大夫|人)[^，。；]{0,8}?(?:开了?多少|用了?多少|处方量?|的量|用量|多少[盒支瓶])|(?:医生|主任|大夫)(?:们)?(?:的)?个人(?:处方|用|开药)?量/u,
      /\b(?:prescri(?:bing|ption) (?:data|counts?|volumes?|numbers?) (?:of|per|by|for)|scripts? (?:per|by) (?:doctor|prescriber|physician)|prescriber[- ]level|(?:scripts?|prescri\w+|Rx) (?:numbers?|counts?|data|volumes?|figures?) (?:per|by|of each|for each)|how many (?:boxes|scripts)\b[^.;]{0,20}\b(?:each|per) doctor)\b/iu,
    ],
    unless:
      /(?:禁止|严禁|杜绝|反|防)统方|(?:别|不要|不能|不许|不准|禁止|不用|不)(?:给|要|做|搞|统|拉|查|收集|看|出现|打听)[^，。；]{0,8}?(?:统方|个人|处方|医生|量|数)|\b(?:don't|do not|never|no)\b[^.;]{0,24}\b(?:prescri\w+|scripts?)\b/iu,
    examples: [
      '找信息科导了处方明细',
      '药房帮我拉了上个月的数',
      '看看每个医生开了多少',
      'Got the prescribing data per doctor from IT',
    ],
    nearMisses: [
      '不要给我医生个人的量',
      '讲了临床数据',
      '拿了一份数据单页',
      '禁止统方，他们刚培训过',
      '医院上个月的总数不清楚',
    ],
  },
  {
    id: 'SALES_OR_STOCK_TASK/money',
    code: 'SALES_OR_STOCK_TASK',
    severity: 'block',
    clause: REPS,
    patterns: [
      /(?:收|拿|取|带|转交|送)(?:了|回|到)?(?:来)?[^，。；]{0,4}(?:支票|汇票|承兑|尾款)|(?:支票|汇票|承兑|尾款)[^，。；]{0,6}(?:收|拿|取|带|给|送)|代收|(?:垫|打)(?:了|付)?(?:货|药)款|回款|货款|催款|收款|欠款|账期|(?:收|催|结|付|对)(?:了|一下)?账(?!号)|(?:开|送|收|补|拿)(?:了|一下|张)?(?:购销)?(?:发票|票据)|压(?:点|一?批|些)?货|囤货|冲量|冲(?:一?下)?(?:销量|任务|业绩)|塞货|窜货/u,
      /\b(?:(?:collect|pick|t)(?:ed|ing|ook)?(?: up)? (?:the |a |their )?(?:payments?|cheques?|money)|outstanding (?:payments?|invoices?)|invoices? (?:delivered|collected)|channel stuffing)\b/iu,
    ],
    unless: /(?:不|没)(?:能|可以|负责|管|归)[^，。；]{0,6}?(?:回款|货款|收款|催款)/u,
    milderWhenDeclined: true,
    examples: [
      '顺便催了一下货款',
      '店长说回款下周到',
      '把发票送过去了，收发票',
      '月底要冲量',
      'Collected payments from the pharmacy',
    ],
    nearMisses: ['我不能收款，让他找商务', '他账号登不上', '门诊开票排队'],
  },
  {
    id: 'SALES_OR_STOCK_TASK/stock',
    code: 'SALES_OR_STOCK_TASK',
    severity: 'review',
    clause: REPS,
    patterns: [
      /(?:柜台|货架|药架|药柜)[^，。；]{0,4}(?:数|点|盘)(?:了|过|一)|(?:数|点|盘)(?:了|了一?下|一下)[^，。；]{0,4}(?:柜台|货架|盒数)|库存|盘(?:了|一|个|下|点)*(?:库|货)|点(?:了|一|个|下)*货|(?:还有|剩|余)[一二两三四五六七八九十百\d]+(?:盒|支|瓶|箱)(?!饭)|盘点|清点|点(?:了|一下)?(?:货|库)|查(?:了|一下)?(?:库|存货)|库房|存货|理货|上架|压了多少货|进货|补货|铺货|走(?:了)?(?:了)?[一二两三四五六七八九十百千\d]+(?:盒|支|瓶|件)|订货|订(?:了|购)?[一二两三四五六七八九十\d]+(?:盒|件|箱|支)|下(?:个|了|单)?订单|要货|退货|纯销|销量|销售额|销售(?:任务|指标)|任务(?:量|指标|完成|还差)|指标(?:没|还差|完成|压)|达成率|动销|(?:还剩|剩(?:了|下)?|只有)[一二两三四五六七八九十几\d]+(?:盒|支|瓶|箱)/u,
      /\b(?:stock levels?|in stock|inventory|stock ?tak\w+|stock ?count\w*|counted (?:the )?(?:stock|boxes|packs)|shelf|re-?order(?:ed|s)?|purchase orders?|sales (?:target|quota|volume)|sell[- ]out)\b/iu,
    ],
    unless: /集采任务|(?:血[脂糖压]?|生化|检验|炎症|各项)指标/u,
    examples: [
      '顺手帮药房清点了库房',
      'Counted the stock with her',
      '店里库存还有十盒',
      '让他多进货',
      '这个月任务还差一点，任务还差',
      'Asked about inventory',
    ],
    nearMisses: ['集采任务量占掉了', '血脂指标没达标', '医院没药', '处方还剩两天'],
  },
  {
    id: 'AE_CONCEALMENT/hush',
    code: 'AE_CONCEALMENT',
    severity: 'block',
    clause: SAFETY,
    given: HARM,
    patterns: [
      /(?:先)?(?:别|不要|不用|甭|勿|不许|不准|不让|没必要|犯不着)(?:再|跟(?:别人|公司|上面|厂家|他们)|对外|往外|往上|向上|向公司|到处|给(?:公司|上面))*(?:去)?(?:说(?!明|实)|上报|报(?!销|名|告厅)|讲出去|提这|声张|外传|传出去|留记录|登记|写(?:进去|上去|到|出来)|记(?:录|上|下来))(?!价)/u,
      /(?:先|还是|就)?(?:别|不要|不用|甭|没必要|先不|暂时不)(?:再|急着|忙着|往上|给上面|给公司)*(?:填|写|交|递|捅|传|打电话)(?:这|那)?(?:个|张|份)?(?:表|单|报告|上去|上报)?(?:了|吧)?(?=$|[，。；,;\s等再过])|能不报就不|报了(?:也)?(?:麻烦|惹|没用)|当不知道|装糊涂|别留(?:痕|文字|记录)|口头说(?:说)?就(?:行|好)|(?:删|撤)(?:了|掉)[^，。；]{0,4}(?:记录|聊天|消息)/u,
      /(?:都|就|先)?(?:别|不要|甭|莫)(?:再|往外|到处|跟人)*(?:吱声|吭声|作声|出声|声张|张扬|捅出去|外传|往外捅|提这茬|提了)/u,
      /当(?:作|做)?没(?:这|发生|听)[^，。；]{0,4}|(?:把)?(?:这|那)?(?:事|条|个)?(?:压|捂|瞒)(?:一压|下去|下来|着|住|了)|私下(?:里)?(?:处理|解决|了(?:结|了)?|赔)|(?:替|帮)(?:他|她|我)?保密|低调处理|大事化小|(?:就)?(?:咱|我|你)(?:们|俩|两(?:个)?)(?:人)?知道(?:就行|就好|得了|算了)?|(?:别|不要|不用)(?:让|叫)(?:公司|别人|上面|厂家)知道|(?:算了|拉倒|过去了?就算|翻篇|烂在肚子|当没事|装(?:作)?不知道|睁一只眼)|(?:这|那)?(?:点|么点)?小事[^，。；]{0,6}(?:报|说|提)|(?:我|就|先|那就)(?:就|先|也)?(?:没|不|未|不打算|不想|懒得)(?:上)?报(?:了|吧|算了)?(?=$|[，。；,\s])|(?:不算|不当)(?:不良反应)?报|(?:不想|不愿意?|不肯|不让)(?:我)?(?:上报|报上去|留下记录|被报)/u,
      /\b(?:keep (?:it|this|that) (?:quiet|between us|to (?:my|your)self|off the (?:record|books))|(?:don't|do not|not to|no need to|please don't|asked me not to|rather (?:I|we) (?:didn't|not)) (?:report|tell|mention|log|file|record|escalate|write|put (?:it|this|that|anything) (?:in writing|down|on paper))|off the record|hush(?:ed)? (?:it )?up|pretend (?:it|nothing)|(?:let's|let us|just|we) (?:forget|drop|ignore|bury) (?:about )?(?:it|this|that)|sweep (?:it|this) under|between (?:you and me|us)|(?:nobody|no one) (?:needs|has) to know|not worth reporting)\b/iu,
    ],
    unless: /(?:必须|得|还是|肯定|一定|已经?)(?:要)?(?:上报|报(?:了|上))[^，。；]{0,4}(?:不能瞒)/u,
    examples: [
      '有个病人肿了，她说别往外说',
      '病人起疹子的事让我当没听见',
      '这个反应我就没报',
      'Patient had a rash, he asked me not to report it',
      '病人吐了，主任让低调处理',
    ],
    nearMisses: ['高主任说价格先别说', '医院让别报名', '病人肿了，已经上报', '别写错名字了，会议通知'],
  },
  {
    id: 'AE_CONCEALMENT/partly',
    code: 'AE_CONCEALMENT',
    severity: 'review',
    clause: SAFETY,
    given: HARM,
    patterns: [
      /(?:别|不要|不用|不想|不愿意?|不让)(?:写|提|出现|暴露|带(?:上)?|署)[^，。；]{0,4}?(?:医院|科室|名字|他|她|我们|单位)|(?:医院|科室|名字|单位)[^，。；]{0,4}?(?:别|不要|不用|不想|就不)(?:写|提|出现)|匿名(?:报|上报)|等[^，。；]{0,10}?(?:再|才)(?:上)?报|(?:过|缓)(?:几|两|一)(?:天|周)再报|晚点(?:再)?报/u,
      /\b(?:leave|keep)\b[^.;]{0,6}\b(?:the )?(?:hospital|department|(?:his|her|my) name|him|her|us)\b[^.;]{0,4}\bout\b|\b(?:without|not) nam(?:e|ing) (?:the )?(?:hospital|him|her|department)|\banonymous(?:ly)?\b|\bwait\b[^.;]{0,20}\bbefore report/iu,
    ],
    examples: [
      '病人出血了，他说报的时候别写医院',
      '这个反应等他填了表再上报',
      'The patient died; she wants to leave her name out',
    ],
    nearMisses: ['等药事会过了再报价', '她不想提这个会'],
  },
]
