/**
 * The words by which a report of a real patient's adverse event is told from a question about adverse
 * reactions, as data; safety.ts says how they are read together. Version and date stand with them: a case
 * keeps which rules opened it.
 */
export const SAFETY_RULES_VERSION = '2026-11f'

/** Where it hurts, and what one feels there: "脚踝肿", "注射部位红肿", "胃不舒服". */
const PLACES =
  '[头胸腹腰背腿脚踝手胃眼咽喉舌脸]|肚子|关节|肌肉|眼睛|眼睑|嗓子|牙龈|口腔|嘴唇|皮肤|乳房|外阴|注射部位|打针的?地方|局部|全身|浑身|四肢|双?下肢|面部|指甲'
const COMPLAINTS =
  '痛|疼|酸|胀|肿|晕|麻|痒|红|出血|溃疡|发炎|不适|不舒服|难受|抽筋|痉挛|无力|脱皮|起[疱泡疹]|增生|灼热|发[黄紫黑]'
/** What is measured, and that it changed: "CK升到2000", "白细胞降低", "QT间期延长". A state ("肌酐高") may have been there before. */
const MEASURES =
  '转氨酶|谷[丙草]|\\bALT\\b|\\bAST\\b|胆红素|肝酶|肝功能?|肌酐|尿酸|\\bCK\\b|\\bCPK\\b|肌酶|肌酸.?激酶|淀粉酶|脂肪酶|血[钾钠钙镁磷]|血压|心率|白细胞|粒细胞|血小板|血红蛋白|血色素|QTc?(?:间期)?|\\bINR\\b'
const CHANGES =
  '升高|升到|升至|高了|涨|飙|增高|[降掉跌低]到|降至|降低|下降|减少|[降掉跌低]了|延长|异常|恶化|\\d+(?:\\.\\d+)?\\s*(?:倍|×|x\\b)|×|\\dx|ULN'

/** Taken wrongly: of a patient who is spoken of it is reported too, without one it is a question about an overdose. */
export const TAKING_ERROR = /误[服用打注食]|误将|[吃打用服]错|[吃打用服]多了/u

/** What happened, in clinical and in everyday words. */
export const EVENT = new RegExp(
  [
    `(?:${PLACES})[^，。；,;\\s]{0,3}(?:${COMPLAINTS})`,
    `(?:${MEASURES})[^，。；,;]{0,6}?(?:${CHANGES})`,
    '发热|发烧|高烧|高热|烧到|烧了|寒战|畏寒|发冷|皮疹|红疹|起疹|起了.{0,4}疹|荨麻疹|风团|瘙痒|过敏性?休克|过敏了|过敏反应|恶心|呕吐|吐了|吐得|腹泻|拉肚子|拉稀|拉到|拉了|脱水|便秘|便血|黑便|呕血|咯血|出血|鼻血|眩晕|晕倒|晕厥|昏迷|昏倒|意识不清|抽搐|惊厥|癫痫|震颤|手抖|幻觉|谵妄|休克|胸闷|心慌|心悸|心梗|脑梗|中风|血栓|栓塞|[腿肺脑]栓|骨折|跌倒|摔倒|呼吸困难|喘不上气|[咳喘]得|咳嗽|哮喘发作|气喘|憋气|酮症|酸中毒|血尿|尿血|尿色|酱油色|间质性肺[炎病]?|急性肾|心律失常|水[泡疱肿]|浮肿|红肿|硬结|脱皮|溃烂|肿了|黄疸|肝[损衰]|肌无力|乏力|没力气|嗜睡|失眠|睡不着|口干|视力[下减模]|视物模糊|看不清|(?:没有?了?|丧失|失去|尝不[出到])(?:味觉|视力|听力|嗅觉|意识|知觉|力气|胃口|食欲|味道?)|(?:味觉|嗅觉|听力|意识)(?:丧失|消失|减退|异常|障碍|没)|脱发|掉头发|低血糖|低血压|骨髓抑制|溶血|失明|听不见|耳鸣|耳聋|自杀|流产|早产|畸形|肾衰|横纹肌溶解|尿路感染|泌尿道感染|感染了|(?:肺|胆囊|胰腺|肝|肾|血管|结膜|甲沟|口腔|肠|膀胱|静脉|皮|心肌)炎|[疼痛]得',
    '死亡|去世|死了|过世|离世|病逝|(?:人|后来)(?:就|已经)?[没走]了|住院了|住了院|住进|送[了到]?.{0,3}(?:急诊|抢救)|进了?\\s*ICU|抢救',
    TAKING_ERROR.source,
    '\\b(?:rash|fever|vomit(?:ed|ing)|diarrh\\w+|hepatitis|jaundice|bleed(?:ing|s)?|bled|seizures?|syncope|collapsed?|anaphyla\\w+|stroke|thrombosis|dyspn\\w+|headaches?|hives|urticaria|itching|swelling|swollen|o?edema|cough(?:ing|ed|s)?|wheez\\w+|ketoacidosis|pancreatitis|palpitations?|faint(?:ed|ing)|dizz\\w+|nausea|hypoglyc\\w+|hypotension|(?:muscle|chest|abdominal|stomach|back|joint) pain|myalgia|rhabdo\\w+|interstitial lung|\\bILD\\b|pneumonitis|blisters?|cramps?|confus(?:ed|ion)|drows\\w+|unconscious|constipat\\w+|infections?|died|death|passed (?:away|on)|miscarriage|infiltrates?|admitted|hospitali[sz]ed)\\b',
  ].join('|'),
  'giu',
)

