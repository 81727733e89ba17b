/**
 * What a use is made of, as data: names of diseases beside those of restricted-rules.ts, people, ways of giving,
 * courses; and who wants it told to whom. Text that promotes must stay within the label, so named-uses.ts reads
 * these with open arms where it is wanted, and leaves questions that promote nothing alone.
 */

/** Somebody wants words for customers: a text to write or send, or leave to recommend it, tell of it or back it. */
export const PROMOTES = new RegExp(
  [
    '(?:写|编|拟|整|弄|做|出|准备|提供|给|要|发|搞|来|设计|润色|整理|印|备)[^，。；？?]{0,12}?(?:资料|材料|彩页|单页|[一1]页纸?|折页|海报|文案|话术|短信|微信|推文|软文|讲稿|演讲稿|稿子|幻灯|课件|PPT|宣传|卖点|说辞|口径|小抄|[几两一]句话?|[一几]段话?|小作文|邮件)',
    '(?:话术|彩页|单页|折页|海报|软文|推文|卖点)',
    '(?:可以|能|能不能|可不可以|想|要|该|去|怎么|如何|咋)[^，。；？?]{0,10}?(?:跟|和|给|向|对|去|找)[^，。；？?]{0,10}?(?:推荐|推一?推|推(?![迟算注完了药])|讲(?!究|义)|说(?:一?[下说]|这|能|可以|得动)|介绍|宣传|安利|提(?:一?[下提]))',
    '(?:推荐|推|介绍|安利|宣传)(?:给|到)|(?<!指南|说明书|书)(?:能|可以|该|去|让我)(?:主动)?(?:推荐|主推|推广|宣传|推(?:吗|不|么))|往[^，。；]{1,6}科(?:室)?(?:推|走|上)|能推[吗不么嘛]|(?:能不能|可不可以|可以)推(?![迟算注完了药荐])',
    '(?:转?发|群发|贴|挂)(?:到|给|在|进)(?!热|烧)|发(?![烧热炎作现生病])[^，。；？?]{0,6}?(?:群|朋友圈|公众号)',
    '支持(?:一?下)?(?:他|她|他们|主任|医生|一下|不支持|这么|这样)|背书|给个(?:依据|说法|理由)|拓展|开拓|上量',
    '\\b(?:can|could|may|should) (?:I|we) (?:\\w+ )?(?:tell|recommend|pitch|promote|say|suggest|mention|present|push|detail|claim|share|hand|leave|back|support|show|offer|encourage)\\b',
    '\\b(?:write|draft|prepare|send|text|e-?mail|make|give|need|put together|create|design|print|hand out)\\b[^.?!]{0,50}?\\b(?:leaflet|flyer|slides?|deck|one-?pager|one-?liner|blurb|handout|brochure|message|e-?mail|script|few lines|paragraph|talking points|few words|poster|pitch)\\b',
    '\\b(?:text|whatsapp|e-?mail|message) (?:them|him|her|it|the)\\b|\\bhelp me (?:write|draft|prepare|convince|persuade|sell|pitch)\\b|\\btalking points\\b|\\bone-?(?:pager|liner)\\b',
  ].join('|'),
  'iu',
)

/** Then it is the text about reactions, handling or storage that is wanted, not about a use. */
export const OTHER_TOPIC =
  /不良反应|副作用|发生率|注意事项|禁忌|相互作用|合用|过量|贮藏|储存|保存|有效期|冷藏|配伍|溶媒|监测|怎么处理|\b(?:side effects?|adverse|incidence|contraindicat\w+|interactions?|storage|stored?|overdose|monitor\w*)\b/iu

/** Behind the name of a disease: a place or a circle, not what is treated. */
export const PLACE_BEHIND =
  /^(?:[内外]?科|病?区|医院|中心|门诊|学会|协会|年会|大会|论坛|专家|专科|群|组|室|\s+(?:clinic|society|ward|unit|department|team|nurses?|group|congress))/iu

