/** Why an answer is as it is, as the ledger keeps it and `GET /v1/questions/{id}` shows it. */
import type { Locale } from '../core/reader.ts'
import type { Retrieval } from '../knowledge/retrieval.ts'
import type { Draft } from './draft-answer.ts'
import type { SafetyFinding } from './guard/safety.ts'
import { SAFETY_RULES_VERSION } from './guard/safety-rules.ts'
import type { QuestionTopic } from './question-topic.ts'

export interface Traced {
  readonly locale: Locale
  readonly topic: QuestionTopic
  readonly retrieval: Retrieval
  readonly draft: Draft
  readonly safety: SafetyFinding | null
  readonly attempt: number
  readonly timings: Readonly<Record<string, number>>
  /** From the question's arrival to the writing of the ledger. */
  readonly milliseconds: number
}

/** Ids, codes, scores and the question's own words; no text of a document beyond what was cited. */
export function traceOf(traced: Traced): object {
  const { retrieval, draft, topic } = traced
  return {
    locale: traced.locale,
    topic: topic.text,
    overview: topic.overview,
    resolution: retrieval.products,
    unknownProduct: retrieval.unknownProduct,
    routing: retrieval.sections,
    terms: retrieval.terms,
    candidates: retrieval.hits.map((hit) => ({
      passageId: hit.passageId,
      sectionId: hit.sectionId,
      versionId: hit.versionId,
      section: hit.section,
      sectionCode: hit.sectionCode,
      page: hit.page,
      score: Math.round(hit.score * 10_000) / 10_000,
    })),
    outcome: draft.outcome,
    safety: traced.safety,
    safetyRules: SAFETY_RULES_VERSION,
    misfiled: draft.misfiled,
    confidence: draft.confidence,
    verdicts: draft.verdicts,
    /** The built-in composer has neither. */
    model: null,
    promptVersion: null,
    attempt: traced.attempt,
    timings: {
      ...traced.timings,
      retrieval: retrieval.timings,
      total: Math.round(traced.milliseconds * 100) / 100,
    },
  }
}
