import { describe, expect, it } from 'vitest'
import type { VisitSummary } from '../../crm/summarise-visits.ts'
import { CHARTS } from './chart-options.ts'
import { createDrawChart } from './draw-chart.ts'

const draw = createDrawChart()
const counted = { n: 0, ids: [] }
const EMPTY: VisitSummary = {
  from: '2026-03-02',
  to: '2026-03-08',
  total: { ...counted, completed: 0 },
  byStatus: [],
  byChannel: [],
  byWeek: [],
  missed: counted,
  reps: [],
  tiers: [],
  attitudes: [],
  topics: [],
  products: [],
  objections: [],
  questions: [],
  asked: [],
  access: [],
  overdue: { ...counted, reps: [] },
  safetyCases: { ...counted, late: 0, forwarded: 0, serious: 0 },
  findings: [],
}

describe('a chart', () => {
  it('says its numbers in the language of the reader', async () => {
    const summary = { ...EMPTY, topics: [{ topic: 'SAFETY', n: 41, ids: [], products: [] }] }
    const svg = await draw.svg(summary, 'topics', 'zh-CN')
    expect(svg).toContain('安全性')
    expect(svg).toContain('41')
    expect(await draw.svg(summary, 'topics', 'en')).toContain('safety')
  })

  it('is a picture of its own size, also where there is nothing to show', async () => {
    for (const chart of CHARTS) {
      const png = await draw.png(EMPTY, chart, 'zh-CN')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBe(1440)
    }
  })

  it('lets no name break the drawing', async () => {
    const reps = [
      {
        userId: 'u',
        name: '<script>"&\u0000',
        completed: 3,
        notMet: 0,
        cancelled: 0,
        planned: 0,
        contacts: 1,
        ids: [],
      },
    ]
    expect(await draw.svg({ ...EMPTY, reps }, 'reps', 'en')).not.toContain('<script>')
  })
})
