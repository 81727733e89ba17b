/**
 * Vectors follow the passages: a version's are made by a job that its saving transaction enqueues; all that
 * are missing, for instance after the wanted model changed, by one job in the background. Until every passage
 * has its vector of the wanted model, those of the model before serve and new versions get both. A question
 * never waits for any of this: passages are found by their words at once.
 */
import type { Clock } from '../core/clock.ts'
import type { Database, Queryable } from '../core/database.ts'
import type { Embedder, Embedders } from '../core/embedder.ts'
import { toAppError } from '../core/errors.ts'
import type { Jobs } from '../core/jobs.ts'
import { type Log, silentLog } from '../core/log.ts'
import { embedTexts } from './embed-texts.ts'
import {
  activateModel,
  countVectors,
  findActiveModel,
  passagesWithout,
  saveProgress,
  saveVectors,
} from './passage-vectors.ts'
import type { VectorIndex } from './vector-index.ts'

export const EMBED_VERSION_QUEUE = 'embed-version'
export const EMBED_ALL_QUEUE = 'embed-all'
export const EMBEDDING_QUEUES: readonly string[] = [EMBED_VERSION_QUEUE, EMBED_ALL_QUEUE]

export interface EmbedPassagesDeps {
  readonly database: Database
  readonly clock: Clock
  readonly jobs: Jobs
  readonly embedders: Embedders
  readonly vectorIndex: VectorIndex
  readonly log?: Log
  /** Passages per call of the embedder; default 64. */
  readonly batchSize?: number
}

export interface EmbedPassages {
  /** Orders the vectors of a version in the transaction that saves its passages. */
  afterSave(trx: Queryable, versionId: string): Promise<void>
  /** Orders whatever is missing; a worker does so at its start. At most one such job waits or runs. */
  orderAll(): Promise<void>
  /** Registers the handlers of both queues; what a worker does. */
  work(): Promise<void>
  embedVersion(versionId: string, signal?: AbortSignal): Promise<void>
  /** Throws when it was interrupted or the embedder failed; begun again it goes on where it was. */
  embedAll(signal?: AbortSignal): Promise<void>
}

const BATCH = 64
/** The server of a model may be away for hours: with the queue's longest pause this is about a week. */
const PATIENCE = 1000

export function createEmbedPassages(deps: EmbedPassagesDeps): EmbedPassages {
  const { database, clock, jobs, embedders, vectorIndex, log = silentLog, batchSize = BATCH } = deps

  /** Makes the missing vectors batch by batch, each saved at once. Answers how many. */
  async function fill(
    embedder: Embedder,
    scope: { readonly versionId?: string },
    signal: AbortSignal | undefined,
    saved: (count: number) => Promise<void> = async () => undefined,
  ): Promise<number> {
    let after = 0
    let made = 0
    for (;;) {
      signal?.throwIfAborted()
      const missing = await passagesWithout(database.query, embedder.id, {
        ...scope,
        after,
        limit: batchSize,
      })
      const last = missing.at(-1)
      if (last === undefined) return made
      const vectors = await embedTexts(
        embedder,
        missing.map((one) => one.text),
        signal,
      )
      await saveVectors(
        database.query,
        embedder.id,
        missing.map((one, at) => ({ passageId: one.passageId, vector: vectors[at]! })),
      )
      after = last.passageId
      made += missing.length
      await saved(made)
    }
  }

  /** The model that serves now, when it is another than the wanted one and can still be reached. */
  async function serving(): Promise<Embedder | undefined> {
    const active = await findActiveModel(database.query)
    return active === null || active === embedders.wanted.id ? undefined : embedders.find(active)
  }

  async function embedVersion(versionId: string, signal?: AbortSignal): Promise<void> {
    const before = await serving()
    if (before !== undefined) {
      try {
        await fill(before, { versionId }, signal)
      } catch (error) {
        signal?.throwIfAborted()
        // The model that is being left may be gone already; the version is found by its words meanwhile.
        log.warn('embedding.previous_model', { versionId, code: toAppError(error).code })
      }
    }
    const made = await fill(embedders.wanted, { versionId }, signal)
    await vectorIndex.ensure(embedders.wanted.id)
    log.debug('embedding.version', { versionId, made })
  }

  async function embedAll(signal?: AbortSignal): Promise<void> {
    const model = embedders.wanted.id
    const started = await countVectors(database.query, model)
    const report = (made: number) => {
      const done = started.done + made
      return saveProgress(database.query, { model, done, total: Math.max(started.total, done) }, clock.now())
    }
    let made = 0
    do {
      const before = made
      made += await fill(embedders.wanted, {}, signal, (count) => report(before + count))
      await vectorIndex.ensure(model)
      // Versions that were saved meanwhile are the next round's.
    } while (!(await activateModel(database, model, clock.now())))
    await report(made)
    await vectorIndex.dropOthers(model)
    if (made > 0) log.info('embedding.complete', { model, made })
  }

  return {
    afterSave: (trx, versionId) =>
      jobs.enqueue(trx, EMBED_VERSION_QUEUE, { versionId }, { retryLimit: PATIENCE }),
    orderAll: () =>
      jobs.enqueue(database.query, EMBED_ALL_QUEUE, {}, { singletonKey: 'all', retryLimit: PATIENCE }),
    async work() {
      await jobs.work<{ versionId: string }>(EMBED_VERSION_QUEUE, { concurrency: 1 }, (job) =>
        embedVersion(job.data.versionId, job.signal),
      )
      await jobs.work(EMBED_ALL_QUEUE, { concurrency: 1 }, (job) => embedAll(job.signal))
    },
    embedVersion,
    embedAll,
  }
}
