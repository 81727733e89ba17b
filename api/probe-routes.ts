/** For whoever runs the service: is it alive, may it get calls, what is it doing. */
import { z } from 'zod'
import type { ApiDeps } from './deps.ts'
import type { Metrics } from './metrics.ts'
import { failureFields, toApiError } from './problem.ts'
import { publicRoute, type Route, raw } from './route.ts'

/** A check that does not end counts as failed. */
const CHECK_MS = 3000

const readiness = z.object({
  status: z.enum(['ready', 'not_ready']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
})

export function createProbeRoutes(
  deps: Pick<ApiDeps, 'checks' | 'log'>,
  metrics: Metrics,
  isClosing: () => boolean,
): readonly Route[] {
  async function check([name, run]: [string, () => Promise<void>]): Promise<[string, 'ok' | 'failed']> {
    try {
      await withinTime(run())
      return [name, 'ok']
    } catch (error) {
      deps.log.warn('api.check_failed', { check: name, ...failureFields(toApiError(error)) })
      return [name, 'failed']
    }
  }

  return [
    publicRoute({
      method: 'GET',
      path: '/healthz',
      tag: 'Operation',
      summary: 'The process is alive.',
      response: z.object({ status: z.literal('ok') }),
      handle: async () => ({ status: 'ok' }),
    }),
    publicRoute({
      method: 'GET',
      path: '/readyz',
      tag: 'Operation',
      summary: 'The process can answer calls; 503 while something it needs is away.',
      response: readiness,
      async handle() {
        const checks = Object.fromEntries(await Promise.all(Object.entries(deps.checks).map(check)))
        const ready = !isClosing() && Object.values(checks).every((one) => one === 'ok')
        return raw((reply) => {
          reply
            .status(ready ? 200 : 503)
            .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
            .send(JSON.stringify({ status: ready ? 'ready' : 'not_ready', checks }))
        })
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/metrics',
      tag: 'Operation',
      summary: 'Counters and durations for Prometheus.',
      mediaType: 'text/plain',
      async handle() {
        const { text, contentType } = await metrics.read()
        return raw((reply) => {
          reply.headers({ 'content-type': contentType, 'cache-control': 'no-store' }).send(text)
        })
      },
    }),
  ]
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), CHECK_MS)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
