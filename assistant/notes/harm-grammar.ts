/**
 * Harm in everyday words: nobody can list how patients say that they feel bad, but it is said of a part or a power
 * of the body, and that it changed for the worse ("脖子上长了一片红点子", "走路直打晃", "keeps falling"). What is found
 * here is vaguer than the lists of adverse-event-words.ts; read-adverse-event.ts takes it for an event only of a
 * patient who is spoken of and behind a medicine that was taken.
 */
export const HARM_GRAMMAR_VERSION = '2026-11a'

/** Parts of the body, what comes out of it, and what it does. */
const BODY = [
  '脑袋|脑子|(?<!带|牵|口|案|源|街|镜|年|月|开|牙|线|龙|码|木|摇|点)头(?!孢|一|两|几|天|儿|部|疗|寸)|脸|面部|面颊|眼皮|眼睛|眼前|眼眶|视力|看东西|看(?:字|人)|耳朵|耳边|听力|鼻子|鼻孔|嘴里?|嘴巴|嘴唇|嘴角|口腔|舌头|舌苔|味觉|嗅觉|牙床|牙龈|牙齿|嗓子|喉咙|咽喉|声音|脖子|颈部|肩膀|后背|背上|胳膊|手臂|手背|手指头?|手心|手脚|手上|双手|(?<!助|人|对|分|选|二|新|老|好|下|动|着|水|扶|亲|联|到)手(?!术|里|头|续|册|机|段)|指甲|趾甲|甲沟',
  '胸口|胸部|前胸|心口|心脏|心里|心跳|心率|脉搏|呼吸|乳房|腰(?!果)|肚子|肚皮|小腹|下腹|上腹|腹部|胃(?!镜|肠道那)|胃里|肠子|肠胃|肛门|屁股|大腿|小腿|腿肚子?|双腿|(?<!跑|火|断)腿|膝盖|关节|脚背|脚踝|脚脖子|脚趾|脚跟|脚底|双脚|(?<!山|裤|跟|墙|落)脚(?!步|本)|皮肤|皮(?!下|尔)|身上|身体|浑身|全身|周身|满身|一身|整个人|骨头|肌肉|筋|血管|(?:上|下)肢|打针(?:的地方|那块|处)|针眼|注射(?:部位|处|的地方)|伤口',
  '头发|毛发|眉毛|出汗|冷汗|虚汗|(?<!利|排|夜|糖)尿(?!糖|病|酸|毒|蛋白|路)|小便|大便|月经|例假|大姨妈|白带|私处|下体|那方面|房事|性功能|性欲|性生活|睡眠|觉|胃口|食欲|饭量|精神头?|情绪|脾气|记性|记忆力|反应力|走路|走道|说话|站都|坐都|血象|血项|血色|肝上?|肾上?|肺上?|胰腺|甲状腺|淋巴结?|前列腺|心电图|化验单?(?:上)?|片子(?:上|显示)|CT|体温',
].join('|')
export const BODY_PART = new RegExp(BODY, 'u')
/** What is no longer as it should be. */
const WORSE = [
  '痛|疼|酸(?!中毒)|胀|肿|麻(?!烦|醉)|痒|木了|发木|僵|硬了|发硬|硬邦|硬块|烂|破(?!费)|裂|脱(?!销|离|稿)|掉(?!头|价)|秃|发?[黄紫黑青](?!豆|色标)|发白|煞白|惨白|通红|发红|红点|红斑|红肿|红了|花了|发花|糊|抖|颤|哆嗦|抽(?!血|空|样|查|时)|转筋|痉挛|狂跳|乱跳|扑通|咚咚|慌|闷|堵|憋|喘|(?:打)?晃|发飘|飘|发软|软了|软绵|没(?:有)?(?:劲|力|味|胃口|食欲|精神|感觉|知觉)|使不上|抬不|迈不|伸不|弯不|动不了|动弹不|站不|坐不|躺不|睡不|咽不|吃不|喝不|拉不|尿不|看不|听不|说不(?:出|清)|喘不|提不起|打不起|发虚|虚了|虚脱|蔫|瘫|歪|晕|发沉|沉得|昏|翻江倒海|绞|烧|灼|火辣|刺|难受|不舒服|不得劲|不对劲|不自在|不利索|不行了?|不灵|不好使|不听使唤|不是自己的',
  '凹|陷|鼓(?:起|包)|出血|流血|渗血|淌血|带血|有血|血丝|流脓|化脓|起泡|起皮|起[^，。；]{0,4}(?:疹|疙瘩|包|点|斑|泡)|长[^，。；]{0,6}(?:点|斑|疹|疙瘩|包|毛|疮|痘|泡)|疙瘩|斑|瘀|淤|溃|疮|乱了|紊乱|不调|推迟|没来|不来了|频|急得|失禁|憋不住|苦得|发苦|发干|干得|重影|模糊|发花|嗡嗡|鸣|聋|哑|失声|出(?:了)?问题|出毛病|坏了|垮|塌|差了|变差|下降|减退|异常|不正常|不好看|不太好|超标|掉得|低落|烦躁|暴躁|恍惚|变(?:成|得|了)?[^，。；]{0,3}(?:色|黑|黄|红|差|慢|迟钝)|打(?:哆嗦|颤|摆子|晃)|要人(?:搀|扶)|翻身',
].join('|')

