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

/** What is to be done about an adverse event. The 应 of 反应 orders nothing. */
export const DIRECTIVE =
  /暂停(?:给药|用药|使用|治疗|本品)|永久停|停药[。,，;；]|(?:(?<!反)应|立即|须|永久|可考虑|考虑)[^，。；,;]{0,8}(?:停药|停用|停止|减量|降低剂量|就医|暂停|检查|治疗|终止)|减(?:量|少剂量)至|对症|尽快|跳过|withhold|suspend|discontinue|interrupt|reduce the dose|as soon as/iu

export const CONCEPTS: readonly Concept[] = [
  // dosing
  concept(
    /首剂|首次|第一[次针]|头一?[几两三]?[针次]|开头|打头|起始|初始|start(?:ing)?\b|initial|负荷|loading/iu,
    /首次|首剂|起始|初始|负荷|开始剂量|initiat|initial|loading/iu,
    // Where a label tells no first dose apart, the dose is the answer.
    1.9,
  ),
  // "配好之后", "吃完之后" tell when something is asked of, not of a dose that goes on.
  concept(
    /维持|(?<![了完好开过])(?:之后|后面)|然后|maintenance|thereafter|afterwards/iu,
    /维持|之后|随后|以后|然后|继以|maintenance/iu,
    1.5,
  ),
  concept(
    /上限|最大|封顶|最多|不能超|加到多少|最高|max/iu,
    /最大|最高|不超过|不可超过|不应超过|不宜超过|不得超过|可增至|maximum/iu,
    2.5,
  ),
  concept(/目标量|目标剂量|target/iu, /目标|维持剂?量/u),
  concept(/漏[打服用注吃一了]|忘[了记]?[打吃服]|missed?\b/iu, /错过|漏[服用注打]|遗漏|补[服注]|missed/iu, 3),
  concept(/第[2二][针剂次]|second (?:dose|shot|injection|infusion)/iu, /第[2二][次剂]|second/iu, 3),
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
  concept(/滴速|输注|滴多久|滴注|静滴|推注|怎么推|infus/iu, /滴注|静滴|输注|输液|推注|静脉/u),
  concept(/一天|每天|一日|\/d\b|daily|per day/iu, /一日|每日|每天|日剂量|\/d/iu, 0.6),
  concept(
    /吞不下|咽不下|吞咽困难|鼻饲|胃管|碾碎|压碎|掰开|掰成|嚼|swallow|crush/iu,
    /吞服|鼻胃管|整片|压碎|掰开|咀嚼|无法吞咽|不能吞咽|swallowed whole|crush/iu,
    3,
  ),
  concept(/鼻饲|胃管|管饲|feeding tube|nasogastric/iu, /胃管|鼻饲|管饲|喂饲|nasogastric|feeding tube/iu, 4),
  concept(/[化溶泡][在到]?[水开]|disperse/iu, /溶于|分散于|水中|溶解|dispers/iu, 3),
  concept(
    /换[^，。]{0,6}(?:天|日子|日期)|改(?:天|日子|日期)|change (?:the )?day/iu,
    /注射日|day of weekly/iu,
    4,
  ),
  concept(/效果|疗效|有效率|efficacy|how well/iu, /疗效|有效率|较基线|下降|缓解率|from baseline/iu, 2),
  concept(/疗程|连用|连吃|course of/iu, /疗程|连续(?:使用|服用|用药)|course/iu, 3),
  concept(/既往|病史|得过|有过|患过|以前(?:有|得|患)|history of/iu, /病史|既往|history of/iu, 2),
  concept(/怎么处理|如何处理|怎么办|咋办|咋处理|what (?:should|to do)/iu, DIRECTIVE, 1.9),
  concept(
    /(?:直接|马上|立刻|突然|能不能|可以|随便)停|骤停|停药反应|戒断|撤药|stop (?:abruptly|suddenly)/iu,
    /逐渐(?:减量|停)|骤然|突然(?:停|中断)|撤药|停药反应|戒断|缓慢减|不(?:要|可|能)随意停|abrupt|taper/iu,
    3,
  ),
  concept(/至少|最少|最短|起码|at least/iu, /至少|不[短少低]于|以上|最[短少低]|at least/iu, 2),
  concept(/单药|monotherapy/iu, /单药|单独/u, 2),
  concept(/联合|合用|combin/iu, /联合|联用|合用/u, 1.5),
  concept(/早先|停药|停多久|洗脱|washout|stop/iu, /停止|停药|停用/u, 1.5),
  concept(/重症|严重感染|重度感染/u, /严重感染|重症|重度/u, 2),
  concept(/初发|(?:第一次|头一次|首次|头一回)(?:发|得|犯|长)/u, /初发|首次发作/u, 2),
  concept(/复发|又[犯发]|再发|老犯/u, /复发|反复/u, 2),
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
  concept(
    /孕妇|怀孕|妊娠|有孕|孕\s*\d|[早中晚]孕|怀了|怀上|有喜|pregnan/iu,
    /妊娠|孕妇|孕期|怀孕|胎儿|pregnan/iu,
    3,
  ),
  concept(/喂奶|哺乳|奶期|breast|lactat/iu, /哺乳|乳汁|母乳|lactat|breast/iu, 3),
  concept(
    /备孕|要孩子|要娃|避孕|(?:能|再|才|可以?)怀(?!疑)|怀孩子|contracept|\bocs?\b/iu,
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
  concept(/血栓|[腿肺脑]栓|栓塞|thromb/iu, /血栓|栓塞/u, 3),
  concept(/\bdu\b|十二指肠溃疡/iu, /十二指肠溃疡/u, 3),
  concept(/\bgu\b|胃溃疡/iu, /胃溃疡/u, 3),
  concept(/\bgerd\b|反流/iu, /反流/u, 3),
  concept(/乳癌|乳腺癌|breast (?:cancer|ca)\b/iu, /乳腺癌|乳癌|激素依赖性肿瘤|breast cancer/iu, 4),
  concept(/再障|\bsaa\b/iu, /再生障碍性贫血|SAA/u, 3),
  concept(/\bitp\b/iu, /ITP|血小板减少症/iu, 3),
  concept(/\bra\b|类风湿/iu, /类风湿/u, 1.5),
  concept(/格林巴利|吉兰|guillain/iu, /吉兰|格林|脱髓鞘/u, 5),
  concept(/\bmtc\b|甲状腺髓样癌/iu, /甲状腺髓样癌|MTC/iu, 5),
  concept(/母亲|父亲|家族|mother|father|family/iu, /家族/u, 2),
  concept(/青光眼|glaucoma/iu, /青光眼/u, 4),
  concept(/结核|\btb\b/iu, /结核/u, 4),
  concept(/带状疱疹|zoster/iu, /带状疱疹/u, 4),
  concept(/生殖器疱疹|genital/iu, /生殖器/u, 4),
  concept(/精分|精神分裂|schizo/iu, /精神分裂/u, 3),
  concept(/双相|躁狂|bipolar/iu, /双相|躁狂/u, 3),
  concept(/银屑病|牛皮癣|psoria/iu, /银屑病/u, 2),
  concept(/脑膜炎|mening/iu, /脑膜炎|中枢神经系统感染/u, 4),
  concept(/心房颤动|房颤|\baf\b/iu, /心房颤动|房颤/u, 3),
  concept(/高血压|hypertension/iu, /高血压/u, 2),
  concept(/新冠|covid/iu, /新冠|SARS|COVID/iu, 2),
  concept(/鼻喷|鼻腔|nasal/iu, /鼻/u, 4),
  concept(/滴眼|眼药/u, /滴眼/u, 3),
  // interactions
  concept(/他汀|statin/iu, /他汀/u, 2),
  concept(/铁剂|补铁|iron/iu, /铁/u, 3),
  concept(/抗酸|胃药|antacid/iu, /抗酸|制酸/u, 3),
  concept(/西柚|葡萄柚|grapefruit/iu, /葡萄柚|西柚/u, 5),
  concept(/普利(?![\p{Script=Latin}])|\bacei\b/iu, /ACEI|普利|血管紧张素.{0,2}转[化换]酶/iu, 3),
  concept(/沙坦|\barb\b/iu, /ARB|沙坦/iu, 2),
  concept(/布洛芬|非甾体|nsaid|ibuprofen/iu, /布洛芬|非甾体/u, 4),
  concept(/口服避孕药|避孕药|\bocs?\b|oral contraceptive/iu, /避孕/u, 4),
  concept(
    /隔|间隔|谁先谁后|错开|interval|apart/iu,
    /间隔|相隔|错开|之前|之后|前.{0,4}小时|后.{0,4}小时|每.{1,4}(?:小时|[周日天月])/u,
    2,
  ),
  concept(/血药浓度|浓度|掉多少|升多少|level/iu, /浓度|AUC|Cmax|暴露/iu, 2),
  // adverse reactions
  concept(
    /发生率|比例|几个点|占多少|多不多见|常见不|常见吗|概率|incidence|how common|多少人/iu,
    /发生率|出现率|常见|罕见|少见|发生|％|%/iu,
    1.5,
  ),
  // A rate without a grade is that of all grades.
  concept(
    /总的|总体|总发生率|所有级别|各级|任何级别|overall|all grades|any grade/iu,
    /^(?!.*(?:[≥>]\s*3\s*级|3\s*[-~至、和/]\s*4\s*级|[3三]级(?:及|或|以上)))(?=.*(?:发生|常见|不良反应))(?=.*(?:%|％))/su,
    4,
  ),
  concept(/不良反应|副作用|adverse|side effect|\bae\b/iu, /不良反应|副作用|adverse/iu, 1),
  concept(/恶心|nausea/iu, /恶心/u, 3),
  concept(/呕吐|吐|vomit/iu, /呕吐/u, 3),
  concept(/头[痛疼]|headache/iu, /头痛/u, 4),
  concept(/皮疹|起疹|rash/iu, /皮疹|皮肤反应/u, 4),
  concept(/休克|shock/iu, /休克|shock/iu, 4),
  concept(
    /(?:站|坐|蹲|躺)[^，。]{0,3}起来[^，。]{0,4}[晕昏黑倒摔]|体位性|直立性|postural|orthostatic/iu,
    /体位性|直立性|起立|orthostatic|postural/iu,
    4,
  ),
  concept(/味觉|没味|尝不[出到]|taste/iu, /味觉|taste/iu, 4),
  concept(
    /(?:尿|小便)[^，。]{0,3}[发变]?[黄红橙黑深]|(?:urine).{0,12}(?:colou?r|orange|dark|red)/iu,
    /尿[^，。；]{0,10}(?:色|红|黄|橙|棕)|urine/iu,
    4,
  ),
  concept(/没尿|无尿|尿不出|少尿|anuri/iu, /无尿|少尿|anuri/iu, 4),
  concept(/低磷|血磷/u, /低磷|血磷|磷酸盐血症/u, 4),
  concept(/低钾|血钾[^，。]{0,2}低/u, /低钾|低血钾|血钾[^，。]{0,4}[低降]/u, 4),
  concept(/高钾|血钾[^，。]{0,2}高/u, /高钾|高血钾|血钾[^，。]{0,4}[高升]/u, 4),
  concept(/低钠|血钠[^，。]{0,2}低/u, /低钠|低血钠|血钠[^，。]{0,4}[低降]/u, 4),
  concept(/低钙|血钙[^，。]{0,2}低/u, /低钙|低血钙|血钙[^，。]{0,4}[低降]/u, 4),
  concept(/胃肠道?(?:不舒服|不适|反应)|肠胃|胃不舒服/u, /胃肠|恶心|呕吐|腹[部胀泻痛]|上腹|消化不良/u, 3),
  concept(/发热|发烧|烧到|fever/iu, /发热|发烧|流感样/u, 4),
  concept(/水肿|浮肿|肿了|脚肿|腿肿|edema/iu, /水肿|浮肿|肿胀|edema/iu, 3),
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
  concept(/监测|复查|多久[^，。？?]{0,2}查|查一次|monitor/iu, /监测|检查|复查|monitor/iu, 3),
  // storage, preparation
  concept(
    /(?:配|化|溶|稀释|调|兑|混)[^，。？?]{0,12}(?:放|存|留|搁|用)[^，。？?]{0,6}(?:多久|多长|几个?(?:小时|钟头|天)|几天)|(?:放|存|留|搁)[^，。？?]{0,6}(?:多久|多长|几个?(?:小时|钟头|天))|[剩没]下?[^，。？?]{0,4}(?:用完|的药)|用不完|留[着到]/u,
    /小时内|\dh内|保存[^，。；]{0,4}\d|贮存[^。；]{0,60}(?:小时|天)|稳定|立即使用|丢弃|弃去|废弃|用完/u,
    4,
  ),
  concept(
    /冰箱|冷藏|(?:怎么|如何|咋|能)[存放]|存放|保存|储存|贮[藏存]|保管|refrigerat|fridge|storage|store/iu,
    /冰箱|冷藏|2[～~-]8|储存|贮存|保存|贮藏|室温/u,
    3,
  ),
  concept(/冷冻|冰冻|froz?en|freeze/iu, /冷冻|冰冻/u, 4),
  concept(/开瓶|开封|启封|opened/iu, /开封|开启|开瓶|启封|首次使用|first use/iu, 3),
  concept(/避光|light/iu, /避光|遮光/u, 2),
  concept(/回温|恢复室温/u, /室温|复温/u, 3),
  concept(
    /稀释|配好|配制|配置|溶解|[兑加冲配]多少|怎么[配兑冲]|[用拿][^，。？?]{0,8}[配兑冲](?!偶|伍)|兑|dilut|reconstitut/iu,
    /稀释|加入|加至|加到|置于|兑|配[制置好]|溶解|溶液|复溶/u,
    3,
  ),
  concept(/糖水|葡萄糖|(?:个点|[%％])的?糖|glucose|dextrose/iu, /葡萄糖/u, 4),
  concept(/盐水|氯化钠|saline/iu, /氯化钠|盐水/u, 3),
  concept(/滤器|滤膜|过滤|孔径|filter/iu, /滤[膜器]|过滤|孔径/u, 4),
  // how it works
  concept(/分配系数|partition coefficient/iu, /分配系数[^，。；]{0,6}\d|partition coefficient/iu, 5),
  concept(/分布容积|volume of distribution/iu, /分布容积|volume of distribution/iu, 5),
  concept(/半衰期|half-?li[fv]e/iu, /半衰期|t\s?1\s?[/／]\s?2|half-?life|ｔ1/iu, 5),
  concept(
    /机制|原理|靶点|\bmoa\b|(?:为啥|为什么)(?![^，。？?]{0,2}(?:不让|不能|不可|不许|禁|要))|mechanism|target/iu,
    /机制|作用于|抑制剂|激动剂|拮抗剂|拮抗|抑制|受体|阻断/u,
    2.5,
  ),
  concept(/代谢|清除|metaboli/iu, /代谢|清除|药代动力学/u, 2),
  concept(/妊娠分级|妊娠期分级|pregnancy category/iu, /^[ABCDX]$|分级/u, 5),
  // permission
  concept(
    /能不能|能[用吃打上开滴输贴喷抹涂喝服推做]|能[^，。？?]{0,6}[吗么嘛不吧]|行[吗么嘛不]|可以|让用|还能|能否|[允准]许|准不准|让不让|ok to|\bcan\b|禁忌|禁了|contraindicat/iu,
    /禁用|禁止|禁忌|不得|慎用|不推荐|不建议|不宜|避免|可用于|不应|必须|contraindicat/iu,
    1.5,
  ),
  concept(/不能|不得/u, /不得|不能|不应|禁/u, 0.5),
]

/** Which kind of amount an asking word wants to hear. */
export const AMOUNT_ASKED: readonly (readonly [RegExp, readonly AmountKind[]])[] = [
  [/几次|多久[打用吃一]|多久一[针次]|几周一|几天一|几周加|interval|how often|间隔有/iu, ['frequency']],
  [
    /多久|多长时间|几个?(?:小时|钟头?|天|周|月|分钟)|隔几|啥时候|什么时候|几点|how long|which weeks|最短|几天/iu,
    ['time', 'frequency'],
  ],
  [/发生率|比例|百分|几个点|占多少|多不多见|掉多少|升多少|incidence|rate of/iu, ['percent']],
  [/温度|几度|temp/iu, ['temperature']],
  [/滴速/u, ['rate']],
  [/孔径/u, ['length']],
  [
    /剂量|起始量?|首剂|多少(?:mg|毫克|g|克|粒|片)|几(?:毫克|mg|克|片|粒|支)|给多少|吃多少|多少(?!人)|加到|上限|最大|封顶|\bdose|怎么[吃用打推]|咋给|怎么给|怎么加/iu,
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
  /^(?:用法|用量|剂量|怎么吃|副作用|不良反应|不良事件|禁忌|禁忌症|注意|注意事项|适应症|作用|功效|功能|治疗|使用|服用|用药|药|药物|应用|一天|一日|一次|每天|每日|每次|每周|最大|最多|最高|最低|最常见|常见|比例|发生率|概率|几率|成人|大人|人|情况|区别|不同|一样|比较|对比|影响|安全|安全吗|风险|问题|要点|推荐|规格|维持|起始|开始|上限|封顶|合用|联用|一起|一起吃|一块|同时|能用|能吃|数据|依据|原因|为什么|以上|以下|以内|以外|以后|之后|以前|之前|期间|当中|必须|可能|一直|继续|正常|马上|直接|现在|目前|最近|突然|立即|马上|同样|另外|其他|还是|或者|而且|不是|就是|到底|如何|是否|每公斤|每侧|单位|几点|哪几个|依据|标准|说法|写法|原话|原文|dose|doses|dosing|dosage|adverse|side|effects?|interactions?|contraindications?|indications?|mechanism|safe|daily|maximum|max|recommended|common|most|adults?)$/iu
