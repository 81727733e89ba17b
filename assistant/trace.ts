/** Why an answer is as it is, as the ledger keeps it and `GET /v1/questions/{id}` shows it. */
import { SAFETY_RULES_VERSION } from './guard/safety-rules.ts'
import type { PreparedAnswer } from './prepare-answer.ts'

/**
 * Ids, codes, scores and the question's own words; no text of a document beyond what was cited.
 * `milliseconds` are from the question's arrival to the writing of the ledger.
 */
export function traceOf(traced: PreparedAnswer, attempt: number, milliseconds: number): object {
  const { retrieval, draft, topic } = traced
  return {
    locale: traced.locale,
    /** What the answer was chosen by, where a follow-up carried it from the question before. */
    carried: topic.text === traced.question ? null : topic.text,
    overview: topic.overview,
    resolution: retrieval.products,
    unknownProduct: retrieval.unknownProduct,
    routing: retrieval.sections,
    terms: retrieval.terms,
    degraded: retrieval.degraded ?? [],
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
    mode: draft.mode,
    /** The built-in composer has neither. */
    model: draft.mode === 'generated' ? (draft.generation?.model ?? null) : null,
    promptVersion: draft.mode === 'generated' ? (draft.generation?.promptVersion ?? null) : null,
    generation: draft.generation,
    attempt,
    timings: {
      ...traced.timings,
      retrieval: retrieval.timings,
      total: Math.round(milliseconds * 100) / 100,
    },
  }
}