/** Said so of nobody who is well. */
const STATES = [
  '蔫(?:蔫|了)|萎靡|没(?:有)?(?:精神|精气神|力气|劲儿?)|打蔫|提不起(?:精神|劲)|昏昏沉沉|昏沉|迷迷糊糊|迷糊|犯(?:困|迷糊|恶心|晕)|老是?想睡|嗜睡|睡不醒|整夜睡|一夜没睡|合不上眼|做噩梦|打晃|晃悠|站不住|扶(?:着)?墙|栽(?:倒|了|下)|跌(?:倒|了)|一头栽|直冒(?:冷)?汗|冒(?:冷|虚)汗|打(?:摆子|寒战|冷战|哆嗦)|发抖|哆嗦|抽筋|转筋|遭(?:老)?罪|受(?:老)?罪|活受罪|折腾得|够呛|要命|吓坏|吓人|吓得|不对劲|出(?:了)?(?:大)?事(?!情|务)|差点(?!忘|儿?没见|错过)|虚脱|脱相|脱了相|瘦(?:得|脱)|暴瘦|皮包骨|(?:掉|瘦)了(?:十几|二十|三十|\\d{2})[^，。；]{0,4}斤[^，。；]{0,8}(?:怕|慌|吓|担心|太)|风疙瘩|风团|鬼剃头|一把一把(?:地)?掉|大把(?:地)?掉|翻江倒海|吃啥吐啥|上吐下泻|拉得|吐得|泻得|窜稀|跑肚|泛酸|反胃|烧得慌|烧心|口苦|嘴苦|没味|水米不进|吃不进|咽不下|茶饭不思|厌食|起不(?:来)?(?:床|了床)|下不(?:了|来)床|卧床|要人(?:搀|扶|喂)|坐轮椅|人(?:就|都|也|马上)?(?:晕|倒|懵|傻|蒙|虚)|躺平|起不来|天旋地转|地转|忘事|犯(?:了)?糊涂|(?:傻|呆|疯|瘸|残|瞎|聋|哑|废|糊涂|抑郁|焦虑)了(?!解)|[拉吐咳尿便](?:了)?血|听不(?:清|见)|听力|想不开|寻短见|轻生|闷闷不乐|胡言乱语|说胡话|认不(?:得|清)人|不认人|犯(?:了)?(?:痛风|哮喘|癫痫|心脏病|胃病|老毛病)|痛风(?:又)?(?:犯|发)|过敏(?!性鼻炎|史|体质|科|原)|人(?:就|都|已经|快)?(?:不行了|瘫)|瘫(?:在|倒)|血压(?:太|过|偏)低(?!的)|血压(?:掉|跌)(?:到|得|了)|(?:站起来|一站|起身)(?:就|直)(?:倒|晕|晃|黑)|倒(?:下|地|在地)了?|病危|恶化|送(?:回来|过来|来)(?:医院)?(?:抢救|住)|住了[一二两三四五六七八九十几半\\d]+(?:天|周|个?多?月)(?:的)?院|(?:转|送|进|住)(?:进|到|去|了)?\\s*ICU|在\\s*ICU(?:躺|住|抢|里|呆|待)|叫(?:了)?(?:120|救护车)|拉(?:去|到|进)(?:了)?(?:医院|急诊)',
  "\\b(?:wobbly|unsteady|off balance|fell(?! (?:pregnant|asleep at|ill with|short|through|behind|in love))|falls?(?= (?:at|in|on|down))|fallen|weak(?! (?:evidence|data|market|sales))|tired|exhausted|worn out|lethargic|sleepy|groggy|foggy|puffy|bloated|puffed up|ballooned|sick (?:to|after|all|every)|threw up|throwing up|queasy|(?:can't|cannot|couldn't|could not|unable to) (?:keep (?:\\w+ )?(?:food|anything|water)? ?down|eat|sleep|walk|stand|breathe|see|swallow|pee|urinate|get up|move|hear|tolerate)|(?:lost|losing|loses) (?:her|his|their) (?:hair|appetite|balance|voice|hearing|sight|vision|taste|memory)|hair (?:loss|falling out|fell out|thinning)|hives|sore|aching|aches|achy|numb(?:ness)?|tingl\\w+|pins and needles|shak(?:y|ing|es)|trembl\\w+|tremors?|twitch\\w*|black(?:ed)? out|passed out|lost consciousness|keeled over|blurr(?:y|ed)|double vision|ringing in|tinnitus|trouble (?:breathing|sleeping|walking|swallowing)|short(?:ness)? of breath|breathless|SOB|gasping|chest (?:tightness|tight)|tight chest|racing heart|heart (?:racing|pounding|skipping)|loose stools?|the runs|stomach (?:ache|upset|cramps?)|GI upset|upset stomach|tummy|heartburn|insomnia|nightmares|itch(?:y|es|ed)|red spots|spots|blotch\\w*|blister\\w*|peel(?:ing|ed)|yellow (?:eyes|skin)|turned yellow|dark urine|blood in|nosebleeds?|gums? (?:bleed\\w*|bled|swol\\w+)|swelled|swells|swole|lump|depressed|low mood|anxious|agitated|suicidal|impoten\\w+|erectile|missed (?:her )?period|irregular periods|muscle (?:aches?|weakness|soreness)|joint (?:aches?|swelling)|cramp\\w*|stiff(?:ness)?|flush(?:ed|ing)|sweat(?:s|ing|y)|chills|shiver\\w*|feverish|went white|ended up in|taken to (?:the )?(?:hospital|ER|A&E|emergency)|(?:rushed|sent|brought) (?:in|to (?:the )?(?:hospital|ER|emergency))|in (?:the )?ICU|bedridden|wheelchair|worse|deteriorated|crashed|not right|off (?:his|her) (?:food|legs)|poorly|in agony|miserable)\\b",
].join('|')

