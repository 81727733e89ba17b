/**
 * The small words that make a sentence the story of one patient on a medicine, as data: that it was taken and for
 * how long, who took it, what is only supposed or asked in general. Texts are read with every medicine's name
 * replaced by `℞`, so that "吃℞的大姐" and "on ℞" are the same of all medicines. case-frame.ts puts them together.
 */

/** What one does with a medicine. */
const TAKE =
  '吃|服|用|打|输|滴|点|贴|喷|吸|涂|抹|擦|搽|敷|含|推|泵|喝|灌|塞|埋|挂|上|加|注射|静滴|静推|静注|口服|服用|使用|应用|接种|植入|做|溶|换成|换上|换了|改成|改用|加用|误服|接受'
const NUMBER = '[\\d一二三四五六七八九十两俩半几多好]+'
const SPAN = `(?:第?${NUMBER}\\s*(?:多|几|来)?\\s*(?:个)?(?:多)?\\s*(?:分钟|小时|钟头|天|日|晚|周|礼拜|星期|月|年|季度|次|针|片|粒|支|盒|瓶|包|贴|疗程|周期|剂)(?:多|半)?)`
/** Before the verb: it is wanted, allowed or advised, and no fact. */
export const INTENDED =
  /(?:能不?能?|可以|可不可以|可否|想(?!到)|要(?!是)|准备|打算|计划|应该|应当|怎么|怎样|如何|咋|该|适合|适宜|是否|建议|推荐|需要?|必须|不能|不可|不要|不宜|禁止|慎|会|先|再|才|敢|让|帮|得|首选|可|宜|没|未|不|还没|别|倾向于)[^，。；,;\s]{0,4}$/u

