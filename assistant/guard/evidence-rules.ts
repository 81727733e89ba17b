/**
 * Topics that a quote must really be about, as data. A question on such a topic is not answered from a
 * sentence that shares other words with it: a label that is silent on a price has no answer on the price.
 */
export interface TopicRule {
  readonly asked: RegExp
  readonly evidence: RegExp
}

export const TOPIC_RULES: readonly TopicRule[] = [
  {
    asked: /医保|报销|自付|价格|多少钱|集采|挂网|price|cost|reimburs/iu,
    evidence: /医保|价格|\d\s*元|￥|price|reimburs/iu,
  },
  {
    asked: /\bHR\b|\bORR\b|\bPFS\b|\bOS\b|风险比|全因死亡|终点|临床试验结果|hazard ratio/u,
    evidence: /\bHR\b|\bORR\b|\bPFS\b|\bOS\b|风险比|死亡率|缓解率|生存期|hazard ratio/u,
  },
  {
    asked: /开瓶后|开封后|启封后|after opening|once opened|in-use/iu,
    evidence: /开[瓶封启]|启封|首次使用后|opened|in-use|after first use/iu,
  },
  { asked: /半衰期|half-?li[fv]e/iu, evidence: /半衰期|t\s?1\s?[/／]\s?2|half-?li[fv]e/iu },
  { asked: /妊娠(?:期)?分级|pregnancy category/iu, evidence: /^\s*[ABCDX]\s*$|分级|category/imu },
  { asked: /驾驶|开车|driv(?:e|ing)/iu, evidence: /驾[驶车]|机械|机器|嗜睡|头晕|driv/iu },
  { asked: /妊娠|孕妇|怀孕|pregnan/iu, evidence: /妊娠|孕|分娩|生育|胎|pregnan/iu },
  { asked: /哺乳|喂奶|breast-?feed|lactat/iu, evidence: /哺乳|乳汁|授乳|母乳|breast|lactat/iu },
  { asked: /葡萄柚|西柚|grapefruit/iu, evidence: /葡萄柚|西柚|CYP3A|grapefruit/iu },
]

/** A whole section that says only that nothing is known. */
export const NO_DATA_SECTION =
  /^[\s(（]*(?:暂无|尚无|目前(?:暂|尚)?无|无)[^，。；]{0,20}(?:数据|资料|研究|报道)[\s。.)）]*$|^\s*no (?:\w+ ){0,3}data (?:are |is )?available\W*$/iu

/**
 * Ways of giving that a dosage form allows (tablets and injections of one substance are often described
 * together, so that these two never contradict); the form is read from the product's name. */
export const FORM_ROUTES: readonly {
  readonly form: RegExp
  readonly fits: RegExp
  readonly contradicts: RegExp
}[] = [
  {
    form: /(?<!阴道|栓)(?:片|胶囊|颗粒|口服[溶液混悬]+|丸)$/u,
    fits: /口服|服用|吞服|顿服|餐|饭|含服|含化|舌下|嚼|饮|一次[^，。]{0,12}[片粒袋]|阴道|吸入/u,
    contradicts: /外用|滴眼|涂[于敷擦]|敷于|创面/u,
  },
  {
    form: /(?:注射液|粉针剂?|注射剂)$|^注射用/u,
    fits: /注射|静脉|肌|皮下|滴注|输注|推注|静滴|鞘内|泵|浸润|麻醉|阻滞|穿刺|腔内/u,
    contradicts: /滴眼|外用|涂于|敷于/u,
  },
  {
    form: /(?:滴眼[液剂]|眼膏|眼用凝胶)$/u,
    fits: /滴|眼|结膜|涂/u,
    contradicts: /口服|吞服|静脉|皮下注射/u,
  },
]