/** What came about, whatever it is called; and what a disease that was there does when it gets worse. */
const CAME_ABOUT = [
  '(?:出现|发生|引起|诱发|导致|并发|继发|吃出|打出|用出|落下|得了|患上|变成)(?:了|过)?(?![^，。；]{0,3}(?:效|改善|好转|转机|怀孕|变化不))\\p{Script=Han}{2,}',
  '\\p{Script=Han}{1,4}(?:结石|溃疡|息肉|囊肿|肿瘤|癌|血栓|梗塞|梗死|出血|衰竭|水肿|积液|脓肿|坏死|穿孔|狭窄|硬化|纤维化|萎缩|阴影|结节|增生|骨折|综合征|抑郁|焦虑|癫痫|感染|炎|病变|异常|障碍|紊乱)(?:也|又|都|就)?(?:加重|发作|复发|恶化|犯|进展|扩大|增多|变大|严重)',
  '\\bdeveloped\\s+\\w+|\\b(?:diagnosed with|came down with|suffered (?:an? )?\\w+)|\\bhad (?:an? )?(?:\\w+ )?(?:fall|bleed|stroke|seizure|fit|heart attack|MI|clot|fracture|reaction|relapse|episode|attack|surgery|block|arrest)\\b|\\b(?:gall|kidney) ?stones?|\\bulcers?\\b|\\bovergrowth\\b|\\bheart block\\b|\\b(?:is|was|went|goes|turned|turning|gone) (?:yellow|blue|pale|deaf|blind|numb|limp|grey|gray)\\b|\\bneeded (?:surgery|dialysis|transfusion|hospital\\w*|admission|an operation|stitches)\\b',
].join('|')

