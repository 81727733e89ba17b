/**
 * Word (.docx, .docm). The document part is read directly, since only there stand the automatic numbers that
 * labels cite, merged cells, tracked changes and the page breaks of the last layout. The story: styles and
 * numbering first, then the body in order (docx-body.ts), then the notes that each block calls for.
 */
import { finishDocument } from '../finish-document.ts'
import { macroWarnings, openOoxml } from '../ooxml-package.ts'
import type { ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { attribute, child, descendants, elements, type XmlElement } from '../xml.ts'
import { readBody } from './docx-body.ts'
import { readNumbering } from './docx-numbering.ts'
import { readStyles } from './docx-styles.ts'
import { paragraphText } from './docx-text.ts'

export const parseDocx: Parser = async (source) => {
  const opened = openOoxml(source, 'word/document.xml')
  const relations = opened.relations(opened.main)
  const part = (type: string) => opened.findXml(relations.find((each) => each.type === type)?.target)
  const styles = readStyles(part('styles'))
  const numbering = readNumbering(part('numbering'))
  source.onProgress?.(0.2)

  const body = child(opened.xml(opened.main), 'body')
  const notes = new Map([
    ...readNotes(part('footnotes'), 'footnote'),
    ...readNotes(part('endnotes'), 'endnote'),
  ])
  const { blocks, lastPage, hasPageBreaks } = readBody(body, { styles, numbering, notes })
  source.onProgress?.(0.9)

  const embedded = relations.filter((each) => ['oleObject', 'package', 'aFChunk'].includes(each.type)).length
  const skipped: readonly ParseWarning[] =
    embedded === 0
      ? []
      : [
          {
            code: 'part_skipped',
            message: `${embedded} embedded files were not read. Upload them on their own.`,
          },
        ]
  return finishDocument(
    {
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      title: opened.title,
      pageCount: hasPageBreaks ? lastPage : null,
      // Without page breaks of a layout nothing is known about pages.
      blocks: hasPageBreaks ? blocks : blocks.map(withoutPage),
      warnings: [...macroWarnings(opened), ...skipped],
      hasPictures: opened.hasPictures,
    },
    source.limits,
  )
}

/** Note id, prefixed by its kind -> its text. */
function readNotes(part: XmlElement | undefined, kind: string): readonly (readonly [string, string])[] {
  return elements(part, kind)
    .filter((note) => attribute(note, 'type') === undefined)
    .map((note) => {
      const paragraphs = descendants(note, 'p').map((each) => paragraphText(each).text.trim())
      return [`${kind}${attribute(note, 'id') ?? ''}`, paragraphs.join('\n')] as const
    })
}

function withoutPage<T extends { readonly page: number | null }>(block: T): T {
  if (!('rows' in block)) return { ...block, page: null }
  const rows = (block.rows as readonly { page: number | null }[]).map((row) => ({ ...row, page: null }))
  return { ...block, page: null, rows }
}
