/** EPUB: the chapters in the order of the spine, each through the HTML reader. It has no pages. */
import { posix } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { finishDocument } from '../finish-document.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { attribute, child, descendants, elements, readXml, textOf } from '../xml.ts'
import { openZip } from '../zip-archive.ts'
import { readHtml } from './html-blocks.ts'

export const parseEpub: Parser = async (source) => {
  const zip = openZip(source.bytes, source.limits.maxUnpackedBytes)
  const container = readXml(zip.get('META-INF/container.xml'))
  const path = attribute(descendants(container, 'rootfile')[0], 'full-path') ?? ''
  const opened = readXml(zip.get(path))
  const items = new Map(
    elements(child(opened, 'manifest'), 'item').map((item) => [attribute(item, 'id') ?? '', item] as const),
  )
  const protectedParts = encryptedParts(zip.find('META-INF/encryption.xml'))
  const spine = elements(child(opened, 'spine'), 'itemref')
  const blocks: Block[] = []
  const warnings: ParseWarning[] = []
  let hasPictures = false
  spine.forEach((reference, index) => {
    const item = items.get(attribute(reference, 'idref') ?? '')
    if (item === undefined || /\bnav\b/.test(attribute(item, 'properties') ?? '')) return
    const part = posix.join(posix.dirname(path), decoded(attribute(item, 'href') ?? ''))
    if (protectedParts.has(part))
      throw new AppError(
        'encrypted',
        'The book is protected against copying. Ask for a copy without protection.',
      )
    const bytes = zip.find(part)
    if (bytes === undefined) {
      warnings.push({ code: 'part_skipped', message: `The chapter ${part} is missing from the file.` })
      return
    }
    const chapter = readHtml(new TextDecoder().decode(bytes), null)
    hasPictures ||= chapter.hasPictures
    if (!chapter.onlyLinks) blocks.push(...chapter.blocks)
    source.onProgress?.((index + 1) / spine.length)
  })
  const title = textOf(child(opened, 'metadata', 'title')).trim()
  return finishDocument(
    { mediaType: 'application/epub+zip', title, pageCount: null, blocks, warnings, hasPictures },
    source.limits,
  )
}

/** A name with a lone "%" is meant as it stands. */
function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference)
  } catch (error) {
    if (error instanceof URIError) return reference
    throw error
  }
}

/** Fonts are often scrambled and do no harm; a scrambled chapter is copy protection. */
function encryptedParts(listing: Uint8Array | undefined): ReadonlySet<string> {
  if (listing === undefined) return new Set()
  return new Set(
    descendants(readXml(listing), 'CipherReference').map((each) => decoded(attribute(each, 'URI') ?? '')),
  )
}
