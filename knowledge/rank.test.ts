import { describe, expect, it } from 'vitest'
import { rankGroup } from './rank.ts'
import { routeSections } from './route-sections.ts'
import type { Candidate } from './search.ts'

const candidate = (passageId: number, sectionCode: string, lexical: number): Candidate => ({
  passageId,
  sectionId: `${passageId}`,
  versionId: 'v',
  documentId: 'd',
  kind: 'label',
  title: '甲片说明书',
  effectiveFrom: null,
  section: sectionCode,
  sectionCode,
  path: [],
  page: null,
  text: '成人每日20mg。',
  sectionText: '成人每日20mg。',
  start: 0,
  end: 10,
  passageKind: 'prose',
  header: null,
  productIds: ['p'],
  group: 0,
  lexical,
  prior: 0,
  similarity: null,
})
const order = (candidates: readonly Candidate[], possible: number) =>
  rankGroup(candidates, new Set(), routeSections('起始剂量多少').parts, possible).map(
    (one) => one.candidate.sectionCode,
  )

describe('the ranking of one product’s passages', () => {
  it('follows the words where they are found', () => {
    const found = [candidate(1, 'dosage', 1), candidate(2, 'pharmacokinetics', 9)]
    expect(order(found, 10)).toEqual(['pharmacokinetics', 'dosage'])
  })

  it('follows the heading where the best passage hardly shares a word with the question', () => {
    const found = [candidate(1, 'dosage', 0.1), candidate(2, 'pharmacokinetics', 0.9)]
    expect(order(found, 10)).toEqual(['dosage', 'pharmacokinetics'])
  })
})
