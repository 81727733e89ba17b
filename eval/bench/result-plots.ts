/** What the bench measured, as plots. */
import { drawBars } from './plot.ts'
import type { QualityLine } from './quality.ts'
import type { SpeedLine } from './speed.ts'

/** As short as a legend wants it. */
const shortName = (system: string): string => system.replace(/ as shipped.*$/u, '').replace(/, .*$/u, '')

export function plotQuality(lines: readonly QualityLine[]): string {
  const group = (name: string, pick: (line: QualityLine) => number) => ({
    name,
    values: lines.map(pick),
    labels: lines.map((line) => pick(line).toFixed(2)),
  })
  return drawBars({
    title: `The right section of the label, ${lines[0]?.questions ?? 0} questions`,
    systems: lines.map((line) => shortName(line.system)),
    groups: [
      group('first', (line) => line.hit1),
      group('among five', (line) => line.hit5),
      group('among ten', (line) => line.hit10),
      group('MRR@10', (line) => line.mrr10),
    ],
    scale: { kind: 'linear', from: 0, to: 1 },
  })
}

export function plotSpeed(lines: readonly SpeedLine[]): string {
  const times = lines.flatMap(({ one }) => [one.p50, one.p95])
  return drawBars({
    title: 'Milliseconds for one client (logarithmic)',
    systems: lines.map(({ system }) => (system.startsWith('Pharos') ? system : shortName(system))),
    groups: [
      {
        name: 'median',
        values: lines.map(({ one }) => one.p50),
        labels: lines.map(({ one }) => one.p50.toFixed(1)),
      },
      {
        name: '95 of 100',
        values: lines.map(({ one }) => one.p95),
        labels: lines.map(({ one }) => one.p95.toFixed(1)),
      },
    ],
    scale: { kind: 'log', from: 1, to: Math.max(10, ...times) },
  })
}
