import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

const HEAD = String.raw`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fnil\fcharset0 Arial;}{\f2\fnil\fcharset2 Symbol;}}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2\outlinelevel1 Custom;}}{\info{\title \'cb\'b5\'c3\'f7\'ca\'e9}{\author someone}}`

const read = async (body: string) => await parseBytes(`${HEAD}${body}}`)

describe('RTF', () => {
  it('reads Chinese in its code page and in Unicode, with the fallback left out', async () => {
    const parsed = await read(String.raw`\pard\f0 \'bd\'fb\'bc\'c9\par \uc1\u20170?\u32773?\f1  abc\par`)
    expect(show(parsed.blocks)).toEqual(['禁忌', '今者 abc'])
    expect(parsed.title).toBe('说明书')
    expect(parsed.mediaType).toBe('application/rtf')
  })

  it('believes Chinese bytes under a font that calls itself Western, but not single accents', async () => {
    const parsed = await read(String.raw`\pard\f1 \'bd\'fb\'bc\'c9\par caf\'e9 noir\par`)
    expect(show(parsed.blocks)).toEqual(['禁忌', 'café noir'])
  })

  it('finds headings by style name, outline level, 【…】 and a short bold line', async () => {
    const parsed = await read(
      String.raw`\pard\s1 Dosage\par\pard\s2 Adults\par\pard {\f0\'a1\'be\'bd\'fb\'bc\'c9\'a1\'bf\'b6\'d4\'b1\'be\'c6\'b7.}\par {\b Storage}\par Keep {\b dry}.\par End of the text.\par Another line.\par`,
    )
    expect(show(parsed.blocks)).toEqual([
      '# Dosage',
      '# Adults',
      '# 【禁忌】',
      '对本品.',
      '# Storage',
      'Keep dry.',
      'End of the text.',
      'Another line.',
    ])
    expect(parsed.blocks[1]).toMatchObject({ level: 2 })
  })

  it('keeps the numbers of lists and reads Symbol as the signs it shows', async () => {
    const parsed = await read(
      String.raw`{\listtext 1.\tab}First\par {\listtext\f2\'b7\tab}Second {\f2\'b3}65\par`,
    )
    expect(show(parsed.blocks)).toEqual(['- 1. First', '- Second ≥65'])
  })

  it('reads tables with their header and merged cells', async () => {
    const row = (cells: readonly string[], more = '') =>
      String.raw`\trowd${more}\cellx1000\cellx2000\cellx3000 ` +
      cells.map((cell) => String.raw`\pard\intbl ${cell}\cell`).join(' ') +
      String.raw`\row `
    const parsed = await read(
      `${row(['Organ', 'Often', 'Rare'], String.raw`\trhdr`)}${row(['Skin', 'rash', 'itch'])}` +
        String.raw`\trowd\cellx2000\cellx3000 \pard\intbl Gut\line and liver\cell \pard\intbl none\cell\row \pard After.\par`,
    )
    expect(show(parsed.blocks)).toEqual([
      '=| Organ | Often | Rare |',
      '| Skin | rash | itch |',
      '| Gut\nand liver | Gut\nand liver | none |',
      'After.',
    ])
  })

  it('leaves out headers, pictures, field codes, comments, hidden and deleted text', async () => {
    const parsed = await read(
      String.raw`{\header Company}{\pict\pngblip 8950}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}} {\*\annotation no}{\v hidden}{\deleted old}new{\*\unknown no}\par`,
    )
    expect(show(parsed.blocks)).toEqual(['link new'])
  })

  it('warns when its end is missing, and says so when nothing is in it', async () => {
    const cut = await parseBytes(String.raw`${HEAD}\pard Begun but never`)
    expect(cut.warnings).toEqual([expect.objectContaining({ code: 'truncated' })])
    expect(await codeOf(read(''))).toBe('empty')
    expect(await codeOf(read(String.raw`{\pict\pngblip 8950}`))).toBe('no_text')
    expect(await codeOf(parseBytes(String.raw`{\rtf1 ${'{'.repeat(50_000)}deep`))).toBe('empty')
  })
})
