/**
 * Monographs become labels in force, as if each had been uploaded and published: one document a product.
 * The text goes the way of an upload except parsing: sections, passages, index. Products come
 * from the company's table through the same import that the API has.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { systemClock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { newId } from '../core/ids.ts'
import type { Reader } from '../core/reader.ts'
import { withPassages } from '../ingest/passage.ts'
import { readTable } from '../ingest/read-table.ts'
import { sectionDocument } from '../ingest/section.ts'
import { createImportProducts } from '../knowledge/import-products.ts'
import { type Extraction, saveExtraction } from '../knowledge/save-extraction.ts'
import { readLines } from './golden-question.ts'

/** Who asks: a rep. */
export const EVALUATOR: Reader = {
  userId: 'evaluator',
  roles: ['rep'],
  teamIds: [],
  locale: 'zh-CN',
  timezone: 'Asia/Shanghai',
}
/** When the labels came into force; questions are asked now. */
const EFFECTIVE = new Date('2026-01-01T00:00:00+08:00')

const monographSchema = z.object({
  id: z.string(),
  name: z.string(),
  sections: z.record(z.string(), z.string()),
})
type Monograph = z.infer<typeof monographSchema>

/** `folder` holds products.csv and monographs.jsonl.gz. */
export async function buildCorpus(database: Database, folder: string): Promise<void> {
  await createEvaluator(database)
  const rows = readTable(readFileSync(join(folder, 'products.csv')), 'products.csv')
  const imported = await createImportProducts({ database, clock: systemClock })(rows, {
    actorId: EVALUATOR.userId,
    dryRun: false,
  })
  if (imported.rejected.length > 0) {
    throw new Error(`products.csv: ${imported.rejected.length} rows were refused.`)
  }
  for (const line of readLines(join(folder, 'monographs.jsonl.gz'))) {
    await storeLabel(database, monographSchema.parse(line))
  }
}

export async function createEvaluator(database: Database): Promise<void> {
  await database.query
    .insertInto('users')
    .values({
      id: EVALUATOR.userId,
      name: 'Evaluator',
      email: null,
      roles: [...EVALUATOR.roles],
      team_id: null,
      locale: 'zh-CN',
      created_at: EFFECTIVE,
      updated_at: EFFECTIVE,
    })
    .execute()
}

/** A label in force as one upload would give it; its product must exist. */
export async function storeLabel(database: Database, monograph: Monograph): Promise<void> {
  const title = `${monograph.name}说明书`
  await storeInForce(database, {
    kind: 'label',
    name: monograph.id,
    title,
    productIds: [monograph.id],
    bytes: Buffer.from(
      Object.entries(monograph.sections)
        .map(([heading, body]) => `【${heading}】${body}`)
        .join('\n'),
    ),
    extraction: await extract(monograph, title),
  })
}

export interface ReadyDocument {
  readonly kind: 'label' | 'literature'
  /** Of its file; the same bytes under two names are two files. */
  readonly name: string
  readonly title: string
  readonly productIds: readonly string[]
  readonly bytes: Buffer
  readonly extraction: Extraction
}

/** A document whose only version has been read, approved and published. */
export async function storeInForce(database: Database, document: ReadyDocument): Promise<void> {
  const { kind, name, title, bytes } = document
  const [documentId, versionId] = [newId(), newId()]
  const hash = createHash('sha256').update(name).update(bytes).digest('hex')
  await database.transaction(async (trx) => {
    await trx
      .insertInto('files')
      .values({ hash, bytes, size: bytes.length, media_type: 'text/plain', created_at: EFFECTIVE })
      .execute()
    await trx
      .insertInto('documents')
      .values({ id: documentId, kind, title, created_by: EVALUATOR.userId, created_at: EFFECTIVE })
      .execute()
    for (const product_id of document.productIds) {
      await trx.insertInto('document_products').values({ document_id: documentId, product_id }).execute()
    }
    await trx
      .insertInto('versions')
      .values({
        id: versionId,
        document_id: documentId,
        number: 1,
        title,
        language: 'zh',
        state: 'published',
        extraction: 'waiting',
        file_name: `${name}.txt`,
        file_hash: hash,
        media_type: 'text/plain',
        page_count: null,
        effective_from: EFFECTIVE,
        expires_at: null,
        in_force_from: EFFECTIVE,
        in_force_until: null,
        superseded_by: null,
        created_by: EVALUATOR.userId,
        created_at: EFFECTIVE,
        submitted_at: EFFECTIVE,
        approved_at: EFFECTIVE,
        published_at: EFFECTIVE,
        published_by: EVALUATOR.userId,
        withdrawn_at: null,
        withdrawn_by: null,
        reason: null,
      })
      .execute()
    await saveExtraction(trx, versionId, document.extraction)
  })
}

/** The sections and passages that an upload of the monograph as a text would get. */
async function extract(monograph: Monograph, title: string): Promise<Extraction> {
  const blocks = Object.entries(monograph.sections).flatMap(([heading, body]) => [
    { kind: 'paragraph' as const, text: `【${heading}】${body}`, page: null },
  ])
  const document = { mediaType: 'text/plain', pageCount: null, blocks, warnings: [] }
  const { sections } = sectionDocument(document, { kind: 'label', title })
  return {
    mediaType: 'text/plain',
    pageCount: null,
    language: 'zh',
    title: null,
    sections: await withPassages(sections),
  }
}