/** A stretch of up to a few words from what it befell to what became of it, or a state that needs no part named. */
export const HARM = new RegExp(`(?:${BODY})[^，。；,;]{0,6}?(?:${WORSE})|${STATES}|${CAME_ABOUT}`, 'giu')

/** The medicine is only thought of: what is told before it is why, not what came of it. */
export const MEDICINE_PLANNED =
  /(?:准备|打算|想(?!不)|考虑|计划|能不能|能否|可不可以|可否|要不要|适合|适不适合|可以|建议|推荐|愿意|会|试试?|该不该|想给)[^，。；]{0,6}?(?:上|用|换|开|吃|打|加|试|选)|(?:换|改)(?:成|用|到|上)?[^，。；]{0,3}(?:就)?(?:好|稳|下来|没事)|\b(?:wants?|plan\w*|consider\w*|thinking of|would|could|can|candidate for|asked about|to (?:start|try|switch to))\b/iu

/** Right behind the words: it got better under the medicine, that is what it is for. */
export const RELIEVED =
  /^(?:症状)?(?:的)?(?:这块|情况)?(?:都|就|也)?(?:好|恢复|改善|缓解|减轻)得|^(?:症状)?(?:的)?(?:都|就|也|明显|有所|大有)?(?:改善|缓解|减轻)(?!了?(?:一点|过))/u
/** Directly behind a complaint that nobody says came with the medicine: it is over. */
export const OVER = /^(?:也|就|都|全|慢慢|渐渐)?(?:好|消|退|消失|没|缓解|减轻)(?:多|下去|失)?了/u
/** …unless these say that it came with the medicine, or went with it. */
export const CAME_WITH_IT =
  /停|减量|换掉|不吃|现在|后来|又|起了|出现|发生|引起|自己|过敏|反应|\b(?:stopped|resolved)\b/u
/** Changed from another medicine to ours: what it was changed for, or what went away, is not ours. */
export const CHANGED_OVER = /从[^，。；]{1,12}(?:换|改)|\b(?:switched|changed|moved)\b[^.;]{0,8}\bfrom\b/iu
export const FOR_WHICH = /(?:因为|由于|嫌)[^，。；]{0,6}$|\b(?:because of|due to|for|after)\b[^.;]{0,12}$/iu
/** "头不晕了": what is denied within the words. */
export const NO_LONGER = /不(?:再|怎么|太)?[晕疼痛痒麻肿酸胀咳喘吐慌闷抖抽乱频](?=了|$)/u

/** Why the patient came, before the medicine was given. */
export const CAME_FOR = /(?:因为?|由于|主诉|以)[^，。；]{0,6}$/u
export const BROUGHT_HIM =
  /^[^，。；]{0,4}(?:来的|来看|来就诊|就诊|入院|来诊|来医院|多年|好几年|[，,]?\s*(?:查出|查了|确诊|诊断))/u

/** In its unit: told as what the medicine is for or did well. */
export const TOLD_AS_GOOD =
  /(?:治|改善|缓解|减轻|对)[^，。；]{0,6}$|\b(?:relie\w+|improv\w+|helps?|good for|less|fewer)\b[^.;]{0,16}$/iu
