import { describe, expect, it } from 'vitest'
import { parseBytes, show } from '../../test/parse-bytes.ts'
import { type PdfText, writePdf } from '../../test/write-pdf.ts'

/** A paragraph of full lines of `length` characters, the last one short; each says where it stands. */
function column(name: string, length: number, lines: number, x: number, top: number): readonly PdfText[] {
  return Array.from({ length: lines }, (_, at) => ({
    text: at === lines - 1 ? `${name}终。` : name.padEnd(length, '字'),
    x,
    y: top - at * 14,
  }))
}
const paragraph = (name: string, length: number, lines: number) =>
  `${name.padEnd(length, '字').repeat(lines - 1)}${name}终。`

describe('columns of a page', () => {
  it('are read one after the other where three stand below two', async () => {
    const texts = [
      ...column('甲', 22, 8, 60, 780),
      ...column('乙', 22, 8, 310, 780),
      {
        text: '本说明书由企业根据国家药品监督管理部门核准的内容印制，以下为各规格的使用说明，请仔细阅读。',
        x: 60,
        y: 640,
      },
      ...column('丙', 14, 9, 60, 610),
      ...column('丁', 14, 9, 227, 610),
      ...column('戊', 14, 9, 394, 610),
    ]
    const read = show((await parseBytes(writePdf([{ texts }]))).blocks)
    expect(read).toEqual([
      paragraph('甲', 22, 8),
      paragraph('乙', 22, 8),
      '本说明书由企业根据国家药品监督管理部门核准的内容印制，以下为各规格的使用说明，请仔细阅读。',
      paragraph('丙', 14, 9),
      paragraph('丁', 14, 9),
      paragraph('戊', 14, 9),
    ])
  })

  it('are read one after the other where two stand below three, nothing between them', async () => {
    const texts = [
      ...column('丙', 14, 9, 60, 780),
      ...column('丁', 14, 9, 227, 780),
      ...column('戊', 14, 9, 394, 780),
      ...column('甲', 22, 8, 60, 620),
      ...column('乙', 22, 8, 310, 620),
    ]
    const read = show((await parseBytes(writePdf([{ texts }]))).blocks)
    expect(read).toEqual([
      ...['丙', '丁', '戊'].map((name) => paragraph(name, 14, 9)),
      ...['甲', '乙'].map((name) => paragraph(name, 22, 8)),
    ])
  })
})
