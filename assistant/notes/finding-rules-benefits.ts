/** Rules about what must not pass between the company and a doctor: gifts, money, services, fees, samples. */
import type { FindingRule } from './finding-rule.ts'

const LAW = '药品管理法（2019）第八十八条'
const CODE = '行业行为准则：不得提供礼品、现金或现金等价物、个人服务'
const GUIDE = '医药企业防范商业贿赂风险合规指引（2025）'

const THINGS =
  '茶叶|[一两三几半\\d]+[斤盒罐饼](?:的)?茶|好茶|普洱|龙井|铁观音|腊肠|香肠|腊味|海鲜|牛羊肉|土猪|鸡蛋|大米|食用油|山货|红酒|点心盒|糕点|零食|糖果|喜糖|干果|咖啡豆|饮料|家电|电饭煲|电饭锅|微波炉|空气炸锅|吹风机|榨汁机|热水壶|扫地机|行李箱|床上用品|羊绒|围巾|皮带|钱包|首饰|项链|手链|玩具|乐高|奶粉|尿不湿|书包|学习机|健身卡|会员卡|体检卡|球拍|钓竿|字画|玉器|摆件|人参|虫草|阿胶|鹿茸|蜂蜜|月饼|粽子|香烟|[一两三几\\d]条烟|(?:白|红|啤|洋|黄|好)酒|[一两三几\\d]+(?:瓶|箱)酒|茅台|五粮液|水果|果篮|苹果|樱桃|车厘子|橙子|礼盒|礼品|礼物|伴手礼|大礼包|特产|土特产|土鸡蛋|保健品|燕窝|海参|大闸蟹|螃蟹|生日蛋糕|蛋糕|鲜花|花篮|[一两几半]?[束捧把]花|花束|盆栽|绿植|绿萝|盆景|果切|零食包|巧克力|香水|口红|化妆品|护肤品|手表|丝巾|名牌包|包包|新手机|平板|iPad|耳机|按摩仪|电影票|演唱会|门票|球票|话剧票|牛奶|坚果|腊肉|火腿|咖啡机|空气净化器|购物袋里'
const SMALL = '小礼品|纪念品|台历|挂历|便签|U盘|雨伞|保温杯|水杯|鼠标垫|充电宝|抱枕|文具|教科书|专著'

/** The doctor wanted to give something to the rep. */
const TO_THE_REP =
  /(?:他|她|主任|医生|老师)(?:还|要|想|非要|硬要|说要|非)*(?:送|给|塞|拿)(?:了|给)?我(?!们科)/u
/** 讲一次课，一次两千: an amount a talk, across a comma. */
const TALK_FOR_MONEY =
  /(?:讲课|讲[一两几]?[次场回](?:课)?|授课|讲座|站台|做讲者|主持)[^。；\n]{0,12}?[一每][次场回节][^。；，\n]{0,4}?(?:\d{3,}|[一二两三四五六七八九几]\s*[千万百])/u

