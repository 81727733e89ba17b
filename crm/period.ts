/** Periods of a plan as companies write them, as half-open days: `from` counts, `to` does not. */

export interface Period {
  readonly from: string
  readonly to: string
}

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 上: 1, 下: 2 }

/** 2026-11, 2026/11, 202611, 2026年11月; 2026Q4, 2026年第四季度; 2026H1, 2026年上半年; 2026, 2026年; else undefined. */
export function readPeriod(cell: string): Period | undefined {
  const text = cell.normalize('NFKC').replace(/\s+/gu, '')
  const month = /^(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))$/u.exec(text)
  if (month !== null) return months(Number(month[1]), Number(month[2] ?? month[3]), 1)
  const quarter =
    /^(\d{4})[-/.年]?(?:Q([1-4])|第?([一二三四1-4])季度?)$/iu.exec(text) ??
    /^Q([1-4])[-/.]?(\d{4})$/iu.exec(text)
  if (quarter !== null) {
    const turned = /^Q/iu.test(text)
    const year = Number(turned ? quarter[2] : quarter[1])
    const number = digit(turned ? quarter[1] : (quarter[2] ?? quarter[3]))
    return months(year, (number - 1) * 3 + 1, 3)
  }
  const half = /^(\d{4})[-/.年]?(?:H([12])|([上下])半年)$/iu.exec(text)
  if (half !== null) return months(Number(half[1]), (digit(half[2] ?? half[3]) - 1) * 6 + 1, 6)
  const year = /^(\d{4})年?(?:全年|度)?$/u.exec(text)
  return year === null ? undefined : months(Number(year[1]), 1, 12)
}

/** The month, quarter or year that the day is in. */
export function periodAround(day: string, length: 'month' | 'quarter' | 'year'): Period {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const count = { month: 1, quarter: 3, year: 12 }[length]
  return months(year, Math.floor((month - 1) / count) * count + 1, count)!
}

function digit(text: string | undefined): number {
  return DIGITS[text ?? ''] ?? Number(text)
}

function months(year: number, first: number, count: number): Period | undefined {
  if (year < 1900 || year > 2200 || first < 1 || first > 12) return undefined
  const day = (month: number) => new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10)
  return { from: day(first), to: day(first + count) }
}
