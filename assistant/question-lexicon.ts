/**
 * How representatives ask and how labels say it, as data: each concept gives the words of a question
 * (colloquial Chinese, English, abbreviations) and the words of a label that carry the same meaning.
 * General language of medicine only; names of products are resolved elsewhere.
 */
import type { AmountKind } from '../core/text/numbers.ts'

export interface Concept {
  readonly asked: RegExp
  readonly said: RegExp
  /** How much meeting it tells about a statement; 1 for an ordinary word. */
  readonly weight: number
}

const concept = (asked: RegExp, said: RegExp, weight = 2): Concept => ({ asked, said, weight })

export const CONCEPTS: readonly Concept[] = [
  // dosing
  concept(
    /首剂|首次|第一[次针]|头一[针次]|起始|初始|start(?:ing)?\b|initial|负荷|loading/iu,
    /首次|首剂|起始|初始|负荷|开始剂量|initial|loading/iu,
  ),
  concept(/维持|之后|然后|后面|maintenance/iu, /维持|之后|随后|以后|然后|继以|maintenance/iu, 1.5),
  concept(
    /上限|最大|封顶|最多|不能超|加到多少|最高|max/iu,
    /最大|最高|不超过|不可超过|不应超过|不宜超过|不得超过|可增至|maximum/iu,
    2.5,
  ),
  concept(/目标量|目标剂量|target/iu, /目标/u),
  concept(/漏[打服用注吃一]|忘[打吃服]|missed?\b/iu, /错过|漏[服用注打]|遗漏|补[服注]|missed/iu, 3),
  concept(/第[2二]针|第[2二]次/u, /第[2二]次/u, 3),
  concept(
    /跟饭|空腹|饭[前后]|餐[前后]|with food|fasting|吃饭/iu,
    /空腹|餐[前后]|饭[前后]|进食|进餐|同食|食物|food/iu,
    2.5,
  ),
  concept(/睡前|就寝|bedtime|晚上/iu, /睡前|就寝/u),
  concept(/早上|早晨|晨/u, /早晨|清晨|早上|睡前|每日任何时间/u, 1),
  concept(/加量|滴定|几周加|递增|titrat/iu, /增加|增至|递增|加量|第[一二三1-3]日|加倍/u),
  concept(
    /调.{0,4}量|减量|怎么[减调]|减半|adjust|reduce/iu,
    /调整|减[低少半量]|半量|降低剂量|不必调整|无需调整/u,
  ),
  concept(/滴速|输注|滴多久|滴注|推注|怎么推|infus/iu, /滴注|输注|输液|推注|静脉/u),
  concept(/一天|每天|一日|\/d\b|daily|per day/iu, /一日|每日|每天|日剂量|\/d/iu, 0.6),
  concept(
    /吞不下|咽不下|吞咽困难|鼻饲|胃管|碾碎|压碎|掰开|掰成|嚼|swallow|crush/iu,
    /吞服|鼻胃管|整片|压碎|掰开|咀嚼|swallowed whole|crush/iu,
    3,
  ),
  concept(
    /换[^，。]{0,6}(?:天|日子|日期)|改(?:天|日子|日期)|change (?:the )?day/iu,
    /注射日|day of weekly/iu,
    4,
  ),
  concept(/效果|疗效|有效率|efficacy|how well/iu, /疗效|有效率|较基线|下降|缓解率|from baseline/iu, 2),
  concept(/疗程|连用|连吃|course of/iu, /疗程|连续(?:使用|服用|用药)|course/iu, 3),
  concept(/既往|病史|得过|有过|history of/iu, /病史|既往|history of/iu, 2),
  concept(
    /怎么处理|如何处理|怎么办|咋办|咋处理|what (?:should|to do)/iu,
    /暂停给药|(?:应|立即|须|永久|可考虑)[^，。；]{0,8}(?:停药|停用|减量|就医|暂停|检查|治疗)|对症|尽快|跳过|suspend|discontinue|as soon as/iu,
    1.9,
  ),
  concept(/单药|monotherapy/iu, /单药|单独/u, 2),
  concept(/联合|合用|combin/iu, /联合|联用|合用/u, 1.5),
  concept(/早先|停药|停多久|洗脱|washout|stop/iu, /停止|停药|停用/u, 1.5),
  concept(/重症|严重感染|重度感染/u, /严重感染|重症|重度/u, 2),
  concept(/急性期|急性发作/u, /急性/u, 2),
  concept(/晚期|advanced/iu, /晚期|advanced/iu, 2),
  concept(/早期/u, /早期/u, 2),
  // people
  concept(/成人|大人|adult/iu, /成人|成年|adult/iu, 1.2),
  concept(
    /孩子|小孩|儿童|娃|宝宝|child|paediatric|pediatric/iu,
    /儿童|小儿|儿科|青少年|child|pediatric/iu,
    2.5,
  ),
  concept(
    /老年|老人|老太太|大爷|elderly|geriatric|[67８89][0-9]岁/iu,
    /老年|≥65岁|65岁以上|elderly|geriatric/iu,
    2.5,
  ),
  concept(/孕妇|怀孕|妊娠|有孕|pregnan/iu, /妊娠|孕妇|孕期|怀孕|胎儿|pregnan/iu, 3),
  concept(/喂奶|哺乳|奶期|breast|lactat/iu, /哺乳|乳汁|母乳|lactat|breast/iu, 3),
  concept(
    /备孕|要孩子|避孕|contracept|\bocs?\b/iu,
    /避孕|育龄|生育|妊娠前|contracept|planned pregnancy/iu,
    3,
  ),
  concept(/男的|男性|\bmen\b|male/iu, /男性|配偶|male/iu, 1),
  concept(
    /肾不好|肾功能|肾差|肾损|肾衰|e?gfr|ccr|crcl|肌酐|renal|kidney/iu,
    /肾功能|肾受损|肾损|肾病|肾衰|肌酐清除率|肾小球滤过率|eGFR|CrCl|renal/iu,
    3,
  ),
  concept(
    /肝不好|肝功能|肝损|肝硬化|child-?pugh|hepatic|\blfts?\b|\balt\b|liver/iu,
    /肝功能|肝受损|肝损|肝硬化|Child|转氨酶|hepatic|liver/iu,
    3,
  ),
  concept(/轻度|\bmild/iu, /轻度|轻、?中度|mild/iu, 1.5),
  concept(/中度|moderate/iu, /中度|中重度|中、重度|moderate/iu, 2),
  concept(/重度|严重|(?:很|特别|非常|极|太)差|severe/iu, /重度|严重|severe/iu, 1.5),
  concept(/child-?pugh\s*c|c级/iu, /重度|严重|Child[-\s]?Pugh[^AB，。；]{0,6}C|C级/iu, 3),
  concept(/child-?pugh\s*b|b级/iu, /中度|Child[-\s]?Pugh[^AC，。；]{0,6}B|B级/iu, 3),
  concept(/透析|dialysis/iu, /透析|dialysis/iu, 2.5),
  concept(/没透析|未透析|非透析/u, /非透析/u, 2),
  concept(/过敏|allerg/iu, /过敏|allerg/iu, 2),
  concept(/开车|驾驶|drive|driving/iu, /驾[驶车]|机械|机器|driv/iu, 4),
  concept(/喝酒|饮酒|酒精|alcohol/iu, /酒/u, 3),
  // conditions
  concept(/心梗|心肌梗死|\bmi\b/iu, /心肌梗死|心梗|AMI/u, 3),
  concept(/脑梗|卒中|stroke/iu, /卒中|脑梗/u, 3),
  concept(/心衰|心力衰竭|heart failure/iu, /心力衰竭|心衰|heart failure/iu, 3),
  concept(/脑出血|颅内出血/u, /颅内出血|脑出血/u, 4),
  concept(/血栓|thromb/iu, /血栓|栓塞/u, 3),
  concept(/再障|\bsaa\b/iu, /再生障碍性贫血|SAA/u, 3),
  concept(/\bitp\b/iu, /ITP|血小板减少症/iu, 3),
  concept(/\bra\b|类风湿/iu, /类风湿/u, 1.5),
  concept(/格林巴利|吉兰|guillain/iu, /吉兰|格林|脱髓鞘/u, 5),
  concept(/\bmtc\b|甲状腺髓样癌/iu, /甲状腺髓样癌|MTC/iu, 5),
  concept(/母亲|父亲|家族|mother|father|family/iu, /家族/u, 2),
  concept(/青光眼|glaucoma/iu, /青光眼/u, 4),
  concept(/结核|\btb\b/iu, /结核/u, 4),
  concept(/乳糖/u, /乳糖/u, 4),
  concept(/肾上腺/u, /肾上腺/u, 4),
  concept(/带状疱疹|zoster/iu, /带状疱疹/u, 4),
  concept(/生殖器疱疹|genital/iu, /生殖器/u, 4),
  concept(/第一次发|初发|首次发作/u, /初发|首次发作/u, 2),
  concept(/精分|精神分裂|schizo/iu, /精神分裂/u, 3),
  concept(/双相|躁狂|bipolar/iu, /双相|躁狂/u, 3),
  concept(/银屑病|牛皮癣|psoria/iu, /银屑病/u, 2),
  concept(/脑膜炎|mening/iu, /脑膜炎|中枢神经系统感染/u, 4),
  concept(/心房颤动|房颤|\baf\b/iu, /心房颤动|房颤/u, 3),
  concept(/高血压|hypertension/iu, /高血压/u, 2),
  concept(/入睡困难/u, /入睡困难/u, 4),
  concept(/皮肤感染/u, /皮肤/u, 3),
  concept(/腹腔感染/u, /腹腔/u, 3),
  concept(/新冠|covid/iu, /新冠|SARS|COVID/iu, 2),
  concept(/鼻喷|鼻腔|nasal/iu, /鼻/u, 4),
  concept(/滴眼|眼药/u, /滴眼/u, 3),
  concept(/加速|accelerat/iu, /加速/u, 2),
  concept(/\bt2\b|第二次抽动/iu, /第二次抽动|T2|二次抽动/iu, 3),
  concept(/roc\b|罗库溴铵|rocuronium|rescue/iu, /罗库溴铵|逆转/u, 2),
  // interactions
  concept(/他汀|statin/iu, /他汀/u, 2),
  concept(/铁剂|补铁|iron/iu, /铁/u, 3),
  concept(/抗酸|胃药|antacid/iu, /抗酸|制酸/u, 3),
  concept(/西柚|葡萄柚|grapefruit/iu, /葡萄柚|西柚/u, 5),
  concept(/普利(?![\p{Script=Latin}])|\bacei\b/iu, /ACEI|普利|血管紧张素.{0,2}转[化换]酶/iu, 3),
  concept(/沙坦|\barb\b/iu, /ARB|沙坦/iu, 2),
  concept(/华法林|warfarin/iu, /华法林|香豆素|抗凝/u, 5),
  concept(/利福平|rifamp/iu, /利福平/u, 3),
  concept(/酮康唑|ketoconazole/iu, /酮康唑|CYP3A4/iu, 4),
  concept(/克拉霉素|红霉素|clarithro/iu, /克拉霉素|红霉素|CYP3A4|大环内酯/iu, 4),
  concept(/布洛芬|非甾体|nsaid|ibuprofen/iu, /布洛芬|非甾体/u, 4),
  concept(/丙戊酸|valpro/iu, /丙戊酸/u, 5),
  concept(/凝血酶原复合物|\bpcc\b/iu, /凝血酶原|凝血因子/u, 4),
  concept(/考来烯胺|胆酸螯合|cholestyramine/iu, /考来烯胺|胆酸螯合/u, 4),
  concept(/口服避孕药|避孕药|\bocs?\b|oral contraceptive/iu, /避孕/u, 4),
  concept(
    /隔|间隔|谁先谁后|interval|apart/iu,
    /间隔|之前|之后|前.{0,4}小时|后.{0,4}小时|每.{1,4}(?:小时|[周日天月])/u,
    2,
  ),
  concept(/血药浓度|浓度|掉多少|升多少|level/iu, /浓度|AUC|Cmax|暴露/iu, 2),
  // adverse reactions
  concept(
    /发生率|比例|多不多见|常见不|常见吗|概率|incidence|how common|多少人/iu,
    /发生率|出现率|常见|罕见|少见|发生|％|%/iu,
    1.5,
  ),
  concept(/不良反应|副作用|adverse|side effect|\bae\b/iu, /不良反应|副作用|adverse/iu, 1),
  concept(/恶心|nausea/iu, /恶心/u, 3),
  concept(/呕吐|吐|vomit/iu, /呕吐/u, 3),
  concept(/头[痛疼]|headache/iu, /头痛/u, 4),
  concept(/皮疹|起疹|rash/iu, /皮疹|皮肤反应/u, 4),
  concept(/发热|发烧|烧到|fever/iu, /发热|发烧|流感样/u, 4),
  concept(/腹泻|拉肚子|拉到|拉稀|diarr/iu, /腹泻/u, 2),
  concept(/\balt\b|谷丙/iu, /丙氨酸氨基转移酶|ALT|谷丙/u, 4),
  concept(/\bast\b|谷草/iu, /天[门冬]{1,2}氨酸氨基转移酶|AST|谷草/u, 4),
  concept(/\bcpk\b|\bck\b|肌酶|肌酸/iu, /肌酸.{0,2}激酶|CPK|\bCK\b/iu, 4),
  concept(/淤青|淤斑|瘀斑|青紫|bruis/iu, /瘀[斑点]|淤[斑点]|血肿|瘀血/u, 4),
  concept(/打针地方|注射部位|injection site/iu, /注射部位/u, 3),
  concept(/\bsjs\b|stevens/iu, /Ste[vp]ens?-?Johnson|史蒂文|SJS/iu, 5),
  concept(/横纹肌|肌溶解|腿[疼痛]|rhabdo/iu, /横纹肌|肌痛|肌病/u, 4),
  concept(/红人|红颈/u, /红颈|红人/u, 5),
  concept(/预防|避免|prevent/iu, /预防|避免|减轻|用药前/u, 2),
  concept(/耳毒|耳聋|ototox/iu, /听力|耳[鸣毒聋部]/u, 4),
  concept(/甲状腺/u, /甲状腺/u, 3),
  concept(/≥?\s*3\s*级|3-4级|grade\s*[≥>]?\s*3/iu, /3级|≥3|3[-～~]4级|三级/u, 3),
  concept(/监测|monitor/iu, /监测|检查|复查|monitor/iu, 3),
  // storage, preparation
  concept(
    /冰箱|冷藏|不放冰箱|refrigerat|fridge|storage|store/iu,
    /冰箱|冷藏|2[～~-]8|储存|贮存|保存|贮藏|室温/u,
    3,
  ),
  concept(/冷冻|冰冻|froz?en|freeze/iu, /冷冻|冰冻/u, 4),
  concept(/开瓶|开封|启封|opened/iu, /开封|开启|开瓶|启封|首次使用|first use/iu, 3),
  concept(/避光|light/iu, /避光|遮光/u, 2),
  concept(/回温|恢复室温/u, /室温|复温/u, 3),
  concept(/稀释|配好|配制|配置|溶解|dilut|reconstitut/iu, /稀释|配[制置好]|溶解|溶液|复溶/u, 3),
  concept(/糖水|葡萄糖|glucose|dextrose/iu, /葡萄糖/u, 4),
  concept(/盐水|氯化钠|saline/iu, /氯化钠|盐水/u, 3),
  concept(/滤器|滤膜|过滤|孔径|filter/iu, /滤[膜器]|过滤|孔径/u, 4),
  // how it works
  concept(/半衰期|half-?li[fv]e/iu, /半衰期|t\s?1\s?[/／]\s?2|half-?life|ｔ1/iu, 5),
  concept(
    /机制|原理|靶点|\bmoa\b|为啥|为什么|mechanism|target/iu,
    /机制|作用于|抑制剂|激动剂|拮抗剂|拮抗|抑制|受体|阻断/u,
    2.5,
  ),
  concept(/代谢|清除|metaboli/iu, /代谢|清除|药代动力学/u, 2),
  concept(/妊娠分级|妊娠期分级|pregnancy category/iu, /^[ABCDX]$|分级/u, 5),
  // permission
  concept(
    /能不能|能[用吃打上开滴输贴喷抹涂喝服推做]|能[^，。？?]{0,6}[吗么嘛不吧]|行[吗么嘛不]|可以|让用|还能|能否|ok to|\bcan\b|禁忌|禁了|contraindicat/iu,
    /禁用|禁止|禁忌|不得|慎用|不推荐|不建议|不宜|避免|可用于|不应|必须|contraindicat/iu,
    1.5,
  ),
  concept(/不能|不得/u, /不得|不能|不应|禁/u, 0.5),
]

