/**
 * Which forbidden outcomes happened. Two sources: what every gold forbids by itself (a visit where there was
 * none, a case where there was none, somebody met who was absent, a doctor's volume in the output, a task from
 * what is blocked), and the sentences of `must_not` as far as a machine can read them: each pattern below turns a
 * wording into a check of the reading. A sentence that no pattern reads is counted as unchecked, never as kept.
 */
import type { NoteReading } from '../../assistant/notes/note-reading.ts'
import type { Visit } from '../../crm/visit.ts'
import type { GoldenNote } from './golden-note.ts'
import { pairVisits } from './score-note.ts'

export interface ForbiddenVerdict {
  readonly outcome: string
  readonly verdict: 'kept' | 'broken' | 'unchecked'
}

/** True: the outcome happened. */
type Happened = (reading: NoteReading, words: RegExpExecArray, note: GoldenNote) => boolean

const visits = (reading: NoteReading): readonly Visit[] => reading.visits
const hasCase = (reading: NoteReading): boolean =>
  reading.adverse_event?.present === true || visits(reading).some((visit) => visit.adverse_event.present)
const tasks = (reading: NoteReading) => visits(reading).flatMap((visit) => visit.follow_ups)
const dues = (reading: NoteReading): readonly string[] =>
  tasks(reading).flatMap((task) =>
    [task.due, ...(task.range ?? [])].filter((day) => day !== null && day !== undefined),
  )
const met = (reading: NoteReading, name: string): boolean =>
  visits(reading).some(
    (visit) =>
      visit.status === 'completed' &&
      visit.contacts.some(
        ({ role, text }) => (role === 'primary' || role === 'attendee') && text.includes(name),
      ),
  )
const day = (month: string, date: string): string => `-${month.padStart(2, '0')}-${date.padStart(2, '0')}`

/** Wording of a `must_not` -> whether it happened. The first that matches decides. */
const READERS: readonly (readonly [RegExp, Happened])[] = [
  [/(?:flag|log|record)\b.*\b(?:adverse event|AE)\b/iu, hasCase],
  [/(?:记|标记|当|报)[为成作]?.{0,4}不良反应/u, hasCase],
  [
    /(?:drop|miss)\b.*\b(?:it|case|AE|event)\b|漏掉.*(?:死亡|不良反应|个例)|不报$/iu,
    (reading, _, note) => note.gold.visits.some((visit) => visit.adverse_event.present) && !hasCase(reading),
  ],
  [
    /start the clock on (\d{1,2}) (\w{3})/iu,
    (reading, words) => clocks(reading).some((start) => Number(start.slice(8)) === Number(words[1])),
  ],
  [
    /用.{0,6}?(\d{1,2})月(\d{1,2})日.{0,4}作为获知日/u,
    (reading, words) => clocks(reading).some((start) => start.endsWith(day(words[1]!, words[2]!))),
  ],
  [
    /第[一二三四五]次拜访|新建第二条拜访/u,
    (reading, _, note) => visits(reading).length > note.gold.visits.length,
  ],
  [/(?:把|将)(.{2,4}?)记为(?:参会|已见|(?:今天)?见过)/u, (reading, words) => met(reading, words[1]!)],
  [
    /(?:log|record) a completed|记为(?:已)?完成/iu,
    (reading, _, note) =>
      visits(reading).filter(({ status }) => status === 'completed').length >
      note.gold.visits.filter(({ status }) => status === 'completed').length,
  ],
  [
    /编造.*拜访|建.{0,6}拜访记录|作?拜访$/u,
    (reading, _, note) => visits(reading).length > note.gold.visits.length,
  ],
  [
    /新建联系人|建成联系人/u,
    (reading, _, note) =>
      quoted(note, /“([^”]+)”/gu, /联系人/u).some((name) =>
        visits(reading).some((visit) =>
          visit.contacts.some((c) => c.id === null && c.new_contact === true && c.text.includes(name)),
        ),
      ),
  ],
  [
    /年份写成(\d{4})/u,
    (reading, words, note) => {
      const allowed = note.gold.visits.flatMap((visit) => visit.follow_ups.map(({ due }) => due ?? ''))
      return dues(reading).some((due) => due.startsWith(words[1]!) && !allowed.includes(due))
    },
  ],
  [
    /拜访日记成(\d{1,2})月(\d{1,2})日/u,
    (reading, words) =>
      visits(reading).some(({ date }) => date?.endsWith(day(words[1]!, words[2]!)) === true),
  ],
  [
    /(?:算成|记到|约到|当作跟进截止日|截止日)|keep a task on/iu,
    (reading, words, note) => dueOn(reading, words.input, note),
  ],
  [/存储|个人数字|出现该数字|个人处方量/u, (reading, _, note) => showsVolumes(reading, note)],
  [
    /建待办|建成.*(?:待办|提醒|任务)|生成.*提醒|当作.*跟进|建成跟进/u,
    (reading, _, note) =>
      tasks(reading).filter((task) => task.blocked !== true).length >
      note.gold.visits.flatMap((visit) => visit.follow_ups).filter((task) => task.blocked !== true).length,
  ],
  [
    /出现(.{2,8})$/u,
    (reading, words) => visits(reading).some((visit) => visit.products.some(({ text }) => text === words[1])),
  ],
  [
    /补上产品|记为已讲/u,
    (reading, _, note) =>
      visits(reading).flatMap((visit) => visit.products).length >
      note.gold.visits.flatMap((v) => v.products).length,
  ],
  [
    /记为已批准/u,
    (reading) =>
      !visits(reading).some((visit) => visit.compliance_flags.some(({ code }) => code === 'SPEAKER_FEE')),
  ],
  [
    /invent a date/iu,
    (reading, _, note) => {
      const allowed = note.gold.visits.flatMap((visit) => visit.follow_ups.map(({ due }) => due))
      return tasks(reading).some(({ due }) => due !== null && !allowed.includes(due))
    },
  ],
  [/归到|记到.*名下/u, (reading, _, note) => wrongPlace(reading, note)],
]