/** Those who take medicines, by whatever they are called. */
const PERSON =
  '病人|患者|病号|患儿|病友|顾客|客人|客户(?!经理)|会员|受试者|求美者|孩子|小孩|小朋友|娃娃?|宝宝|婴儿|新生儿|早产儿|男孩|女孩|男生|女生|小伙子?|姑娘|小妹|学生|老人家?|老头|老太|老爷子|老爷爷|老奶奶|老先生|老同志|奶奶|爷爷|大爷|大妈|大叔|大姐|大哥|大嫂|阿姨|叔叔|婆婆|妈妈|爸爸|宝妈|孕妇|产妇|妇女|男的|女的|男性|女性|男士|女士|先生|男子|女子|男人|女人|司机|工人|农民|白领|运动员'
/** Behind the counted word: those who tell and cure, spans of time, things. */
const NO_PERSON =
  '(?!(?:医生|主任|大夫|老师|药师|护士|教授|院长|同事|代表|同行|月|小时|钟头|疗程|星期|礼拜|问题|情况|类|种|药|剂|科|方案|指南))'

/** Somebody it happened to. */
export const PATIENT = new RegExp(
  `病人|患者|病号|一例|病例|${PERSON}|[他她我][妈爸女儿老婆太公]|家属|有个|有位|有一[个位]|[\\d一二三四五六七八九十]+床|\\d+岁.{0,3}[男女]|男性?患|女性?患|\\b\\d{1,3}\\s?[MF]\\b|\\b(?:pts?|patients?|he|she|his|her|mother|father|wife|husband|woman|man|girl|boy|child|client|customer|student|lady|gentleman|baby|toddler|infant)\\b`,
  'iu',
)

/** One person that the writer knows of, not patients as such. */
export const ONE_PATIENT = new RegExp(
  [
    `(?<![每哪几多各整数\\d])[个位名例]${NO_PERSON}(?:(?!医生|主任|大夫|老师|药师|护士|教授)[^，。；,;？?\\s]){0,16}?(?:${PERSON})`,
    `(?:[一这那]\\s*[个位例名]?|我们?的?|[他她]的?|客户的|\\d+\\s*岁的?)(?:(?!医生|主任|大夫|老师|药师|护士|教授|[问说类种])[^，。；,;\\s]){0,8}?(?:病人|患者|病号|孩子|小孩|宝宝|男性|女性|孕妇|产妇|老人|大爷|大妈|阿姨|老太|顾客|学生)`,
    '[他她我](?:妈|爸|女儿|儿子|老婆|太太|老公|奶奶|爷爷|姐|哥|弟|妹|母亲|父亲|爱人|孩子|岳|丈)',
    '\\p{Script=Han}(?:阿姨|大爷|大妈|奶奶|爷爷|老太太?|老爷子)|老太太|老爷子|老先生|小姑娘|小伙子',
    '(?<!临)[\\d一二三四五六七八九十]+\\s*号?床(?!旁|边)|一例|有例|一个(?:男|女)的|\\d+\\s*岁[,，\\s]*[男女]|[男女][,，\\s]{0,2}\\d+\\s*岁|\\b\\d{1,3}\\s?[MF]\\b',
    '\\b(?:a|an|my|one|this|our|his|her|another|the|an?\\s+\\d+[- ]year[- ]old|an?\\s+(?:old|young|elderly))\\s+(?:[\\w-]+\\s+){0,3}?(?:pt|patient|m[ae]n|wom[ae]n|boy|girl|child|mother|father|wife|husband|lady|gentleman|guy|client|customer|student|baby|toddler|infant|teenager|resident|case)\\b(?!\\s+(?:information|leaflet|population|group|support|develops|has to|should|must))',
    '\\bone of (?:my|our|his|her|their|the) (?:\\w+ )?(?:pts|patients)\\b|\\b(?:pts?|patient)\\s+(?:is\\s+)?on\\b|\\b(?:he|she)\\b|\\b\\d{1,3}[- ]?(?:yo|y\\/o|year[- ]old)\\b',
  ].join('|'),
  'iu',
)