/** It was taken: a fact. */
export const TAKEN_STRONG: readonly RegExp[] = [
  new RegExp(`(?:${TAKE})(?:了|过|完|着)(?!吗|么|没)(?!的话)`, 'gu'),
  new RegExp(`(?:${TAKE})\\s*℞?\\s*(?:到|的?)?\\s*${SPAN}(?!\\s*(?:[一1]次|吃|用|打|多少|怎么|几))`, 'gu'),
  new RegExp(`℞[^，。；？?\\s]{0,3}(?:${TAKE})?(?:到|至|的)?第\\s*${SPAN}`, 'gu'),
  new RegExp(
    `(?:${TAKE})\\s*℞[^，。；？?\\s]{0,4}?(?:以后|之后|后|期间|过程中|中途|一半|的时候|当[天晚日]|那[天晚])(?!怎|如何|多久|几)`,
    'gu',
  ),
  /(?:给药|用药|服药|注射|输注|滴注|静滴|静推|推注|造影|化疗|接种|植入|停药|加药|换药|减量|加量|停用|打针|输液|术中?|检查)[^，。；？?\s]{0,8}?(?:以后|之后|后|期间|过程中|中途|第二天|次日|当[天晚日])/gu,
  new RegExp(`℞[^，。；？?]{0,4}?\\s*${SPAN}(?:以后|之后|后|就)`, 'gu'),
  /(?:长期|一直|正在|现在|目前|规律|连续|已经|最近|自己|自行|天天|每天都?|同时|还在|在|常年|多年|刚(?:刚)?(?:开始)?|突然)[^，。；？?\s]{0,2}(?:吃|服|用|打|输|滴|贴|喷|吸|涂|抹|擦|停|喝)(?!多少|什么|法|量|几)/gu,
  /℞[^，。；？?\s]{0,3}(?:刚?停(?:了|药)|停(?:了|掉))|(?:把|给|拿)[^，。；？?]{0,6}℞[^，。；？?]{0,8}?(?:停|吃|打|推|输|服|用)了/gu,
  new RegExp(
    `(?:${TAKE})(?!法)[^，。；？?\\s的]{0,2}℞[^，。；？?\\s]{0,6}?的(?=那|这|腿|手|脚|脸|眼|地方|部位|那块|老|大|小|阿|姑|孩|女|男|婴|一|高|产|孕|宝|外|哥|叔|爷|奶|娃|糖|患|病|家|客|\\s|，|,|$|[^\\s，。]{0,6}(?:突然|昨|今|前|上周))`,
    'gu',
  ),
  /(?:有个|有位|有例|有一[个位例]|一[个位例名]|那[个位]|这[个位])[^，。；？?\s]{0,8}?(?:吃|服|用|打|输|滴|贴)[\p{Script=Han}A-Za-z]{1,8}的(?=\s|，|,)/gu,
  /(?:有个|有位|有例|有一[个位例]|一[个位例名]|那[个位]|这[个位])[^，。；？?]{0,14}?(?:吃|服|用|打|输|滴|贴|喷|吸|涂|抹|擦|推)[^，。；？?\s]{0,2}℞/gu,
]
/** The verb right before a medicine: a fact where the rest of the story says so. */
export const TAKEN_BESIDE: readonly RegExp[] = [new RegExp(`(?:${TAKE})[^，。；？?\\s]{0,1}℞`, 'gu')]
/** The medicine at the head of a clause ("℞ 头晕"). */
export const NAMED_ALONE: readonly RegExp[] = [/(?<=^|[，。；,;]|\p{Script=Han}\s)℞(?=[^，。；？?])/gu]
export const TAKEN_ENGLISH =
  /\b(?:(?:is|was|been|be|put|still|stay(?:ed)?|started|patients?|pt|man|woman|lady|girl|boy|child|he|she|who|\d+[MF])\s+(?:\w+\s){0,2}?on|taking|took|takes|after|since|started(?: on)?|received|receiving|given|got|had|injected|infused|used|using|swallowed|with|into|on)\s+(?:(?:the|her|his|their|a|an|our|your|my|some|first|second|third|last|\d+\w*|doses?|dose of|infusion of|injection of|course of|of|months?|weeks?|days?|years?|mg|new)\s+){0,5}℞|℞[^.?!]{0,24}?\b(?:for \d|\d+ (?:days?|weeks?|months?|years?|doses?|hours?|minutes)|last (?:night|week|month)|yesterday|since)|\b(?:minutes|hours|days|weeks|months)\s+(?:after|into|on|post)\b|\b(?:first|second|third|last|one|two|three|\d+(?:st|nd|rd|th)?)\s+(?:dose|shot|injection|infusion|cycle|course)s?\s+of\b|\bafter (?:\d+|a|two|three|four|five|six|several) (?:days?|weeks?|months?|years?|doses?|injections?|cycles?|tablets?)\b|\bpost[- ]?(?:dose|infusion|injection|vaccin\w+|℞)/giu
/** In English before the medicine: nothing was taken yet. */
export const INTENDED_ENGLISH =
  /\b(?:can|could|should|may|would|to (?:start|use|give|take)|wants?|plan\w*|consider\w*|thinking of|before|if|whether|how (?:should|do|to)|eligible|candidate|start(?:ing)? dose)\b[^.?!,;]{0,40}$/iu

