/**
 * What a well-behaved model writes that only sees the prompt: the warnings of the first passage and the statements
 * that share most with the question, each with its own words as its quote.
 */
import type { PromptPassage, ReadPrompt } from './read-prompt.ts'

export interface DraftedSentence {
  readonly text: string
  readonly citations: readonly { readonly passage: string; readonly quote: string }[]
}

/** As prompts/compose-answer/ asks for it. */
export interface DraftedAnswer {
  readonly insufficient: boolean
  readonly sentences: readonly DraftedSentence[]
}

export interface PassageStatement {
  readonly id: string
  readonly head: string
  readonly text: string
  /** UTF-16 offsets into the passage's text. */
  readonly start: number
  readonly end: number
}

export const WARNING =
  /禁用|禁忌|禁止|慎用|避免|不得|不应|不宜|不推荐|停|\b(?:contraindicated|must not|avoid|caution)\b/iu
const MOST_BEST = 3
const MOST_SENTENCES = 6

export function honestAnswer({ question, passages }: ReadPrompt): DraftedAnswer {
  const asked = pairs(question)
  const all = passages.flatMap((passage, rank) =>
    statementsOf(passage).map((statement, at) => ({
      statement,
      worth: pairs(statement.text).filter((pair) => asked.includes(pair)).length - rank - at / 100,
    })),
  )
  const warned = all.filter(({ statement: { id, text } }) => id === 'P1' && WARNING.test(text))
  const best = all.toSorted((a, b) => b.worth - a.worth).slice(0, MOST_BEST)
  const chosen = [...new Set([...warned, ...best])].slice(0, MOST_SENTENCES)
  return {
    insufficient: chosen.length === 0,
    sentences: chosen.map(({ statement }) => asItStands(statement)),
  }
}

/** A model is told to write no numbering. */
const LIST_MARK = /^(?:\d{1,2}[.、．]\s*(?!\d)|[（(]\d{1,2}[）)]\s*|[①-⑳]\s*)/u

/** The sentences and table rows of a passage, without the marks of a list. */
export function statementsOf({ id, head, body }: PromptPassage): readonly PassageStatement[] {
  let start = 0
  return body.split(/(?<=[。！？\n])|(?<=\.)(?=\s+[A-Z])/u).flatMap((part) => {
    const text = part.trim().replace(LIST_MARK, '')
    const from = start + part.indexOf(text)
    start += part.length
    return text.length > 3 && text !== '…' ? [{ id, head, text, start: from, end: from + text.length }] : []
  })
}

export function asItStands({ id, text }: PassageStatement): DraftedSentence {
  return { text, citations: [{ passage: id, quote: text }] }
}

/** Neighbouring letters, as a rough measure of what two texts share. */
export function pairs(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)).filter(
    (pair) => /^[\p{L}\p{N}]{2}$/u.test(pair),
  )
}
