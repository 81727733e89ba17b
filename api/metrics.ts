/** What Prometheus reads: calls by route and status, how long they took, answers by kind, jobs by state. */
import type { AnswerKind, AnswerMode } from '../assistant/answer.ts'
import type { Database } from '../core/database.ts'
import type { Log } from '../core/log.ts'
import { failureFields, toApiError } from './problem.ts'

export interface Metrics {
  observeCall(method: string, route: string, status: number, seconds: number): void
  countAnswer(kind: AnswerKind, mode?: AnswerMode): void
  /** In the text format of Prometheus. */
  read(): Promise<{ readonly text: string; readonly contentType: string }>
}

interface MetricsDeps {
  readonly database: Database
  readonly log: Log
}

/** The library is loaded after the start; what is counted before that is kept and added. */
export function createMetrics(deps: MetricsDeps): Metrics {
  let early: ((counts: Metrics) => void)[] = []
  let counts: Metrics | undefined
  let loading: Promise<Metrics> | undefined
  const load = () => {
    loading ??= openMetrics(deps).then((opened) => {
      for (const one of early) one(opened)
      early = []
      counts = opened
      return opened
    })
    return loading
  }
  const add = (one: (counts: Metrics) => void) => {
    if (counts !== undefined) return one(counts)
    early.push(one)
    // Nobody waits for it here; whoever reads the metrics does, and is told when it failed.
    load().catch(() => undefined)
  }
  return {
    observeCall: (...call) => add((to) => to.observeCall(...call)),
    countAnswer: (...answer) => add((to) => to.countAnswer(...answer)),
    read: async () => (await load()).read(),
  }
}

async function openMetrics(deps: MetricsDeps): Promise<Metrics> {
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'pharos_' })
  const calls = new Counter({
    name: 'pharos_http_calls_total',
    help: 'Calls by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'pharos_http_call_duration_seconds',
    help: 'How long calls took, by route.',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  const answers = new Counter({
    name: 'pharos_answers_total',
    help: 'Answers by kind, and whether they are quotes or worded by a model.',
    labelNames: ['kind', 'mode'],
    registers: [registry],
  })
  new Gauge({
    name: 'pharos_ingest_jobs',
    help: 'Extractions by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset()
      try {
        const counts = await countJobs(deps.database)
        for (const state of ['waiting', 'running', 'done', 'failed']) {
          this.set({ state }, counts.get(state) ?? 0)
        }
      } catch (error) {
        // The other numbers are needed most while the database is away; these are then simply missing.
        deps.log.warn('api.metrics_incomplete', failureFields(toApiError(error)))
      }
    },
  })
  new Gauge({
    name: 'pharos_model_last_day',
    help: 'Of the chat model on the last day of its use: calls, failures, prompt_tokens, completion_tokens, cost.',
    labelNames: ['model', 'what'],
    registers: [registry],
    async collect() {
      this.reset()
      try {
        for (const { model, ...sums } of await readModelDay(deps.database)) {
          for (const [what, sum] of Object.entries(sums)) this.set({ model, what }, Number(sum))
        }
      } catch (error) {
        deps.log.warn('api.metrics_incomplete', failureFields(toApiError(error)))
      }
    },
  })
  return {
    observeCall(method, route, status, seconds) {
      calls.inc({ method, route, status: String(status) })
      durations.observe({ method, route }, seconds)
    },
    countAnswer(kind, mode = 'verbatim') {
      answers.inc({ kind, mode })
    },
    read: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  }
}

/** The last day on which a model was asked; a day without calls has no row and needs none. */
async function readModelDay(database: Database) {
  const last = database.query.selectFrom('model_usage').select((eb) => eb.fn.max('day').as('day'))
  return await database.query
    .selectFrom('model_usage')
    .select(['model', 'calls', 'failures', 'prompt_tokens', 'completion_tokens', 'cost'])
    .where('day', '=', last)
    .execute()
}

async function countJobs(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query
    .selectFrom('ingest_jobs')
    .select((eb) => ['state', eb.fn.countAll<string>().as('count')])
    .groupBy('state')
    .execute()
  return new Map(rows.map((row) => [row.state, Number(row.count)]))
}
