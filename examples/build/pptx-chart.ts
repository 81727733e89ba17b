/**
 * A column chart of a slide with its figures, as PowerPoint keeps them: cached in the chart and in an
 * embedded workbook, so that "edit data" works.
 */
import { escapeXml, HEAD, OFFICE } from './ooxml.ts'
import { writeWorkbook } from './write-xlsx.ts'

export const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'

export interface Chart {
  readonly title: string
  readonly series: readonly string[]
  readonly rows: readonly { readonly label: string; readonly values: readonly number[] }[]
}

/** First line: the title; second: the column names; then a row each. Cells are parted by "|". */
export function readChart(text: string): Chart {
  const [title = '', head = '', ...rows] = text.split('\n').filter((line) => line.trim() !== '')
  const cells = (line: string) => line.split('|').map((cell) => cell.trim())
  return {
    title: title.trim(),
    series: cells(head).slice(1),
    rows: rows.map((row) => {
      const [label = '', ...values] = cells(row)
      return { label, values: values.map(Number) }
    }),
  }
}

export function chartXml(chart: Chart): string {
  const count = chart.rows.length
  const column = (index: number) => String.fromCharCode(66 + index)
  const points = (values: readonly (string | number)[]) =>
    `<c:ptCount val="${values.length}"/>${values
      .map((value, index) => `<c:pt idx="${index}"><c:v>${escapeXml(String(value))}</c:v></c:pt>`)
      .join('')}`
  const labels = `<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${count + 1}</c:f><c:strCache>${points(chart.rows.map((row) => row.label))}</c:strCache></c:strRef></c:cat>`
  const series = chart.series.map((name, index) => {
    const at = column(index)
    const values = chart.rows.map((row) => row.values[index] ?? 0)
    return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>Sheet1!$${at}$1</c:f><c:strCache>${points([name])}</c:strCache></c:strRef></c:tx><c:invertIfNegative val="0"/>${labels}<c:val><c:numRef><c:f>Sheet1!$${at}$2:$${at}$${count + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(values)}</c:numCache></c:numRef></c:val></c:ser>`
  })
  const shown =
    '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
  const axis = (id: number, other: number, kind: 'catAx' | 'valAx', place: string) =>
    `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${place}"/>${kind === 'catAx' ? '<c:tickLblPos val="low"/>' : ''}<c:crossAx val="${other}"/></c:${kind}>`
  return `${HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${OFFICE}"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN" sz="1400"/><a:t>${escapeXml(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series.join('')}${shown}<c:gapWidth val="120"/><c:axId val="1"/><c:axId val="2"/></c:barChart>${axis(1, 2, 'catAx', 'b')}${axis(2, 1, 'valAx', 'l')}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/></c:chart><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
}

export function chartWorkbook(chart: Chart, date: string): Uint8Array {
  return writeWorkbook({
    sheetName: 'Sheet1',
    title: chart.title,
    date,
    rows: [['组别', ...chart.series], ...chart.rows.map((row) => [row.label, ...row.values])],
  })
}
