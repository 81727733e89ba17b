/** Files spoilt at random: every outcome is a document or a coded error that a person can act on. */
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { codeOf } from '../test/parse-bytes.ts'
import { writeCompoundFile } from '../test/write-compound-file.ts'
import { writePdf } from '../test/write-pdf.ts'
import { createParse } from './parse.ts'

const FILE_CODES = [
  'parsed',
  'empty',
  'damaged',
  'encrypted',
  'unsupported_type',
  'needs_converter',
  'needs_ocr',
  'no_text',
  'too_large',
  'zip_bomb',
]
const zip = (parts: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    level: 0,
  })
const W = 'xmlns:w="w"'

const FILES: Readonly<Record<string, Uint8Array>> = {
  'a.pdf': writePdf([
    {
      texts: [
        { text: '【禁忌】', x: 60, y: 700 },
        { text: 'Not for children.', x: 60, y: 680 },
      ],
    },
  ]),
  'a.docx': zip({
    'word/document.xml': `<w:document ${W}><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>文</w:t></w:r></w:p></w:body></w:document>`,
  }),
  'a.xlsx': zip({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="价" r:id="s"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet.xml"/></Relationships>',
    'xl/sheet.xml':
      '<worksheet><sheetData><row><c r="A1"><v>12</v></c><c r="B1"><v>3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>',
  }),
  'a.odt': zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': '<o:c xmlns:o="o" xmlns:t="t"><o:body><o:text><t:p>甲</t:p></o:text></o:body></o:c>',
  }),
  'a.epub': zip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<c><rootfile full-path="b.opf"/></c>',
    'b.opf':
      '<package><manifest><item id="a" href="a.html"/></manifest><spine><itemref idref="a"/></spine></package>',
    'a.html': '<p>甲</p>',
  }),
  'a.doc': writeCompoundFile({
    WordDocument: Buffer.concat([Buffer.from('eca5c10000000000000000020000', 'hex'), Buffer.alloc(1200, 1)]),
    '1Table': Buffer.alloc(64, 2),
  }),
  'a.xls': writeCompoundFile({
    Workbook: Buffer.concat([Buffer.from('0908100000060500', 'hex'), Buffer.alloc(600)]),
  }),
  'a.ppt': writeCompoundFile({
    'PowerPoint Document': Buffer.alloc(900, 15),
    'Current User': Buffer.alloc(40, 1),
  }),
  'a.msg': writeCompoundFile({
    '__properties_version1.0': Buffer.alloc(64),
    '__substg1.0_0037001F': Buffer.from('甲乙', 'utf16le'),
  }),
  'a.rtf': strToU8(
    String.raw`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 S;}}\trowd\cellx1\cellx2\pard\intbl \'bd\'fb\cell b\cell\row\pard\u20170? end\par}`,
  ),
  'a.eml': strToU8(
    'From: a@b.c\r\nSubject: =?utf-8?B?57OW?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>hello<b>there',
  ),
  'a.html': strToU8('<!doctype html><html><body><table><tr><td colspan="2">a<td>b</table><ol><li>c</ol>'),
  'a.srt': strToU8('1\n00:00:01,000 --> 00:00:02,000\n甲\n\n2\n00:00:03,000 --> 00:00:04,000\n乙\n'),
  'a.csv': strToU8('a,b\n"c","d"\n1,2\n'),
  'a.md': strToU8('# a\n\n| b | c |\n|---|---|\n| d | e |\n\n- f\n'),
  'a.txt': strToU8('【禁忌】对本品过敏者禁用。\n'),
}

const parse = createParse({ timeLimitMs: 20_000, ocrProgram: '/nowhere/tesseract' })
afterAll(async () => await parse.close())

describe('spoilt files', () => {
  for (const [fileName, whole] of Object.entries(FILES)) {
    it(`end in a code, whatever is cut from or changed in ${fileName}`, async () => {
      const random = randomOf(fileName)
      const wrong: string[] = []
      for (let round = 0; round < 10; round += 1) {
        const code = await codeOf(parse.parse({ bytes: spoil(whole, random, round), fileName }))
        if (!FILE_CODES.includes(code)) wrong.push(`round ${round}: ${code}`)
      }
      expect(wrong).toEqual([])
    })
  }
})

/** Round 0 is whole; then by turns a cut, a few changed bytes, a stretch that is repeated or zeroed. */
function spoil(whole: Uint8Array, random: () => number, round: number): Uint8Array {
  const at = () => Math.floor(random() * whole.length)
  if (round === 0) return whole
  if (round % 3 === 1) return whole.slice(0, Math.max(1, at()))
  const bytes = Uint8Array.from(whole)
  if (round % 3 === 2) {
    for (let count = 0; count < 1 + round; count += 1) bytes[at()] = Math.floor(random() * 256)
    return bytes
  }
  const [from, to] = [at(), at()].toSorted((a, b) => a - b)
  if (round % 2 === 0) return bytes.fill(0, from, to)
  return new Uint8Array(Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]))
}

/** Numbers 0..1 that are the same in every run (mulberry32). */
function randomOf(name: string): () => number {
  let state = [...name].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
