/**
 * Words by which a visit's topics are told, as data: what is talked about, not what is only to be delivered. A
 * topic counts once; `unless` takes the words back in their unit.
 */
import type { Topic } from '../../crm/visit.ts'

export const TOPIC_WORDS_VERSION = '2026-11a'

export interface TopicRule {
  readonly topic: Topic
  readonly words: RegExp
  readonly unless?: RegExp
}

export const TOPIC_RULES: readonly TopicRule[] = [
  {
    topic: 'EFFICACY',
    words:
      /(?:一直|都|挺|很|还)(?:挺|很|比较|都)?认可|(?:照|继续|接着)(?:常)?用(?!完|量)|(?:吃|用|打)(?:了|着|下来)?(?:都|也|还)?(?:挺|很|蛮)(?:好|稳|满意)|满意|首选(?:它|我们|这个)?|老样子|疗效|好用|用(?:得|着|起来)[^，。；]{0,3}?(?:顺|好|放心)|(?:恢复|好转|好|退烧|见好)得[^，。；]{0,2}快|症状[^，。；]{0,6}(?:改善|减轻|缓解|消失)|控制(?:住|平稳|理想|不错|满意|达标)|压得住|稳得住|见好|好转|有效(?!期)|效果(?!图)|起效|见效|管用|达标|(?:降|控)(?:压|糖|脂|得|下)[^，。；]{0,6}(?:好|强|明显|平稳|不错|可以|快|慢|幅度|理想|到位)|控制得|血(?:压|糖|脂)[^，。；]{0,4}(?:降|稳|下来|达标|平稳|控制)|糖化[^，。；]{0,6}(?:降|达标)|缓解率|应答|生存期|PFS|OS(?![A-Za-z])|(?:部分|那块|用着|用下来|用起来|吃着|反映|反馈)[^，。；]{0,8}?(?:还可以|还行|不错|挺好|蛮好|满意|可以)|\b(?:efficacy|effective(?:ness)?|potency|potent|BP (?:down|drop\w*|under control|reduction)|lower(?:s|ed|ing) (?:BP|sugar|lipids?)|improve(?:s|d|ment)|outcomes?|works? (?:well|fine)|response|BP control|well controlled|HbA1c|LDL|doing well|going well|good results|works? for (?:his|her|their)|satisfied|happy with (?:it|the (?:results|effect)))\b/iu,
    unless: /效果图|有效期|会议效果/u,
  },
  {
    topic: 'SAFETY',
    words:
      /(?:肝|肾|肝肾)(?:功能)?(?:的)?影响|转氨酶|水肿|低血压|脱水|尿路感染|泌尿(?:系)?感染|没底|安全性?(?!生产|库存|出行)|不良反应|副作用|毒性|耐受|禁忌|慎用|相互作用|肝损|肾毒|肝毒|致畸|黑框|低血糖|酮症|水肿|(?:尿路|泌尿\S{0,2})感染|酸中毒|过敏|孕妇|怀孕|妊娠|哺乳|胃肠道反应|(?:心|肝|肾)脏?(?:损害|风险|负担)|伤(?:肝|肾|胃)|出血风险|(?:怕|担心|顾虑)[^，。；]{0,10}(?:老人|老年|高龄|肾|肝|心脏|孕|小孩|身体|受不了|低|伤|过敏|感染)|\b(?:safety|tolerab\w+|side[- ]effects?|adverse|toxicity|contraindicat\w+|interactions?|hypoglyc\w+|ketoacidosis|o?edema|bleeding|pregnan\w+|lactat\w+|swelling|rash|hypotension|liver enzymes|renal safety)\b/iu,
    unless: /发(?:生)?安全事故|路上(?:注意)?安全/u,
  },
  {
    topic: 'INDICATION',
    words:
      /(?:给|让)(?:[他她]的?)?(?:[一两三几\d]+个)?(?:心衰|肾病|冠心病|高血压|糖尿病|肾|房颤|心绞痛|肿瘤|肺癌|脑梗|中风|恢复期)[^，。；]{0,4}(?:病人|患者)|心绞痛|(?:心衰|肾病|CKD)(?:那块|这块|方面|人群)|(?:病人|患者|人群)(?:怎么选|筛选|适合)|适应[症证]|适用(?:人群|于)|超说明书|哪些病人(?:能|可以|适合)|(?:能不能|可不可以|可以|能)用(?:于|在|给)|适合(?:什么|哪|这|用)|不是[^，。；]{0,6}科的药|(?:心衰|肾病|CKD|冠心病|房颤|肥胖|超重|糖前期|脂肪肝|多囊|高龄|老年|孕|儿童)的(?:病人|患者)?(?:先|也|都|可以|让|就|能|还|愿意|准备|打算)[^，。；]{0,8}?(?:用|试|上(?!次|周|个)|开)|用不(?:上|到|着)(?!量)|(?:不|没)对(?:症|口)|野生型|辅助治疗|一线|二线|获批|新适应|\b(?:indications?|indicated|off[- ]label|first[- ]line|second[- ]line|approved for|eligible patients)\b/iu,
  },
  {
    topic: 'DOSING',
    words:
      /剂量|用量(?!指标)|用法|调量|加量|减量|足量|起始量|滴定|疗程|(?:一天|每天|每日|一日|一周)[^，。；]{0,3}(?:次|片|粒|针|支)|(?:吃|打|用|服)几(?:次|片|天|针|支)|几(?:片|粒|针)|怎么(?:吃|用|打|调|换算|换药|加|减|停)|饭(?:前|后)吃|(?:早上|晚上|早晨|早饭|晚饭|睡前|空腹|饭前|饭后|餐前|餐后|白天|夜里|中午|几点|什么时候|一天)[^，。；]{0,3}(?:吃|服|打|用)|掰(?:开|半)|嚼(?:着|碎)|研(?:碎|磨)|鼻饲|间隔(?:多久|几)|隔(?:天|日)(?:吃|打|用)|eGFR|肌酐清除|(?:肾|肝)功能?(?:不全|不好|差|减退|受损)[^，。；]{0,10}(?:调|用|开|吃|量|怎么|能)|输(?:注|液)(?:时间|速度)|给药|漏(?:服|打|吃)|\b(?:dos(?:e|es|ing|age)|titrat\w+|regimen|dosing table|dose table|starting dose|max(?:imum)? dose|with food|empty stomach|bedtime|crush\w*|missed dose|infusion (?:time|rate)|once daily|twice daily|BID|QD|TID|renal adjustment|how (?:to|many) (?:use|take|tablets))\b/iu,
    unless: /(?:已经?|就|先|给|都|后来)(?:他|她)?(?:减(?:了)?量|停药)|减量(?:就|后|了)/u,
  },
  {
    topic: 'ACCESS',
    words:
      /进院|进药(?!店)|(?<![告去来说听开])过会(?!阴|儿|诊)|上会|药事会|药事管理|提单|提了单|申购|勾选|引进|(?:统一|区里|院里|阳光|网上)采购|采购(?:平台|计划|中心|目录)|挂网|(?<!市场)准入|编码|授权书|资质材料|首营|药[事是]会|要事会|院内制度|会诊(?:后|才|单)|特批|(?:院|医院|用药|基药|处方)目录|没进(?!展|步|来|去|门)|进不(?:来|了)|(?:医院|社区|院里|科里|药房|我们这|他们那)[^，。；]{0,6}(?:没药|没有药|没这个药|开不出|开不到|没有(?:这个|你们的?)药)|(?:开|调)不(?:出来|出|到)|限(?:量|制(?:使用|处方|开))|临采|临时采购|备药|停用品种|\b(?:formulary|listing|listed|P&T|(?:drug|pharmacy|hospital) committee|committee|procure\w*|tender|not stocked|hospital access|restrict(?:s|ed|ion|ions)|prior authori\w+|pre-?approval|needs? (?:an? )?(?:\w+ )?consult|consult for (?:every|each))\b/iu,
  },
  {
    topic: 'REIMBURSEMENT',
    words:
      /医保|报销|援助(?:项目|药)?|慈善(?:赠药|项目|援助)|赠药项目|患者援助|大病|商保|惠民保|异地|统筹|国谈|乙类|甲类|双通道|门诊(?:统筹|慢病|特病)|慢特病|特药|支付(?:范围|标准|限制|条件)|DRG|DIP|自付比例|\b(?:reimburs\w*|NRDL|insurance|copay|patient (?:assistance|support)|assistance program\w*|PAP|co-pay|coverage)\b/iu,
    unless: /报销(?:机票|发票|路费|差旅|油费)/u,
  },
  {
    topic: 'VBP',
    words:
      /集采|带量|国采|省采|联盟采购|中选|中标|落标|未中选|非中选|报量|续标|接续|\b(?:VBP|volume[- ]based|national procurement)\b/iu,
  },
  {
    topic: 'PRICE',
    words:
      /太?贵|便宜|自费|价(?:格|钱|位|差)|降价|涨价|定价|差价|单价|零售价|(?:太|很|有点|比较|嫌|更|偏|挺)贵|贵(?:了|得|一|很|不)|便宜|多少钱|吃不起|用不起|买不起|负担(?:重|不起|得起|太)|药费|花费|一(?:盒|支|瓶|个月|针)[^，。；]{0,4}(?:\d+|[几多一二三四五六七八九十百]+)\s*(?:块|元)|\b(?:pric(?:e|es|ing|ey)|expensive|cheap(?:er)?|cost(?:s|ly)?|afford\w*|generics?(?= (?:is|are|being)? ?cheap)|pricey)\b/iu,
  },
  {
    topic: 'GUIDELINE',
    words:
      /指南|共识|路径(?!依赖)|推荐等级|诊疗规范|\b(?:guidelines?|consensus|NCCN|CSCO|ESC|ADA (?:standards|guid\w+)|recommendation level)\b/iu,
  },
  {
    topic: 'CLINICAL_DATA',
    words:
      /(?:临床|研究|试验|随访|循证|亚组|中国人群|真实世界|III?期|三期|CKD|CV|心血管|肾脏?)(?:的)?(?:数据|研究|结果|证据|结局|获益)|数据(?!单|卡|流量|库)|(?<![a-z])RCT(?![a-z])|循证|头对头|(?:大|关键|注册|多中心)(?:型)?研究|(?:讲|聊|讨论|分享|解读|看)(?:了|过|一下)?[^，。；]{0,8}?(?:文献|研究|试验)|样本量|真实世界|荟萃|meta分析|\b(?:data|trials?|stud(?:y|ies)|evidence|head[- ]to[- ]head|real[- ]world|subgroup|meta-analysis|publication)\b/iu,
    unless: /拉(?:了)?[^，。]{0,6}数|处方数据|流量|数据(?:单|卡)/u,
  },
  {
    topic: 'PATIENT_CASE',
    words:
      /病例(?!讨论会)|一例|(?:有|收|管|碰到|遇到|来)(?:了|过|着)?(?:一?[个位]|[两几三]个)[^，。；]{0,12}?(?:病人|患者|老太|老爷|孩子)|手(?:里|上|头)[^，。；]{0,14}?(?:病人|患者)|(?:他|她)(?:的)?(?:那|这|有)?(?:一?[个位]?)(?:老|新|男|女)?(?:病人|患者)(?!们|都|群|多|少|教育)(?=[^，。；]{0,12}(?:想|问|吃|用|打|去|来|住|说))|个案|\b(?:case (?:discussion|report|of)|(?:his|her|a|one|the) (?:\w+ ){0,3}?(?:patient|pt)\b|\d{1,3}\s?[MF]\b)/iu,
  },
  {
    topic: 'EVENT',
    words:
      /(?:给|到|去|来)[^，。；]{0,6}(?:科里?|他们|她们|院里)(?:讲|上)(?:一)?(?:次|课|讲|场|下)|讲(?:一|几)?(?:次|场)(?:课)?|开(?:个|一个|场|一场|了个)?(?:小|短)?会(?!诊)|科(?:室)?会|院内会|小讲课|讲课|讲者|主持|学术(?:会|沙龙|活动|报告|年会)|沙龙|年会|论坛|城市会|圆桌|病例讨论会|卫星会|研讨会|峰会|巡讲|直播|线上会|省(?:里|会)[^，。；]{0,4}会|邀请函|参会|授课|点评|请(?:他|她|[\p{Script=Han}]{1,3}(?:主任|医生|教授))[^，。；]{0,6}(?:讲|发言|做报告|站台)|义诊|\b(?:(?:dept|department|ward) (?:talk|meeting)|lunch (?:meeting|talk)|symposium|webinar|speaker|congress|conference|advisory board|round ?table|grand round|talk in)\b/iu,
    unless: /(?:去|在|有|开)(?:省里|外地|北京|上海|院里|市里)?(?:开|个)?会(?:去了|了|呢|没)|药事会/u,
  },
  {
    topic: 'SUPPLY',
    words:
      /缺货|断货|断供|脱销|供货|供应|到货|配送|发货|货源|库存|补货|进货|近效期|效期|没货|备货|冷链|还剩[^，。；]{0,4}(?:盒|支|瓶)|\b(?:out of stock|stock(?:s|out)?|shortage|supply|deliver(?:y|ies) delay|backorder)\b/iu,
  },
  {
    topic: 'RELATION',
    words:
      /认(?:了)?个?(?:脸|门)|认识(?:一下)?|(?:孩子|女儿|儿子|家里|高考|老家|旅游|装修|结婚|生孩子)(?:的)?(?:事|考|情况)|红包|购物卡|礼品卡|打(?:个|了个)?招呼|没聊(?:产品|药|正事)|走动|家常|客情|寒暄|拜年|节日问候|祝(?:他|她|福|贺)|生日|问候|送(?:了)?(?:礼|月饼|茶叶|水果)|加(?:了|个|上)?(?:他|她)?(?:的)?(?:微信|好友)|微信(?:也)?加了|(?:第一次|初次)(?:见|拜访|认识)|认识(?:了)?一下|自我介绍|(?:刚|新)(?:调|来|上任|接)|进修|退休|高升|升(?:了|任)|打了?(?:个)?招呼|露(?:个|了个)脸|闲聊|聊(?:了|的)?(?:些|点|几句)?(?:孩子|家里|家长里短|天气|别的)|\b(?:small talk|catch(?:ing)?[- ]?up|introduc\w+|courtesy (?:call|visit)|said hello|birthday|greetings?|(?:about|chat about) (?:his|her) (?:kids?|son|daughter|holiday|family)|gift|red envelope)\b/iu,
  },
]
