/**
 * An answer in a model's words. The rules have decided before that there is an answer and what it is made of: the
 * built-in composer's statements, as far as the rules accept them. The model is shown those passages and only
 * words them.
 *
 * 1. Compose the built-in answer; where there is none, the refusal stands and no model is asked.
 * 2. Show the model the fewest passages that suffice, as data, with the question freed of identifiers.
 * 3. Check every sentence; if one fails, tell the model its faults once.
 * 4. Whatever does not come to a verified answer in time leaves the built-in one, and the reason for the ledger.
 */
import { randomBytes } from 'node:crypto'
import {
  addUsage,
  type ChatFailure,
  type ChatMessage,
  type ChatModel,
  NO_USAGE,
  type TokenUsage,
} from '../core/chat-model.ts'
import type { Locale } from '../core/reader.ts'
import type { ResolvedProduct, Retrieval } from '../knowledge/retrieval.ts'
import { composedAnswer } from '../prompts/compose-answer/schema.ts'
import { loadPrompt, type Prompt } from '../prompts/prompt.ts'
import { tellFindings } from '../prompts/repair-answer/findings.ts'
import type { ComposeAnswer, ComposedSentence, ComposeRequest, Composition, Generation } from './answer.ts'
import { checkGenerated, type Finding, isTooLarge } from './check-generated.ts'
import { choosePassages, type PromptPassage } from './choose-passages.ts'
import { maskIdentifiers } from './guard/mask-identifiers.ts'
import { costOf, type ModelPrices } from './model-budget.ts'
import { readComposed } from './read-composed.ts'

export interface ComposeGeneratedDeps {
  readonly model: ChatModel
  readonly builtIn: ComposeAnswer
  /** From the arrival of the question to its answer, in milliseconds. */
  readonly timeoutMs: number
  readonly prices: ModelPrices | null
}

const PROMPT_VERSION = 1
const MAX_TOKENS = 1500
const ATTEMPTS = 2
/** Of its own answer, what a model that must mend it is shown again. */
const LONGEST_RETURNED = 6000
const SCHEMA_NAME = 'composed_answer'
/** Kept for what comes behind the model: placing the citations and writing the ledger. */
const RESERVE_SHARE = 0.1
const MOST_RESERVE_MS = 500

type Composed = Extract<Composition, { readonly kind: 'composed' }>

