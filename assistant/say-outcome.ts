/**
 * What the assistant itself says around the quotes, and the flags of an answer, by outcome. Words only:
 * what happened is decided before, and every text stands in the message catalogue.
 */
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { Retrieval } from '../knowledge/retrieval.ts'
import type { AnswerFlag } from './answer.ts'
import type { Draft, Refusal } from './draft-answer.ts'
import type { SafetyFinding } from './guard/safety.ts'
import type { OpenedRecords } from './open-records.ts'

export interface Saying {
  readonly locale: Locale
  readonly retrieval: Retrieval
  readonly draft: Draft
  readonly safety: SafetyFinding | null
  readonly records: OpenedRecords
  /** The asker's, for the moment by which a case must be forwarded. */
  readonly timezone: string
  /** A report of an adverse event that asks nothing needs no apology for not answering. */
  readonly asks: boolean
  /** A quote was recognised from a picture. */
  readonly recognised: boolean
}

export function sayBefore(saying: Saying): readonly string[] {
  const { locale, draft, safety, records } = saying
  const said: string[] = []
  if (safety !== null && records.safetyCase !== null) {
    const forward = localTime(records.safetyCase.forwardBy, saying.timezone)
    const missing = safety.missing.map((key) => message(locale, `answer_safety_${key}`))
    const ask = message(locale, 'answer_safety_ask', { missing: missing.join(locale === 'en' ? ', ' : '、') })
    said.push(
      [message(locale, 'answer_safety', { forward }), ...(missing.length > 0 ? [ask] : [])].join(
        locale === 'en' ? ' ' : '',
      ),
    )
  }
  if (draft.outcome.kind === 'restricted') {
    said.push(message(locale, 'answer_restricted', { use: draft.outcome.finding.use }))
  }
  if (draft.outcome.kind === 'no_evidence' && (safety === null || saying.asks)) {
    said.push(sayRefusal(draft.outcome.reason, saying))
  }
  return said
}

export function sayAfter({ locale, draft }: Saying): readonly string[] {
  if (draft.outcome.kind === 'restricted') return [message(locale, 'answer_restricted_request')]
  if (draft.outcome.kind === 'answered' && draft.outcome.overview) {
    return [message(locale, 'answer_overview_more')]
  }
  return []
}

export function flagsOf({ locale, draft, safety, records, recognised }: Saying): readonly AnswerFlag[] {
  const flags: AnswerFlag[] = []
  const add = (code: string, text: string, recordId?: string | null) =>
    flags.push({ code, message: text, ...(recordId == null ? {} : { recordId }) })
  if (safety !== null) {
    add('ADVERSE_EVENT', message(locale, 'flag_ADVERSE_EVENT'), records.safetyCase?.id)
  }
  const { outcome } = draft
  if (outcome.kind === 'restricted') {
    add('OFF_LABEL', message(locale, 'flag_OFF_LABEL'), records.medicalRequestId)
    if (outcome.finding.promotion) {
      add('OFF_LABEL_PROMOTION', message(locale, 'flag_OFF_LABEL_PROMOTION'), records.medicalRequestId)
    }
  }
  if (outcome.kind === 'no_evidence' && outcome.reason === 'document_mismatch') {
    add('document_mismatch', message(locale, 'flag_document_mismatch'), records.gapId)
  }
  if (recognised) add('recognised_text', message(locale, 'flag_recognised_text'))
  if (records.gapId !== null) add('gap', message(locale, 'flag_gap'), records.gapId)
  return flags
}

function sayRefusal(reason: Refusal, { locale, retrieval }: Saying): string {
  const name = retrieval.products.find((product) => product.role === 'subject')?.name ?? ''
  switch (reason) {
    case 'unknown_product':
      return message(locale, 'answer_unknown_product', { name: retrieval.unknownProduct ?? '' })
    case 'no_product':
      return message(locale, 'answer_no_product')
    case 'document_mismatch':
      return message(locale, 'answer_document_mismatch', { name })
    case 'no_data':
      return message(locale, 'answer_no_data')
    case 'no_overview':
      return message(locale, 'answer_no_overview', { name })
    case 'not_in_force':
      return message(locale, 'answer_not_in_force')
    default:
      return message(locale, 'answer_no_evidence')
  }
}

/** "2026-03-01 16:00" where the person is. */
function localTime(at: Date, timezone: string): string {
  return at.toLocaleString('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' })
}
