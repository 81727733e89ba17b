/**
 * What each chart of a summary shows, as ECharts options: plain data, no drawing. Charts are read on a phone: few
 * colours that stay apart for the colour-blind, numbers at the bars, no grid where a number says it.
 */
import type { EChartsCoreOption } from 'echarts/core'
import { type MessageKey, message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import type { VisitSummary } from '../../crm/summarise-visits.ts'

export const CHARTS = ['weeks', 'tiers', 'attitudes', 'topics', 'objections', 'reps', 'channels'] as const
export type Chart = (typeof CHARTS)[number]

/** The font beside the painter; a page has it not and takes what the machine has. */
export const OWN_FONT = 'Pharos Sans'
const FONT = `${OWN_FONT}, PingFang SC, Microsoft YaHei, Noto Sans SC, sans-serif`
const INK = '#1f2933'
const QUIET = '#5f6b76'
const LINE = '#d5dbe1'
const BLUE = '#2f6f9f'
const PALE = '#b9cfe0'
const ORANGE = '#d9822b'
const ATTITUDE_COLOURS: Readonly<Record<string, string>> = {
  positive: '#2e8b6f',
  neutral: '#9fb3c3',
  mixed: '#e2b33c',
  negative: '#c4513d',
  unknown: '#e4e8ec',
}
/** Bars that a phone can still tell apart. */
const MOST_BARS = 12
/** Columns likewise; of more weeks the last are shown. */
const MOST_WEEKS = 26

export interface ChartPicture {
  readonly option: EChartsCoreOption
  /** Of the picture, in CSS pixels. */
  readonly height: number
}

/** In CSS pixels: so wide a picture is read on a phone without enlarging it. */
export const CHART_WIDTH = 480

/** The chart's options with its title; a chart without data says so. */
export function chartOptions(summary: VisitSummary, chart: Chart, locale: Locale): ChartPicture {
  const say = (key: MessageKey, params = {}) => message(locale, key, params)
  const drawn = DRAW[chart](summary, say)
  const title = {
    text: say(`chart_${chart}`),
    subtext: `${summary.from} – ${summary.to}`,
    left: 20,
    top: 14,
    itemGap: 4,
    textStyle: { color: INK, fontSize: 18, fontWeight: 'normal', fontFamily: FONT },
    subtextStyle: { color: QUIET, fontSize: 13, fontFamily: FONT },
  }
  const base = { animation: false, backgroundColor: '#ffffff', textStyle: { fontFamily: FONT, color: INK } }
  if (drawn === null) {
    return {
      height: 180,
      option: {
        ...base,
        title,
        graphic: {
          type: 'text',
          left: 'center',
          top: 100,
          style: { text: say('chart_empty'), fill: QUIET, font: `15px ${FONT}` },
        },
      },
    }
  }
  return { height: drawn.height, option: { ...base, title, ...drawn.option } }
}

type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string
type Draw = (summary: VisitSummary, say: Say) => ChartPicture | null

const DRAW: Readonly<Record<Chart, Draw>> = {
  weeks({ byWeek }, say) {
    const weeks = byWeek.slice(-MOST_WEEKS)
    if (weeks.length === 0) return null
    return columns(
      weeks.map((one) => one.week.slice(5)),
      [
        { name: say('visit_status_completed'), colour: BLUE, values: weeks.map((one) => one.completed) },
        { name: say('chart_not_done'), colour: PALE, values: weeks.map((one) => one.n - one.completed) },
      ],
      { stacked: true, labels: weeks.length <= 13 },
    )
  },

  tiers({ tiers }, say) {
    const shown = tiers.filter((one) => one.contacts > 0)
    if (shown.length === 0) return null
    return columns(
      shown.map((one) => (one.tier === '' ? say('sum_no_tier') : one.tier)),
      [
        {
          name: say('chart_covered'),
          colour: BLUE,
          values: shown.map((one) => share(one.visited, one.contacts)),
        },
        {
          name: say('chart_attained'),
          colour: ORANGE,
          values: shown.map((one) => (one.expected > 0 ? share(one.plannedCalls, one.expected) : null)),
        },
      ],
      { stacked: false, labels: true, unit: '%' },
    )
  },

  attitudes({ attitudes }, say) {
    const weeks = [...new Set(attitudes.map((one) => one.week))].slice(-MOST_WEEKS)
    if (weeks.length === 0) return null
    return columns(
      weeks.map((week) => week.slice(5)),
      Object.entries(ATTITUDE_COLOURS).map(([attitude, colour]) => ({
        name: say(`attitude_${attitude}` as MessageKey),
        colour,
        values: weeks.map(
          (week) => attitudes.find((one) => one.week === week && one.attitude === attitude)?.n ?? 0,
        ),
      })),
      { stacked: true, labels: false },
    )
  },

  topics: ({ topics }, say) => bars(topics.map((one) => [say(`topic_${one.topic}` as MessageKey), one.n])),

  objections({ objections, products }, say) {
    const names = new Map(products.map((one) => [one.productId, one.name]))
    return bars(
      objections.map((one) => [
        [say(`objection_${one.category}` as MessageKey), names.get(one.productId ?? '')]
          .filter(Boolean)
          .join(' · '),
        one.n,
      ]),
    )
  },

  reps({ reps }, say) {
    const shown = reps.slice(0, MOST_BARS)
    const rest = reps.slice(MOST_BARS)
    const others: readonly (readonly [string, number])[] =
      rest.length === 0
        ? []
        : [[say('chart_others', { n: rest.length }), rest.reduce((sum, one) => sum + one.completed, 0)]]
    return bars([...shown.map((one) => [one.name, one.completed] as const), ...others], MOST_BARS + 1)
  },

  channels: ({ byChannel }, say) =>
    bars(
      byChannel
        .toSorted((a, b) => b.n - a.n)
        .map((one) => [say(`visit_channel_${one.channel}` as MessageKey), one.n]),
    ),
}

interface Series {
  readonly name: string
  readonly colour: string
  readonly values: readonly (number | null)[]
}

function columns(
  names: readonly string[],
  series: readonly Series[],
  options: { readonly stacked: boolean; readonly labels: boolean; readonly unit?: string },
): ChartPicture {
  const { stacked, labels, unit = '' } = options
  const shown = series.filter((one) => one.values.some((value) => value !== null && value > 0))
  return {
    height: 400,
    option: {
      legend: {
        left: 18,
        top: 68,
        itemWidth: 11,
        itemHeight: 11,
        itemGap: 12,
        textStyle: { color: INK, fontSize: 13, fontFamily: FONT },
      },
      grid: { left: 52, right: 24, top: 118, bottom: 42 },
      xAxis: {
        type: 'category',
        data: [...names],
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: QUIET, fontSize: 13, fontFamily: FONT, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: 4,
        splitLine: { lineStyle: { color: '#edf0f3' } },
        axisLabel: { color: QUIET, fontSize: 12, fontFamily: FONT, formatter: `{value}${unit}` },
      },
      series: shown.map((one, index) => ({
        type: 'bar',
        name: one.name,
        data: [...one.values],
        barMaxWidth: 44,
        itemStyle: { color: one.colour },
        ...(stacked ? { stack: 'all' } : {}),
        label: {
          show: labels && (!stacked || index === 0),
          position: stacked ? 'insideTop' : 'top',
          color: stacked ? '#ffffff' : INK,
          fontSize: 13,
          fontFamily: FONT,
          formatter: ({ value }: { readonly value: number | null }) =>
            value === null || value === 0 ? '' : `${value}${unit}`,
        },
        labelLayout: { hideOverlap: true },
      })),
    },
  }
}

/** Bars that lie, the longest on top, with their numbers behind them. */
function bars(lines: readonly (readonly [string, number])[], most = MOST_BARS): ChartPicture | null {
  const shown = lines.filter(([, value]) => value > 0).slice(0, most)
  if (shown.length === 0) return null
  return {
    height: 88 + shown.length * 32,
    option: {
      grid: {
        left: 20,
        right: 64,
        top: 72,
        bottom: 12,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        // A control character would make the SVG no XML.
        data: shown.map(([name]) => name.toWellFormed().replace(/\p{Cc}/gu, ' ')),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: INK, fontSize: 14, fontFamily: FONT, width: 210, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: shown.map(([, value]) => value),
          barWidth: 18,
          itemStyle: { color: BLUE, borderRadius: [0, 3, 3, 0] },
          label: { show: true, position: 'right', color: INK, fontSize: 14, fontFamily: FONT },
        },
      ],
    },
  }
}

/** Percent, whole. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100)
}
