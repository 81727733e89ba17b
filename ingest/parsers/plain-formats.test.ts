/** Formats that are text themselves: plain text, Markdown, CSV, subtitles, HTML. */
import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'

describe('plain text', () => {
  it('joins lines wrapped at a width, parts 【…】 headings, keeps list items', async () => {
    const wrapped = [
      'This paragraph was wrapped by an old mail program at a fixed width of some',
      'sixty columns, so that its lines must be joined with blanks between them,',
      'as they were written.',
    ]
    const parsed = await parseBytes(
      `【禁忌】对本品过敏者禁用。\n1. 孕妇\n• 儿童\n\n${wrapped.join('\n')}\n`,
      'a.txt',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 【禁忌】',
      '对本品过敏者禁用。',
      '- 1. 孕妇',
      '- • 儿童',
      wrapped.join(' '),
    ])
  })

  it('reads UTF-16 and GBK, and refuses what is empty or no text', async () => {
    const wide = new Uint8Array(Buffer.from('\uFEFF禁忌尚不明确', 'utf16le'))
    expect(show((await parseBytes(wide, 'a.txt')).blocks)).toEqual(['禁忌尚不明确'])
    const gbk = new Uint8Array(Buffer.from('bdfbbcc9c9d0b2bbc3f7c8b7a1a3', 'hex'))
    expect(show((await parseBytes(gbk, 'a.txt')).blocks)).toEqual(['禁忌尚不明确。'])
    expect(await codeOf(parseBytes('', 'a.txt'))).toBe('empty')
    expect(await codeOf(parseBytes(' \n\t', 'a.txt'))).toBe('empty')
    expect(
      await codeOf(
        parseBytes(
          Uint8Array.from({ length: 400 }, (_, at) => (at * 37) % 256),
          'a.txt',
        ),
      ),
    ).toBe('unsupported_type')
    expect(await codeOf(parseBytes('https://example.org/label', 'label.pdf'))).toBe('damaged')
  })
})

describe('Markdown', () => {
  it('keeps headings, lists and tables', async () => {
    const parsed = await parseBytes(
      '---\ntitle: 培训\n---\n# 用法\n\n- 早\n- 晚\n\n| 组 | 剂量 |\n|---|---|\n| 成人 | 10 mg |\n\n## 禁忌\n\n**过敏**者禁用。\n',
      'a.md',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 用法',
      '- 早',
      '- 晚',
      '=| 组 | 剂量 |',
      '| 成人 | 10 mg |',
      '# 禁忌',
      '过敏者禁用。',
    ])
    expect(parsed.title).toBe('培训')
  })
})

describe('CSV', () => {
  it('finds its separator and carries the header', async () => {
    const parsed = await parseBytes('品名;规格;价\n糖诺利;"10 mg; 7片";12\n安必达;5 mg;9\n', 'a.csv')
    expect(show(parsed.blocks)).toEqual([
      '=| 品名 | 规格 | 价 |',
      '| 糖诺利 | 10 mg; 7片 | 12 |',
      '| 安必达 | 5 mg | 9 |',
    ])
  })

  it('names the line of a quotation that never ends', async () => {
    expect(await codeOf(parseBytes('a,b\n"c,d\n', 'a.csv'))).toBe('damaged')
  })
})

describe('subtitles', () => {
  it('joins cues into sentences that open with their time', async () => {
    const srt =
      '1\n00:00:01,000 --> 00:00:03,000\n糖诺利每日一次\n\n2\n00:00:03,200 --> 00:00:05,000\n每次一片。\n\n3\n00:01:20,000 --> 00:01:22,000\n谢谢。\n'
    const parsed = await parseBytes(srt, 'a.srt')
    expect(show(parsed.blocks)).toEqual(['[00:00:01] 糖诺利每日一次 每次一片。', '[00:01:20] 谢谢。'])
    expect(parsed.mediaType).toBe('application/x-subrip')
  })

  it('reads WebVTT with speakers and without its tags', async () => {
    const vtt = 'WEBVTT - 培训\n\nNOTE x\n\n00:01.000 --> 00:02.000 align:start\n<v 讲师>大家<b>好</b>。\n'
    const parsed = await parseBytes(vtt, 'a.vtt')
    expect(show(parsed.blocks)).toEqual(['[00:00:01] 讲师：大家好。'])
    expect(parsed.title).toBe('培训')
    expect(await codeOf(parseBytes('WEBVTT\n\n00:01.000 --> 00:02.000\n\n'))).toBe('empty')
  })
})

describe('HTML', () => {
  it('keeps the text and drops scripts, navigation and footers', async () => {
    const parsed = await parseBytes(
      `<!doctype html><html><head><title>说明书</title><style>p{}</style></head><body><nav><a href="/">首页</a></nav>
       <h1>糖诺利</h1><p>每日<br>一次</p><ol><li>早<li>晚</ol><script>alert(1)</script>
       <table><tr><th>组<th>剂量<tr><td>成人<td>10 mg</table><footer>版权</footer></body></html>`,
      'a.html',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 糖诺利',
      '每日',
      '一次',
      '- 1. 早',
      '- 2. 晚',
      '=| 组 | 剂量 |',
      '| 成人 | 10 mg |',
    ])
    expect(parsed.title).toBe('说明书')
  })

  it('says when nothing is in it, and survives absurd nesting', async () => {
    expect(await codeOf(parseBytes('<html><body><script>1</script></body></html>'))).toBe('empty')
    expect(await codeOf(parseBytes(`<html><body>${'<div>'.repeat(3_000)}x`))).toBe('damaged')
  })
})
