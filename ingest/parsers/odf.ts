/**
 * OpenDocument text (.odt), sheets (.ods) and slides (.odp): one XML part, content.xml, read directly.
 * Deleted text of tracked changes and comments are left out; notes stand after the paragraph that calls them.
 */
import { finishDocument } from '../finish-document.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser, ParseSource } from '../parser.ts'
import { attribute, child, elements, readXml, textOf, type XmlElement } from '../xml.ts'
import { openZip } from '../zip-archive.ts'
import { readOdfBlocks, readOdfCells } from './odf-blocks.ts'
import { readOdfLists } from './odf-lists.ts'
import { sheetBlocks } from './sheet-blocks.ts'

export const parseOdt: Parser = async (source) => {
  const { body, lists, finish } = open(source)
  return finish(readOdfBlocks(child(body, 'text'), null, lists), null)
}

export const parseOds: Parser = async (source) => {
  const { body, finish } = open(source)
  const sheets = elements(child(body, 'spreadsheet'), 'table')
  const blocks = sheets.flatMap((sheet, index) => {
    const name = attribute(sheet, 'name') ?? ''
    return sheetBlocks({ name, rows: readOdfCells(sheet) }, index + 1, sheets.length > 1)
  })
  return finish(blocks, sheets.length)
}

export const parseOdp: Parser = async (source) => {
  const { body, lists, finish } = open(source)
  const slides = elements(child(body, 'presentation'), 'page')
  const blocks = slides.flatMap((slide, index) => readSlide(slide, index + 1, lists))
  return finish(blocks, slides.length)
}

function open(source: ParseSource) {
  const zip = openZip(source.bytes, source.limits.maxUnpackedBytes)
  const content = readXml(zip.get('content.xml'))
  const part = (name: string) => {
    const bytes = zip.find(name)
    return bytes === undefined ? undefined : readXml(bytes)
  }
  const title = textOf(child(part('meta.xml'), 'meta', 'title')).trim()
  const macros = zip.names.some((name) => name.startsWith('Basic/') || name.startsWith('Scripts/'))
  const warnings: readonly ParseWarning[] = macros
    ? [{ code: 'macros_ignored', message: 'The file carries macros. They were neither read nor run.' }]
    : []
  const kind = new TextDecoder().decode(zip.find('mimetype')).trim()
  return {
    body: child(content, 'body'),
    lists: readOdfLists([content, part('styles.xml')]),
    finish: (blocks: readonly Block[], pageCount: number | null) =>
      finishDocument(
        {
          mediaType: kind || 'application/vnd.oasis.opendocument.text',
          title,
          pageCount,
          blocks,
          warnings,
          hasPictures: zip.names.some((name) => name.startsWith('Pictures/')),
        },
        source.limits,
      ),
  }
}

function readSlide(
  slide: XmlElement,
  page: number,
  lists: ReturnType<typeof readOdfLists>,
): readonly Block[] {
  const frames = elements(slide).filter((each) => each.name !== 'notes')
  const isTitle = (frame: XmlElement) => attribute(frame, 'class') === 'title'
  const titles = frames
    .filter(isTitle)
    .flatMap((frame) => readOdfBlocks(frame, page, lists))
    .flatMap((block): readonly Block[] =>
      block.kind === 'table' ? [] : [{ kind: 'heading', text: block.text, page, level: 2 }],
    )
  const rest = frames
    .filter((frame) => !isTitle(frame))
    .flatMap((frame) => readOdfBlocks({ ...slide, children: [frame] }, page, lists))
  const notes = elements(child(slide, 'notes'), 'frame').flatMap((frame) => readOdfBlocks(frame, page, lists))
  if (notes.length === 0) return [...titles, ...rest]
  const chinese = notes.some((block) => block.kind !== 'table' && /\p{Script=Han}/u.test(block.text))
  return [...titles, ...rest, { kind: 'heading', text: chinese ? '备注' : 'Notes', page, level: 3 }, ...notes]
}