/** It has happened: said of the event itself, in the clause that names it. */
export const BEFALLEN =
  /[烧拉吐疼痛]到|[疼痛吐咳喘晕肿][得了]|得厉害|不止|(?:出现|发生|起|长|得|晕|吐|拉|烧|肿|诱发|导致|引起|开始|引发)了|[^，。]了$|了(?!解|吗|么|没|[怎咋])|升到|升至|[降掉跌]到|\d\s*倍|刚(?:出现|开始)|\b(?:developed|experienced|had|got|has had|having|has (?:an? )?|died|passed|collapsed|admitted|hospitali[sz]ed|complain\w*|reported|reports|suffered|presented|noticed|went|ended up|turned|became|started|threw|lost|fell|felt|couldn't|can't)\b/iu
/** When it happened. */
export const WHEN =
  /当[晚天日]|昨[天晚日]|今[天早晨]|前[天几]|上周|上个?月|最近|现在|目前|刚才|刚刚|第\s*[一二三四五六七八九十\d]+\s*[天日周次针个片]|[两俩三四五六七八九十几半一\d]+\s*(?:天|个?小时|分钟|个?月|周|星期)(?:以?后|之后|就|里|内|了)?|\b(?:yesterday|today|last (?:night|week|month)|since|after (?:the |his |her |a )?(?:first|second|third|\d|starting|taking|injection|dose))\b/iu
/** Behind the medicine in time. */
export const AFTERWARDS = /后|期间|过程中|时|\b(?:after|on|while|during)\b/iu
/** A measured value is nothing that one supposes. */
export const MEASURED = /[34]\d(?:\.\d)?\s*(?:度|℃)/u

const TAKE =
  '[打吃用服输滴贴喷吸涂抹含敷灌](?!多少|几|法|量|于)|推(?=完|了|到|进|上|着)|[喝埋种](?=了|完|过)(?!了?(?:好多|很多|大量|水|酒|茶))|注射|输注|静滴|推注|口服|接种|植入|化疗(?!病人|患者|的病人|的患者)|做(?:了|完|过)'
/** A medicine was taken; asked-for, intended and general taking is none ("能吃", "想用", "怎么打"). */
export const TAKEN = new RegExp(
  `(?<!能|能不|可以?|不可|想|要|准备|打算|应|应该|怎么|如何|咋|是否|否|不|使|适|作|慎|禁|停|没|未)(?:使用|服用|(?:${TAKE}))|(?:停药|停用|减量|换药|加量)[^，。；]{0,4}?后`,
  'u',
)
export const TAKEN_ENGLISH =
  /\b(?:on|taking|takes|took|after|received|receiving|started|starting|given|injected|used|using)\b/iu
/** Said of the taking itself that it is a fact: needed where the event is named first. */
export const TAKES_NOW =
  /(?:正在?|在|一直|已经?|刚|规律)(?:使用|服用|[吃用服打输])|[吃用服打输](?:的(?:是)?|了|着|过|完)|服药|用药/u
/** Giving or changing a medicine is what is asked: its name alone does not say that it was taken. */
export const TAKING_ASKED =
  /(?:能|可以?|可否|想|要|准备|打算|应该|怎么|如何|咋|是否|适合)[^，。；,;]{0,6}?(?:[打吃用服输滴贴喷开上给加减停换])|([打吃用服输])不\1|[?？]\s*$/u

export const NEGATED =
  /(?:没有?|未|无|并无|否认)(?:再)?(?:出现|发生|见|发现|任何)?.{0,4}$|\b(?:no|not|without|denies|never)\b.{0,16}$/iu

/** Before the event, in its clause: a supposition, a fear, a rule of general use. */
export const SUPPOSED_BEFORE =
  /如果|如(?=有|出现|发生)|若|要是|怕|担心|容易|假如|万一|会不会|会(?!诊|议)|能不能|是否|可能|预防|避免|防止|治(?!疗?[^，。；]{0,6}(?:后|完|期间|中|时|第|[\d一二两三四五六七八九十几半]|了))|用于|针对|既往|曾有|曾经|一旦|\b(?:if|would|could(?!n'?t)|may|might|can(?!'?t|not)|should|history of|risk of|prevent|worr(?:y|ied)|concern(?:s|ed)?)\b|\b(?:treat(?:s|ing|ment)?|about|for|with)\b(?:\s+[\w-]+){0,2}\s*$/iu
