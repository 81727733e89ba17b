/**
 * `npm run eval -- --hostile [N]`: the golden questions of the example company, answered N times (1,000) with a model
 * that misbehaves in every known way. Nothing unverified may be delivered, and each question must still end in time
 * in the outcome that it has without a model. Prints a table by behaviour and keeps it as a report.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createComposeGenerated } from '../../assistant/compose-generated.ts'
import { composeVerbatim } from '../../assistant/compose-verbatim.ts'
import { createChatModel } from '../../llm/chat-model.ts'
import { type Asked, createAsk } from '../ask.ts'
import { chooseEvaluation } from '../evaluation.ts'
import { LOOPBACK_KEY, openLoopbackModel } from '../models/loopback-model.ts'
import { type Behaviour, behave, MISBEHAVIOURS } from '../models/misbehaviour.ts'
import { createModelWatch } from '../models/watch-model.ts'
import { createAnswerer, createBuiltInAnswerer } from '../open-answerer.ts'
import { openCorpus } from '../open-corpus.ts'
import { chooseQuestions } from '../run-questions.ts'
import { seededRandom } from '../seeded-random.ts'
import { type HostileVerdict, judgeHostile } from './judge-hostile.ts'

export interface HostileRun {
  readonly answers?: number | undefined
  readonly out?: string | undefined
  readonly fresh: boolean
}

interface Trial {
  readonly behaviour: Behaviour
  readonly asked: Asked
  readonly lies: number
  readonly verdict: HostileVerdict
}

const ANSWERS = 1000
/** MODEL_TIMEOUT_MS of this run: a silent model costs each of its answers so much. */
const TIMEOUT_MS = 2000
/** What a busy machine may add to it. */
const SLACK_MS = 1000
const SEED = 20_261_124
/** Told its faults, a model is as before, another, or honest. */
const SAME_AGAIN = 0.5
const OTHER_AGAIN = 0.75
const SHOWN = 20

/** Whether nothing unverified was delivered and every question ended well, in time. */
export async function runHostile({ answers = ANSWERS, out, fresh }: HostileRun): Promise<boolean> {
  const { source, reader, questions: files } = chooseEvaluation(undefined, undefined)
  const database = await openCorpus(source, { databaseUrl: process.env['DATABASE_URL'] || undefined, fresh })
  const random = seededRandom(SEED)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const lies = new Set<string>()
  let turn: { readonly behaviour: Behaviour; readonly calls: number } = { behaviour: 'honest', calls: 0 }
  const server = await openLoopbackModel((call, response) => {
    const { behaviour, calls } = turn
    turn = { behaviour, calls: calls + 1 }
    behave(response, calls === 0 ? behaviour : again(behaviour), call, lies)
  })
  const again = (behaviour: Behaviour): Behaviour => {
    const chance = random()
    if (chance < SAME_AGAIN) return behaviour
    return chance < OTHER_AGAIN ? pick(MISBEHAVIOURS) : 'honest'
  }
  try {
    const asked = (await chooseQuestions(database, files, undefined)).filter(
      ({ expect, history }) => expect === 'answered' && history.length === 0,
    )
    const builtIn = createAsk({ database, answer: createBuiltInAnswerer({ database, reader }), reader })
    const kinds = new Map<string, Asked['kind']>()
    for (const question of asked) kinds.set(question.id, (await builtIn(question)).kind)

    const watch = createModelWatch()
    const model = createChatModel({
      model: 'hostile',
      apiKey: LOOPBACK_KEY,
      baseUrl: server.url,
      pauseMs: 5,
      // Every question is to meet the model, however often it failed before.
      breaker: { failures: Number.POSITIVE_INFINITY },
    })
    await model.load()
    const compose = createComposeGenerated({
      model: watch.watch(model),
      builtIn: composeVerbatim,
      timeoutMs: TIMEOUT_MS,
      prices: null,
    })
    const ask = createAsk({ database, answer: createAnswerer({ database, reader }, compose), reader, watch })

    const trials: Trial[] = []
    for (let at = 0; at < answers; at += 1) {
      const behaviour = MISBEHAVIOURS[at % MISBEHAVIOURS.length]!
      const question = pick(asked)
      lies.clear()
      server.forget()
      turn = { behaviour, calls: 0 }
      const given = await ask(question)
      const expected = { kind: kinds.get(question.id)!, withinMs: TIMEOUT_MS + SLACK_MS }
      trials.push({ behaviour, asked: given, lies: lies.size, verdict: judgeHostile(given, lies, expected) })
    }
    const report = writeReport(trials)
    console.log(report)
    const path = resolve(out ?? join(import.meta.dirname, '../reports/hostile.md'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, report)
    return trials.every(({ verdict }) => verdict.unverified.length === 0 && !verdict.lost && !verdict.late)
  } finally {
    await server.close()
    await database.close()
  }
}

function writeReport(trials: readonly Trial[]): string {
  const groups: (readonly [string, readonly Trial[]])[] = [...Map.groupBy(trials, (trial) => trial.behaviour)]
  const faults = trials.flatMap(({ behaviour, asked, verdict }) =>
    [
      ...verdict.unverified,
      ...(verdict.lost ? [`outcome ${asked.kind}`] : []),
      ...(verdict.late ? [`${Math.round(asked.answerMs)} ms`] : []),
    ].map((fault) => `- ${behaviour}, ${asked.question.id}: ${fault}`),
  )
  return [
    '# Answers with a hostile model',
    '',
    `${trials.length} answers; ${TIMEOUT_MS} ms for each, and ${SLACK_MS} ms of grace.`,
    '',
    '| first call | answers | with lies | model’s words | built in | unverified delivered | otherwise than without a model | late | slowest ms |',
    `|${'---|'.repeat(9)}`,
    ...[...groups, ['**all**', trials] as const].map(([name, ones]) => row(name, ones)),
    '',
    ...(faults.length === 0 ? ['Nothing unverified was delivered.'] : faults.slice(0, SHOWN)),
    '',
  ].join('\n')
}

function row(name: string, trials: readonly Trial[]): string {
  const count = (holds: (trial: Trial) => boolean) => trials.filter(holds).length
  const cells = [
    trials.length,
    count(({ lies }) => lies > 0),
    count(({ asked }) => asked.mode === 'generated'),
    count(({ asked }) => asked.mode === 'verbatim'),
    count(({ verdict }) => verdict.unverified.length > 0),
    count(({ verdict }) => verdict.lost),
    count(({ verdict }) => verdict.late),
    Math.round(Math.max(...trials.map(({ asked }) => asked.answerMs))),
  ]
  return `| ${name} | ${cells.join(' | ')} |`
}
