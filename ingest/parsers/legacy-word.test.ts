import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { writeCompoundFile } from '../../test/write-compound-file.ts'

const TEXT_AT = 1024

/** A Word 97 document of one Unicode piece: the text in the main stream, the piece table in the other. */
function word(
  text: string,
  options: { ident?: number; flags?: number; footnotes?: number } = {},
): Uint8Array {
  const body = Buffer.from(text, 'utf16le')
  const main = Buffer.alloc(TEXT_AT + body.length)
  main.writeUInt16LE(options.ident ?? 0xa5ec, 0)
  main.writeUInt16LE(0x00c1, 2)
  main.writeUInt16LE((options.flags ?? 0) | 0x0200, 10)
  main.writeUInt32LE(TEXT_AT, 0x18)
  main.writeUInt32LE(text.length, 0x4c)
  main.writeUInt32LE(options.footnotes ?? 0, 0x50)
  main.writeUInt32LE(0, 0x01a2)
  body.copy(main, TEXT_AT)
  const pieces = Buffer.alloc(21)
  pieces[0] = 2
  pieces.writeUInt32LE(16, 1)
  pieces.writeUInt32LE(0, 5)
  pieces.writeUInt32LE(text.length, 9)
  pieces.writeUInt32LE(TEXT_AT, 15)
  return writeCompoundFile({ WordDocument: main, '1Table': pieces })
}

describe('an old Word document', () => {
  it('gives paragraphs and 【…】 headings', async () => {
    const parsed = await parseBytes(word('说明书\r【禁忌】对本品过敏者禁用。\r完。\r'), 'a.doc')
    expect(show(parsed.blocks)).toEqual(['说明书', '# 【禁忌】', '对本品过敏者禁用。', '完。'])
    expect(parsed.mediaType).toBe('application/msword')
  })

  it('names what it does not read: notes and text boxes', async () => {
    const parsed = await parseBytes(word('正文。\r注\r', { footnotes: 1 }))
    expect(parsed.warnings).toEqual([expect.objectContaining({ code: 'part_skipped' })])
  })

  it('tells encrypted, older, damaged and empty ones apart', async () => {
    expect(await codeOf(parseBytes(word('a', { flags: 0x0100 })))).toBe('encrypted')
    expect(await codeOf(parseBytes(word('a', { ident: 0xa5dc })))).toBe('needs_converter')
    expect(await codeOf(parseBytes(word('  \r')))).toBe('empty')
    expect(await codeOf(parseBytes(word('abc').subarray(0, 900)))).toBe('damaged')
  })
})
