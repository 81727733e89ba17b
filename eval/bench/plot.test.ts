import { describe, expect, it } from 'vitest'
import { drawBars } from './plot.ts'

const plot = {
  title: 'A & B <x>',
  systems: ['one', 'two'],
  groups: [{ name: 'first', values: [0.5, 1], labels: ['half', 'all'] }],
  scale: { kind: 'linear', from: 0, to: 1 },
} as const
const widths = (svg: string) =>
  [...svg.matchAll(/width="([\d.]+)" height="16"/gu)].map(([, width]) => Number(width))

describe('a plot of bars', () => {
  it('is as long as its value, and says it', () => {
    const svg = drawBars(plot)
    const [half = 0, all = 0] = widths(svg)
    expect(all / half).toBeCloseTo(2)
    expect(svg).toContain('>half<')
    expect(svg).toContain('A &amp; B &lt;x&gt;')
  })

  it('keeps far values apart on a logarithmic scale, and inside of it', () => {
    const far = { ...plot, groups: [{ name: 'x', values: [10, 1000, 1e9, 0], labels: [] }] }
    const [ten = 0, thousand = 0, most = 0, none = 0] = widths(
      drawBars({ ...far, scale: { kind: 'log', from: 1, to: 10_000 } }),
    )
    expect(thousand / ten).toBeCloseTo(3, 1)
    expect(most / ten).toBeCloseTo(4, 1)
    expect(none).toBe(1)
  })
})
