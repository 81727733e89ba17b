/**
 * What may befall a patient, by classes instead of single words: a part of the body with something abnormal said of
 * it, mood and mind, acts of emergency, values that were measured; and what in a label's section of adverse
 * reactions names a reaction. Wider than `EVENT` (safety-rules.ts), so that safety.ts asks more of the sentence
 * around it. Data and one reader of label text; who was harmed, and whether it is told, is decided there.
 */

const PART =
  '眼[皮睑睛球眶角]|[左右双两][眼耳手脚腿臂]|眉毛|睫毛|头[皮发顶]|额头|半[边侧]?[脸身]|脸[颊上蛋]?|面部|嘴[唇角巴里]?|舌[头根尖]?|牙[龈齿]?|嗓子|喉咙|喉头|脖子|颈部|肩膀|胳膊|手[指背臂脚心腕]?|指[甲尖]|脚[趾底背踝跟]?|腿|膝盖|小腿|大腿|屁股|臀部|后背|腰|胸口|胸|乳[房头晕]|肚子|肚皮|胃|下身|阴[道囊茎唇]|肛门|皮肤?|身上|全身|浑身|四肢|血管|静脉|伤口|疤痕?|针眼|(?:打针|注射|输液|打|扎|贴)(?:的|过的)?(?:地方|部位|那块|那里|局部|处)|注射部位|局部|关节|肌肉|骨头|鼻子|鼻腔|耳朵|耳|心脏|心跳|心口|脉搏|呼吸|声音|嗓音|说话|走路|视力|视野|看东西|看人|听力|记性|大便|小便|尿|月经|例假|瞳孔|眼白'
const ABNORMAL =
  '耷拉|下垂|垂下|睁不|闭不|合不|抬不|伸不|弯不|张不|咽不|动不了|不能动|不会动|不听使唤|[歪斜偏]了|歪|凹|塌|陷|瘪|坑|鼓(?:起|包|了)|凸起|隆起|胀|肿|红|发?[紫黑青绿]|[发变][黄白蓝]|[蜡焦]黄|惨白|苍白|烂|破了|破皮|溃|裂|脱皮|脱落|[脱掉]光|大把|一把一把|掉(?:了|得|皮|头发|光)|褪色|起[皮泡疱包]|泡|疙瘩|包块|大包|硬(?!化|度)|疼|痛|酸|麻|木了|痒|火辣|刺痛|烧得|滚烫|冰凉|冰冷|僵|发?抖|颤|抽(?!血|查|样|烟)|软(?!膏|件|骨)|没劲|没力|无力|没知觉|模糊|花了|重影|成双|看不[见清]|听不[见清]|哑|堵|发?闷|憋|喘|出血|渗|流[水脓血]|臭|苦|变形|萎缩|色素|淤|瘀|变[粗浅慢快细]|不(?:齐|匀|规律|来|利索|清楚|稳)|含糊|大舌头|停了|不出(?:声|来)|散大|拉不|带血|见血|有血|红的|黑的|酱油|浓茶|睁大|异常|怪怪|不对劲|不舒服|难受|坏死'

/** Body and what is wrong with it: "左边眼皮耷拉下来", "打针的地方凹下去一块", "说话含糊". */
export const BODY_CHANGED = new RegExp(`(?:${PART})[^，。；,;？?\\s]{0,6}?(?:${ABNORMAL})`, 'giu')

/** Mood, mind and conduct. */
export const MIND_CHANGED =
  /不想活|想死|寻死|轻生|寻短见|自残|自伤|割腕|要跳楼|(?:情绪|心情|精神)[^，。；,;\s]{0,4}?(?:低落|崩溃|失控|不稳|激动|很差|特别差|不好|不对|失常|异常|恍惚)|抑郁了|(?:变得|特别|突然|整天|一直)[^，。；,;\s]{0,4}?(?:暴躁|狂躁|易怒|抑郁|焦虑|烦躁|糊涂)|胡言乱语|说胡话|疑神疑鬼|幻[视听觉]|性情大变|打人|砸东西|整[晚夜宿](?:都)?(?:不睡|睡不|没睡)|认不(?:出|得)人|神志不|叫不醒|反应迟钝|梦游|噩梦/giu

/** Falls, fits and fevers in everyday words. */
export const BODY_FAILED =
  /晕(?:了|过去|倒|得)|昏(?:了|过去|倒|迷)|抽(?:了(?!血|查|样|烟|空|时间|一)|起来|过去|搐|风)|倒(?:在地|下了|地)|摔了|站不(?:起来|住|稳)|走不(?:了|动|稳)|没(?:了)?心跳|没(?:了)?呼吸|翻白眼|口吐白沫|冒冷汗|出(?:了)?[一]?(?:身)?冷汗|大汗淋漓|打摆子|哆嗦|直?打颤|喘不(?:上|过)|憋(?:醒|得|死)|呛(?:了|到|住)|尿(?:不出|裤子|床了)|便血|拉血|吐血|咳血|流鼻血|吐(?:了|个不停|得)|瘫(?:了|在|痪)|休克|脸(?:都)?[白紫青]了|起(?:了)?(?:[^，。；,;\s]{0,6})?(?:疹|疙瘩|红点|水泡|风团|包|痘)|长(?:了|出)(?:[^，。；,;\s]{0,6})?(?:疹|斑|疙瘩|胡子|痘|包|毛)|胖了|瘦了|[重轻]了[一二三四五六七八九十\d]+\s*(?:斤|公斤|kg)|停经|闭经|来不了月经|尿潴留|尿失禁|大小便失禁|性欲|不举|勃起不?/giu

