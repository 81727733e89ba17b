/**
 * PowerPoint 97 to 2003 (.ppt), read from its records (MS-PPT): the slides in the order of the document, the
 * texts of their shapes, titles as headings. Tables of that time are loose shapes and come out as lines.
 */
import { AppError } from '../../core/errors.ts'
import { openCompoundFile } from '../compound-file.ts'
import { finishDocument } from '../finish-document.ts'
import type { Block } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'

interface Record {
  readonly type: number
  readonly instance: number
  readonly start: number
  readonly end: number
  readonly isContainer: boolean
}

interface SlideText {
  readonly type: number
  readonly text: string
}

const USER_EDIT = 4085
const PERSIST_DIRECTORY = 6002
const SLIDE_LIST = 4080
const SLIDE_PERSIST = 1011
const DRAWING = 1036
const CLIENT_TEXT_BOX = 0xf00d
const TEXT_HEADER = 3999
const TEXT_CHARS = 4000
const TEXT_BYTES = 4008
const OUTLINE_REFERENCE = 3998
const TITLES = new Set([0, 6])
const NOTES = 2
const ENCRYPTED_TOKEN = 0xf3d1c4df
const MAX_EDITS = 1_000

export const parsePpt: Parser = async (source) => {
  const container = openCompoundFile(source.bytes)
  const stream = container.find('PowerPoint Document')
  const user = container.find('Current User')
  if (stream === undefined || user === undefined || user.length < 20) throw damaged()
  if (user.readUInt32LE(12) === ENCRYPTED_TOKEN)
    throw new AppError(
      'encrypted',
      'The file is protected by a password. Save a copy without it and upload that.',
    )
  const slides = guarded(() => readSlides(stream, user.readUInt32LE(16)))
  const blocks = slides.flatMap((texts, index) => slideBlocks(texts, index + 1))
  return finishDocument(
    {
      mediaType: 'application/vnd.ms-powerpoint',
      pageCount: slides.length,
      blocks,
      warnings: [],
      hasPictures: container.names.includes('Pictures'),
    },
    source.limits,
  )
}

function readSlides(stream: Buffer, lastEdit: number): readonly (readonly SlideText[])[] {
  const { offsets, documentId } = readPersistDirectory(stream, lastEdit)
  const at = offsets.get(documentId)
  if (at === undefined) throw damaged()
  const document = recordAt(stream, at)
  // Instance 0 lists the slides, 1 the masters, 2 the notes.
  const list = children(stream, document).find((each) => each.type === SLIDE_LIST && each.instance === 0)
  if (list === undefined) return []
  const slides: { id: number; outline: SlideText[] }[] = []
  let type = 4
  for (const record of children(stream, list)) {
    if (record.type === SLIDE_PERSIST) slides.push({ id: stream.readUInt32LE(record.start), outline: [] })
    if (record.type === TEXT_HEADER) type = stream.readUInt32LE(record.start)
    const text = textOf(stream, record)
    if (text !== undefined) slides.at(-1)?.outline.push({ type, text })
  }
  return slides.map(({ id, outline }) => {
    const offset = offsets.get(id)
    const own = offset === undefined ? [] : shapeTexts(stream, recordAt(stream, offset), outline)
    return own.length > 0 ? own : outline
  })
}

/** The texts in the shapes of a slide; a placeholder may refer to its text in the slide list. */
function shapeTexts(stream: Buffer, slide: Record, outline: readonly SlideText[]): readonly SlideText[] {
  return children(stream, slide)
    .filter((each) => each.type === DRAWING)
    .flatMap((drawing) => textBoxes(stream, drawing, 0))
    .flatMap((box) => {
      let type = 4
      return children(stream, box).flatMap((record): readonly SlideText[] => {
        if (record.type === TEXT_HEADER) type = stream.readUInt32LE(record.start)
        if (record.type === OUTLINE_REFERENCE) {
          const referred = outline[stream.readUInt32LE(record.start)]
          return referred === undefined ? [] : [referred]
        }
        const text = textOf(stream, record)
        return text === undefined ? [] : [{ type, text }]
      })
    })
}

function textBoxes(stream: Buffer, parent: Record, depth: number): readonly Record[] {
  if (depth > 30) return []
  return children(stream, parent).flatMap((each) => {
    if (each.type === CLIENT_TEXT_BOX) return [each]
    return each.isContainer ? textBoxes(stream, each, depth + 1) : []
  })
}

function slideBlocks(texts: readonly SlideText[], page: number): readonly Block[] {
  const titles = texts.filter((each) => TITLES.has(each.type))
  const bodies = texts.filter((each) => !TITLES.has(each.type) && each.type !== NOTES)
  return [
    ...titles.map((each): Block => ({ kind: 'heading', text: lines(each.text).join(' '), page, level: 2 })),
    ...bodies.flatMap((each) => {
      const split = lines(each.text)
      return split.map((text): Block => ({ kind: split.length > 1 ? 'list_item' : 'paragraph', text, page }))
    }),
  ]
}

function lines(text: string): readonly string[] {
  // An asterisk alone stands for a slide number or a date.
  return text
    .split('\r')
    .map((line) => line.replaceAll('\u000b', ' ').trim())
    .filter((line) => line !== '' && line !== '*')
}

/** Where each part stands now: edits are chained backwards, the latest position of a part holds. */
function readPersistDirectory(stream: Buffer, lastEdit: number) {
  const offsets = new Map<number, number>()
  let documentId = -1
  let at = lastEdit
  for (let edits = 0; edits < MAX_EDITS; edits += 1) {
    const edit = recordAt(stream, at)
    if (edit.type !== USER_EDIT) throw damaged()
    if (documentId === -1) documentId = stream.readUInt32LE(edit.start + 16)
    const directory = recordAt(stream, stream.readUInt32LE(edit.start + 12))
    if (directory.type !== PERSIST_DIRECTORY) throw damaged()
    for (let entry = directory.start; entry + 4 <= directory.end; ) {
      const head = stream.readUInt32LE(entry)
      const [first, count] = [head & 0xfffff, head >>> 20]
      for (let index = 0; index < count; index += 1) {
        if (!offsets.has(first + index))
          offsets.set(first + index, stream.readUInt32LE(entry + 4 + index * 4))
      }
      entry += 4 + count * 4
    }
    at = stream.readUInt32LE(edit.start + 8)
    if (at === 0) break
  }
  return { offsets, documentId }
}

function children(stream: Buffer, parent: Record): readonly Record[] {
  const found: Record[] = []
  for (let at = parent.start; at + 8 <= parent.end; ) {
    const record = recordAt(stream, at)
    found.push(record)
    at = record.end
  }
  return found
}

function recordAt(stream: Buffer, at: number): Record {
  const head = stream.readUInt16LE(at)
  const end = at + 8 + stream.readUInt32LE(at + 4)
  if (end > stream.length) throw damaged()
  return {
    type: stream.readUInt16LE(at + 2),
    instance: head >> 4,
    start: at + 8,
    end,
    isContainer: (head & 15) === 15,
  }
}

function textOf(stream: Buffer, record: Record): string | undefined {
  if (record.type === TEXT_CHARS) return stream.toString('utf16le', record.start, record.end)
  return record.type === TEXT_BYTES ? stream.toString('latin1', record.start, record.end) : undefined
}

function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error)
  }
}

function damaged(cause?: unknown): AppError {
  return new AppError(
    'damaged',
    'The presentation is damaged. Open it in PowerPoint and save it again as .pptx.',
    { cause },
  )
}
