/**
 * The example company as a corpus: its real files through the same upload, parsing, review and publication
 * that a first start has (main/load-examples.ts). Without `tesseract` the scanned label stays unread, and
 * questions that need it are left out.
 */
import { createTeamStore } from '../access/team-store.ts'
import { createUserStore } from '../access/user-store.ts'
import { systemClock } from '../core/clock.ts'
import { silentLog } from '../core/log.ts'
import type { Reader } from '../core/reader.ts'
import { createJobs } from '../db/jobs.ts'
import type { EmbeddedDatabase } from '../db/pglite.ts'
import type { PostgresDatabase } from '../db/postgres.ts'
import { createIngestVersion } from '../ingest/ingest-version.ts'
import { createParse } from '../ingest/parse.ts'
import { createDocumentStore } from '../knowledge/document-store.ts'
import { INGEST_QUEUE, type IngestPayload } from '../knowledge/ingest-queue.ts'
import { createProductStore } from '../knowledge/products.ts'
import { createPublishVersion } from '../knowledge/publish.ts'
import { createReview } from '../knowledge/review.ts'
import { createLoadExampleCustomers } from '../main/load-example-customers.ts'
import { createLoadExamples } from '../main/load-examples.ts'

/** A representative of the example company, of the team that sees everything of its district. */
export const EXAMPLE_REP: Reader = {
  userId: 'U08',
  roles: ['rep'],
  teamIds: ['T-JC', 'T-EAST', 'T-CN'],
  locale: 'zh-CN',
  timezone: 'Asia/Shanghai',
}

/** What the corpus is made of, besides the code that every corpus depends on. */
export const EXAMPLE_FILES: readonly string[] = [
  'examples/files',
  'examples/manifest.json',
  'examples/company.json',
  'examples/people.json',
  'ingest',
  'main/load-examples.ts',
]

/** Resolves to nothing; a file that cannot be read for want of a program is left out. */
export async function buildExamples(database: EmbeddedDatabase | PostgresDatabase): Promise<void> {
  const { locale, timezone } = EXAMPLE_REP
  const base = { database, clock: systemClock, log: silentLog }
  const jobs = await createJobs({ database, queues: [INGEST_QUEUE] })
  const parse = createParse()
  const ingestVersion = createIngestVersion({ ...base, parse })
  await jobs.work<IngestPayload>(INGEST_QUEUE, { concurrency: 1 }, (job) =>
    ingestVersion(job.data, job.signal),
  )
  await jobs.start()
  try {
    const load = createLoadExamples({
      ...base,
      teams: createTeamStore(base),
      users: createUserStore({ ...base, locale, timezone }),
      products: createProductStore(base),
      documents: createDocumentStore({ ...base, jobs, timezone }),
      review: createReview(base),
      publish: createPublishVersion({ ...base, timezone }),
      loadCustomers: createLoadExampleCustomers({ ...base, timezone }),
    })
    await load(({ title, failed }) => {
      if (failed === null) return
      if (failed !== 'needs_ocr') throw new Error(`${title}: ${failed}`)
      console.error(`${title}: ${failed}, its questions are left out.`)
    })
  } finally {
    await jobs.stop()
    await parse.close()
  }
}
