/**
 * Words by which a note tells that something happened to a patient on a medicine, beyond the clinical events that
 * the questions' guard knows (guard/safety-rules.ts `EVENT`): euphemisms for death, medicines stopped or changed,
 * intolerance, laboratory values, product complaints, lack of effect, exposures and errors; and the words that take
 * an event back to a fear, a rule or a denial. Data alone: read-adverse-event.ts says how they are read together.
 */
export const ADVERSE_EVENT_WORDS_VERSION = '2026-11a'

/** Nobody says so of anything but a death. */
export const DEATH =
  /没扛(?:过|住)(?:去|来)?|没挺(?:过|住)(?:去|来)?|没熬过(?:去|来)?|没撑(?:过|住)(?:去|来)?|没(?:救|抢救)(?:过来|回来|活)|抢救无效|救不回来|人(?:就|已经|都)?没了|[病患](?:人|者)(?:就|后来|已经|昨[天晚])?没了|去世|过世|病逝|病故|亡故|死了|猝死|离世|不在了|死亡(?!率|风险|终点|获益|人数)|送终|办(?:了)?(?:后事|丧事|白事)|咽(?:了)?气|断(?:了)?气|撒手人寰|撒手走|仙逝|往生了|追悼会|火化|出殡|没(?:能)?(?:再)?醒(?:过来|来)|没(?:能)?等到(?:过年|春节|[^，。；]{0,4}(?:天亮|手术|出院))|没(?:能)?(?:留|保|挽救)住(?:命|人)|走得(?:很|挺|特别|太|比较)?(?:安详|安静|平静|痛苦)|离开(?:了)?(?:人世|我们)|\b(?:died|dead|dying|passed away|fatal(?:ity)?|deceased|demise|did(?:n't| not) wake up|never woke up|(?:was|been) buried|funeral|death(?! rate| risk|s? in the trial)|did(?:n't| not) (?:make|pull through)(?: it)?|did(?:n't| not) survive)\b/giu
/** Of a patient they mean death; of a doctor, that he left. */
export const DEATH_OF_PATIENT =
  /走了|没了|(?<!扛|挺|熬|撑|忍)过去了(?=$|[，。；,\s])|送走了|走得(?:很|挺|太)?(?:快|突然|急)|\bpassed\b(?! (?:the|a|on (?:the|my|our|his|her)|to|along|by|it|me|committee|P&T|through|over|around))|\bgone\b|\blost (?:him|her|the patient|a patient)\b/giu
/** Somebody who leaves a room or a post. */
export const LEAVING =
  /(?:等|看完|送走|调|辞职|离职|退休|跳槽|先|就|拿[着了]?药|开完会|转身)[^，。]{0,6}$|(?:主任|医生|院长|代表|同事|我|大家|老师)[^，。病患]{0,5}$/u
export const LEAVING_AFTER = /^(?:再|之后|以后|才|就|后我|进修|别的医院|民营)/u

export const STOPPED =
  /(?:自己|自行|已经?|先|就|都|给|把药|主动)?停(?:了|掉了?)(?!下|车|电|诊|会|工|牌|产|供|采)|停(?:了)?药|停用|(?:给|就|又|都|只好|已经)?(?:换|改)(?:成|用|吃|服|打|回)?(?:了)?(?:别的|其他|其它|另外的?|另一[种个]|原来的|以前的)(?:药|针)?(?:了)?|换了?药|(?:换|改)(?:成|用|吃|服|打)(?:了)?(?=[\p{Script=Han}A-Za-z])|不(?:敢|想)(?:再)?(?:吃|用|打)了|吃不下去了|不(?:肯|愿意?)再(?:吃|用|打)|\b(?:stopped|discontinued|came off|taken off|switched (?:to|off|over)|quit(?:ting)?|withdr[ae]wn?)\b/giu
/** Why a medicine is stopped or changed that is no reaction to it. */
export const OTHER_REASON =
  /贵|价格|便宜|医保|报销|自费|没钱|费用|负担|集采|中选|缺货|断货|没货|没药|买不到|开不到|开不出|进不[了来]|没进院|目录|断供|习惯|嫌麻烦|一天[两三四]次|任务|指标|政策|打折|优惠|疗程(?:到|结束|满)|治(?:好|愈)了|好了就|出院带|转院|药占比|控费|\b(?:cost|price|insurance|reimburs\w*|out of stock|formulary|supply|VBP|cheaper|expensive)\b/iu

export const INTOLERANCE =
  /反应(?:特别|很|太|比较|有点|挺|蛮)?(?:大|重|厉害|强烈)|(?:胃肠道?|消化道|过敏|输液|注射部位|皮肤)反应|(?<!价格|价|贵|烦|疗程|时间|流程)(?<!贵得|烦得)(?:受不了|吃不消|扛不住|顶不住)|不耐受|耐受不了|难受|不舒服|副作用(?:太|很|挺|有点|特别|比较)?(?:大|明显|重|厉害)|出(?:了|现)(?:了)?(?:副作用|不良反应|状况|问题)|有(?:点|了)?(?:副作用|不良反应)|\b(?:could(?:n't| not) tolerate|intoleran(?:t|ce)|side[- ]effects?|adverse (?:event|reaction)s?|reacted (?:badly|to)|bad reaction|felt (?:unwell|awful|terrible|sick))\b/giu

const UNIT = '(?:倍|×|xULN|x\\s?ULN|U\\/?L|u\\/?l|mmol|μmol|umol|多|了|高|低)?'
/** A value that changed: a state that the patient brought along ("eGFR 30的病人") is none. */
export const LABORATORY = new RegExp(
  [
    `(?:\\b(?:CK|CPK|ALT|AST|GPT|GOT|LDH|Cr|SCr|PLT|WBC|ANC|TBIL|ALP|GGT|INR)\\b|肌酸激酶|肌酶|转氨酶|谷[丙草](?:转氨酶)?|肝酶|胆红素|淀粉酶|脂肪酶|血小板|白细胞|粒细胞|血红蛋白|血色素|肌酐|血钾|血钠|血钙|尿酸)[^，。；,;病患者]{0,8}?(?:\\d+(?:\\.\\d+)?\\s*${UNIT}|升高|升到|涨|飙|翻|偏高|高了|超标|异常|掉到|降到|偏低|低了)`,
    '(?:肝|肾)功(?:能)?[^，。；,;病患者]{0,4}?(?:异常|坏了|不行了|出(?:了)?问题|恶化|急剧|受损|损[害伤])',
    '\\b(?:elevated|raised|abnormal) (?:ALT|AST|CK|LFTs?|liver enzymes?|transaminases?|creatinine)\\b|\\b(?:LFTs?|liver enzymes?|transaminases?)\\b[^.,;]{0,12}\\b(?:up|high|elevated|raised|x)\\b',
  ].join('|'),
  'giu',
)

/** What the questions' guard does not list. */
export const MORE_SYMPTOMS =
  /(?<!截)瘫(?:了|痪)|偏瘫|半身不遂|站不(?:起来|住|稳)|走不(?:了|动)路?|迈不开|(?:腿|脚|手|身上)(?:没(?:有)?(?:劲|力)|发软|软了)|昏(?:过去|睡)|没知觉|说不出话|吞咽困难|尿不出|尿少|胸口(?:疼|痛|闷)|脸(?:肿|歪)|眼(?:花|肿)|皮肤(?:发黄|发紫|脱)|吃不下(?:饭|东西)|暴瘦|反酸|烧心|打嗝|牙龈(?:增生|肿|出血)|毛囊|甲沟|血管(?:疼|发炎)|胎停|胎儿|癫痫发作|抽风|手脚(?:麻|抽)|坏疽|坏死|疑似(?!度)|尿(?:频|急|痛|血|床)|夜尿|跑厕所|摔(?:了|断|跤|倒|伤|骨)|差点(?:摔|晕|昏)|跌(?:了|倒|伤)|(?<!不)痒(?!痒)|(?<!要|安排|办理?|准备|没|不用|需要|建议)住院(?=手术|治疗|观察|抢救|$|[，。；,])|心跳(?:快|慢|停)|心率(?:快|慢|掉)|晕(?:过去|厥|倒)|留观|洗胃|\b(?:paraly[sz]\w+|weakness|hypotens\w+|bradycardia|arrhythmia|hematuria|blurred vision|confus(?:ed|ion)|unwell|malaise|bruising|seizure|fits?)\b/giu

/** The medicine itself was not as it should be. */
export const PRODUCT_COMPLAINT =
  /(?:药片|片子|片剂|粉(?!丝|色)|药(?![房店剂事师企学厂监效量])|胶囊|粉末|粉针|药粉|针剂|注射液|药液|溶液|注射笔|笔芯|卡式瓶|笔|针头|瓶子?|西林瓶|盒子?|铝箔|泡罩|板|包装|外包装|密封|瓶盖|胶塞|标签|有效期|批号|生产日期)[^，。；,;]{0,8}?(?:碎(?:了|成|的)?|裂(?:了|开|纹)|断(?:了(?!货)|裂|成|在|进)|(?:是|都|全)?(?:碎|裂|断|坏|空|瘪|化|湿|潮|霉|漏)(?:的|了(?!服|吃|打|货))|破(?:了|损)|变色|发黄|发黑|发霉|霉点|受潮|潮了|软了|粘(?:在一起|连)|漏(?:了(?!服|吃|打)|液|药)|渗|少了?(?:一|两|几|\d+)(?:片|粒|支|颗|板|瓶|袋)|缺(?:一|两|几|粒|片)|空的|异物|毛发|黑点|浑浊|混浊|沉淀|结块|絮状|打不出(?:来|药)?|推不动|卡住|卡了|坏了|没密封|压(?:坏|扁)|脱落|模糊|印错|看不清|松动|不(?:溶|崩解)|溶解不(?:了|开|完全)|异味|有(?:股)?怪?味)|(?:碎|破|裂|断|漏|变色|发霉|受潮)(?:的|了的)?(?:药片|胶囊|药|笔|瓶)|少(?:了|装了?|放了?)?[一两几\d](?:片|粒|支|瓶)|絮状物?|(?:有|见|飘着|浮着|悬浮着)[^，。；]{0,4}(?:小?颗粒|悬浮物|漂浮物|杂质)|(?:小?颗粒|悬浮物|漂浮物)[^，。；]{0,4}(?:飘|浮|沉)|(?:药|片|液|盒|板|这批)[^，。；]{0,6}?(?:味道|气味|颜色)(?:都|有点|也)?(?:不对|不一样|怪|刺鼻|变|发[酸臭苦黑黄])|(?:片|药|盒|板)[^，。；]{0,4}大小不一|封口(?:开|没封|松)|按不动|拧不开|(?:没有?|缺|少)(?:针头|针帽|说明书|刻度|批号)(?!的)|(?:有|见|出现|带)(?:了)?(?:异物|沉淀|黑点|杂质颗粒)|溶解(?:很|太|比较)?(?:慢|不开|不了|不完全)|空壳|(?:药片|胶囊|药液|颜色)(?:都|有点|全)?(?:变|发)(?:了)?色?(?:黄|黑|红)|\b(?:broken|cracked|crushed|discolou?red|leak(?:ed|ing)|damaged|missing|defective|jammed|cloudy|mou?ldy|particles?|floating|no needle|without (?:a )?(?:needle|cap))\b[^.,;]{0,16}\b(?:tablets?|pills?|capsules?|pens?|vials?|blisters?|pack(?:s|aging)?|box(?:es)?|seals?)\b|\b(?:tablets?|pills?|capsules?|pens?|vials?|blisters?|pack(?:s|aging)?|box(?:es)?|seals?)\b[^.,;]{0,16}\b(?:broken|broke|cracked|crushed|crumbl\w+|discolou?red|leak(?:ed|ing|s)|damaged|missing|defective|jammed|cloudy|mou?ldy|torn|particles?|specks?|no (?:needle|cap|leaflet|label)|without (?:a )?(?:needle|cap|leaflet)|smell(?:s|ed)? (?:odd|off|funny)|empty)\b/giu
/** Things that break and are no medicine. */
export const NO_MEDICINE = /资料|单页|彩页|折页|海报|易拉宝|样书|手机|电脑|投影|PPT|礼品|车|杯/iu

export const NO_EFFECT =
  /没(?:有|啥|什么|多大|见)?(?:什么)?(?:效果?|作用|起色|改善|好转|反应|见效|感觉(?!不)|变化|动静)|(?<!是否|有没有)无效|不管用|没(?:有)?(?:以前|之前|原来)[^，。；]{0,3}?(?:管用|有效|好使|好用)|不起作用|没起效|白吃了|白打了|(?:跟|和|像|等于|就像)(?:没|白)(?:吃|打|用|喝)(?:药|开水)?(?:一样|似的|差不多)?|(?:吃|打|用)(?:着|了)?(?:跟|像)(?:白开水|没(?:吃|打|用))|老样子|没(?:有)?两样|不见(?:好|效|降|下来|起色|好转)|不降反升|越(?:吃|用|打)越(?:高|差|重|坏|糟)|(?:血压|血糖|血脂)[^，。；,;]{0,4}?(?:照样|依然|依旧|仍然?|还是)(?:高|一百|两百|\d)|(?:血压|血糖|血脂|LDL|胆固醇|体重|尿蛋白|糖化|指标|热度|体温|烧)[^，。；,;]{0,6}?(?:没(?:有)?(?:降|下来|达标|控制|改善|变化|退)|不降|降不(?:下|了)|压不(?:下|住)|控制不(?:住|了|好)|还是(?:很|那么|挺)?高|反而(?:高|升|涨)|居高不下|又高了|(?:又|都|全)?上来了|又上去了|反弹|纹丝不动)|压不(?:住|下来)|降不下来|控制不住|病情(?:进展|加重)了?|又(?:发|犯)(?:了|病)|\b(?:no (?:effect|response|improvement|benefit|change in|difference)|(?:does|do|did|doing|is doing) nothing|made no difference|is(?:n't| not) (?:working|helping)|stopped working|did(?:n't| not) (?:work|respond|help)|not (?:working|responding)|ineffective|lack of (?:effect|efficacy)|still (?:uncontrolled|high)|treatment failure|failed (?:on|to respond))\b/giu

export const EXPOSURE =
  /(?:查出|发现|结果|意外|才知道|已经|刚)[^，。；,;]{0,6}?(?:怀孕|怀上|有喜|有了)(?!前|后(?:再|才)|计划)|怀孕了|怀上了|怀(?:了)?孕的(?:那个|那位)?(?:病人|患者)(?=[^，。；?？]{0,8}(?:停|吃|用|打))|(?:怀着孕|孕期|孕早期|孕\s?\d+周|妊娠期?|哺乳期)[^，。；,;?？吗]{0,8}?(?:还|一直|在|也)?(?:吃|用|服|打)(?:了|过|着)|\b(?:got|fell|became|turned out|found out (?:she (?:is|was))?|is|was) (?:pregnant|expecting)\b|\bexpecting (?:while|on)\b|\bpregnan(?:t|cy)\b[^.,;?]{0,20}\b(?:while|exposed|exposure|on)\b/giu
export const OVERDOSE =
  /多(?:吃|服|打|用)了(?:[一两三四五几半\d]|好)|(?:吃|服|打|用|输)(?:多|超|过量|重)了|过量(?:服用|使用|了)|超量(?:服用|使用|了)|误服|误用|误食|误打|误注|误吞|误喝|(?:吃|服|打|用)了(?:两|双|三)(?:顿|份|遍|回|倍)|重复(?:吃|服|打|用)(?:了|药)|一(?:次|口气|下子?)(?:吃|服|打|吞)了[两三四五六七八九十几半\d]+(?:片|粒|支|盒|倍|次)|当成[^，。]{1,6}(?:吃|用|打)了|把[^，。；]{1,8}一(?:天|次|顿|回)(?:吃|服|打|用)了[两三四五六七八九十\d]+(?:片|粒|支|针)|\b(?:overdos\w+|took (?:too many|double|twice)|double dose[d]?|accidental(?:ly)? (?:took|taken|ingest\w*|exposure))\b/giu
export const MEDICATION_ERROR =
  /(?:打|用|发|配|吃|拿|开|输|滴|推|抄|抽|调)错(?:了)?|(?:看|算|认|装|贴)错(?:了)?(?:剂量|药|量|处方|规格|单位|瓶|床|人)|(?:剂量|浓度|途径|速度|滴速|频次)(?:搞|弄|算|看|写|调)?错了|(?:皮下|口服)的?[^，。]{0,4}(?:静推|静脉|肌注)了|\b(?:wrong (?:dose|drug|route|patient|strength)|medication error|dispens\w+ error|mixed up)\b/giu

/** Diseases that are also why the patient is treated: an event only once they befell somebody on the medicine. */
export const DISEASE =
  /脑梗|中风|卒中|心梗|心衰|感染|(?<!间质性)肺炎|骨折|贫血|肿瘤|癫痫|低血压|\b(?:stroke|infarction|heart failure|infection|pneumonia|fracture)\b/iu
/** Behind the disease: whom it describes. */
export const DESCRIBES =
  /^[^，。；,;]{0,4}?(?:合并|恢复期|后遗症|急性期|[的]?(?:病人|患者|人群|孩子|老人|病史|史)|适应[症证]|那(?:块|部分)|(?:这|那)个适应|指南|数据|获益|\s+(?:patients?|indication|data))/iu

/** Right before the event, in its unit. */
export const DENIED =
  /(?:没|没有|未|无|并无|否认|没人|没有人|不曾|从来没|从未|都没|还没|暂无|暂时没|目前没|也没)[^，。；,;]{0,14}$|(?<!说|想|过|是|来|得|承|好)不(?:会|曾|是|太|怎么)?[^，。；,;]{0,3}$|\b(?:no|not|without|none|nobody|no one|never|denie[sd]|hasn't|haven't|didn't|free of)\b[^.;]{0,40}$/iu
/** They look like a denial and are a span of time or a beginning. */
export const NO_DENIAL =
  /没(?:几|多|过|两|到|想|来得及|吃几|打几|用几|用多|吃多|扛|挺|熬|撑|救|上报|说清|细说|敢)|不(?:久|到|知|料|小心|一定|排除|适|良反应)|不得不|\bnot (?:long|only|sure)\b/iu

export const FEARED =
  /担心|害怕|怕(?!冷)|顾虑|忧虑|忌惮|心里没底|不放心|如果|要是|万一|假如|一旦|倘若|可能会|会不会|会引起|会导致|容易|是否会|风险|几率|概率|发生率|预防|避免|防止|监测|警惕|留意|注意(?!到)|\b(?:worr(?:y|ied|ies)|concern(?:s|ed)?|afraid|fear(?:s|ed)?|nervous about|risk|if|might|could|may|potential|rates?|incidence|prevent|monitor\w*|watch(?:ing)? for|cautio(?:n|us))\b/iu
/** Said of medicines as such: what labels, trials and comparisons say. */
export const GENERAL =
  /发生率|概率|几率|百分|\d%|常见|罕见|说明书|机制|药理|研究|试验|文献|数据|指南|报道|汇总|比[^，。]{1,12}(?:多|高|低|少|大|小|轻|重)|[多高低少]\s*[一二两三四五六七八九十几\d]+\s*(?:倍|成)|(?:更|最)(?:多|高|低|少|大|小)|类药物?(?:都|共有|的)|都会有|一般(?:都)?会|通常|理论上|禁忌|黑框|警示|处理(?:方法|流程|原则)|管理|怎么(?:处理|办|预防)|如何|介绍|培训|讲了|讲的|科普|宣教|\b(?:label|studies|study|trial|data|common|class effect|versus|vs\.?|compared|than|profile|mechanism|counsell?\w*)\b/iu
/** Asked, not told; of one patient who is real it is still a report. */
export const ASKED =
  /问|打听|咨询|能不能|可不可以|要不要|有没有|怎么办|吗|[?？]|\b(?:ask(?:s|ed|ing)?|whether|how|what)\b/iu

/** One patient that somebody knows of. */
export const ONE_CASE =
  /(?:有|收|来|碰到|遇到)(?:过|了)?(?:一?个|一?位|一?例|[12两])(?!月|星期|礼拜|小时|会|好|问题|资料|主任|医生|代表|护士|药师|进修)|[一1]\s*例|一?(?:个|位)?(?:大姐|大妈|大爷|大叔|大娘|大哥|老哥|阿姨|奶奶|爷爷|婆婆|老头)(?=[^，。；]{0,8}(?:吃|用|打|服|把|说|昨|前))|[一那这]个(?:病人|患者|老|小|女|男|孕|大)|[个位名例](?:[^，。我他她医主]{0,8}?)(?:病人|患者|病号|老太|老人|老头|大爷|大妈|阿姨|孕妇|小孩|孩子|女的|男的|女性|男性|顾客|客人)|(?:那|这)(?:个|位|名)?(?:病人|患者|老)|老太太|老爷子|老先生|老大爷|老大妈|小伙子|小姑娘|[男女][,，\s]?\d{1,3}|\d{1,3}\s*多?岁|[\d一二三四五六七八九十]+\s*号?床|(?:同事|邻居|亲戚|朋友|同学|自己|本人)[^，。；]{0,4}(?:吃|用|打|服)|(?:患者|病人)(?:的)?家属|(?<!老|多|些|的|各|每)病人(?:昨|今|上周|回来|打电话|来电|复诊)|(?:吃|用|打|服|输)[^，。；]{1,8}的(?:那个)?(?:老|小)?[\p{Script=Han}]{1,2}(?:头|姐|哥|妈|爷|叔|婶|奶|姨|师傅|嫂)|(?<!其|吉)[他她](?:们)?(?:的)?(?:病人|患者)(?!们|都|群|多|少|不|普遍|教育|里|用|量|来|想|问|反映)|那个(?:女|男)的|[一这那有]个(?:姑娘|小伙|大叔|大姐|大哥|老头|老汉|老师傅|大嫂|奶奶|爷爷|宝宝|娃)|准妈妈|[他她](?:的)?(?:爸|妈|父亲|母亲|爱人|老婆|老公|丈人|岳|亲戚|邻居)|\b(?:\d{1,3}\s?(?:yo|y\/o|year[- ]old|[MF])|[MF]\s?\d{2,3})\b|\b(?:an?|one|his|her|this|that|the|another|my|our|their)\s+(?:\w+\s){0,3}?(?:patient|pt|lady|gentleman|man|woman|child|guy|case|boy|girl|grandma|grandpa|pensioner|teenager|kid|baby)\b|\bone of (?:his|her|their|my|our|the) (?:\w+ )?(?:patients|pts|ladies|men|women|guys|folks|kids|cases)\b|(?:^|[,.;]\s*)(?:pt|patient|woman|man|lady|gentleman|guy|girl|boy)\b(?! (?:info|leaflet|education|flow|volume|load))/iu
/** Several, none of whom can be told apart. */
export const SOME_PATIENTS =
  /[二两俩三四五六七八九十几\d]+个?(?:吃|用|打|服|输)[^，。；]{1,8}的|[俩仨](?:病人|患者|人)|[二两三四五六七八九十几\d]+\s*例(?!数|会)|(?:有(?!一?[个位例])|几|两三|好几|好些|不少|部分|个别|少数|有些|有的|一些|[二两三四五六七八九十\d]+)[个位例]?[^，。；]{0,2}?(?:病人|患者|老人|顾客|人)|(?<![个位名例])病人(?:们|都|反映|反馈|普遍|说|吃了?|用了?|打了?)|患者(?:们|都|反映|反馈|普遍|说|吃了?|用了?|打了?)|\b(?:some|several|a few|two|three|many|\d+)\s+(?:of (?:his|her|their) )?(?:\w+ )?(?:patients|pts|people|cases)\b/iu
export const ANY_PATIENT =
  /病人|患者|病号|患儿|老太|老爷子|老先生|大爷|大妈|阿姨|老人|孕妇|产妇|顾客|家属|受试者|\b(?:patients?|pts?|he|she|lady|gentleman)\b/iu

/** It has come to pass. */
export const HAPPENED =
  /了|过|出现|发生|开始|住院|收住|昨[天晚]|前天|今[天早]|上周|上个?月|最近|前阵|前段|当天|当晚|第[一二三四五六七八九十\d]+[天周次针]|[一二三两四五六七八九十几\d]+(?:天|周|个?月|次|针|片)(?:后|就|了|多)?|\d{2,}|\b(?:had|has|got|developed|experienced|was|were|after|since|admitted|reported|came|ended up|started|stopped|died|passed|yesterday|last)\b/iu
/** The medicine was taken. */
export const TAKEN =
  /(?<!能|想|要|可以|准备|打算|怎么|建议)(?:吃|服|用|打|输|注射|滴)[^，。；,;]{1,10}?(?:后(?!续|面)|以后|之后|期间|的时候|那(?:天|阵|段))|(?:吃|服|用|打|输|注射|滴|推|喷|贴|开)(?:了|着|过|完|上|药|到|的|后|以后|之后|下去|力|我们)|服用|使用|用药|在(?:吃|用|打|服)|(?:吃|服|用|打)[\p{Script=Han}A-Za-z]{2,6}?[一二三两四五六七八九十几半\d]+(?:天|周|个?月|片|针|次)|\b(?:on|taking|took|takes|after|since|started|receiving|received|given|injected)\b/iu

export const SERIOUS =
  /住院(?!部|医|总|楼|患者|病人|号|的(?:病人|患者))|住了院|住进|住了[一二两三四五六七八九十几半\d]+(?:天|周|个?月)(?:的)?院|人(?:就|都|快)?不行了|收(?:住)?院|收进(?:病房|来)|ICU|重症监护|抢救|送(?:了|到|去)?(?:急诊|医院)|进了?急诊|叫(?:了)?救护车|120|危及生命|有生命危险|病危|休克|昏迷|昏过去|意识(?:不清|丧失)|呼吸衰竭|插管|透析|致残|残疾|瘫|失明|失聪|畸形|流产|胎停|早产|手术|下不了[楼床地]|切除|\b(?:admitted|hospitali[sz](?:ed|ation)|in hospital|life[- ]threatening|ICU|intensive care|emergency|ER|A&E|intubat\w+|dialysis|disab\w+|birth defect|malformation|miscarriage|coma|shock)\b/iu
/** Important medical events: serious by themselves. */
export const IMPORTANT =
  /横纹肌溶解|间质性肺|急性肾|肾衰|肝衰|肝坏死|过敏性?休克|喉头?水肿|血管性?水肿|酮症酸中毒|胰腺炎|消化道(?:大)?出血|脑出血|大出血|呕血|黑便|癫痫|抽搐|惊厥|剥脱|大疱|坏死松解|粒(?:细胞)?缺|骨髓抑制|心脏骤停|室颤|室速|尖端扭转|心梗|脑梗|中风|肺栓塞|严重低血糖|低血糖昏迷|自杀|晕厥|\b(?:rhabdo\w*|ILD|interstitial lung|pneumonitis|DKA|ketoacidosis|pancreatitis|anaphyla\w+|SJS|TEN|seizures?|agranulocytosis|liver failure|renal failure|GI bleed|stroke|bilateral infiltrates)\b/iu
/** What nobody calls serious without more. */
export const MILD =
  /皮疹|红疹|起疹|疹子|瘙痒|痒|恶心|呕吐|吐|腹泻|拉肚子|便秘|腹胀|腹痛|肚子|胃(?:难受|不舒服|痛|疼)|头[晕痛疼]|乏力|没力气|没劲|口干|咳|水肿|脚肿|腿肿|脚踝|脸红|潮红|心慌|失眠|嗜睡|脱发|肌肉?[酸痛疼]|腿[酸痛疼]|腰[酸痛疼]|红肿|硬结|尿路感染|食欲|掉头发|[疼痛酸胀麻痒肿]|疙瘩|红点|风团|打哆嗦|没精神|犯困|瘦|头发|指甲|起泡|起皮|例假|月经|声音|嗓子|味|\b(?:aches?|sore|tired|puffy|hair|stiff|cramp\w*|itch\w*|rash|nausea|vomit\w*|diarrh\w*|constipation|headache|dizz\w*|fatigue|o?edema|swelling|swollen|cough|insomnia|bruis\w*|redness)\b/iu

export const ACTIONS: readonly (readonly [action: string, english: string, pattern: RegExp])[] = [
  [
    '停药',
    'stopped',
    /停(?:了|掉|药|用)|没(?:有)?(?:再|敢再)?(?:吃|用|打|服)了?(?=后|$|[，。；\s])|没再(?:吃|用|打|服)|不(?:让|敢|再|肯)?(?:吃|用|打)了|\b(?:stopped|discontinued|withdrawn|held|came off|taken off)\b/iu,
  ],
  ['换药', 'switched', /(?:换|改)(?:成|用|吃|服|打)?了?(?:别的|其他|其它|另|回)|换了?药|\bswitched\b/iu],
  [
    '减量',
    'dose reduced',
    /减(?:了)?(?:量|半)|(?:减|降)到\d|剂量减|\b(?:reduced|halved|lowered)\b[^.]{0,12}\b(?:dose|to)\b/iu,
  ],
  [
    '继续用药',
    'continued',
    /(?:没|未)停(?:药)?|继续(?:吃|用|服|打)|还在(?:吃|用|服|打)|\b(?:continued|still on|kept (?:him|her|them) on)\b/iu,
  ],
]

export const CAUSALITY =
  /[^，。；,;\s]{0,6}(?:不一定|不像|未必|不能说|说不好|不好说|不确定)(?:是|跟|和|就)?[^，。；,;\s]{0,4}(?:药|有关|引起)[^，。；,;\s]{0,4}|(?:跟|和|与)[^，。；,;\s]{0,5}药[^，。；,;\s]{0,4}(?:无关|没(?:有|多大|什么)?关系|没啥关系)|(?:怀疑(?!没|无|不)|考虑|觉得|应该|肯定|可能|估计|像)(?:就)?(?:是|跟|和)?[^，。；,;\s]{0,8}(?:药物性|这个?药|我们的?药|你们的?药|药)(?:引起|导致|的问题|闹的|有关|造成|反应)?[的]?|(?:原发病|疾病|肿瘤)(?:本身)?(?:进展|加重|的问题)|\b(?:calls? it|puts? it down to|blames?|attributes? (?:it )?to|thinks (?:it'?s|it is|it was)|(?:un|not )?(?:likely )?related to|(?:probably|possibly|definitely) (?:the )?drug)\b[^.,;]{0,24}/iu

/** To keep a case from being reported, in whole or in part. */
export const SECOND_HAND_UNKNOWN =
  /听说|据说|群里|转发|网上|有人说|别人说|传(?:闻|言)|\b(?:rumou?r|apparently|someone said)\b/iu