/** A composition as `ComposeAnswer` gives it; never throws for anything that the model does. */
export function createComposeGenerated(deps: ComposeGeneratedDeps): ComposeAnswer {
  const { model, timeoutMs } = deps
  const prompts = { 'zh-CN': loadPrompts('zh-CN'), en: loadPrompts('en') }

  return async (request) => {
    const started = performance.now()
    const builtIn = await deps.builtIn(request)
    if (builtIn.kind !== 'composed' || request.accepts?.(builtIn.sentences) === false) return builtIn
    const passages = choosePassages(request.retrieval.hits, builtIn.sentences)
    const { prompt, repair } = prompts[request.locale]
    const masked = maskIdentifiers(request.question, { keep: namesOf(request.retrieval) })
    const deadline =
      (request.started ?? started) + timeoutMs - Math.min(MOST_RESERVE_MS, timeoutMs * RESERVE_SHARE)

    const findings: { readonly attempt: number; readonly statement: number; readonly fault: string }[] = []
    let usage: TokenUsage = NO_USAGE
    let attempts = 0
    let tries = 0
    let named = model.model
    const note = (outcome: Generation['outcome']): Generation => ({
      outcome,
      model: named,
      promptVersion: prompt.name,
      promptHash: prompt.hash,
      attempts,
      tries,
      usage,
      cost: costOf(usage, deps.prices),
      milliseconds: Math.round((performance.now() - started) * 10) / 10,
      passageIds: passages.map(({ hit }) => hit.passageId),
      masked: masked.kinds,
      findings,
    })
    const fallBack = (why: Exclude<Generation['outcome'], 'generated'>): Composed => {
      return { ...builtIn, mode: 'verbatim', generation: note(why) }
    }

    if (passages.length === 0 || languageOf(builtIn.sentences) !== request.locale) {
      return fallBack('other_language')
    }
    const messages: ChatMessage[] = [
      { role: 'user', content: userMessage(prompt, masked.text, passages, request) },
    ]
    while (attempts < ATTEMPTS) {
      attempts += 1
      const outcome = await model.complete({
        system: prompt.system,
        messages,
        schema: composedAnswer,
        name: SCHEMA_NAME,
        maxTokens: MAX_TOKENS,
        timeoutMs: deadline - performance.now(),
        signal: request.signal,
      })
      usage = addUsage(usage, outcome.usage)
      tries += outcome.tries
      named = outcome.model
      let found: readonly Finding[]
      if (outcome.kind === 'completed') {
        if (outcome.value.insufficient || outcome.value.sentences.length === 0)
          return fallBack('insufficient')
        if (isTooLarge(outcome.value)) found = [{ statement: -1, fault: 'too_long' }]
        else {
          const sentences = readComposed(outcome.value, passages)
          found = checkGenerated(sentences, request, builtIn.sentences)
          if (found.length === 0) return accept(builtIn, sentences, request) ?? fallBack('unverified')
        }
        messages.push({
          role: 'assistant',
          content: JSON.stringify(outcome.value).slice(0, LONGEST_RETURNED).toWellFormed(),
        })
      } else if (outcome.kind === 'invalid') {
        found = [{ statement: -1, fault: 'schema' }]
      } else return fallBack(outcome.kind satisfies ChatFailure)
      findings.push(...found.map((finding) => ({ attempt: attempts, ...finding })))
      if (outcome.kind === 'invalid' && attempts === ATTEMPTS) return fallBack('invalid')
      messages.push({
        role: 'user',
        content: repair.renderUser({ findings: tellFindings(request.locale, found) }),
      })
    }
    return fallBack('unverified')

    function accept(
      { confidence }: Composed,
      sentences: readonly ComposedSentence[],
      { accepts }: ComposeRequest,
    ): Composed | null {
      const plain = sentences.map(({ text, citations, role }) => ({ text, citations, role }))
      if (accepts?.(plain) === false) return null
      return {
        kind: 'composed',
        sentences: plain,
        confidence,
        mode: 'generated',
        generation: note('generated'),
      }
    }
  }
}

function loadPrompts(locale: Locale): { readonly prompt: Prompt; readonly repair: Prompt } {
  return {
    prompt: loadPrompt('compose-answer', PROMPT_VERSION, locale),
    repair: loadPrompt('repair-answer', PROMPT_VERSION, locale),
  }
}

/** The fence is new for each call, so that no text can have been written to end it. */
function userMessage(
  prompt: Prompt,
  question: string,
  passages: readonly PromptPassage[],
  { retrieval, locale }: ComposeRequest,
): string {
  const fence = randomBytes(9).toString('hex')
  return prompt.renderUser({
    fence,
    question,
    passages: passages.map((passage) => showPassage(passage, retrieval.products, locale)).join('\n\n'),
  })
}

function showPassage({ id, hit, text }: PromptPassage, products: readonly ResolvedProduct[], locale: Locale) {
  const names = products.filter((one) => hit.productIds.includes(one.productId)).map((one) => one.name)
  const [product, section] = locale === 'en' ? ['Product', 'Section'] : ['产品', '章节']
  const about = names.length === 0 ? '' : `${product}: ${[...new Set(names)].join(', ')}; `
  return `[${id}] ${about}${section}: ${hit.section.slice(0, 80)}\n${text}`
}

/** Names of medicines must not be taken for a person's. */
function namesOf(retrieval: Retrieval): readonly string[] {
  return [
    ...retrieval.products.map((product) => product.name),
    ...retrieval.mentions.map((mention) => mention.label),
  ]
}

/** What the answer would be made of; a sentence can only be compared with quotes of its own language. */
function languageOf(sentences: readonly ComposedSentence[]): Locale {
  const text = sentences.flatMap(({ citations }) => citations.map(({ quote }) => quote)).join('')
  const han = (text.match(/\p{Script=Han}/gu) ?? []).length
  const latin = (text.match(/\p{Script=Latin}+/gu) ?? []).length
  return han >= latin ? 'zh-CN' : 'en'
}
