/**
 * A well-behaved model by script, for measuring what the way through prompt, verification and repair loses. For each
 * question it is handed the stretches of text that answer; it finds them in the passages it was shown, says them in
 * other words than the passage (its product's name, other spellings of numbers and frequencies, rows as sentences),
 * and quotes them. Told that something is wrong, it keeps to the words of the passage, and names every warning where
 * one is missing. It says nothing about how good a real model is.
 */
import { findQuote } from '../../core/text/find-quote.ts'
import { REWORDINGS } from '../mutations/reword.ts'
import { seededRandom } from '../seeded-random.ts'
import { sendCompletion } from './chat-protocol.ts'
import {
  asItStands,
  type DraftedAnswer,
  type DraftedSentence,
  honestAnswer,
  type PassageStatement,
  pairs,
  statementsOf,
  WARNING,
} from './honest-answer.ts'
import { type LoopbackModel, openLoopbackModel } from './loopback-model.ts'
import { type ReadPrompt, readPrompt } from './read-prompt.ts'

export interface ScriptedModel extends LoopbackModel {
  /** What the answers to the next prompts are made of; without any it chooses by the question's words. */
  handOver(spans: readonly string[]): void
}

/** As the prompt has it. */
const MOST_SENTENCES = 6
/** As the checker has it: what a repair may come to. */
const MOST_REPAIRED = 8
/** As prompts/repair-answer/ tells it. */
const WARNING_MISSING = /漏掉了.*警告|warning.*is missing/u
/** A warning that shares so much with the question belongs to it. */
const SHARED_PAIRS = 2

export async function openScriptedModel(): Promise<ScriptedModel> {
  let spans: readonly string[] = []
  const server = await openLoopbackModel((call, response, at) => {
    const answer = JSON.stringify(scriptedAnswer(readPrompt(call), spans, seededRandom(at)))
    const prompt = call.messages.reduce((sum, message) => sum + message.content.length, 0)
    sendCompletion(response, answer, { tokens: { prompt, completion: answer.length } })
  })
  return {
    ...server,
    handOver(next) {
      spans = next
    },
  }
}

/** `random` chooses how a sentence is worded. */
export function scriptedAnswer(
  prompt: ReadPrompt,
  spans: readonly string[],
  random: () => number,
): DraftedAnswer {
  const wanted = holding(prompt, spans)
  if (wanted.length === 0) {
    const { insufficient, sentences } = honestAnswer(prompt)
    return { insufficient, sentences: sentences.map((one) => reworded(one, random)) }
  }
  const mending = prompt.told !== ''
  const missing = WARNING_MISSING.test(prompt.told)
  const sources = new Set(wanted.map((statement) => statement.id))
  const asked = new Set(pairs(prompt.question))
  const shared = ({ text }: PassageStatement) => pairs(text).filter((pair) => asked.has(pair)).length
  const warnings = prompt.passages
    .filter((passage) => missing || sources.has(passage.id))
    .flatMap(statementsOf)
    // Of a table the row that fits is the answer; another row's ban is for other people.
    .filter((statement) => WARNING.test(statement.text) && !statement.text.includes('|'))
    .filter((statement) => missing || shared(statement) >= SHARED_PAIRS)
    .toSorted((a, b) => shared(b) - shared(a))
  const key = ({ id, start }: PassageStatement) => `${id} ${start}`
  const chosen = [...new Map([...wanted, ...warnings].map((one) => [key(one), one])).values()]
    .slice(0, mending ? MOST_REPAIRED : MOST_SENTENCES)
    .toSorted((a, b) => Number(WARNING.test(b.text)) - Number(WARNING.test(a.text)))
  return {
    insufficient: false,
    sentences: chosen.map((one) => (mending ? plainly(one) : reworded(asItStands(one), random, one.head))),
  }
}

/** To the letter; a row, which would be no sentence, with its first cell as what the others are said of. */
function plainly(statement: PassageStatement): DraftedSentence {
  const { text, citations } = asItStands(statement)
  return { text: text.replace(/\s*\|\s*/gu, '：'), citations }
}

/** The statements that hold the spans; a span may run over several. */
function holding({ passages }: ReadPrompt, spans: readonly string[]): readonly PassageStatement[] {
  return spans.flatMap((span) => {
    for (const passage of passages) {
      const place = findQuote(passage.body, span)
      if (place === undefined) continue
      return statementsOf(passage).filter((one) => one.start < place.end && one.end > place.start)
    }
    return []
  })
}

function reworded({ text, citations }: DraftedSentence, random: () => number, head = ''): DraftedSentence {
  const names = /^(?:产品|Product): ([^,;]+);/u.exec(head)
  const plain = text.replace(/\s*\|\s*/gu, '，')
  const named = names === null ? plain : plain.replace('本品', names[1]!)
  const kinds = Object.values(REWORDINGS)
  const said = kinds[Math.floor(random() * kinds.length)]!(named, random) ?? named
  return { text: said, citations }
}
