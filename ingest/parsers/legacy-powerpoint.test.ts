import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { writeCompoundFile } from '../../test/write-compound-file.ts'

function atom(type: number, body: Buffer, instance = 0, version = 0): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt16LE((instance << 4) | version, 0)
  head.writeUInt16LE(type, 2)
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
const container = (type: number, parts: readonly Buffer[], instance = 0) =>
  atom(type, Buffer.concat(parts), instance, 15)
const number = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4)
  return bytes
}
const text = (type: number, words: string) => [
  atom(3999, number(type)),
  atom(4000, Buffer.from(words, 'utf16le')),
]

/** A presentation whose one slide has its texts in the slide list, as outline text. */
function slides(texts: readonly Buffer[], token = 0xe391c05f): Uint8Array {
  const list = container(4080, [atom(1011, number(2, 0, 0, 0, 0)), ...texts])
  const document = container(1000, [list])
  const slide = container(1006, [])
  const directory = atom(6002, number((2 << 20) | 1, 0, document.length))
  const at = document.length + slide.length
  const edit = atom(4085, number(0, 0, 0, at, 1, 3, 0))
  const user = Buffer.concat([number(0), number(0), number(20, token, at + directory.length), number(0)])
  return writeCompoundFile({
    'PowerPoint Document': Buffer.concat([document, slide, directory, edit]),
    'Current User': user,
  })
}

describe('an old PowerPoint presentation', () => {
  it('gives titles as headings and the lines of its texts', async () => {
    const parsed = await parseBytes(
      slides([...text(0, '糖诺利培训'), ...text(1, '要点一\r要点二'), ...text(4, '单独一句')]),
    )
    expect(show(parsed.blocks)).toEqual(['# 糖诺利培训', '- 要点一', '- 要点二', '单独一句'])
    expect(parsed.pageCount).toBe(1)
  })

  it('tells encrypted, damaged and empty ones apart', async () => {
    expect(await codeOf(parseBytes(slides(text(0, 'a'), 0xf3d1c4df)))).toBe('encrypted')
    expect(await codeOf(parseBytes(slides([])))).toBe('empty')
    expect(await codeOf(parseBytes(writeCompoundFile({ 'PowerPoint Document': Buffer.alloc(99) })))).toBe(
      'damaged',
    )
  })
})
