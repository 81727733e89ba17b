/** Bars as a plain SVG picture, for the README: groups of bars with one colour for each system. */

export interface BarPlot {
  readonly title: string
  readonly systems: readonly string[]
  /** `values` in the order of the systems; `labels` are what is written at the bars. */
  readonly groups: readonly {
    readonly name: string
    readonly values: readonly number[]
    readonly labels: readonly string[]
  }[]
  /** Of the values; `log` for those that lie far apart, then from its least value. */
  readonly scale: { readonly kind: 'linear' | 'log'; readonly from: number; readonly to: number }
}

const WIDTH = 760
const BAR = 16
const GAP = 3
const GROUP_GAP = 18
const LEFT = 150
const RIGHT = 90
const TOP = 84
const COLOURS = ['#2563eb', '#94a3b8', '#d97706', '#059669'] as const
const FONT = 'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"'

export function drawBars({ title, systems, groups, scale }: BarPlot): string {
  const height = (count: number) => count * (BAR + GAP) - GAP + GROUP_GAP
  const total = TOP + groups.reduce((sum, group) => sum + height(group.values.length), 0)
  const legend = systems.map((name, at) => {
    const x = 20 + at * ((WIDTH - 40) / systems.length)
    return `<rect x="${x}" y="46" width="12" height="12" rx="2" fill="${colour(at)}"/>${text(x + 18, 56, name)}`
  })
  let y = TOP
  const bars = groups.flatMap(({ name, values, labels }) => {
    const top = y
    y += height(values.length)
    const middle = top + (height(values.length) - GROUP_GAP) / 2 + 4
    return [
      text(LEFT - 12, middle, name, 'end'),
      ...values.map((value, at) => {
        const barY = top + at * (BAR + GAP)
        const width = Math.max(1, share(value, scale) * (WIDTH - LEFT - RIGHT))
        return `<rect x="${LEFT}" y="${barY}" width="${width.toFixed(1)}" height="${BAR}" rx="2" fill="${colour(at)}"/>${text(LEFT + width + 6, barY + 12, labels[at] ?? '')}`
      }),
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${total}" viewBox="0 0 ${WIDTH} ${total}" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${WIDTH}" height="${total}" fill="#ffffff"/>`,
    `<text x="20" y="28" ${FONT} font-size="16" font-weight="600" fill="#0f172a">${escaped(title)}</text>`,
    ...legend,
    ...bars,
    '</svg>',
    '',
  ].join('\n')
}

const colour = (at: number): string => COLOURS[at % COLOURS.length]!

function share(value: number, { kind, from, to }: BarPlot['scale']): number {
  const part =
    kind === 'linear'
      ? (value - from) / (to - from)
      : Math.log(Math.max(value, from) / from) / Math.log(to / from)
  return Math.min(1, Math.max(0, part))
}

function text(x: number, y: number, said: string, anchor = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" ${FONT} font-size="12" fill="#334155" text-anchor="${anchor}">${escaped(said)}</text>`
}

function escaped(said: string): string {
  return said.replace(
    /[&<>"]/gu,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!,
  )
}
