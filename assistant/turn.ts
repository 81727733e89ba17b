/**
 * The words of a conversation, free of any channel: a Turn comes in, a Reply goes out.
 * A channel renders parts and actions; it decides nothing.
 */
import type { Reader } from '../core/reader.ts'
import type { VisitSummary } from '../crm/summarise-visits.ts'
import type { Task } from '../crm/task.ts'
import type { Answer } from './answer.ts'
import type { PreparedBrief } from './summaries/prepare-brief.ts'
import type { SummarySection } from './summaries/say-summary.ts'
import type { VisitCard } from './visit-card.ts'

export interface Turn {
  readonly text: string
  readonly reader: Reader
  /** api, console, terminal, slack, wecom. */
  readonly channel: string
  readonly conversationId?: string
  /** What "today" means in the text; default now. */
  readonly referenceTime?: Date
  readonly productId?: string
  /**
   * Of the reply, chosen by a channel that may have to ask again after a crash: a turn that was taken already
   * gives the reply that was given then, and does nothing twice.
   */
  readonly id?: string
  /** What the text is for, where a command says so; understood from the text without it. */
  readonly purpose?: 'question' | 'note' | 'task' | 'summary'
}

export type ReplyPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'help'; readonly text: string }
  | { readonly type: 'answer'; readonly answer: Answer }
  /** `text` says everything, for channels that show no card. */
  | { readonly type: 'visit_draft'; readonly draft: VisitCard; readonly text: string }
  | { readonly type: 'task'; readonly task: Task; readonly text: string }
  | SummaryPart
  | BriefPart
  | { readonly type: 'error'; readonly code: string; readonly text: string; readonly correlationId: string }

/** `text` says what the sections say, for channels that draw neither tables nor pictures. */
export interface SummaryPart {
  readonly type: 'summary'
  readonly title: string
  readonly sections: readonly SummarySection[]
  readonly text: string
  /** Null where promises were asked for. */
  readonly summary: VisitSummary | null
  /** Path of a picture (PNG; `.svg` likewise), if one shows more than the words. */
  readonly chart: string | null
}

export interface BriefPart {
  readonly type: 'brief'
  readonly title: string
  readonly sections: readonly SummarySection[]
  readonly text: string
  readonly brief: PreparedBrief
}

export interface ReplyAction {
  readonly id: string
  readonly label: string
  readonly style: 'default' | 'primary' | 'danger'
}

export interface Reply {
  readonly id: string
  readonly conversationId: string
  readonly parts: readonly ReplyPart[]
  readonly actions: readonly ReplyAction[]
}

/** Decides what a message is and has it done; throws as `AnswerQuestion` does. */
export type TakeTurn = (turn: Turn) => Promise<Reply>

export interface ActionPress {
  /** The reply whose action is pressed. */
  readonly turnId: string
  readonly action: string
  readonly values?: Readonly<Record<string, unknown>> | undefined
  readonly reader: Reader
}

/** Presses a button of one's own reply. Throws `not_found`, `invalid_input` for an action it does not have. */
export type PressAction = (press: ActionPress) => Promise<Reply>
