/**
 * The shape of a compliance rule that is data: what it finds, how grave it is, which clause it keeps, with
 * sentences that it must catch and sentences that it must leave alone. The rules stand in finding-rules-*.ts,
 * their reading in find-findings.ts; rules that need the label, an amount or the material are code beside them.
 */
import type { FindingCode, Severity } from '../../crm/visit.ts'

/** Stored with every finding's rule, so that it is known which wording fired. */
export const FINDING_RULES_VERSION = '2026-11a'

export interface FindingRule {
  /** `CODE/what`, unique. */
  readonly id: string
  readonly code: FindingCode
  readonly severity: Severity
  /** The rule of law or trade, as the company's policy cites it. */
  readonly clause: string
  /** Any of them, within one sentence. */
  readonly patterns: readonly RegExp[]
  /** Anything of this in the same sentence takes the finding back. */
  readonly unless?: RegExp
  /** Has to stand somewhere in the visit's words as well. */
  readonly given?: RegExp
  /** Only where the rep says it: a claim of a doctor is no claim of the company. */
  readonly saidByRep?: true
  /** Turned down by either side: kept for review instead of blocking. */
  readonly milderWhenDeclined?: true
  readonly examples: readonly string[]
  readonly nearMisses: readonly string[]
}

/** Somebody said no, and it stayed at that. */
export const DECLINED =
  /拒绝|婉拒|谢绝|(?:我|就)说(?:了)?(?:不行|不能|不可以|不合规|没有|公司不)|没(?:答应|同意|收|要|接)(?!住|到)|不(?:肯|要|收)(?:[，。]|$)|不允许|不合规|推掉了|退(?:了|回)(?:来|去|给)?|\b(?:declined|refused|said no|turned (?:it )?down|not allowed|sent it back)\b/iu
/** …unless it happened after all. */
export const AFTER_ALL =
  /还是(?:收|要|给|去|拿)|最后(?:收|给|还是)|塞给|硬塞|偷偷|\b(?:in the end|anyway)\b/iu
