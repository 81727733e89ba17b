/**
 * The words by which a report of a real patient's adverse event is told from a question about adverse
 * reactions, as data. Version and date stand with them: a case keeps which rules opened it.
 */
export const SAFETY_RULES_VERSION = '2026-11c'

/** What happened, in clinical and in everyday words. */
export const EVENT =
  /发热|发烧|高烧|烧到|烧了|皮疹|红疹|起疹|起了.{0,4}疹|荨麻疹|风团|瘙痒|过敏性?休克|过敏了|恶心|呕吐|吐了|吐得|腹泻|拉肚子|拉稀|拉到|拉了|脱水|便血|黑便|呕血|咯血|出血|流鼻血|头[晕痛疼]|晕倒|晕厥|昏迷|抽搐|惊厥|休克|胸闷|胸痛|心慌|心悸|心梗|脑梗|中风|血栓|骨折|呼吸困难|喘不上气|[咳喘]得|咳嗽|哮喘发作|气喘|憋气|酮症|酸中毒|血尿|尿血|胰腺炎|间质性肺|急性肾|心律失常|水[泡疱]|脱皮|溃烂|水肿|肿了|黄疸|肝[损衰]|转氨酶.{0,6}[升高倍]|肌[痛无]|[腿腰肚胸全浑][身子]?[疼痛][得了]|[疼痛]得|低血糖|骨髓抑制|粒细胞|溶血|失明|听不见|耳鸣|耳聋|死亡|去世|没了|走了|自杀|流产|畸形|肾衰|横纹肌溶解|\bALT\b.{0,12}(?:\dx|×|倍|ULN)|\bAST\b.{0,12}(?:\dx|×|倍|ULN)|\b(?:rash|fever|vomit(?:ed|ing)|diarrh\w+|hepatitis|jaundice|bleed(?:ing|s)?|bled|seizures?|syncope|collapsed?|anaphyla\w+|stroke|thrombosis|dyspn\w+|headaches?|hives|urticaria|itching|swelling|swollen|cough(?:ing|ed|s)?|wheez\w+|ketoacidosis|pancreatitis|palpitations?|faint(?:ed|ing)|nausea|hypoglyc\w+|died|death|miscarriage)\b/iu

/** Somebody it happened to. */
export const PATIENT =
  /病人|患者|病号|一例|病例|阿姨|大爷|大妈|大叔|老太|老爷子|老人家|奶奶|爷爷|小孩|孩子|宝宝|[他她我][妈爸女儿老婆太公]|家属|有个|有位|有一[个位]|[\d一二三四五六七八九十]+床|\d+岁.{0,3}[男女]|男性?患|女性?患|\b(?:pts?|patients?|he|she|his|her|mother|father|wife|husband|woman|man|girl|boy|child)\b/iu

/** It has happened or is happening; a possibility or a history does not match. */
export const HAPPENED =
  /[烧拉吐疼痛]到|[疼痛吐咳]得|住院了|住了院|送[了到]?.{0,3}(?:急诊|医院|抢救)|进了?\s*ICU|死了|去世|没了|走了|抢救|当晚|当天|昨[天晚日]|今[天早晨]|前天|第[一二三四五六七八九十\d]+[天日].{0,6}(?:出现|开始|就)|[两三一几\d]+[天周]就?.{0,3}[拉吐烧起肿]|(?:出现|发生|起|吐|晕倒|晕|过敏|出血|肿|升高|抽搐)了|后(?:就|便)?(?:出现|发生|开始)(?!率)|刚(?:出现|开始)|\b(?:admitted|hospitali[sz]ed|developed|experienced|had|got|has had|died|collapsed|yesterday|today|last night|after (?:the )?(?:first|second|\d))\b/iu

/** A drug was taken: needed when no product of ours was recognised. */
/** A moment or a dose just taken, right before what happened: "第二天全身起红疹", "打完高烧39度". */
export const RIGHT_AFTER =
  /(?:第[一二三四五六七八九十\d]+[天日周次针]|当[天晚日]|昨[天晚日]|今[天早晨]|前天|[两三几\d]+\s*(?:天|小时|分钟|周)后?|(?:[打吃用服输注喷贴滴]|使用)药?(?:了|完|过|上|后))[^，。？?会能可怕]{0,14}$/u
/** A measured value is nothing that one supposes. */
export const MEASURED = /[34]\d(?:\.\d)?\s*(?:度|℃)/u

export const TAKEN =
  /(?:打|吃|用|服|输|注射|喷|贴|滴)[完了过上着后]|正在[用服]|\b(?:on|taking|took|after|received|started)\b/iu

export const NEGATED =
  /(?:没有?|未|无|并无|否认)(?:再)?(?:出现|发生|见|发现|任何)?.{0,4}$|\b(?:no|not|without|denies|never)\b.{0,16}$/iu

/** A supposition, a rule of general use or a condition that the patient brings along. */
export const SUPPOSED =
  /如果|要是|怕|担心|容易|假如|万一|会不会|会[^，。]{0,6}吗|怎么预防|病史|[^，。]过的(?:病人|患者)|既往|\b(?:if|would|could|history of)\b/iu

export const SERIOUSNESS_RULES: readonly (readonly ['death' | 'serious', RegExp])[] = [
  ['death', /死了|死亡|去世|没了|走了|病逝|\b(?:died|death|fatal)\b/iu],
  [
    'serious',
    /住院|住了院|抢救|急诊|ICU|危及生命|休克|昏迷|致残|残疾|畸形|失明|下不了[楼床地]|流产|\b(?:admitted|hospitali[sz]ed|life[- ]threatening|disab\w+|icu|emergency|anaphyla\w+)\b/iu,
  ],
]

export const REPORTER =
  /医生|主任|大夫|护士|药师|老师|科说|科室|老板|家属|患者说|病人说|\b(?:dr|doctor|nurse|pharmacist|physician|consultant)\b/iu