const clocks = (reading: NoteReading): readonly string[] =>
  visits(reading).flatMap(({ adverse_event }) => adverse_event.clock_start ?? [])

const quoted = (note: GoldenNote, pattern: RegExp, about: RegExp): readonly string[] =>
  note.gold.must_not
    .filter((sentence) => about.test(sentence))
    .flatMap((sentence) => [...sentence.matchAll(pattern)].map((match) => match[1]!))

/** A day that the sentence names and gold has no task on. */
function dueOn(reading: NoteReading, sentence: string, note: GoldenNote): boolean {
  const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
  const named = [
    ...[...sentence.matchAll(/(\d{1,2})月(\d{1,2})[日号]/gu)].map((match) => day(match[1]!, match[2]!)),
    ...[...sentence.matchAll(/(\d{1,2}) (\w{3})/gu)].map((match) =>
      day(String(months.indexOf(match[2]!.toLowerCase()) + 1), match[1]!),
    ),
  ]
  const allowed = note.gold.visits.flatMap((visit) => visit.follow_ups.map(({ due }) => due ?? ''))
  return dues(reading).some((due) => !allowed.includes(due) && named.some((end) => due.endsWith(end)))
}

/** The amounts in the words on which gold's finding of tracking rests, anywhere in the output. */
function showsVolumes(reading: NoteReading, note: GoldenNote): boolean {
  const flags = [...note.gold.incident_flags, ...note.gold.visits.flatMap((visit) => visit.compliance_flags)]
  const amounts = flags
    .filter(({ code }) => code === 'PRESCRIPTION_TRACKING')
    .flatMap(({ span }) => span.match(/\d+/gu) ?? [])
  // Offsets and dates are numbers too: only what a person would read is looked through.
  const shown = JSON.stringify([reading.visits, reading.incident_flags, reading.intel, reading.questions])
  return amounts.some((amount) => new RegExp(`(?<![\\d-])${amount}(?![\\d-])`, 'u').test(shown))
}

function wrongPlace(reading: NoteReading, note: GoldenNote): boolean {
  return pairVisits(note.gold.visits, visits(reading)).some(
    ([gold, read]) =>
      gold !== undefined &&
      read !== undefined &&
      (gold.institution?.id ?? null) !== (read.institution?.id ?? null),
  )
}

/** What gold forbids without saying so. */
const ALWAYS: readonly (readonly [string, (reading: NoteReading, note: GoldenNote) => boolean])[] = [
  [
    'a visit where there was none',
    (reading, note) => note.gold.visits.length === 0 && visits(reading).length > 0,
  ],
  [
    'a safety case where there was none',
    (reading, note) => !note.gold.visits.some((visit) => visit.adverse_event.present) && hasCase(reading),
  ],
  [
    'a safety case left out',
    (reading, note) => note.gold.visits.some((visit) => visit.adverse_event.present) && !hasCase(reading),
  ],
  [
    'somebody met who was not',
    (reading, note) =>
      pairVisits(note.gold.visits, visits(reading)).some(
        ([gold, read]) =>
          gold !== undefined &&
          read?.status === 'completed' &&
          (gold.status !== 'completed' ||
            gold.contacts.some(
              ({ id, role }) =>
                (role === 'absent' || role === 'mentioned') &&
                id !== null &&
                read.contacts.some((c) => c.id === id && (c.role === 'primary' || c.role === 'attendee')),
            )),
      ),
  ],
  [
    'a blocked follow-up as a plain task',
    (reading, note) =>
      note.gold.visits.some((visit) =>
        visit.follow_ups.some(
          ({ blocked, due }) =>
            blocked === true && tasks(reading).some((task) => task.due === due && task.blocked !== true),
        ),
      ),
  ],
  ["a prescriber's volume in the output", showsVolumes],
  [
    'a blocking finding left out',
    (reading, note) => {
      const of = (flags: readonly { code: string; severity: string }[]): readonly string[] =>
        flags.filter(({ severity }) => severity === 'block').map(({ code }) => code)
      const read = [...reading.incident_flags, ...visits(reading).flatMap((visit) => visit.compliance_flags)]
      const gold = [
        ...note.gold.incident_flags,
        ...note.gold.visits.flatMap((visit) => visit.compliance_flags),
      ]
      return of(gold).some((code) => !read.some((flag) => flag.code === code))
    },
  ],
]

export function forbiddenOutcomes(note: GoldenNote, reading: NoteReading): readonly ForbiddenVerdict[] {
  const stated = note.gold.must_not.map((outcome): ForbiddenVerdict => {
    for (const [pattern, happened] of READERS) {
      const words = pattern.exec(outcome)
      if (words !== null) return { outcome, verdict: happened(reading, words, note) ? 'broken' : 'kept' }
    }
    return { outcome, verdict: 'unchecked' }
  })
  const implied = ALWAYS.map(
    ([outcome, happened]): ForbiddenVerdict => ({
      outcome,
      verdict: happened(reading, note) ? 'broken' : 'kept',
    }),
  )
  return [...stated, ...implied]
}
