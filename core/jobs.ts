/**
 * The port for work that outlives a call. A write and its job commit together:
 * `enqueue` takes the caller's transaction, so a rolled-back write leaves no job.
 */
import type { Queryable } from './database.ts'

export interface JobOptions {
  /** At most one waiting or running job with this key. */
  readonly singletonKey?: string
  /** Not before this moment. */
  readonly startAfter?: Date
  readonly retryLimit?: number
}

export interface Job<T> {
  readonly id: string
  readonly data: T
  readonly signal: AbortSignal
}

export interface Jobs {
  enqueue<T extends object>(db: Queryable, queue: string, data: T, options?: JobOptions): Promise<void>
  /** Registers the handler of a queue; a thrown error is retried with back-off, then kept as failed. */
  work<T extends object>(
    queue: string,
    options: { concurrency: number },
    handle: (job: Job<T>) => Promise<void>,
  ): Promise<void>
  start(): Promise<void>
  /** Waits for running handlers, then stops. */
  stop(): Promise<void>
}