/** One patient whom somebody has in mind. */
export const ONE_PERSON =
  /有[个位例名](?!体)|有一[个位例名]|[一1][个位例名](?!疗程|月|小时|星期|礼拜|问题|方案|周期|半|针|片)|(?<![每哪几各整])[那这][个位例名](?!药|时候|情况|问题|产品|说明)|的那[个位]|老太|老头|老爷|老伯|大伯|大爷|大妈|大姐|大哥|大叔|阿姨|阿公|阿婆|奶奶|爷爷|外婆|外公|小姑娘|姑娘|小伙|小哥|宝妈|宝宝|娃|女士|先生|女的|男的|男孩|女孩|高中生|初中生|大学生|学生|糖友|病友|消费者|受试者|顾客|客人|他[爸妈哥姐弟妹舅叔]|她[爸妈哥姐弟妹舅叔]|我[爸妈哥姐弟妹舅叔姨奶爷]|丈母娘|岳[父母]|邻居|亲戚|朋友|同事|家属|家长|[\d一二三四五六七八九十]+\s*号?床|\d+\s*多?岁|[男女][,，\s]{0,2}\d|患者投诉|病人投诉|有人|他们科|\b(?:\d{1,3}\s?[MF]|[MF]\s?\d{2}|\d{1,3}[- ]?(?:yo|y\/o|year[- ]old)|he|she|him|her|his|someone|somebody|one of|infant|newborn|toddler|baby|lady|gentleman|woman|man|male|female|boy|girl|child|kid|guy|uncle|aunt|mother|father|mum|mom|dad|wife|husband|son|daughter|grandma|grandpa|neighbou?r|pt|(?:a|my|one|this|our|the|another) (?:\w+ ){0,2}(?:patient|pt|customer|client|case)|patient(?:'s)? (?:is|was|has|had|got|says|said|told|complain\w*|develop\w*|report\w*|came|went|died|on))\b/iu
export const ANYBODY =
  /病人|患者|病号|患儿|早产儿|新生儿|婴儿|孩子|小孩|小朋友|老人|孕妇|产妇|宝宝|客户|顾客|用户|病区|\b(?:patients?|pts?|customer|client)\b/iu
/** Who passes it on: what comes from them is a report. */
export const TOLD_BY =
  /反馈|反映|投诉|来电|打电话|转来|转给|上报|报(?:了)?(?:一例|个)|说他|说她|说有|讲有|讲一|称|告诉|听说|发微信|微信(?:上)?说|群里|热线|\b(?:reported?|reporter|called|phone|told|says|said|heard|mentioned|complain\w*|notified)\b/iu

/** Before the harm in its clause: supposed, feared, or a general rule. */
export const SUPPOSED =
  /怎么|怎样|如何|咋|如果|如(?=有|出现|发生)|若(?!干)|要是|万一|假如|一旦|倘若|怕|担心|顾虑|容易|会不会|会(?!诊|议|阴|厌)|能不能|是否|是不是会|可能|预防|避免|防止|警惕|监测|筛查|筛|排除|既往|曾有|曾经|以前有|有没有|哪些|什么|多少|出现过?(?=[^，。；\s]{0,8}(?:的话|时))|\b(?:if|would|could|may|might|can|should|history of|risk of|prevent\w*|worr\w+|concern\w*|avoid|whether|does|do|will|any|incidence of|rate of|cause|causes|monitor\w*)\b/iu
/** What it is given for stands right before: "治…", "用于…", "因…". */
export const GIVEN_FOR =
  /(?:治疗?|用于|针对|止|抗|因为?|由于|诊断为?|患|得了|主诉|适应症|控制|缓解|改善|合并|伴有?|基础|本来|原来|一直有)[^，。；,;\s]{0,4}$/u
export const DENIED =
  /(?:没有?|未|无|并无|否认|不再|没再|从没|从未|不(?!停|止|了|起|来|住|能|出|会|到|清|稳|见|得))[^，。；,;\s]{0,5}$|\b(?:no|not|without|denie[sd]|never|hasn't|haven't|didn't|isn't)\b[^.,;]{0,20}$/iu
/** Right behind the harm: whom it describes, or that it is asked of in general. */
export const DESCRIBED =
  /^(?:[那这]种|[^，。；,;\s]{0,2}之类|(?:[^，。；,;\s]{0,3}的)?(?:病人|患者|病号|人群|孩子|老人|儿童|孕妇|者|病?史|史|体质|\s*(?:patients?|history)\b)(?!投诉|家属))/iu
export const GENERAL_BEHIND =
  /^[^，。；,;\s]{0,5}?(?:风险|发生率|概率|几率|比例|怎么|咋|如何|一般|通常|常见|要注意|注意|监测|的处理|处理|管理|预防|的时候|的话|时(?!间|候|不时)|写|有没有|是不是|会|吗|么|的机制|机制|多(?:吗|不多)|高(?:吗|不高)|大(?:吗|不大)|可以|能(?!动|走|说|吃|睡)|要不要|应|需|该|后怎么|多久|几天|提示|禁|慎|以上|以下|者|\?|？)|^[^.?!,;]{0,24}?\b(?:rate|incidence|risk|common|monitor\w*|manag\w+|listed|in the label|how often|prevent\w*|should)\b/iu
/** In its clause: a statistic, a trial, a document. */
export const GENERAL_CLAUSE =
  /发生率|概率|几率|百分之|比例|各占|占比|全因|\bHR\b|常见|罕见|临床(?:试验|研究)|研究中|试验(?!盒)|文献|上市后|指南|风险(?:高|大|多|有)|哪些|哪[类种]|机制|处理原则|怎么预防|\b(?:incidence|rates?|slide|how (?:common|many|often|likely)|trials?|stud(?:y|ies)|percent|guideline)\b/iu

/** A disease is harm once it came up. */
export const CAME_UP =
  /查出|检出|确诊|诊断|发现|出现|发生|得了|患上|继发|并发|提示|考虑|怀疑|变成|引起|引发|导致|诱发|复发|又犯|又发|报(?:了)?|突发|突然|新发|长了?|了|再激活|激活|\b(?:diagnosed|developed|found|got|had|has|suffered|showed|shows|suspected|new|confirmed|came down|came back|ended up)\b/iu
/** Found before the medicine is named: an operation, a visit, a check-up. */
export const FOUND_FIRST = /术中|术后|发现|查出|突然|昨|今天|今早|刚/u
/** Then it is told, not asked: an aspect, a moment, a finding. */
export const TOLD =
  /了|过来|着|起来|下来|到|得|昨|今[天早晨]|刚|前天|上周|这周|当[晚天]|现在|突然|反而|结果|居然|\d|[两三四五六七八九十]|一[片块身直]|满|全|都|又|被|就|成|查|发现|出现|复查|化验|CT|MRI|B超|阴超|胃镜|肠镜|心电|拍片|\b(?:had|has|was|were|got|is|are|now|developed|after|yesterday|last|today|went|dropped|started|found|came|started|down|up|since)\b/iu

/** Asked of all who take it, whoever they are. */
export const STATISTIC =
  /各占|占多少|占比|百分之|几成|发生率|发生比例|多少例|多少人|几个人|\b(?:rates?|incidence|percent\w*|how (?:common|many|often))\b/iu
/** How to give it is what is asked. */
export const USE_ASKED =
  /([打吃用服输])不\1|能不能|可不可以|可以[吃用打]?吗|能[吃用打服]吗|(?:多少|几)(?:毫克|毫升|片|粒|支|包|次|单位|滴|剂)|剂量|怎么[吃用打服输推滴]|起始|头一剂|首剂|一天几|一次几|一次多少|推荐量|\b(?:dose|dosing|can (?:he|she|I|it|they))\b/iu
/** Medicines that are named by what they are alone. */
export const SOME_MEDICINE =
  /\b(?:ACEI|ARB|CCB|PPI|PD-?1|TKI|SGLT-?2i?|GLP-?1|DPP-?4|NSAIDs?)\b|(?:靶向|化疗|免疫|降压|降糖|抗凝|止痛|退烧|止吐|安眠|抗抑郁|抗癫痫|抗排异|降脂)药|抗生素|他汀(?!类)|[我咱你他]们?(?:家|公司)?的?(?:这个|那个)?(?:药|产品)(?![房店师剂事企厂监])|[这该那]个?药(?![房店师剂事企厂监])|本品|\b(?:our|this|the|your) (?:drug|medicine|product|tablets?|injection|medication)\b/giu

/** It got better, or is as it should be. */
export const IMPROVED =
  /^[^，。；,;\s]{0,4}?(?:缓解|好转|消失|消退|改善|减轻|好多了|好了|没了|控制(?:住|得)|稳定|下降了|恢复(?:正常|了))/u