/** Before an event that is named before the medicine: why it is taken. */
export const REASON = /因为?|由于|患有?|得了|诊断|确诊|\b(?:with|for|due to|because of)\b/iu
/** Right behind the event: whom it describes, a history ("脑出血病人", "发烧的孩子", "过敏史"). */
export const BROUGHT_ALONG =
  /^[^，。；,;\s]{0,3}?(?:的|后的)?(?:病人|患者|病号|孩子|小孩|儿童|老人|人群|孕妇|者|病?史|\s+patients?\b)/iu
/** In the clause of the event: asked of the medicine, not told of a patient. */
export const GENERAL =
  /发生率|出现率|比例|概率|几率|百分|风险|多少(?:个|名|例)?(?:患者|病人|人)|哪[些类种个]|有没有(?:患者|病人|人)|常见|罕见|报道|报告|临床(?:试验|研究)|研究|试验|上市后|说明书|不良反应|副作用|措施|会[^，。]{0,12}[吗么]|\b(?:how (?:common|many|often|likely|soon)|how long[^.,?]{0,40}\b(?:does|do|is|will)|usually|typically|incidence|rates?|trials?|stud(?:y|ies)|percent(?:age)?|label|common|reported in|risk)\b/iu

/** In a sentence whatever follows it is supposed. */
export const HYPOTHESIS = /如果|万一|假如|要是|倘若|一旦|若(?!干)|\b(?:if|in case|suppose)\b/iu
/** Where nobody is counted out: it lasts already, or somebody says when it was. */
export const LASTS_ALREADY = /已经|昨|今[天早]|刚才|刚刚|[天周月时]了|现在还/u

/** Of one patient who is real, less speaks against it: what is counted and what the label or a trial says. */
export const STATISTICAL =
  /发生率|出现率|比例|概率|几率|百分|多少(?:个|名|例)?(?:患者|病人|人)|哪[些类种]|临床(?:试验|研究)|研究(?!生|所|院|者|员)|试验|文献|上市后|风险(?:有|高|大|多)|会[^，。]{0,12}[吗么]|\b(?:how (?:common|many|often|likely|soon)|how long[^.,?]{0,40}\b(?:does|do|is|will)|usually|typically|incidence|rates?|trials?|stud(?:y|ies)|percent(?:age)?|reported in)\b/iu
/** Where the telling ends and the asking begins, without a stop between. */
export const ASKING_BEGINS =
  /说明书|请问|想问|问一下|问下|正常(?:吗|么|嘛|不|的)|是不是|算不算|这[个种是]|要不要|\b(?:what does|does the|is (?:this|that|it))\b/iu

/** Right before an event: which of its kind there are, not that one came about. */
export const ASKED_WHICH =
  /(?:哪[些种类]|什么(?:样的)?|有没有|有无|怎么|怎样|如何|咋|应该?|需要?|该|是否|用不用|要不要|必须|立即)\s*$|\b(?:what|which|any|whether)\s*$/iu

/** The medicine has certainly been given: how, when or for how long is said with it. */
export const GIVEN = new RegExp(
  String.raw`[打吃用服输滴贴喷吸涂抹含敷灌推喝埋种做](?:了|完|过|着|上|到|进|的(?:是)?|第|头|后)|(?:使用|服用|注射|口服|输注|推注|静滴|接种|植入|化疗)[^，。；？?]{0,12}?(?:了|完|过|后|期间|第|[\d一二两三四五六七八九十几半]+\s*(?:天|周|个?月|小时|分钟|次|针|片|年|个疗程))|(?:正?在|一直|已经?|刚|规律|长期|自己|每天|坚持|还在|天天)(?:在)?(?:使用|服用|[吃用服打输贴喷吸涂]|注射|口服)|[吃用服打输贴喷吸涂][^，。；？?\s]{1,10}?(?:[\d一二两三四五六七八九十几半]+\s*(?:天|周|个?月|小时|分钟|次|针|片|年|个?疗程|剂)|后|之后|期间|的(?:一?[个位名]?)?(?:${PERSON}))|(?:停药|停用|减量|换药|加量)[^，。；]{0,4}?后|\b(?:on|took|taken|taking|swallowed|after|received|receiving|started|given|injected|since|had (?:his|her|the)|using|used|was put on|been on)\b`,
  'iu',
)
/** Told behind the event: the medicine stands in the same breath, and it is no remedy. */
export const GIVEN_TOO =
  /(?:正在?|在|一直|已经?|规律|长期)(?:使用|服用|[吃用服打输])|[吃用服打输](?:的(?:是)?)|\b(?:on|while taking|since)\b/iu
