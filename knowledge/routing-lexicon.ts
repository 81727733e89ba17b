/**
 * What people say and where labels answer it: colloquial words, Chinese and English, to canonical
 * section codes with weights. The weights are how often a label answers such a need under that heading (1: there,
 * if anywhere); they are priors for ranking and never exclude a section.
 */

export interface Need {
  readonly name: string
  readonly words: RegExp
  /** A passage that says nothing of it is no likelier for standing under such a heading. */
  readonly topic?: RegExp
  readonly sections: Readonly<Record<string, number>>
}

export const NEEDS: readonly Need[] = [
  {
    name: 'dose',
    words:
      /几次|几片|几粒|几颗|几支|几袋|几包|几喷|几吸|几滴|几克|几毫克|几微克|几毫升|几针|多少\s*(?:mg|g|ml|μg|ug|毫克|微克|克|毫升|单位|片|粒|支|喷|滴|iu)|怎么[吃用服喝打给推喷滴贴减加补]|咋[吃用服喝打给推减加补]|如何(?:服用|使用|给药|减|加|补)|[吃用打服](?:到|上|够)?多少|贴多少|喷多少|给多少|吃几|用几|打几|用量|剂量|用法|首剂|首次|第[一二三两]次|第[一二三两]针|头[一几两]|起始|初始|起步|加量|加到|往上加|加一次|增量|滴定|减量|怎么减|调[整量]|要不要调|负荷|维持|目标量|上限|最[大高多]|封顶|不能超|极量|几周|几天一|几小时一|多久一[次针支]|多久打|隔多久打|每[天日周月次]|一[天日周月]\s*(?:最|几|多|吃|打)|疗程|用多久|吃多久|漏|忘[了记]|补[打服]|补不补|要不要补|怎么补|滴速|速度|流速|管饲|滴多久|滴注|输注|推注|推多久|静推|泵|换算|整片|掰开|嚼|碾碎|早上|晚上|睡前|几点|吃几停几|方案|间隔|\bdos(?:e|es|ing|age)\b|\bhow (?:much|many|often)\b|\bloading\b|\bmaintenance\b|\btitrat|\bmissed\b|\bonce (?:daily|weekly)\b|\bmax(?:imum)?\b|\bstarting\b|\binterval\b|\bq\d+h\b|\bbid\b|\btid\b|\bqd\b|\brescue\b|\bschedule\b|\binfus|\binject|\btaper/iu,
    sections: { dosage: 1, precautions: 0.15, interactions: 0.05 },
  },
  {
    name: 'meal',
    words: /空腹|饭[前后]|跟饭|餐[前后时]|随餐|吃饭|食物|\bfood\b|\bmeals?\b|\bfasting\b|empty stomach/iu,
    topic: /餐|饭|食|空腹|food|meal|fasting/iu,
    sections: { dosage: 0.9, interactions: 0.3, pharmacokinetics: 0.2, precautions: 0.15 },
  },
  {
    name: 'kidney',
    words:
      /肾(?!上腺|素|炎|病综合征|移植|结石|癌|细胞)|e?gfr|cl?cr|crcl|肌酐|透析|血透|腹透|esrd|\brenal|\bkidney|\bdialysis|creatinine/iu,
    topic: /肾|肌酐|透析|gfr|renal|kidney|dialysis|creatinine/iu,
    sections: { dosage: 0.7, precautions: 0.45, contraindications: 0.4, pharmacokinetics: 0.25 },
  },
  {
    name: 'liver',
    words: /肝(?!素|炎|癌|细胞|移植)|child[\s-]*pugh|转氨酶高|\bhepatic|\bliver\b|cirrhosis/iu,
    topic: /肝|child|hepatic|liver/iu,
    sections: { dosage: 0.65, precautions: 0.5, contraindications: 0.35, pharmacokinetics: 0.3 },
  },
  {
    name: 'pregnancy',
    words:
      /孕(?!酮|激素)|怀[孕上]|妊娠|喂奶|哺乳|母乳|备孕|胎儿|生育|\bpregnan|\blactat|breast-?feed|\bnursing\b|\bconceive|\bfertility|trimester/iu,
    topic: /孕|妊娠|哺乳|乳汁|胎|产|生育|避孕|pregnan|lactat|breast|fertil/iu,
    sections: { pregnancy: 1, contraindications: 0.6, precautions: 0.6, dosage: 0.15 },
  },
  {
    name: 'pregnancy category',
    words: /妊娠(?:期)?(?:用药)?分级|孕期分级|fda\s*分级|pregnancy categor/iu,
    sections: { pregnancy: 1.5 },
  },
  {
    name: 'children',
    words:
      /儿童|小儿|娃|孩|宝宝|婴|幼|新生儿|早产|青少年|未成年|\d+\s*个?月大|\d+\s*岁(?:以下)?(?:的)?(?:能|可|娃|孩|吃|用|小)|1[0-7]岁|(?<!\d)[1-9]岁|\bchild(?!-?\s*pugh)|\bpediatric|\bpaediatric|\binfant|\bkids?\b|\badolescent|\bneonat/iu,
    topic: /儿|童|婴|青少年|岁|child|pediatric|infant|neonat|adolescent|years/iu,
    sections: { pediatric: 1, dosage: 0.6, contraindications: 0.4, precautions: 0.4 },
  },
  {
    name: 'old age',
    words:
      /老人|老年|老太|老爷|大爷|大妈|高龄|[6-9]\d\s*(?:多)?岁|\bgeriatric|\belderly|\bolder (?:adult|patient|people)/iu,
    topic: /老|岁|高龄|geriatric|elderly|older/iu,
    sections: { geriatric: 1, dosage: 0.65, precautions: 0.4, contraindications: 0.15 },
  },
  {
    name: 'may it be used',
    words:
      /禁忌|禁用|慎用|禁了|能[用吃打上开滴输贴喷抹涂喝服推溶做注]?[吗么嘛不没吧]|能不能|可不可以|可以[用吃打上开滴输贴喷抹涂喝服推溶注]?[吗么嘛不]|还能|[允准]许|准不准|让不让|能[上直溶]|能[^，。？?]{1,5}[吗么嘛不吧](?:$|[\s，。？?])|让用|行不行|行[吗么嘛不]|要紧|适合|不能|不宜|限制|想用|contraindicat|\bok to\b|\bokay to\b|\bcan (?:i|we|he|she|they|it|you|pts?|patients?)\b|\bsafe\b|\bavoid\b|\bshould not\b/iu,
    sections: { contraindications: 0.7, precautions: 0.5, indications: 0.25 },
  },
  {
    name: 'interaction',
    words:
      /一起[吃用服开打]|一块[吃用服]|同时[吃用服在给]|同服|合用|联用|并用|合并(?:用|使用|服)|相互作用|配伍|隔(?:多久|几|多长)|间隔多久吃|谁先谁后|血药浓度|浓度(?:会|掉|升|降|高|低|变|影响)|在吃|在用|吃着|用着|期间|换成(?!.{1,12}呢)|换药|换用|错开|洗脱|抑制剂|诱导剂|影响|西柚|葡萄柚|喝酒|饮酒|酒精|避孕药|还管用|铁剂|钙片|抗酸|cyp\d|p-?gp|interact|\btogether\b|\bwith\b.*\b(?:ok|safe)\b|\bconcomitant|\bcombin|\bon (?:warfarin|statins?)|\baffect\b|\bgrapefruit|\balcohol/iu,
    sections: {
      interactions: 1,
      precautions: 0.25,
      contraindications: 0.25,
      dosage: 0.2,
      pharmacokinetics: 0.1,
    },
  },
  {
    name: 'adverse reaction',
    words:
      /副作用|不良反应|不良事件|发生率|发生比例|比例|几率|概率|常见[吗不么]|多不多见|前三位|毒性|表现|过敏反应|皮疹|正常(?:现象)?[吗么嘛吧]|正常不|正常[?？]|头[痛晕疼]|眩晕|恶心|呕吐|腹泻|便秘|淤青|瘀|出血(?!过)|脱发|水肿|发热|烧到|肌痛|腿疼|横纹肌|肌酶|cpk|ck升高|3-4级|≥\s*3级|3级以上|\bsjs\b|\bten\b|综合征|(?:啥时候|什么时候|多久|何时).{0,3}(?:出现|发生)|会(?:怎样|怎么样|咋样)|会(?:不会)?[^，。？?]{1,9}[吗么嘛不](?:$|[\s，。？?])|后果|风险|局部反应|\bwhat happens\b|side effects?|adverse|\baes?\b|\bincidence\b|\brash\b|\bnausea|\btoxicity|\bhow common/iu,
    sections: { adverse_reactions: 1, precautions: 0.3, contraindications: 0.1, boxed_warning: 0.3 },
  },
  {
    name: 'what to do',
    words: /怎么处理|如何处理|咋处理|怎么办|咋办|\bwhat (?:should|to do)\b/iu,
    sections: { dosage: 0.9, precautions: 0.8, overdose: 0.1 },
  },
  {
    name: 'driving',
    words: /开车|驾驶|驾车|操作机器|高空|\bdriv(?:e|ing)\b|machinery/iu,
    topic: /驾|车|机器|机械|driv|machin/iu,
    sections: { precautions: 1, adverse_reactions: 0.2 },
  },
  {
    name: 'monitoring',
    words:
      /监测|复查|查(?:什么|哪些|不查)|多久查|定期检查|要查|停药|停多久|停要|要停|手术前|术前|\bmonitor|\blfts?\b|\bblood count|\bdiscontinu|\bbefore surgery/iu,
    sections: { precautions: 0.8, dosage: 0.45, contraindications: 0.15, adverse_reactions: 0.1 },
  },
  {
    name: 'storage',
    words:
      /保存|储存|贮[藏存]|存放|[怎咋][么样]?存|如何存|存哪|放哪|冰箱|冷藏|冷冻|冷链|避光|常温|室温|回温|有效期|保质期|过期|开封|开瓶|[放搁留][^，。？?]{0,4}(?:多久|多长)|放几|能放|没用完|用不完|出差带|\bstor(?:e|age)\b|\brefrigerat|\bfreez|\bfrozen|\bshelf life|\broom temp|\btemp\b|\bexpir/iu,
    topic: /贮|藏|保存|放|℃|°C|避光|冷|冰|室温|有效期|稳定|小时内|stor|refrigerat|freez|stab/iu,
    sections: {
      storage: 1,
      shelf_life: 0.7,
      precautions: 0.45,
      dosage: 0.35,
      contraindications: 0.25,
      interactions: 0.1,
    },
  },
  {
    name: 'preparation',
    words:
      /用什么[溶稀配冲兑]|怎么[溶稀配兑]|[水液]溶|[用拿][^，。？?]{0,8}[配兑冲](?!偶|伍)|化[水开]|配好|配制|配液|现配|稀释|溶解|溶媒|复溶|盐水|糖水|葡萄糖(?:水|注射)|滤器|孔径|摇匀|振摇|\bdilut|\breconstitut|\bfilter|\bsaline\b|\bdiluent|\bmix/iu,
    topic: /稀释|溶|配|混|滤|摇|dilut|reconstitut|mix|filter/iu,
    sections: { dosage: 0.8, precautions: 0.6, storage: 0.3, interactions: 0.15 },
  },
  {
    name: 'pharmacokinetics',
    words:
      /半衰期|代谢|清除率?(?!\d)|排泄|达峰|tmax|cmax|auc|生物利用度|蛋白结合|分布容积|分配系数|血药峰|稳态|药代|吸收|起效|多久(?:见效|起效)|\bpk\b|half-?life|metaboli[sz]|\bexcret|\bbioavailab|\bpharmacokinetic|\bclearance\b|partition coefficient|volume of distribution|\bt1\/2\b/iu,
    sections: { pharmacokinetics: 1, precautions: 0.1, interactions: 0.1 },
  },
  {
    name: 'mechanism',
    words:
      /机制|机理|靶点|作用在|怎么起作用|什么原理|原理|药理|毒理|受体|属于(?:什么|哪)类|致癌|致突变|\bmoa\b|mechanism|\btarget\b|\bpharmacolog|\bhow does .* work/iu,
    sections: { pharmacology: 1, pharmacokinetics: 0.35, indications: 0.1 },
  },
  {
    name: 'indication',
    words:
      /适应[症证]|治(?!疗)|治疗什么|干什么用|干嘛用|用于(?:什么|哪)|能不能(?:治|用于)|能治|中毒.{0,3}(?:能|可以|怎么)|获批|批了|批准|超适应|写了能用|有没有.*适应|促排|减肥|推[吗么广]|话术|海报|文案|主治|功效|功能|\bindicat|\bapproved\b|\btreat\b|\bused for\b|\boff-?label|\bworks for\b/iu,
    sections: { indications: 1, dosage: 0.2 },
  },
  {
    name: 'overdose',
    words: /过量|超量|吃多了|多吃了|误服|中毒|解救|解毒|\boverdos|\bantidote|\bpoison/iu,
    sections: { overdose: 1, dosage: 0.3, precautions: 0.3, adverse_reactions: 0.25 },
  },
  {
    name: 'composition',
    words:
      /成[份分]|辅料|含(?:什么|哪些|不含|有)|乳糖|无糖|赋形剂|\bexcipient|\bingredient|\bcontain|\blactose/iu,
    sections: { composition: 1, precautions: 0.6, contraindications: 0.35 },
  },
  {
    name: 'strength',
    words: /规格|几种包装|一盒|每盒|包装|一支是多少|每[片支]含|\bstrengths?\b|\bpack(?:age|aging)?\b/iu,
    sections: { specification: 1, packaging: 0.6, composition: 0.3 },
  },
  {
    name: 'maker',
    words: /厂家|生产企业|谁家|哪家|哪个公司|进口还是|国产|\bmanufacturer|\bmade by/iu,
    sections: { manufacturer: 1, approval: 0.3 },
  },
  {
    name: 'trial',
    words:
      /临床(?:试验|研究)|三期|iii期|phase (?:3|iii)|\borr\b|\bpfs\b|\bos获益|\btrial\b|\befficacy data/iu,
    sections: { clinical_trials: 1, pharmacology: 0.2 },
  },
]
