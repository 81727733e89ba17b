import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { codeOf } from '../test/parse-bytes.ts'
import { findOcr } from './ocr.ts'

const folder = mkdtempSync(join(tmpdir(), 'ocr-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that answers like tesseract; `body` is what it does when asked to recognise. */
function program(name: string, languages: string, body: string): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    `#!/bin/sh\nif [ "$1" = "--list-langs" ]; then printf '${languages}'; exit 0; fi\n${body}\n`,
  )
  chmodSync(path, 0o755)
  return path
}

const HEAD = 'level\\tpage\\tblock\\tpar\\tline\\tword\\tleft\\ttop\\twidth\\theight\\tconf\\ttext'
const word = (line: number, at: number, text: string, conf: number) =>
  `5\\t1\\t1\\t1\\t${line}\\t${at}\\t${at * 50}\\t${line * 40}\\t40\\t30\\t${conf}\\t${text}`

describe('recognition by a program', () => {
  it('joins words to lines, Chinese without blanks, and mends the brackets of headings', async () => {
    const rows = [
      HEAD,
      word(1, 1, '[', 80),
      word(1, 2, '禁忌', 90),
      word(1, 3, ']', 80),
      word(2, 1, '每日', 90),
      word(2, 2, '10', 90),
      word(2, 3, 'mg', 90),
      word(2, 4, 'daily', 90),
    ]
    const path = program(
      'good',
      'List:\\nchi_sim\\neng\\nosd\\n',
      `cat > /dev/null; printf '${rows.join('\\n')}\\n'`,
    )
    const ocr = await findOcr(path)
    const page = await ocr?.recognize(new Uint8Array([1]))
    expect(page?.lines.map(({ text }) => text)).toEqual(['【禁忌】', '每日10 mg daily'])
    expect(page?.lines[1]).toMatchObject({ left: 50, top: 80, right: 240, bottom: 110 })
    expect(page?.confidence).toBeGreaterThan(80)
  })

  it('tells places as the reader sees them when the picture lies on its side or on its head', async () => {
    // A page of 600 by 800 points: two lines of two words at the top left.
    const upright = [
      [100, 100, 80, 20],
      [200, 100, 80, 20],
      [100, 150, 80, 20],
      [200, 150, 80, 20],
    ] as const
    const turns = {
      upright: { size: [600, 800], place: (x: number, y: number, w: number, h: number) => [x, y, w, h] },
      clockwise: {
        size: [800, 600],
        place: (x: number, y: number, w: number, h: number) => [800 - y - h, x, h, w],
      },
      headlong: {
        size: [600, 800],
        place: (x: number, y: number, w: number, h: number) => [600 - x - w, 800 - y - h, w, h],
      },
      counter: {
        size: [800, 600],
        place: (x: number, y: number, w: number, h: number) => [y, 600 - x - w, h, w],
      },
    }
    for (const [name, { size, place }] of Object.entries(turns)) {
      const words = upright.map(([x, y, w, h], at) => {
        const box = place(x, y, w, h).join('\\t')
        return `5\\t1\\t1\\t1\\t${Math.floor(at / 2)}\\t${at}\\t${box}\\t90\\tw${at}`
      })
      const page = `1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t${size.join('\\t')}\\t-1\\t`
      const tsv = [HEAD, page, ...words].join('\\n')
      const ocr = await findOcr(program(name, 'eng\\n', `cat > /dev/null; printf '${tsv}\\n'`))
      const read = await ocr?.recognize(new Uint8Array([1]))
      expect(read?.size).toEqual({ width: 600, height: 800 })
      expect(
        read?.lines.map(({ text, left, top, right, bottom }) => [text, left, top, right, bottom]),
      ).toEqual([
        ['w0 w1', 100, 100, 280, 120],
        ['w2 w3', 100, 150, 280, 170],
      ])
    }
  })

  it('is absent without the program or without its languages', async () => {
    expect(await findOcr(join(folder, 'none'))).toBeUndefined()
    expect(await findOcr(program('french', 'List:\\nfra\\n', 'true'))).toBeUndefined()
  })

  it('calls a picture damaged that the program cannot read, also when it closes its input', async () => {
    const ocr = await findOcr(program('bad', 'eng\\n', 'exit 1'))
    expect(await codeOf(ocr?.recognize(new Uint8Array(3_000_000)) ?? Promise.resolve())).toBe('damaged')
  })
})