/** Which kind of amount an asking word wants to hear. */
export const AMOUNT_ASKED: readonly (readonly [RegExp, readonly AmountKind[]])[] = [
  [/几次|多久[打用吃一]|多久一[针次]|几周一|几天一|几周加|interval|how often|间隔有/iu, ['frequency']],
  [
    /多久|多长时间|几个?(?:小时|天|周|月|分钟)|隔几|啥时候|什么时候|几点|how long|which weeks|最短|几天/iu,
    ['time', 'frequency'],
  ],
  [/发生率|比例|百分|多不多见|掉多少|升多少|incidence|rate of/iu, ['percent']],
  [/温度|几度|temp/iu, ['temperature']],
  [/滴速/u, ['rate']],
  [/孔径/u, ['length']],
  [
    /剂量|起始量|多少(?:mg|毫克|g|克|粒|片)|几(?:毫克|mg|克|片|粒|支)|给多少|吃多少|多少(?!人)|加到|上限|最大|封顶|\bdose|怎么[吃用打推]|咋给|怎么给|怎么加/iu,
    ['dose'],
  ],
]

/** Kinds of amounts that a word asks for without an asking word beside it. */
export const AMOUNT_IMPLIED: readonly (readonly [RegExp, readonly AmountKind[]])[] = [
  [/半衰期|half-?li[fv]e|达峰|tmax/iu, ['time']],
  [/结合率|生物利用度|比率|概率|几率|bioavailab|binding/iu, ['percent']],
]

/** Words of a need itself: a section answers them, whatever its sentences say. */
export const GENERIC =
  /^(?:用法|用量|剂量|怎么吃|副作用|不良反应|不良事件|禁忌|禁忌症|注意|注意事项|适应症|作用|功效|功能|治疗|使用|服用|用药|药|药物|应用|一天|一日|一次|每天|每日|每次|每周|最大|最多|最高|最低|最常见|常见|比例|发生率|概率|几率|成人|大人|人|情况|区别|不同|一样|比较|对比|影响|安全|安全吗|风险|问题|要点|推荐|规格|维持|起始|开始|上限|封顶|合用|联用|一起|一起吃|一块|同时|能用|能吃|数据|依据|原因|为什么|dose|doses|dosing|dosage|adverse|side|effects?|interactions?|contraindications?|indications?|mechanism|safe|daily|maximum|max|recommended|common|most|adults?)$/iu
