/** The figures behind a chart as a table: one row a category, one column a series. Pictures of it tell nothing. */
import type { TableBlock } from '../parsed-document.ts'
import { child, descendants, elements, textOf, type XmlElement } from '../xml.ts'

export function chartTable(part: XmlElement | undefined, page: number): TableBlock | undefined {
  const chart = child(part, 'chart')
  const series = descendants(child(chart, 'plotArea'), 'ser')
  const names = series.map((each) => points(child(each, 'tx'))[0] ?? '')
  const labels = series
    .map((each) => points(child(each, 'cat') ?? child(each, 'xVal')))
    .find((each) => each.length > 0)
  const values = series.map((each) => points(child(each, 'val') ?? child(each, 'yVal')))
  const height = Math.max(0, ...values.map((each) => each.length))
  if (height === 0) return undefined
  const caption = descendants(child(chart, 'title'), 't').map(textOf).join('').trim()
  return {
    kind: 'table',
    page,
    ...(caption === '' ? {} : { caption }),
    header: ['', ...names],
    rows: Array.from({ length: height }, (_, row) => ({
      cells: [labels?.[row] ?? String(row + 1), ...values.map((each) => each[row] ?? '')],
      page,
    })),
  }
}

/** Cached points by their index; figures lose the noise of binary fractions. */
function points(source: XmlElement | undefined): readonly string[] {
  const found: string[] = []
  for (const point of descendants(source, 'pt')) {
    const index = Number(point.attributes['idx'] ?? found.length)
    if (index > 10_000) continue
    const text = elements(point, 'v').map(textOf).join(' ').trim()
    found[index] = /^-?\d+\.\d{6,}/.test(text) ? String(Number(Number(text).toPrecision(6))) : text
  }
  return Array.from(found, (each) => each ?? '')
}