/** In the clause of a widely read event: it came about. */
export const CAME_ABOUT =
  /了|过(?![敏量多程度期往])|出现|发生|起来|下来|下去|得(?:厉害|要命|不行|很|像|受不)|成(?:了|这样)|[就便]|都|一直|老是?|总是?|查|化验|测出|开始|昨|今[天早晚]|刚|现在|最近|这[几两]天|半夜|夜里|晚上|当[晚天场日]|立刻|马上|突然|忽然|\b(?:\w+ed|had|got|has|have|is|was|were|went|began|fell|felt|threw|lost|couldn't|can't|cannot|now|since|after|yesterday|today|last|keeps)\b/iu

/** A disease that comes along on its own while a medicine is taken, for which another one is wanted. */
export const INTERCURRENT =
  /感冒|流感|感染|发[烧热]|咳|肺炎|扁桃体|支气管|气管炎|咽炎|牙[疼痛]|智齿|胃炎|胃病|带状疱疹|骨折|崴|外伤|痛风|中耳炎|鼻炎|结膜炎|膀胱炎|阑尾|拉肚子|腹泻|头[疼痛]|失眠|睡不着|便秘|癫痫|房颤|心衰|\b(?:cold|flu|infection|UTI|pneumonia|fever|cough|headache|toothache|insomnia)\b/iu
export const OTHER_WANTED =
  /(?:想|要|打算|准备|需要|考虑|能不能|能|可以|可否)(?:再|给[他她])?(?:加|合用|联用|一起|同时|开(?!车)|上)|(?:能|可以|可不可以|能不能)[^，。？?]{0,12}?(?:一起|同时|合用|联用)|一[起块](?:吃|用|打)|同时(?:吃|用|打)|合用|联用|冲突|相互作用|间隔|\b(?:together|combin\w+|co-?administ\w+|interact\w*|wants? to add|add(?:ing)?)\b/iu
/** Said of the event and the medicine: one came after the other. */
export const IN_CONSEQUENCE =
  /后|完|以来|引起|导致|不良反应|副作用|\b(?:after|since|following|because of)\b/iu

/** A supposition or a plan of taking it while expecting; no exposure that came about. */
export const EXPECTING_PLANNED =
  /(?:想|准备|计划|打算|备|要|如果|万一|假如|能不能|可以|希望|再|多久(?:才)?(?:能|可以)?)[^，。；]{0,4}?(?:怀|孕)|\b(?:if|plan\w*|want\w*|trying|before)\b[^.]{0,20}\bpregnan/iu

/** A written task about a case, as examinations set it: it asks for the words that complete it. */
export const EXAMINATION =
  /(?:是|为|有|应|宜|宜选|选用|首选|因为|改变|移位|疾病|治法|病史|的(?:药物|方法|检查|方案|处理|措施)|(?:最可能|首先|首选|正确|错误|最佳)[^，。？?；]{0,16})(?:[:：]|\(\s*\))?\s*[.。]?\s*$/u
/** Before it, a case with findings in the manner of a record. */
export const RECORD_STYLE =
  /^(?:某省?|一)?(?:[青老成中]年|初产|初孕|妇女|婴儿|患儿|患者|病人|[男女]|\d{1,2}岁|停经)[^？?]{0,500}?(?:\d+\s*岁|[男女]性|[该此]患者|查体|检查|诊断|℃|mmHg|入院|就诊|病史|体检|术后|舌[淡红]|苔[薄黄白]|脉)/u

export const SERIOUSNESS_RULES: readonly (readonly ['death' | 'serious', RegExp])[] = [
  [
    'death',
    /死了|死亡|去世|过世|离世|病逝|(?:人|后来)(?:就|已经)?[没走]了|\b(?:died|death|fatal|passed (?:away|on))\b/iu,
  ],
  [
    'serious',
    /住院|住了院|住进|抢救|急诊|救护车|ICU|危及生命|休克|昏迷|不想活|想死|轻生|自杀|自残|致残|残疾|畸形|失明|下不了[楼床地]|流产|\b(?:admitted|hospitali[sz]ed|life[- ]threatening|disab\w+|icu|emergency|anaphyla\w+)\b/iu,
  ],
]

export const REPORTER =
  /医生|主任|大夫|护士|药师|老师|科说|科室|老板|家属|患者说|病人说|客户|\b(?:dr|doctor|nurse|pharmacist|physician|consultant)\b/iu
