import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { writeCompoundFile } from '../../test/write-compound-file.ts'

describe('mail', () => {
  it('gives subject, sender and text, and names the attachments', async () => {
    const eml = [
      'From: =?utf-8?B?5byg5LiJ?= <a@example.org>',
      'To: b@example.org',
      'Subject: =?utf-8?B?57OW6K+65Yip?=',
      'Date: Sun, 01 Mar 2026 08:00:00 +0800',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="x"',
      '',
      '--x',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<p>请查收<b>新</b>说明书。</p>').toString('base64'),
      '--x',
      'Content-Type: application/pdf; name="label.pdf"',
      'Content-Disposition: attachment; filename="label.pdf"',
      '',
      'x',
      '--x--',
    ].join('\r\n')
    const parsed = await parseBytes(eml, 'a.eml')
    expect(show(parsed.blocks)).toEqual(['# 糖诺利', '张三 · 2026-03-01 00:00', '请查收新说明书。'])
    expect(parsed.warnings).toEqual([expect.objectContaining({ code: 'part_skipped' })])
    expect(await codeOf(parseBytes('From: a@example.org\r\nTo: b@example.org\r\n\r\n'))).toBe('empty')
  })

  it('reads Outlook messages', async () => {
    const text = (words: string) => Buffer.from(words, 'utf16le')
    const properties = (entries: readonly (readonly [number, number])[]) => {
      const bytes = Buffer.alloc(32 + entries.length * 16)
      entries.forEach(([tag, length], at) => {
        bytes.writeUInt32LE(tag, 32 + at * 16)
        bytes.writeUInt32LE(6, 36 + at * 16)
        bytes.writeUInt32LE(length, 40 + at * 16)
      })
      return bytes
    }
    const message = writeCompoundFile({
      '__properties_version1.0': properties([
        [0x0037001f, 8],
        [0x1000001f, 16],
      ]),
      '__substg1.0_0037001F': text('糖诺利'),
      '__substg1.0_1000001F': text('请查收新说明书。'),
      '__substg1.0_0C1A001F': text('张三'),
    })
    const shown = show((await parseBytes(message, 'a.msg')).blocks).map((line) =>
      line.replaceAll('\u0000', ''),
    )
    expect(shown).toEqual(['# 糖诺利', '张三', '请查收新说明书。'])
  })
})
