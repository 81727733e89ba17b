/**
 * The words of answering: an Answer as the contract fixes it, and the port that composes one.
 * Two implementations stand behind the port: verbatim (built in) and a language model.
 */
import type { ChatFailure, TokenUsage } from '../core/chat-model.ts'
import type { Locale, Reader } from '../core/reader.ts'
import type { Retrieval } from '../knowledge/retrieval.ts'
import type { FindingKind } from './guard/finding.ts'

export type AnswerKind = 'answered' | 'no_evidence' | 'restricted' | 'safety'
export type AnswerMode = 'verbatim' | 'generated'

export interface Citation {
  /** 1-based, as in the [n] marks of the text. */
  readonly n: number
  readonly documentId: string
  readonly versionId: string
  readonly passageId: number
  readonly title: string
  readonly kind: string
  readonly productIds: readonly string[]
  /** Heading as printed, and its canonical code where it has one. */
  readonly section: string
  readonly sectionCode: string | null
  readonly page: number | null
  /** Verbatim text of the stored section. */
  readonly quote: string
  readonly effectiveFrom: string | null
  /** Path of the page that shows the quote in its document. */
  readonly url: string
}

export interface AnswerFlag {
  readonly code: string
  readonly message: string
  /** Record that was opened for it (gap, medical request, safety case), if any. */
  readonly recordId?: string
}

export interface Answer {
  readonly id: string
  readonly conversationId: string
  readonly kind: AnswerKind
  readonly mode: AnswerMode
  /** Markdown with [n] marks. */
  readonly text: string
  readonly citations: readonly Citation[]
  readonly flags: readonly AnswerFlag[]
  /** Questions one tap away. */
  readonly followUps: readonly string[]
}

/** One statement of an answer before it is delivered: its words and the quotes that carry them. */
export interface ComposedSentence {
  readonly text: string
  /** `quote` must stand verbatim in the section of the passage. */
  readonly citations: readonly { readonly passageId: number; readonly quote: string }[]
  /** Lead lines ("《…》【用法用量】第3页：") state no fact of their own and need no citation. */
  readonly role: 'lead' | 'statement'
}

/** What became of asking a model to word an answer: for the ledger; codes and counts only. */
export interface Generation {
  readonly outcome:
    | 'generated'
    /** The model found that the passages do not answer. */
    | 'insufficient'
    /** What it wrote did not stand verification, also not when it was told why. */
    | 'unverified'
    /** The passages are in another language than the answer would be: its words could not be compared. */
    | 'other_language'
    | ChatFailure
  readonly model: string
  /** "compose-answer/v1.zh", and the hash of that file. */
  readonly promptVersion: string
  readonly promptHash: string
  /** 0: the model was not asked. 2: it was told its faults once. */
  readonly attempts: number
  /** Calls that were sent, with those after a lost connection and the like. */
  readonly tries: number
  readonly usage: TokenUsage
  /** In the currency of the configured prices; null without prices. */
  readonly cost: number | null
  readonly milliseconds: number
  /** Passages that were in the prompt. */
  readonly passageIds: readonly number[]
  /** Kinds of identifiers that were masked in the question. */
  readonly masked: readonly string[]
  /** Faults of each attempt. */
  readonly findings: readonly {
    readonly attempt: number
    readonly statement: number
    readonly fault: string
  }[]
}

export type Composition =
  | {
      readonly kind: 'composed'
      readonly sentences: readonly ComposedSentence[]
      readonly confidence: number
      /** `verbatim` when it is not said. */
      readonly mode?: AnswerMode
      /** What a model had to do with it, also where it came to nothing. */
      readonly generation?: Generation
    }
  | { readonly kind: 'insufficient'; readonly reason: string }

export interface ComposeRequest {
  readonly question: string
  readonly locale: Locale
  readonly retrieval: Retrieval
  readonly signal?: AbortSignal
  /** `performance.now()` when the question came: what a composer may take is counted from there. */
  readonly started?: number
  /** Whether the rules let these sentences be the answer. A model is not asked to word what they refuse. */
  readonly accepts?: (sentences: readonly ComposedSentence[]) => boolean
  /** What verification makes of one sentence: the verdict that holds when it is delivered. */
  readonly verdictOf?: (sentence: ComposedSentence) => 'verified' | FindingKind
}

export type ComposeAnswer = (request: ComposeRequest) => Promise<Composition>

/** A question as it reaches the assistant, whatever the channel. */
export interface Ask {
  readonly text: string
  readonly reader: Reader
  /** api, console, terminal, slack, wecom. */
  readonly channel: string
  /** Must be one of the reader's own; a new conversation begins without it. */
  readonly conversationId?: string | undefined
  /** Fixed by the caller: nothing is resolved from the text. */
  readonly productId?: string | undefined
  /** Of the answer, chosen by the caller: one that is in the ledger already is given again. */
  readonly answerId?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Called with each sentence after it has been verified, in order, before the answer is complete. */
  readonly onSentence?:
    | ((sentence: { readonly text: string; readonly citations: readonly Citation[] }) => void)
    | undefined
}

/**
 * Answers, keeps the ledger row, and opens what the outcome asks for (gap, medical request, safety case) in
 * one transaction. Throws `invalid_input` for an empty question, `not_found` for another's conversation.
 */
export type AnswerQuestion = (ask: Ask) => Promise<Answer>

/** What was asked, said and checked, for whoever may see it: `GET /v1/questions/{id}`. */
export interface AnswerRecord {
  readonly answer: Answer
  readonly question: string
  readonly userId: string
  readonly channel: string
  readonly createdAt: Date
  /** Resolution, routing, candidates, verdict of each check, versions, timings. */
  readonly trace: unknown
  /** Cited versions as they stand now. */
  readonly versions: readonly {
    readonly versionId: string
    readonly inForce: boolean
    readonly state: string
  }[]
}

/** Throws `not_found`, also for an answer that the reader may not see. */
export type GetAnswerRecord = (answerId: string, reader: Reader) => Promise<AnswerRecord>
