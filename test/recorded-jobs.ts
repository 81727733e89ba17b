/** The jobs port for store tests: keeps what was enqueued, runs nothing. What a rollback undoes stays here. */
import type { Jobs } from '../core/jobs.ts'

export interface RecordedJobs extends Jobs {
  readonly enqueued: { readonly queue: string; readonly data: object }[]
}

export function recordedJobs(): RecordedJobs {
  const enqueued: { queue: string; data: object }[] = []
  return {
    enqueued,
    async enqueue(_db, queue, data) {
      enqueued.push({ queue, data })
    },
    async work() {},
    async start() {},
    async stop() {},
  }
}
