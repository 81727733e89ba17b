/** Data for wording.ts: what must not be said unless a quote says it. */

/** Praise, promises and absolutes (Advertising Law art. 9 and 16: no guarantee of effect or safety). */
export const CLAIMS: readonly RegExp[] = [
  /治愈|根治|痊愈|根除|断根|药到病除|保证|确保|绝对|百分之?百|100%|万能|神药|特效|奇效/u,
  /最(?:好|佳|优|安全|有效|先进|强|低价|便宜)|首选|唯一|第一(?!代|天|次|周|个|日|型|类|步|年|季)|独家|国家级|优于|胜过|超越|领先|完胜/u,
  /(?:无|没有|零|不存在)(?:任何)?(?:毒?副作用|不良反应|风险|禁忌|危险)|安全无|放心(?:使用|服用|吃|用)|完全(?:安全|无害)|副作用(?:极)?小/u,
  /疗效(?:显著|确切|卓越|更好)|推荐(?:购买|选用)|建议(?:购买|处方)|返利|优惠|赠送|买|价格/u,
  /\b(?:cures?|guarantee[ds]?|best|superior|first choice|safest|no side effects|risk[- ]free|completely safe|miracle|unique|perfectly safe)\b/iu,
]

/** Invites to do something else than to read a label; allowed where the quote has it ("consult the instructions"). */
export const SOLICITING: readonly RegExp[] = [
  /点击|链接|加微信|扫码|联系我|密码|密钥|令牌|管理员/u,
  /\b(?:password|api key|token|click|visit|instructions?)\b/iu,
]

/** Talk to or about a model: no statement of a document that is worth wording, also where a document has it. */
export const INSTRUCTIONS: readonly RegExp[] = [
  /系统提示|提示词|忽略(?:以上|上述|之前|前面|所有)|新的?指令|越狱|作为(?:一个)?(?:AI|人工智能|语言模型|助手)|人工智能模型/u,
  /\b(?:system prompt|(?:ignore|disregard|forget) (?:all|any|the|previous|above|prior)|jailbreak|as an ai|language model)\b/iu,
]
