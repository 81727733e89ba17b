import { describe, expect, it } from 'vitest'
import type { NoteReading } from '../../assistant/notes/note-reading.ts'
import type { Visit } from '../../crm/visit.ts'
import { askedQuestions } from './asked-questions.ts'
import { forbiddenOutcomes } from './forbidden-outcomes.ts'
import type { GoldenNote, GoldenVisit } from './golden-note.ts'
import { judge } from './judge-note.ts'
import { measures, rates } from './note-report.ts'
import { scoreNote } from './score-note.ts'
import { similarity } from './similar-text.ts'

const VISIT: Visit = {
  date: '2026-05-06',
  time: 'am',
  channel: 'f2f',
  status: 'completed',
  kind: 'individual',
  institution: { text: '一院', id: 'A1' },
  department: '心内科',
  contacts: [{ text: '高医生', id: 'P1', role: 'primary', attitude: 'positive' }],
  products: [{ text: '某药', id: 'D1', order: 1, detailed: true, attitude: 'positive' }],
  competitors: [],
  topics: ['EFFICACY'],
  keywords: [],
  objections: [],
  questions: [],
  rep_commitments: [],
  hcp_commitments: [],
  materials: [],
  follow_ups: [
    { text: '把文献发给高医生', due: '2026-05-08', precision: 'day', range: null, owner: 'rep', event: null },
  ],
  adverse_event: { present: false },
  compliance_flags: [],
  access: null,
}
const reading = (visits: readonly Visit[], change: Partial<NoteReading> = {}): NoteReading => ({
  intent: 'log_visit',
  visits,
  evidence: {},
  confidence: {},
  questions: [],
  corrections: [],
  incident_flags: [],
  intel: [],
  ...change,
})
const note = (visits: readonly Visit[], gold: Partial<GoldenNote['gold']> = {}): GoldenNote => ({
  id: 'n',
  lang: 'zh',
  ref_datetime: '2026-05-06T18:00:00+08:00',
  tags: [],
  note: '',
  history: [],
  gold: {
    intent: 'log_visit',
    visits: structuredClone(visits) as unknown as GoldenVisit[],
    incident_flags: [],
    corrections: [],
    must_ask: [],
    must_not: [],
    ...gold,
  },
})
const broken = (golden: GoldenNote, read: NoteReading): readonly string[] =>
  forbiddenOutcomes(golden, read)
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ outcome }) => outcome)

describe('the score of a note', () => {
  it('has no fault where the reading is the gold', () => {
    const { counts, faults } = scoreNote(note([VISIT]), reading([VISIT]))
    expect(faults).toEqual([])
    expect(Object.values(counts).every(({ fp, fn }) => fp === 0 && fn === 0)).toBe(true)
  })

  it('counts what is left out and what is invented, field by field', () => {
    const read = { ...VISIT, topics: ['PRICE', 'EFFICACY'] as const, contacts: [] }
    const { counts } = scoreNote(note([VISIT]), reading([read]))
    expect(counts['topics']).toEqual({ tp: 1, fp: 1, fn: 0 })
    expect(counts['contacts']).toEqual({ tp: 0, fp: 0, fn: 1 })
  })

  it('takes a follow-up in other words, but not on another day or of another owner', () => {
    const task = VISIT.follow_ups[0]!
    const f1 = (change: Partial<typeof task>) =>
      rates(
        scoreNote(note([VISIT]), reading([{ ...VISIT, follow_ups: [{ ...task, ...change }] }])).counts[
          'follow-ups'
        ]!,
      ).f1
    expect(f1({ text: '给高医生发文献' })).toBe(1)
    expect(f1({ due: '2026-05-09' })).toBe(0)
    expect(f1({ owner: 'hcp' })).toBe(0)
    expect(f1({ text: '去仓库盘点' })).toBe(0)
  })

  it('pairs visits by whom they share, not by their order', () => {
    const other: Visit = {
      ...VISIT,
      contacts: [{ text: '李医生', id: 'P2', role: 'primary', attitude: 'neutral' }],
    }
    expect(scoreNote(note([VISIT, other]), reading([other, VISIT])).faults).toEqual([])
  })

  it('charges all fields of a visit that is not there or should not be', () => {
    expect(scoreNote(note([VISIT]), reading([])).counts['products']).toEqual({ tp: 0, fp: 0, fn: 1 })
    expect(scoreNote(note([]), reading([VISIT])).counts['products']).toEqual({ tp: 0, fp: 1, fn: 0 })
  })
})