/** Things that are done for somebody who is badly. */
export const EMERGENCY =
  /(?:送|去|进|到|挂|跑|拉|转|叫|打|来)(?:了|到|去|进|回)?[^，。；,;\s]{0,4}?(?:急诊|抢救室|重症|ICU|急救|120|救护车)|收(?:住|进|入)?(?:了)?(?:院|病房|ICU)|抢救|洗胃|插(?:了)?管|输血|上(?:了)?呼吸机|截肢|切除了|\b(?:went|taken|(?:was )?rushed|sent|brought|admitted|ended up)\s+(?:back\s+)?(?:to|in|into|at)\s+(?:the\s+)?(?:ER|A&E|ED|emergency|hospital|ICU|resus\w*)\b|\bambulance\b|\bintubated\b|\bon a ventilator\b/giu

export const ENGLISH_HARM =
  /\b(?:suicid\w+|self[- ]harm\w*|wants? to die|kill (?:him|her)self|low mood|depressed|agitat\w+|hallucinat\w+|droop\w*|ptosis|sagg(?:ed|ing)|numb(?:ness)?|tingling|twitch\w*|shak(?:es|ing|y)|trembl\w+|tremors?|threw up|throwing up|passed out|blacked out|keeled over|short of breath|breathless|can(?:['’]t|not) (?:\w+ )?(?:breathe|see|walk|swallow|move|open|sleep)|could(?:n't| not) (?:breathe|see|walk|swallow|move|open|sleep)|blurr(?:y|ed)|double vision|lost (?:(?:his|her|their|all|the|some|most|of|sense|hair)\s+){0,3}(?:hair|taste|hearing|sight|vision|voice|smell|consciousness)|hair (?:is |was )?(?:falling|coming) out|turned (?:\w+ )?(?:yellow|blue|red|black|purple|grey|pale)|peel(?:ed|ing)|bruis\w+|lump|dent(?:ed)?|dimple|necrosis|abscess|weak(?:ness)?|fell(?! pregnant)|fractur\w+|unwell|malaise|went into (?:shock|labou?r|coma)|shock|arrest(?:ed)?|arrhythmi\w+|bradycardia|tachycardia|hyperkal\w+|hyponatr\w+|neutropeni\w+|thrombocytopeni\w+|rhabdo|blind(?:ness)?|deaf(?:ness)?|tinnitus|gained \d+|lost \d+\s?(?:kg|lbs?|pounds)|redness|burning|sores?|ulcers?|black stools?|blood in)\b/giu

/** A value that was taken: "查血钠一百二十". Chinese numerals too, as people dictate. */
export const VALUE =
  /(?:查|测|化验|抽血|复查|一查|一测|验|体检|发现)(?:了|出来?|下来)?[^，。；,;？?]{0,4}?(?:血[钾钠钙镁磷糖小]|白细胞|粒细胞|中性粒|血小板|血红蛋白|血色素|转氨酶|谷[丙草]转?|肝酶|胆红素|肌酐|肌酸|肌酶|淀粉酶|心率|血压|CK|ALT|AST|INR|QT)[^，。；,;？?]{0,6}?(?:[\d零一二三四五六七八九十百千]{1,}|高|低|降|升|掉|飙|翻)|(?:血[钾钠钙镁磷糖]|白细胞|粒细胞|中性粒(?:细胞)?|血小板|血红蛋白|血色素|转氨酶|肝酶|胆红素|肌酐|肌酶|淀粉酶|心率|心跳|血压|体温)(?:都|只有|只剩|就|才|已经|一下子|直接|都快|快|到|掉到|升到|涨到|降到){1,2}[^，。；,;？?]{0,4}?[\d零一二三四五六七八九十百千]+|\b(?:sodium|potassium|platelets?|ALT|AST|CK|INR|creatinine|glucose|BP|heart rate|haemoglobin|hemoglobin|neutrophils?|WBC)\s+(?:(?:was|is|of|at|down to|up to|dropped to|fell to|rose to|went (?:up|down) to|went|up|down|only|now)\s+){1,3}\d/giu

/** Words of a section of adverse reactions that name no reaction. */
const NO_REACTION =
  /患者|病人|剂量|治疗|用药|给药|停药|停止|本品|药物|使用|发生|发病|报道|报告|研究|试验|临床|常见|罕见|少见|偶见|系统|器官|组织|反应$|不良|症状|程度|轻度|中度|重度|短暂|一过性|暂时|可逆|个别|少数|多数|部分|其他|其它|以上|以下|包括|例如|注意|监测|检查|可能|可以|出现|引起|导致|有时|通常|一般|主要|严重|增加$|减少$|升高$|降低$|下降$|延长$|改变$|异常$|疾病|障碍$|紊乱$|上市|成人|儿童|老年|女性|男性|妊娠|哺乳|皮肤$|肝脏|肾脏|心脏|血液|神经|精神|胃肠|呼吸$|消化|感觉|全身|局部|安慰剂|对照|单独|联合|疗程|首次|长期|大量|过量|静脉|注射|口服|外用|输注|小时|分钟|资料|尚不|明确|本文|说明|下列|如下|以及|或者/u

/** Reactions that a label's section names, as it prints them: two characters and more. */
export function reactionsIn(section: string): readonly string[] {
  const terms = section
    .normalize('NFKC')
    .split(/[^\p{Script=Han}]+|以及|或者?|和|及|与|等|伴|并|可|有|的|在|为|由|对/u)
    .map((term) =>
      term.replace(
        /^(?:偶见?|常见?|罕见|少见|可见|轻|一过性|暂时性|严重|急性|慢性|出现|引起|导致|发生|能)+/u,
        '',
      ),
    )
    .filter((term) => term.length >= 2 && term.length <= 7 && !NO_REACTION.test(term))
  return [...new Set(terms)]
}
