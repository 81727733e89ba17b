/**
 * The other end of the overhead bench, in a process of its own so that its work is not the product’s: the model, slow
 * by some seconds, and the people who wait, so many at once, each asking the next question when the last is
 * answered. Started by overhead.ts, which it tells where the model is and what was measured.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { quoteKey } from '../../core/text/normalize.ts'
import { sendCompletion } from '../models/chat-protocol.ts'
import { honestAnswer } from '../models/honest-answer.ts'
import { openLoopbackModel } from '../models/loopback-model.ts'
import { readPrompt } from '../models/read-prompt.ts'
import { seededRandom } from '../seeded-random.ts'

export interface StreamLoad {
  /** POST /v1/questions. */
  readonly url: string
  readonly token: string
  /** Each once: a model's call is known by its question. */
  readonly questions: readonly string[]
  readonly streams: number
  /** Of a call of the model, on average: each takes between half and one and a half of it. */
  readonly latencyMs: number
}

export interface StreamedAnswer {
  readonly totalMs: number
  /** As the model's server saw it: from the whole call's arrival to the end of its answer. */
  readonly modelMs: number
  readonly calls: number
  readonly mode: string
}

export type LoadMessage =
  | { readonly kind: 'model'; readonly url: string }
  | { readonly kind: 'done'; readonly answers: readonly StreamedAnswer[] }

let latencyMs = 0
// Equal times would gather all streams in one moment, and keep them there.
const random = seededRandom(1)
const seen = new Map<string, { ms: number; calls: number }>()

const model = await openLoopbackModel(async (call, response) => {
  const started = performance.now()
  const prompt = readPrompt(call)
  const answer = JSON.stringify(honestAnswer(prompt))
  await sleep(latencyMs * (0.5 + random()))
  sendCompletion(response, answer)
  const key = quoteKey(prompt.question)
  const before = seen.get(key) ?? { ms: 0, calls: 0 }
  seen.set(key, { ms: before.ms + performance.now() - started, calls: before.calls + 1 })
})
const tell = (message: LoadMessage) => process.send?.(message)
process.on('message', async (load: StreamLoad) => {
  latencyMs = load.latencyMs
  tell({ kind: 'done', answers: await run(load) })
})
process.on('disconnect', () => process.exit())
tell({ kind: 'model', url: model.url })

async function run(load: StreamLoad): Promise<readonly StreamedAnswer[]> {
  const answers: StreamedAnswer[] = []
  let next = 0
  const stream = async (at: number): Promise<void> => {
    // People do not begin in the same instant.
    await sleep((load.latencyMs * at) / load.streams)
    while (next < load.questions.length) {
      const question = load.questions[next]!
      next += 1
      answers.push(await ask(load, question))
    }
  }
  await Promise.all(Array.from({ length: load.streams }, (_, at) => stream(at)))
  return answers
}

async function ask({ url, token }: StreamLoad, text: string): Promise<StreamedAnswer> {
  const started = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ text }),
  })
  const events = await response.text()
  const totalMs = performance.now() - started
  const mode = /"mode":"(\w+)"/.exec(events)?.[1]
  if (!response.ok || mode === undefined) throw new Error(`POST /v1/questions answered ${response.status}`)
  const { ms, calls } = seen.get(quoteKey(text)) ?? { ms: 0, calls: 0 }
  return { totalMs, modelMs: ms, calls, mode }
}
