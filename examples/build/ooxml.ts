/**
 * What the writers of Word, PowerPoint and Excel files share: parts packed with one fixed date, so that the
 * same source gives the same bytes; relationships, content types and the document's properties.
 */
import { strToU8, zipSync } from 'fflate'
import { NOTICE_EN, NOTICE_ZH } from './read-source.ts'

/** Part name without a leading slash -> its XML, or the bytes of an embedded file. */
export type Parts = Readonly<Record<string, string | Uint8Array>>

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Dates of a zip archive are local time; all of its fields are of this one moment. */
const FIXED = new Date(2026, 0, 1)

export function pack(parts: Parts): Uint8Array {
  const files = Object.entries(parts).map(
    ([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
  )
  return zipSync(Object.fromEntries(files), { level: 9, mtime: FIXED })
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

/** `targets`: relation type -> part, relative to the part that has the relations; ids are rId1, rId2, … */
export function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(([type, target], index) => {
    const full = type.includes('/') ? type : `${OFFICE}/${type}`
    return `<Relationship Id="rId${index + 1}" Type="${full}" Target="${target}"/>`
  })
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`
}

/** `overrides`: part -> content type. */
export function contentTypes(overrides: Readonly<Record<string, string>>): string {
  const own = {
    'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
    ...overrides,
  }
  const items = Object.entries(own).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`,
  )
  const defaults = [
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ].map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`)
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types">${defaults.join('')}${items.join('')}</Types>`
}

/** The package's own relations and properties for a main part. */
export function packageParts(main: string, title: string, date: string): Parts {
  const core = `${PACKAGE}/relationships/metadata/core-properties`
  return {
    '_rels/.rels': relationships([
      ['officeDocument', main],
      [core, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:description>${NOTICE_ZH}。${NOTICE_EN}.</dc:description><dcterms:created xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:created></cp:coreProperties>`,
  }
}