/** By the end of the word, what is a disease. */
export const DISEASE_END =
  '综合征|综合症|糖尿病|[\\p{Script=Han}]病变|新生血管|[\\p{Script=Han}](?:病(?![人例史情程房号区])|症(?!状)|炎|癌|瘤|疮|癣|疣|斑|痘|疹)|结石|过敏|感染|障碍|衰竭|梗死|梗塞|缺血|出血|血栓|栓塞|骨折|溃疡|不孕|不育|早产|流产|早泄|阳痿|脱发|水肿|积液|贫血|中毒|休克|哮喘|紫癜|肥胖|失眠|打鼾|打呼噜|便秘|腹泻|呕吐|咳嗽|头痛|腰痛|关节痛|神经痛|牙痛|痛经|增生|硬化|纤维化|萎缩|息肉|囊肿|多动|自闭|近视|斜视|干眼|白发|黄褐斑|皱纹|瘦脸|多汗|狐臭|尿床|夜尿|漏尿|尿失禁|矮小|性早熟|更年期|潮热|戒断|成瘾|瘙痒|疼痛'

/** Names of conditions in everyday and in foreign words, and how labels print them. */
export const MORE_CONDITION_NAMES: readonly { readonly asked: RegExp; readonly printed: RegExp }[] = [
  { asked: /croup|喉炎|哮吼/iu, printed: /喉炎|哮吼|croup/iu },
  {
    asked: /(?:food|peanut|nut|milk) allerg\w*|(?:食物|花生|牛奶|鸡蛋|坚果|海鲜)过敏/iu,
    printed: /食物过敏|花生/u,
  },
  { asked: /kidney stones?|ureteral stones?|输尿管结石|肾结石|排石/iu, printed: /结石/u },
  { asked: /endometrio\w*|内异症/iu, printed: /子宫内膜异位/u },
  { asked: /long covid|covid/iu, printed: /新冠|新型冠状|COVID/iu },
  { asked: /autis\w+|自闭|孤独症/iu, printed: /自闭|孤独症/u },
  { asked: /\bADHD\b|多动/iu, printed: /多动|注意(?:力)?缺陷/u },
  { asked: /\bPTSD\b|创伤后应激/iu, printed: /创伤后应激/u },
  { asked: /bipolar|双相|躁郁/iu, printed: /双相|躁狂/u },
  { asked: /schizophreni\w+|精神分裂/iu, printed: /精神分裂/u },
  { asked: /neuropath\w+|神经病变|神经痛/iu, printed: /神经(?:病理性)?(?:痛|病变|性疼痛)/u },
  { asked: /back pain|腰痛|腰疼/iu, printed: /腰痛|背痛|疼痛|镇痛/u },
  { asked: /osteoarthriti\w+|骨关节炎|骨性关节炎|膝关节炎/iu, printed: /骨(?:性)?关节炎/u },
  {
    asked: /\bCKD\b|kidney disease|肾病|慢性肾(?:脏病|衰|功能)/iu,
    printed: /肾(?:脏)?病|肾功能|肾衰|透析|蛋白尿|IgA/u,
  },
  { asked: /liver (?:fibrosis|cirrhosis)|肝纤维化|肝硬化/iu, printed: /肝纤维化|肝硬化/u },
  { asked: /pancreatitis|胰腺炎/iu, printed: /胰腺炎/u },
  { asked: /IBS|irritable bowel|肠易激/iu, printed: /肠易激/u },
  { asked: /reflux|GERD|反流/iu, printed: /反流|反酸|烧心/u },
  { asked: /infertil\w+|不孕|不育/iu, printed: /不孕|不育|排卵|辅助生殖|促性腺/u },
  { asked: /menopaus\w+|hot flush\w*|更年期|绝经期综合|潮热/iu, printed: /更年期|绝经|潮热/u },
  { asked: /preeclampsia|子痫/iu, printed: /子痫/u },
  { asked: /miscarriage|保胎|先兆流产/iu, printed: /流产|保胎/u },
  { asked: /snoring|sleep apn\w+|打鼾|打呼噜|睡眠呼吸暂停/iu, printed: /呼吸暂停|打鼾/u },
  { asked: /sepsis|脓毒症|败血/iu, printed: /脓毒|败血/u },
  { asked: /pneumonia|肺炎/iu, printed: /肺炎|下呼吸道感染|肺部感染|呼吸系统感染/u },
  { asked: /\bflu\b|influenza|流感/iu, printed: /流感|流行性感冒/u },
  { asked: /common cold|感冒/iu, printed: /感冒|上呼吸道/u },
  { asked: /melanoma|黑色素瘤/iu, printed: /黑色素瘤/u },
  { asked: /lymphoma|淋巴瘤/iu, printed: /淋巴瘤/u },
  { asked: /leuk\w+mia|白血病/iu, printed: /白血病/u },
  { asked: /myeloma|骨髓瘤/iu, printed: /骨髓瘤/u },
  { asked: /(?:colorectal|colon|bowel) cancer|肠癌/iu, printed: /结直肠癌|肠癌/u },
  { asked: /pancreatic cancer|胰腺癌/iu, printed: /胰腺癌/u },
  { asked: /ovarian cancer|卵巢癌/iu, printed: /卵巢癌|卵巢/u },
  { asked: /gliom\w+|glioblastoma|胶质瘤/iu, printed: /胶质/u },
  { asked: /thyroid cancer|甲状腺癌/iu, printed: /甲状腺癌/u },
  { asked: /sclerosis|\bMS\b|多发性硬化/iu, printed: /多发性硬化/u },
  { asked: /\bALS\b|渐冻|肌萎缩侧索/iu, printed: /肌萎缩侧索/u },
  { asked: /myasthenia|重症肌无力/iu, printed: /重症肌无力/u },
  { asked: /vertigo|眩晕/iu, printed: /眩晕|梅尼埃/u },
  { asked: /tinnitus|耳鸣/iu, printed: /耳鸣/u },
  { asked: /myopia|近视/iu, printed: /近视/u },
  { asked: /macular|黄斑/iu, printed: /黄斑/u },
  { asked: /glaucoma|青光眼/iu, printed: /青光眼|眼压/u },
  { asked: /keloids?|瘢痕|疤痕/iu, printed: /瘢痕|疤痕|增殖/u },
  { asked: /melasma|黄褐斑/iu, printed: /黄褐斑/u },
  { asked: /wrinkles?|皱纹|瘦脸|咬肌/iu, printed: /皱纹|眉间纹|鱼尾纹|咬肌/u },
  { asked: /hyperhidrosis|多汗/iu, printed: /多汗/u },
  { asked: /short stature|矮小|长高|增高/iu, printed: /矮小|生长(?:激素)?缺乏|身材/u },
  { asked: /precocious|性早熟/iu, printed: /性早熟/u },
  { asked: /bed-?wetting|enuresis|尿床|遗尿/iu, printed: /遗尿|夜尿/u },
  { asked: /hyperuric\w+|高尿酸/iu, printed: /高尿酸|痛风/u },
  { asked: /dyslipid\w+|cholesterol|高血脂|高脂血/iu, printed: /胆固醇|血脂|高脂血/u },
  { asked: /an(?:a)?emia|贫血/iu, printed: /贫血/u },
  { asked: /\b(?:DVT|PE)\b|thrombosis|血栓/iu, printed: /血栓|栓塞/u },
  { asked: /an(?:o|ae)rexia|厌食/iu, printed: /厌食|食欲/u },
]

