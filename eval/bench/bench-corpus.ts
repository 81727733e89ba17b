/** The synthetic labels as a corpus of the product: as many labels as give the wished number of passages. */
import { join } from 'node:path'
import { systemClock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { createProductStore } from '../../knowledge/products.ts'
import { createEvaluator, storeLabel } from '../build-corpus.ts'
import type { CorpusSource } from '../open-corpus.ts'
import { type SyntheticLabel, syntheticLabels } from './synthetic-labels.ts'

/** Measured over the generator: sections of its labels give so many passages on average. */
const PASSAGES_PER_LABEL = 15.5

export function labelsFor(passages: number): readonly SyntheticLabel[] {
  return [...syntheticLabels(Math.ceil(passages / PASSAGES_PER_LABEL))]
}

export function benchSource(labels: readonly SyntheticLabel[]): CorpusSource {
  return {
    name: `bench_${labels.length}`,
    files: [join(import.meta.dirname, 'synthetic-labels.ts')],
    build: (database) => build(database, labels),
  }
}

async function build(database: Database, labels: readonly SyntheticLabel[]): Promise<void> {
  await createEvaluator(database)
  const products = createProductStore({ database, clock: systemClock })
  for (const [at, label] of labels.entries()) {
    await products.create(
      { id: label.productId, name: label.name, brandNames: [label.brand], englishNames: [label.english] },
      null,
    )
    const sections = Object.fromEntries(label.sections.map((one) => [one.heading, one.text]))
    await storeLabel(database, { id: label.productId, name: label.name, sections })
    if ((at + 1) % 500 === 0) console.log(`  ${at + 1} of ${labels.length} labels`)
  }
}