describe('forbidden outcomes', () => {
  const sick: Visit = { ...VISIT, adverse_event: { present: true, clock_start: '2026-05-05' } }

  it('are none where the reading is the gold', () => {
    const stated = ['标记不良反应', '把高医生记为已完成的第二次拜访', '拜访日记成5月7日']
    expect(broken(note([VISIT], { must_not: stated }), reading([VISIT]))).toEqual([])
  })

  it('are read from the sentences that forbid them', () => {
    const cases: readonly (readonly [string, readonly Visit[]])[] = [
      ['标记不良反应', [sick]],
      ['flag the worry as an adverse event', [sick]],
      ['拜访日记成5月6日', [VISIT]],
      ['建拜访记录', [VISIT, VISIT]],
      ['出现某药', [VISIT]],
      ['log a completed call', [VISIT, VISIT]],
    ]
    for (const [sentence, visits] of cases) {
      const golden = note(
        sentence.includes('拜访记录') || sentence.includes('log') ? [VISIT] : [{ ...VISIT, products: [] }],
        { must_not: [sentence] },
      )
      expect(broken(golden, reading(visits))).toContain(sentence)
    }
  })

  it('hold without being said: a missed case, a met absentee, a volume in the output', () => {
    expect(broken(note([sick]), reading([VISIT]))).toContain('a safety case left out')
    const absent: Visit = {
      ...VISIT,
      contacts: [...VISIT.contacts, { text: '何主任', id: 'P3', role: 'absent', attitude: 'unknown' }],
    }
    const came: Visit = {
      ...VISIT,
      contacts: [...VISIT.contacts, { text: '何主任', id: 'P3', role: 'attendee', attitude: 'unknown' }],
    }
    expect(broken(note([absent]), reading([came]))).toContain('somebody met who was not')
    const flag = { code: 'PRESCRIPTION_TRACKING', severity: 'block', span: '高医生75盒' } as const
    const golden = note([], { intent: 'compliance_incident', incident_flags: [flag] })
    expect(broken(golden, reading([], { incident_flags: [flag] }))).toContain(
      "a prescriber's volume in the output",
    )
    expect(
      broken(golden, reading([], { incident_flags: [{ ...flag, span: '高医生[数量]盒' }] })),
    ).not.toContain("a prescriber's volume in the output")
  })

  it('are said to be unchecked where no pattern reads the sentence', () => {
    const [verdict] = forbiddenOutcomes(note([VISIT], { must_not: ['显得不耐烦'] }), reading([VISIT]))
    expect(verdict).toEqual({ outcome: '显得不耐烦', verdict: 'unchecked' })
  })
})

describe('questions asked', () => {
  it('are covered by the matter of a code or by the same words', () => {
    const golden = note([VISIT], { must_ask: ['留下的是哪份资料？', '高医生全名？', '天气如何？'] })
    const asked = askedQuestions(
      golden,
      reading([VISIT], {
        questions: [
          { field: 'visits.0.materials', code: 'material_approval', text: '…', choices: [] },
          { field: 'visits.0.contacts.0', code: 'new_contact', text: '…', choices: [] },
          { field: 'visits.0.channel', code: 'channel', text: '…', choices: [] },
        ],
      }),
    )
    expect(asked.covered).toHaveLength(2)
    expect(asked.missed).toEqual(['天气如何？'])
    expect(asked.extra).toEqual(['channel'])
  })
})

describe('the summary', () => {
  it('has adverse events, forbidden outcomes and F1 by field under the labels of budgets', () => {
    const summary = measures([judge(note([VISIT]), reading([VISIT]))])
    expect(summary['F1 topics']?.value).toBe(1)
    expect(summary['false adverse events']?.value).toBe(0)
    expect(summary['forbidden outcomes']?.value).toBe(0)
  })

  it('pairs texts by their words', () => {
    expect(similarity('给王主任发文献', '把文献发给王主任')).toBeGreaterThan(0.5)
    expect(similarity('给王主任发文献', '去药剂科盘点')).toBe(0)
  })
})