/** Children by any name, and that a label says anything of them among its uses. */
export const CHILDREN =
  /儿童|小儿|孩子|小孩|小朋友|宝宝|婴[儿幼]|新生儿|青少年|中学生|小学生|\b(?:children|kids?|infants?|toddlers?|adolescents?|teen(?:age)?r?s?|p(?:a)?ediatric (?:patients?|use))\b/iu
export const CHILDREN_COVERED =
  /儿童|小儿|婴|儿科|青少年|新生儿|\d\s*(?:周|个?月)?岁|月龄|\b(?:child|pediatric|adolescent|years)/iu
export const ADULTS_ALONE = /成人|成年|绝经|\badults?\b/iu
export const EXPECTING = /孕妇|孕期|怀孕|妊娠|\bpregnan\w+/iu
export const EXPECTING_COVERED = /孕|妊娠|产科|\bpregnan/iu

/** Ways of giving, and how labels print them. */
export const ROUTES: readonly { readonly asked: RegExp; readonly printed: RegExp }[] = [
  { asked: /雾化|nebuli[sz]\w+/iu, printed: /雾化|吸入/u },
  { asked: /鞘内|intrathecal/iu, printed: /鞘内/u },
  { asked: /静推|静滴|静注|静脉|输液|\bIV\b|intravenous/iu, printed: /静脉|静滴|输注|滴注/u },
  { asked: /肌注|肌肉注射|\bIM\b|intramuscular/iu, printed: /肌内|肌肉|肌注/u },
  { asked: /灌肠|直肠给|rectal/iu, printed: /灌肠|直肠|栓/u },
  { asked: /湿敷|外敷|外用|涂脸|topical/iu, printed: /外用|涂|敷|局部/u },
  { asked: /玻璃体|intravitreal/iu, printed: /玻璃体/u },
  { asked: /关节腔|打封闭|intra-?articular/iu, printed: /关节/u },
  { asked: /膀胱灌注|膀胱冲洗|bladder instillation/iu, printed: /膀胱/u },
  { asked: /胸腔|腹腔(?:灌注|内)|intraperitoneal|intrapleural/iu, printed: /胸腔|腹腔/u },
  { asked: /滴眼|点眼|eye drops?/iu, printed: /滴眼|点眼|眼/u },
  { asked: /水光|美塑|mesotherapy/iu, printed: /水光|美塑/u },
]

