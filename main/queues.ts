/** Every queue of the house; they are created when the database is opened, so that enqueuing never has to. */
import { EMBEDDING_QUEUES } from '../knowledge/embed-passages.ts'
import { INGEST_QUEUE } from '../knowledge/ingest-queue.ts'

export const QUEUES: readonly string[] = [INGEST_QUEUE, ...EMBEDDING_QUEUES]