export const BENEFIT_RULES: readonly FindingRule[] = [
  {
    id: 'GIFT/given',
    code: 'GIFT',
    severity: 'block',
    clause: `${LAW}；${CODE}`,
    unless: TO_THE_REP,
    patterns: [
      new RegExp(
        `(?:送|带|拎|提|塞|拿|买|寄|备|订|捎|随|邮|快递)(?:了|过|去|给|上|来|点|些|他|她|主任|一|两|几|\\d|盒|箱|罐|份|个|张|束|套|[\\p{Script=Han}]{0,3}主任){0,5}?[^，。；\\s]{0,6}?(?:${THINGS})`,
        'u',
      ),
      new RegExp(
        `(?:${THINGS})[^，。；]{0,6}?(?:给|送(?:给|到|去)?|塞给|留给|带给)(?:了)?(?:他|她|主任|[\\p{Script=Han}]{1,3}(?:主任|医生|老师))`,
        'u',
      ),
      /(?:送|备)(?:了|份|点|个)?(?:厚|大|年|节)?礼(?!貌|堂|拜)|送了?(?:点|些)?东西|(?:表示|准备|送|带|给)[^，。；]{0,6}?心意/u,
      /\b(?:gave|brought|sent|bought|dropped off|got|handed)\b[^.;]{0,30}\b(?:gifts?|wine|whisky|liquor|tea leaves|mooncakes?|chocolates?|hamper|flowers|cigarettes|fruit basket|perfume|hand ?bag|watch|tickets)\b/iu,
    ],
    milderWhenDeclined: true,
    examples: [
      '中秋前给高主任送了一盒月饼',
      '拎了两瓶酒过去',
      '送了点特产给苏医生',
      'Brought her a box of chocolates',
      '端午给主任备份礼',
    ],
    nearMisses: [
      '送了一份说明书过去',
      '给高主任送文献',
      '他戒烟以后血压好多了',
      '病人喝白酒，问能不能吃',
      '送他去电梯口',
      '带了单页和折页',
    ],
  },
  {
    id: 'GIFT/small',
    code: 'GIFT',
    severity: 'review',
    clause: CODE,
    patterns: [
      new RegExp(`(?:送|发|带|给|留)(?:了|过|去|给)?[^，。；]{0,10}?(?:${SMALL})`, 'u'),
      /\b(?:gave|left|handed)\b[^.;]{0,24}\b(?:calendars?|umbrella|mugs?|USB sticks?|branded pens?|textbook)\b/iu,
    ],
    examples: ['给每位医生发了台历', '送了一个U盘给护士长', 'Left branded pens at the desk'],
    nearMisses: ['用U盘拷了批过的PPT', '他在看专著'],
  },
  {
    id: 'GIFT/asked',
    code: 'GIFT',
    severity: 'review',
    clause: CODE,
    patterns: [
      /(?:问|要|让|想|希望|暗示|打听)[^，。；]{0,10}?(?:有没有|带点?|给点?|来点?|搞点?)[^，。；]{0,4}?(?:礼品|礼物|福利|好处|意思|表示|过节的东西)|(?:要|给|有)(?:点|些|什么|啥|没有)?好处(?!理)|意思一下|(?:旅游|聚餐|团建|年会|活动)[^，。；]{0,8}?(?:出|赞助|掏|给)(?:点|些|钱)|意思意思|意思一下|表示表示|(?:问|让|要|想|希望|能不能)[^，。；]{0,12}?赞助(?:点|他|她|家属|个人|聚餐|旅游|科里|科室)/u,
      /\basked\b[^.;]{0,24}\b(?:gifts?|presents?|a favou?r)\b/iu,
    ],
    examples: ['他暗示过节有没有福利', '她说年底了总要意思意思'],
    nearMisses: ['他问有没有患者教育资料', '没听懂他什么意思'],
  },
  {
    id: 'CASH/money',
    code: 'CASH_OR_EQUIVALENT',
    severity: 'block',
    clause: `${LAW}；${GUIDE}`,
    patterns: [
      /(?:给|付|拿|发|结|用|走|要)(?:了)?(?:的)?现金(?!流)|现金[^，。；]{0,4}(?:给|结|发|付|拿|支付)|红包(?!袋)|(?:购物|京东|超市|加油|充值|礼品|商场|消费|油)卡|提货券|代金券|[微支][^，。；]{0,3}转(?:了|给|账)(?:他|她|主任)?[^，。；]{0,6}(?:\d|块|元|钱)|(?:微信|支付宝|私下)(?:给[^，。；]{0,6})?转(?:的|账|了|给|过去)|转(?:了|给)[^，。；]{0,8}?\d{3,}|份子(?:钱)?|随礼|礼金|压岁钱|(?:塞|给|递|包|打|封)(?:了|给)?(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生))?(?:了)?[一二两三四五六七八九十几\d]+(?:百|千|万)(?:多)?(?:块|元|钱)?(?!人|例|家|次|片|盒)|信封|返(?:点|利|现|多少|几个点|钱)|回扣|提成|好处费|辛苦费|车马费|报销(?:了)?(?:他|她|主任)(?:的)?(?:油费|路费|发票|机票)/u,
      /兑现|兑付|兑掉/u,
      /\b(?:(?:in|with) cash|cash (?:for|to|payment|gift)|gift (?:cards?|vouchers?)|fuel card|red (?:envelope|packet)|hong ?bao|kickbacks?|envelope (?:of|with)|(?:slipped|handed|paid|gave|wired|transferred) (?:him|her|dr\.? \w+) (?:\w+ )?(?:RMB |CNY |¥|\$)?\d{2,})\b/iu,
    ],
    unless: /兑现(?:了)?承诺|病人[^，。]{0,6}现金|现金(?:支付|结算)窗口|\bpatients? pay\b/iu,
    milderWhenDeclined: true,
    examples: [
      '给主任包了个红包',
      '塞了一张购物卡',
      '按点数兑现',
      '课时费付现金',
      'Gave him a gift card',
      '他要返点',
    ],
    nearMisses: ['病人现金支付窗口排队', '她兑现了承诺来参会', '出院带药刷医保卡', '信用卡还没还'],
  },
  {
    id: 'QUID/deal',
    code: 'QUID_PRO_QUO',
    severity: 'block',
    clause: `${LAW}；${GUIDE}`,
    patterns: [
      /老规矩|老价钱|按(?:之前)?(?:说好|谈好)的(?:数|量|点|价)?(?:来|算|给|兑)/u,
      /(?:开|用|处方|做|上)(?:满|够|到|了|到了)?\s*[一二两三四五六七八九十百\d]+\s*(?:盒|支|瓶|例|个病人|个(?!月|多月|星期|礼拜|小时|疗程|周|点))[^。；]{0,8}?(?:就|给|送|返|奖|换(?!药|成|了)|安排|请|兑)/u,
      /(?:多开|多用|上量|用量|处方量?|开(?:起来|药|我们))[^。；]{0,10}?(?:就|的话|才|换|可以|到位)[^。；]{0,10}?(?:安排|赞助|出国|旅游|参会|名额|讲课|课|支持|返|奖|表示|去玩|开会|报销)/u,
      /(?:安排|赞助|出国|旅游|参会|名额|讲课|课题|支持|答谢|奖励)[^。；]{0,14}?(?:换|前提是|条件是|让他|让她|他就|她就|争取(?:他|她)|好让)[^。；]{0,8}?(?:多开|多用|上量|开药|处方|开我们|用我们|用药)/u,
      /(?:赞助|捐|交|给)(?:了)?[^。；]{0,14}?(?:就|才|换)[^。；]{0,10}?(?:进院|过会|放进|写进|进目录|推荐|通过|帮(?:我们|忙))|(?:收|拿)了[^。；]{0,14}?(?:多开|多用|多写)/u,
      /(?:多开|多用|多写|上量|冲量|照顾)[^。；]{0,12}?(?:就|，)(?:我|公司|我们)?(?:就)?(?:请(?:他|她|科里|你|您)?(?:去|出|吃|玩)|带(?:他|她|科里)?(?:去|出)|送(?!文献|资料|说明)|赞助|报销|返)/u,
      /(?:赞助|安排|请|报销|送|给)[^。；]{0,14}?(?:就|，)(?:他|她|会|能|可以|肯定|一定)*(?:多开|多用|多写|上量|换成我们|(?:用|开)我们)/u,
      /每(?:开|用)?(?:一)?(?:盒|支|瓶|例)[^，。；]{0,6}?(?:[一二两三四五六七八九十\d]+\s*(?:块|元|个点)|返|提|给)/u,
      /\b(?:if (?:he|she|they) (?:prescribe|write|use|start)s?\b[^.;]{0,40}\b(?:sponsor|pay|send|invite|give|support)|(?:sponsor|pay|invite|support)\w*\b[^.;]{0,40}\b(?:in (?:return|exchange)|so (?:that )?(?:he|she) prescribes?|for (?:prescri\w+|scripts)))/iu,
      /\b(?:prescribe|put|start|write|use|switch)\b[^.;]{0,40}\bif (?:we|I|you|the company) (?:cover|pay|sponsor|fund|give|send|book)\b/iu,
    ],
    milderWhenDeclined: true,
    examples: [
      '月底还是老规矩',
      '开满二十盒就安排去三亚',
      '说上量的话可以赞助参会',
      '安排讲课让他多开一点',
      '每盒给五块',
      'If he prescribes more we sponsor his congress',
    ],
    nearMisses: [
      '他愿意多用一点，等过会',
      '安排他下个月讲课',
      '用了两个病人效果不错',
      '上量要看医保',
      '每盒十四片',
    ],
  },
  {
    id: 'QUID/imitate',
    code: 'QUID_PRO_QUO',
    severity: 'review',
    clause: GUIDE,
    patterns: [
      /(?:我们|咱们?|公司)[^，。；]{0,6}?(?:要不要|能不能|是不是|可不可以|也|该)[^，。；]{0,5}?(?:搞|弄|做|跟|学|来|推)(?:一?[个下把]|进|样)?/u,
      /\b(?:should|could|can) we\b[^.;]{0,20}\b(?:do|match|offer|run)\b/iu,
    ],
    given:
      /买.{1,3}[赠送].|返[点利现]|回扣|赠品|优惠|红包|奖励|旅游|送礼|\b(?:buy \w+ get|rebate|bonus|gifts?|kickback)\b/iu,
    examples: [
      '竞安宁在搞买二送一，我们要不要也搞一个',
      'Rivalor runs buy two get one, should we do the same?',
    ],
    nearMisses: ['我们要不要也做个科会', '我们要不要跟进一下进院'],
  },
  {
    id: 'SPEAKER_FEE/irregular',
    code: 'SPEAKER_FEE',
    severity: 'block',
    clause: `${GUIDE}：讲课费须有协议、标准与审批，不得现金支付`,
    patterns: [
      /(?:讲课费|课酬|课时费|劳务费?|讲者费|咨询费|顾问费|专家费|主持费|出场费)[^。；\n]{0,24}?(?:现金|私下|先垫|垫付|不签|拆成|多报|虚开|挂别人|走私账|微信转)/u,
      /(?:现金|私下|垫)[^。；\n]{0,14}?(?:讲课费|课酬|课时费|劳务费?|咨询费|顾问费|专家费)/u,
      /\b(?:honorari\w+|speaker fees?|consult\w+ fees?)\b[^.;]{0,30}\b(?:in cash|off the books|up front by me)\b/iu,
    ],
    examples: ['课酬两千付现金', '讲课费我先垫了', 'Speaker fee of 3000 in cash'],
    nearMisses: ['讲课费走公司系统', '没有劳务费'],
  },
  {
    id: 'SPEAKER_FEE/for-scripts',
    code: 'SPEAKER_FEE',
    severity: 'block',
    clause: `${GUIDE}：讲课费不得与处方量挂钩`,
    patterns: [TALK_FOR_MONEY],
    given:
      /(?:开|用|处方)(?:满|够|到|了)?\s*[一二两三四五六七八九十百\d]+\s*(?:盒|支|瓶|例)|多开|多用|上量|冲量/u,
    examples: ['每开30盒就请他讲一次课，一次三千', '多开点就安排讲课，每场两千'],
    nearMisses: ['多开了一点，下月请他讲课', '开了30盒，讲课的事再说'],
  },
  {
    id: 'SPEAKER_FEE/agreed',
    code: 'SPEAKER_FEE',
    severity: 'review',
    clause: `${GUIDE}：讲课费须有协议、标准与审批`,
    patterns: [
      TALK_FOR_MONEY,
      /(?:讲课费|课酬|课时费|劳务费?|讲者费|咨询费|顾问费|专家费|评审费|主持费|出场费)(?:[^。；，\n]{0,4}?\d+(?:\.\d+)?\s*(?:元|块|千|万|k)?)?(?:打[^。；，\n]{0,3}卡里?)?|(?:讲课|讲者|讲一次)[^。；，\n]{0,6}?\d{3,}(?:元|块)?|(?:讲课|讲者|主持|授课|点评)[^。；\n]{0,10}?(?:费用|报酬|酬劳)[^。；，\n]{0,6}?\d{3,}/u,
      /\b(?:honorari\w+|speaker'?s? fees?|consult(?:ing|ancy) fees?)\b(?:[^.;,]{0,12}\d+)?/iu,
    ],
    unless:
      /协议[^。；]{0,8}(?:批|签|走完)(?:了|好|完)|(?:没有?|无|不(?:要|收|拿)|免)[^，。；]{0,3}(?:讲课费|课酬|劳务费?|咨询费|专家费)|无偿|\bno (?:honorari\w+|fee)\b/iu,
    examples: ['讲课费谈了2000', '劳务费怎么打', 'Honorarium of 1500 agreed'],
    nearMisses: ['请他讲课，无偿的', '没有讲课费', '讲了20分钟课'],
  },
  {
    id: 'SPEAKER_FEE/approved',
    code: 'SPEAKER_FEE',
    severity: 'info',
    clause: `${GUIDE}：讲课费须有协议、标准与审批`,
    patterns: [
      /(?:讲者|讲课|服务)?协议[^，。；]{0,8}?(?:批|签|走完)(?:了|好|完)/u,
      /\b(?:speaker|consult\w+) (?:agreement|contract)\b[^.;]{0,20}\b(?:approved|signed|in place)\b/iu,
    ],
    examples: ['讲者协议已经签了，讲课费走公司系统', 'Speaker agreement signed, slides next week'],
    nearMisses: ['协议还没走完', '请他讲课，时间没定'],
  },
  {
    id: 'PERSONAL_SERVICE/done',
    code: 'PERSONAL_SERVICE',
    severity: 'block',
    clause: CODE,
    patterns: [
      /(?:(?:接|送|接送)(?:了|一?下|一?趟|一?次|个|会儿?)*(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生|老师))?|(?:带|陪|看|照顾|照看|辅导)(?:了|一?下|一?趟|会儿?)*(?:他|她|主任|[\p{Script=Han}]{2,3}(?:主任|医生|老师)?))(?:的|家)?(?:孩子|小孩|儿子|女儿|闺女|公子|千金|老人(?!科|院|家那|多)|父母|父亲|母亲|爱人|老婆|媳妇|老公|岳父|岳母|家人|家属(?!院|区)|妈妈?|爸爸?|岳父母|狗|猫)(?:上学|放学|下课|回家|去)?|(?:取|拿|寄)(?:个|了|一下){0,3}(?:快递|包裹|干洗)|(?:接|送)(?:站|机)|(?:送|接|载|捎)(?:了)?(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生))(?:上班|下班|去办事|去开会|到家|去赶车|去打球)|(?:帮|替|给|为)[^，。；]{1,6}?(?:搬(?:了)?(?:个)?家|装(?:了)?(?:个)?修|修(?:了)?(?:个)?(?:车|电脑|手机)|洗(?:了)?(?:个)?车|做(?:了)?(?:顿)?饭|打扫|买(?:了)?(?:个)?菜|排(?:了)?(?:个)?队|占(?:了)?(?:个)?(?:座|位))|(?:送|载|捎)(?:了)?(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生))(?:回家|去(?:车站|机场|高铁站|医院|学校|酒店))/u,
      /(?:帮|替|给|为|代)(?:了)?(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生|老师))?(?:的)?(?:家里?)?[^，。；]{0,8}?(?:订|买|抢|改签)(?:了|个|一下|[一两三几\d]?张)*(?:去[\p{Script=Han}]{1,3}的)?(?:机票|车票|火车票|高铁票|酒店|门票)|(?:帮|替|给|为|代)(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生|老师))[^，。；]{0,6}?(?:洗车|修车|搬家|装修|跑腿|排队|挂(?:个)?号|缴费|办签证|找工作|写论文|改论文|发论文|写文章|润色|写材料|写总结|做课件|评职称|辅导|带娃|带孩子|遛狗|买菜|代驾|开车|打印论文|填表|交罚款)/u,
      /(?:帮|替|给|为|托人给)[^，。；]{0,6}?(?:儿子|女儿|孩子|小孩|闺女|公子|家属|家里?人|爱人|老婆|老公|亲戚|父母|父亲|母亲|侄|外甥)[^，。；]{0,6}?(?:找|安排|联系|介绍|办|弄|解决)(?:了|个|一个|一?下)*[^，。；]{0,4}?(?:实习|工作|学校|入学|上学|幼儿园|床位|号|签证|户口|补习|家教|驾校)/u,
      /帮忙(?:给)?[^，。；]{0,6}?(?:挂|订|买|抢|接|送|取|搬|办|找)(?:了|一?下|个)*[^，。；]{0,6}?(?:号|票|酒店|孩子|小孩|快递|家|证|床位|工作|学校)/u,
      /(?:帮|替|给|为|代)(?:了)?(?:他|她|主任|[\p{Script=Han}]{1,3}(?:主任|医生|老师))[^，。；]{0,4}?(?:写|改|润色|翻译|投|校对|整理)(?:了|一?下|一?篇|个)*[^，。；]{0,6}?(?:论文|文章|稿子|标书|总结|述职|课题)/u,
      /\b(?:picked? up|drove|dropped|took|collected|babysat|walked)\b[^.;]{0,20}\b(?:his|her|the doctor's|dr \w+'s)\b[^.;]{0,12}\b(?:kids?|child(?:ren)?|son|daughter|wife|husband|mother|home|airport|station)\b|\b(?:booked|bought)\b[^.;]{0,16}\b(?:his|her|their) (?:family )?(?:flights?|train tickets?|hotel|holiday)\b|\b(?:ghost-?wr\w+|wrote|edited) (?:his|her) (?:paper|manuscript|thesis)\b|\bdrove (?:him|her) (?:home|to)\b/iu,
    ],
    unless:
      /(?:去)?接(?:孩子|小孩|儿子|女儿)(?:去)?了(?=[，。；]|$)|(?:主任|医生|老师|[他她])(?:今天|刚|得|要|先|正|已经?|下班|提前|自己){0,2}(?:去|回去|走了去|赶着)?(?:接|送|带|陪)(?:孩子|小孩|儿子|女儿|老人|家人|爱人|老婆)/u,
    milderWhenDeclined: true,
    examples: [
      '下班去幼儿园接他孩子',
      '帮苏医生取了个快递',
      '替主任订了机票',
      '帮她改论文',
      '送高主任去机场',
      'Picked up her son from school',
    ],
    nearMisses: ['给主任送资料', '接孩子去了，她没在', '送她到科室门口', '他论文还没写完', '帮他打印说明书'],
  },
  {
    id: 'PERSONAL_SERVICE/asked',
    code: 'PERSONAL_SERVICE',
    severity: 'review',
    clause: CODE,
    patterns: [
      /(?:让|叫|请|要|托|问)我(?:能不能|能否|可不可以)?(?:帮忙?|替|给)?(?:他|她)?[^，。；]{0,6}?(?:写|改|润色|翻译|投|整理)[^，。；]{0,6}?(?:论文|文章|综述|稿|标书|课题|述职)/u,
      /\basked me to\b[^.;]{0,20}\b(?:pick up|drive|collect|write|edit|book)\b[^.;]{0,20}\b(?:son|daughter|wife|husband|paper|manuscript|thesis|flights?|tickets?|hotel)\b/iu,
    ],
    examples: ['她让我帮忙写篇综述', '苏医生托我改改论文'],
    nearMisses: ['他让我写份拜访总结给经理', '让我帮他打印说明书'],
  },
  {
    id: 'SAMPLE/given',
    code: 'SAMPLE',
    severity: 'block',
    clause: '处方药样品不得发放给医务人员或患者；药品管理法（2019）第八十八条',
    patterns: [
      /(?:给|送|留|放|带|拿|塞|发)(?:了)?[^，。；]{0,10}?(?:样品|样药|试用装|试用品|赠药)|(?:样品|样药|试用装|试用品)[^，。；]{0,6}?(?:给|送|留|放|发)(?:了|给|在)?|(?:带|送|拿|给)(?:了|过|去)?[一二两三四五六七八九十几\d]+(?:盒|支|瓶|板)(?!饭|茶|月饼|粽|酒|水|牛奶|咖啡)[^，。；]{0,6}?(?:给|送)[^，。；]{0,8}?(?:主任|医生|老师|大夫|[他她]|护士)|(?:免费|白)(?:给|送)(?:了)?[^，。；]{0,4}?(?:盒|支|瓶|药)|(?:给|送|拿|留|放)(?:[^，。；]{0,5})?了?[一二两三四五六七八九十几\d]+(?:盒|支|瓶|板)(?:药|[^，。；]{0,6}?)?[^，。；]{0,6}?(?:试试|试用|先用|试一试|试着用)/u,
      /\b(?:gave|left|dropped|handed|brought|sent)\b[^.;]{0,24}\b(?:samples?|starter packs?|trial packs?)\b/iu,
    ],
    unless: /没(?:有)?(?:给|带|留|送)|不(?:给|能给|提供)|样品(?:没了|发完)/u,
    milderWhenDeclined: true,
    examples: ['留了两盒样品在诊室', '给了三支让病人先试用', 'Left a few samples'],
    nearMisses: ['样品我没带', '样本量太小', '开了两盒给病人'],
  },
  {
    id: 'SAMPLE/asked',
    code: 'SAMPLE',
    severity: 'review',
    clause: '处方药样品不得发放给医务人员或患者',
    patterns: [
      /样品|样药|试用装|试用品|赠药(?!项目)|要(?:了)?[一两三几\d]+(?:盒|支|瓶)[^，。；]{0,8}?(?:先|试|自己)(?:吃|用|打|着)/u,
      /\b(?:free |drug )?samples\b|\bfor free\b|\bfree (?:boxes|packs|drugs?|tablets|vials)\b/iu,
    ],
    unless: /血液?样品|标本/u,
    examples: ['他问有没有样品', '样品发完了', 'Asked for samples'],
    nearMisses: ['样本量多少', '抽血样本'],
  },
]
