import { describe, expect, it } from 'vitest'
import { splitMarkdown } from './split-markdown.ts'

const bytes = (text: string) => Buffer.byteLength(text)
const fits = (parts: readonly string[], limit: number) => parts.every((part) => bytes(part) <= limit)

describe('a text that is too long', () => {
  it('stays whole when it fits, and otherwise loses nothing', () => {
    expect(splitMarkdown('短')).toEqual(['短'])
    const text = Array.from({ length: 400 }, (_, at) => `第${at}段。口服，每次1片。`).join('\n\n')
    const parts = splitMarkdown(text, 2_000)
    expect(fits(parts, 2_000)).toBe(true)
    expect(parts.join('\n\n')).toBe(text)
  })

  it('is cut between characters, also where each has many bytes', () => {
    for (const sign of ['药', '👨‍👩‍👧‍👦', 'é', '𠮷']) {
      for (const shift of ['', 'a', 'ab', 'abc']) {
        const text = shift + sign.repeat(900)
        const parts = splitMarkdown(text, 1_000)
        expect(fits(parts, 1_000)).toBe(true)
        expect(parts.join('')).toBe(text)
        for (const part of parts) expect(part.isWellFormed() && !part.startsWith('\u200d')).toBe(true)
      }
    }
  })

  it('never has a link cut in two', () => {
    const link = `[［1］](https://pharos.example/l/${'x'.repeat(180)})`
    const text = Array.from({ length: 40 }, () => `每日最大剂量不超过4片。${link}`).join('')
    const parts = splitMarkdown(text, 1_000)
    expect(fits(parts, 1_000)).toBe(true)
    expect(parts.join('').match(/\[［1］\]\([^)]*\)/gu)).toHaveLength(40)
    for (const part of parts) expect(part.replace(/\[［1］\]\([^)]*\)/gu, '')).not.toMatch(/[[\]()]/u)
  })

  it('goes on with a table under its head', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `| 王${at} | ${at} |`)
    const parts = splitMarkdown(['| 代表 | 次数 |', '|---|---|', ...rows].join('\n'), 400)
    expect(fits(parts, 400)).toBe(true)
    for (const part of parts) expect(part).toMatch(/^\| 代表 \| 次数 \|\n\|---\|---\|\n\|/u)
    expect(parts.flatMap((part) => part.split('\n').slice(2))).toEqual(rows)
  })

  it('leaves a long quote a quote in every part', () => {
    const parts = splitMarkdown(`> ${'推荐剂量为每日一次。'.repeat(200)} [1]`, 1_000)
    expect(fits(parts, 1_000)).toBe(true)
    for (const part of parts) expect(part.startsWith('> ')).toBe(true)
  })
})
