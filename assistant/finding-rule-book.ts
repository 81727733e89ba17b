/** What the rules of findings are called in a row: the clause that each code keeps, the version of all of them. */
import type { FindingRuleBook } from '../crm/finding-store.ts'
import { CODED_CLAUSES, FINDING_RULES } from './notes/find-findings.ts'
import { FINDING_RULES_VERSION } from './notes/finding-rule.ts'

/** "2026-11a" as a number that grows: 20261101. */
const digits = FINDING_RULES_VERSION.replace(/\D/gu, '')
const letter = /[a-z]$/u.exec(FINDING_RULES_VERSION)?.[0]

export const FINDING_RULE_BOOK: FindingRuleBook = {
  version: Number(digits) * 100 + (letter === undefined ? 0 : letter.charCodeAt(0) - 96),
  clauseOf: (code) => CODED_CLAUSES[code] ?? FINDING_RULES.find((rule) => rule.code === code)?.clause ?? null,
}
