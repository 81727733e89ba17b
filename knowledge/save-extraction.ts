/**
 * Writes what was extracted from a version's file: sections, passages, their index rows and what the file
 * tells about the version, in the caller's transaction, so that nobody ever sees half a version. Extracted
 * text is immutable: a version that has it already is left alone.
 */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { tokens } from '../core/text/tokens.ts'
import type { ExtractedSection } from './document.ts'
import { indexPassages } from './index-passages.ts'

export interface Extraction {
  /** As judged by the file's content. */
  readonly mediaType: string
  readonly pageCount: number | null
  /** `zh` or `en`; null when neither. What the uploader said stays. */
  readonly language: string | null
  /** As the document prints it; used when the uploader gave none but the file's name. */
  readonly title: string | null
  readonly sections: readonly ExtractedSection[]
}

export type SavedExtraction =
  | { readonly kind: 'saved'; readonly sections: number; readonly passages: number }
  | { readonly kind: 'already_extracted' }

const ROWS = 400

/** Must run inside a transaction. Throws `not_found`. */
export async function saveExtraction(
  trx: Queryable,
  versionId: string,
  extraction: Extraction,
): Promise<SavedExtraction> {
  const version = await trx
    .selectFrom('versions')
    .select(['extraction', 'title', 'file_name', 'language'])
    .where('id', '=', versionId)
    .forUpdate()
    .executeTakeFirst()
  if (version === undefined) throw new AppError('not_found', 'There is no such version.')
  if (version.extraction === 'done') return { kind: 'already_extracted' }
  // What an attempt of an older program may have left; passages and index rows go with their sections.
  await trx.deleteFrom('sections').where('version_id', '=', versionId).execute()
  const title = titleOf(version, extraction.title)
  await trx
    .updateTable('versions')
    .set({
      extraction: 'done',
      media_type: extraction.mediaType,
      page_count: extraction.pageCount,
      language: version.language ?? extraction.language,
      title,
    })
    .where('id', '=', versionId)
    .execute()
  const ids = await insertSections(trx, versionId, extraction.sections)
  const passages = await insertPassages(trx, versionId, extraction.sections, ids)
  await indexPassages(trx, versionId)
  return { kind: 'saved', sections: ids.length, passages }
}

/** A title that is nothing but the file's name was not given by anybody. */
function titleOf(
  version: { readonly title: string; readonly file_name: string },
  printed: string | null,
): string {
  const stem = version.file_name.replace(/\.[^.\\/]{1,8}$/, '').trim()
  return printed !== null && version.title === stem ? printed.slice(0, 500) : version.title
}

async function insertSections(
  trx: Queryable,
  versionId: string,
  sections: readonly ExtractedSection[],
): Promise<readonly string[]> {
  const rows = sections.map((section, ordinal) => ({
    id: newId(),
    version_id: versionId,
    ordinal,
    heading: section.heading,
    code: section.code,
    path: [...section.path],
    page_from: section.pageFrom,
    page_to: section.pageTo,
    text: section.text,
  }))
  for (let start = 0; start < rows.length; start += ROWS)
    await trx
      .insertInto('sections')
      .values(rows.slice(start, start + ROWS))
      .execute()
  return rows.map((row) => row.id)
}

async function insertPassages(
  trx: Queryable,
  versionId: string,
  sections: readonly ExtractedSection[],
  sectionIds: readonly string[],
): Promise<number> {
  const rows = sections
    .flatMap((section, index) =>
      section.passages.map((passage) => ({ passage, section, id: sectionIds[index]! })),
    )
    .map(({ passage, section, id }, ordinal) => {
      if (section.text.slice(passage.start, passage.end) !== passage.text)
        throw new AppError('internal', 'A passage does not stand in its section.')
      return {
        version_id: versionId,
        section_id: id,
        ordinal,
        text: passage.text,
        start_offset: passage.start,
        end_offset: passage.end,
        page: passage.page,
        kind: passage.kind,
        header: passage.header,
        token_count: tokens(passage.text).length,
      }
    })
  for (let start = 0; start < rows.length; start += ROWS)
    await trx
      .insertInto('passages')
      .values(rows.slice(start, start + ROWS))
      .execute()
  return rows.length
}

/** Marks a version whose file could not be read, unless its text is there already. */
export async function markExtractionFailed(trx: Queryable, versionId: string): Promise<void> {
  await sql`update versions set extraction = 'failed' where id = ${versionId} and extraction <> 'done'`.execute(
    trx,
  )
}