/** Once more, or for longer. */
export const COURSE_AGAIN =
  /再(?:打|吃|用|来|上|做|加|给|走)(?:上|满)?(?:一?[轮遍]|[一两二半几\d]*个?(?:疗程|周期|年|月))|第[二三四两2-4]个?(?:疗程|轮|周期|次)|重复(?:一个|用|治疗)?疗程|延长(?:到|疗程|用|使用|打|吃)|(?:打|用|吃)满[^，。]{0,12}(?:再|继续|接着)|一直(?:打|用|吃)下去|长期(?:打|用|吃)(?:下去)?|\b(?:another|second|third|repeat(?:ed)?|further) (?:course|round|cycle)|\blonger than|\bextend\w*|\bindefinitely\b/iu
/** The label limits how long or how often. */
export const COURSE_LIMITED =
  /终身(?:只|仅)|仅(?:可|能|限)?(?:接受|使用|应用|用)?一(?:次|个疗程)|最长(?:时间|疗程|使用|用药|连续)?|总(?:疗程|治疗)[^，。；]{0,10}(?:不|最长|为)|疗程[^，。；]{0,6}(?:不[^，。；]{0,3}超过|最长)|(?:不(?:应|得|可|宜|能|要|建议|推荐)|避免)[^，。；]{0,6}(?:重复|长期|连续|超过\s*\d+\s*(?:年|个?月|周|天|日))|(?:使用|治疗|用药|连用|服用)[^，。；]{0,6}不[^，。；]{0,3}超过|\b(?:maximum (?:total |cumulative )?duration|lifetime|only once|single course|should not (?:be repeated|exceed)|(?:more|longer) than \d+ (?:years?|months?|weeks?|days?))/iu

/** More than the label gives, without a number. */
export const MORE_OF_IT =
  /加倍|翻倍|翻番|双倍|[两二三四2-4]倍(?:的)?(?:剂量|量|用)|超(?:剂)?量用|大剂量冲击|\b(?:double|triple)\b[^.]{0,12}\bdose|\btwice the dose/iu
export const MORE_COVERED = /加倍|[两二三]倍|负荷|冲击|最大(?:剂量|日剂量)|\bdouble|\bmaximum/iu
