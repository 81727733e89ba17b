import { describe, expect, it } from 'vitest'
import { codeOf, parseBytes, show } from '../../test/parse-bytes.ts'
import { writeCompoundFile } from '../../test/write-compound-file.ts'

function record(type: number, ...values: (number | Buffer)[]): Buffer {
  const body = Buffer.concat(
    values.map((value) => (typeof value === 'number' ? Buffer.from([value & 255, value >> 8]) : value)),
  )
  return Buffer.concat([Buffer.from([type & 255, type >> 8, body.length & 255, body.length >> 8]), body])
}

const double = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}
const wide = (text: string) => Buffer.concat([Buffer.from([1]), Buffer.from(text, 'utf16le')])
const begin = (version: number, kind: number) => record(0x0809, version, kind, 0, 0, 0, 0, 0, 0)
const END = record(0x000a)

/** One sheet of texts and numbers, BIFF8. */
function workbook(
  rows: readonly (readonly (string | number)[])[],
  options: { locked?: boolean; version?: number } = {},
) {
  const start = begin(options.version ?? 0x0600, 5)
  const lock = options.locked === true ? record(0x002f, 0, 0, 0) : Buffer.alloc(0)
  const name = '价格'
  const entry = (offset: number) =>
    record(0x0085, offset & 0xffff, offset >> 16, 0, Buffer.from([name.length]), wide(name))
  const offset = start.length + lock.length + entry(0).length + END.length
  const cells = rows.flatMap((row, at) =>
    row.map((value, column) =>
      typeof value === 'number'
        ? record(0x0203, at, column, 0, double(value))
        : record(0x0204, at, column, 0, value.length, wide(value)),
    ),
  )
  const stream = Buffer.concat([start, lock, entry(offset), END, begin(0x0600, 0x10), ...cells, END])
  return writeCompoundFile({ Workbook: stream })
}

describe('an old Excel workbook', () => {
  it('gives its sheets as tables', async () => {
    const parsed = await parseBytes(
      workbook([
        ['品名', '剂量'],
        ['糖诺利', 10.5],
        ['安必达', 20],
      ]),
      'a.xls',
    )
    expect(show(parsed.blocks)).toEqual([
      '# 价格',
      '=| 品名 | 剂量 |',
      '| 糖诺利 | 10.5 |',
      '| 安必达 | 20 |',
    ])
    expect(parsed.pageCount).toBe(1)
  })

  it('tells encrypted, older, damaged and empty ones apart', async () => {
    expect(await codeOf(parseBytes(workbook([['a']], { locked: true })))).toBe('encrypted')
    expect(await codeOf(parseBytes(workbook([['a']], { version: 0x0500 })))).toBe('needs_converter')
    expect(await codeOf(parseBytes(writeCompoundFile({ Workbook: Buffer.alloc(100) })))).toBe(
      'needs_converter',
    )
    expect(await codeOf(parseBytes(workbook([])))).toBe('empty')
    expect(await codeOf(parseBytes(workbook([['a', 'b']]).subarray(0, 700)))).toBe('damaged')
  })
})
