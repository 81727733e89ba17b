/**
 * What the product adds around a model: many people at once on one process, each waiting for a slow model whose
 * answers are verified and streamed. Overhead is the whole time of a question, from its sending to the last event,
 * without the time that the model's server saw. The model answers in one piece, as the product asks it to: no
 * sentence is shown before the whole answer is verified.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { compose } from '../../main/compose.ts'
import { readConfig } from '../../main/config.ts'
import { createLog } from '../../main/log.ts'
import type { OpenDatabase } from '../../main/open-database.ts'
import { EVALUATOR } from '../build-corpus.ts'
import { LOOPBACK_KEY } from '../models/loopback-model.ts'
import { percentile } from '../summarise.ts'
import type { LoadMessage, StreamedAnswer, StreamLoad } from './stream-load.ts'

export interface OverheadRun {
  readonly database: OpenDatabase
  readonly databaseUrl: string | undefined
  readonly questions: readonly string[]
  readonly streams: number
  readonly latencyMs: number
}

export interface Overhead {
  readonly answers: number
  /** Answers that the model worded; the overhead is over those for which it was asked. */
  readonly worded: number
  readonly asked: number
  readonly p50: number
  readonly p95: number
  readonly perSecond: number
  /** Of this process for one answer: what stays the same on a busy machine. */
  readonly cpuMs: number
  /** How late this process was for its own timers, 99th percentile. */
  readonly loopDelayMs: number
  /** Of the machine over the last minute. */
  readonly load: number
}

/** A service that has been asked before: the compiler is done with what checks answers. */
const WARM_UP = 300

/** Closes the database. */
export async function measureOverhead(run: OverheadRun): Promise<Overhead> {
  const child = fork(join(import.meta.dirname, 'stream-load.ts'))
  try {
    const { url } = await hear(child, 'model')
    const house = await compose(
      readConfig({
        ADMIN_TOKEN: 'bench-token-of-this-run-only',
        EXAMPLES: 'off',
        CHAT_MODEL: 'loopback',
        OPENAI_BASE_URL: url,
        OPENAI_API_KEY: LOOPBACK_KEY,
        MODEL_TIMEOUT_MS: String(Math.max(20_000, run.latencyMs * 6)),
        ...(run.databaseUrl === undefined ? {} : { DATABASE_URL: run.databaseUrl }),
      }),
      { database: run.database, log: createLog('warn') },
    )
    try {
      await house.warmUp()
      const { token } = await house.tokens.issue(EVALUATOR.userId, {}, null)
      const api = await house.api.listen('127.0.0.1', 0)
      const load = { url: new URL('/v1/questions', api.url).href, token, streams: run.streams }
      const questions = [...new Set(run.questions)]
      await ask(child, { ...load, questions: questions.slice(0, WARM_UP), latencyMs: 1 })
      const delay = monitorEventLoopDelay({ resolution: 5 })
      delay.enable()
      const [cpu, started] = [process.cpuUsage(), performance.now()]
      const { answers } = await ask(child, {
        ...load,
        questions: questions.slice(WARM_UP),
        latencyMs: run.latencyMs,
      })
      const { user, system } = process.cpuUsage(cpu)
      const seconds = (performance.now() - started) / 1000
      return {
        ...summarise(answers),
        perSecond: answers.length / seconds,
        cpuMs: (user + system) / 1000 / answers.length,
        loopDelayMs: delay.percentile(99) / 1e6,
        load: loadavg()[0] ?? 0,
      }
    } finally {
      await house.close()
    }
  } finally {
    child.disconnect()
  }
}

function summarise(answers: readonly StreamedAnswer[]) {
  const asked = answers.filter((answer) => answer.calls > 0)
  const overheads = asked.map(({ totalMs, modelMs }) => totalMs - modelMs)
  return {
    answers: answers.length,
    asked: asked.length,
    worded: answers.filter((answer) => answer.mode === 'generated').length,
    p50: percentile(overheads, 0.5),
    p95: percentile(overheads, 0.95),
  }
}

function ask(child: ChildProcess, load: StreamLoad) {
  child.send(load)
  return hear(child, 'done')
}

/** The next message of that kind; fails when the other process ends first. */
async function hear<K extends LoadMessage['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<LoadMessage, { kind: K }>> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process of the model ended.')
  })
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [LoadMessage]
  if (message.kind !== kind) throw new Error(`Expected ${kind}, heard ${message.kind}.`)
  return message as Extract<LoadMessage, { kind: K }>
}

export function showOverhead(run: OverheadRun, result: Overhead): string {
  const ms = (value: number) => value.toFixed(1)
  return [
    '| streams | model ms | answers | worded by it | around the model p50 ms | p95 ms | answers/s | CPU ms an answer | loop delay p99 ms | load |',
    `|${'---|'.repeat(10)}`,
    `| ${run.streams} | ${run.latencyMs} | ${result.answers} | ${result.worded} | ${ms(result.p50)} | ${ms(result.p95)} | ${ms(result.perSecond)} | ${ms(result.cpuMs)} | ${ms(result.loopDelayMs)} | ${ms(result.load)} |`,
  ].join('\n')
}
