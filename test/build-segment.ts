/**
 * A note as one segment for tests of the readers of meaning: clauses between stops, mentions by the names of a
 * small directory of its own. No speaker is told, nothing is retracted.
 */
import type { MeaningFacts } from '../assistant/notes/meaning-facts.ts'
import type { NoteDirectory } from '../assistant/notes/note-reading.ts'
import type { Mention, NoteClause, NoteSegment } from '../assistant/notes/note-segment.ts'

export const DIRECTORY: NoteDirectory = {
  accounts: [{ id: 'A1', name: '湖州医院', aliases: ['湖医'] }],
  contacts: [
    { id: 'K1', name: '高远', accountId: 'A1', department: '心内科', title: '主任' },
    { id: 'K2', name: '苏晴', accountId: 'A1', department: '内分泌科', title: '医师' },
  ],
  products: [
    {
      id: 'D1',
      name: '平压定',
      generic: '苯磺酸氨氯地平片',
      aliases: ['PYD', 'Pressnorm'],
      indications: ['高血压', '冠心病（慢性稳定性心绞痛）'],
    },
    {
      id: 'D2',
      name: '降糖素',
      generic: '司美格鲁肽注射液',
      aliases: ['Glucose-X', 'semaglutide'],
      indications: ['成人2型糖尿病血糖控制'],
    },
    {
      id: 'D3',
      name: '靶替尼',
      generic: '吉非替尼片',
      aliases: ['Targetinib'],
      indications: ['EGFR敏感突变的局部晚期或转移性非小细胞肺癌'],
    },
    {
      id: 'D4',
      name: '络通丸',
      generic: '络通胶囊（中成药）',
      aliases: [],
      indications: ['中风恢复期（瘀血阻络证）'],
    },
  ],
  competitors: ['竞安宁', 'Rivalor'],
}

export function segmentOf(note: string): NoteSegment {
  const clauses: NoteClause[] = [...note.matchAll(/[^，。；;！!？\n]+[？]?/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    speaker: null,
  }))
  const names: readonly (readonly [Mention['kind'], string, string | null])[] = [
    ...DIRECTORY.products.flatMap((one) =>
      [one.name, ...one.aliases].map((name) => ['product', name, one.id] as const),
    ),
    ...DIRECTORY.contacts.flatMap((one) =>
      [one.name, `${one.name.slice(0, 1)}${one.title === '主任' ? '主任' : '医生'}`].map(
        (name) => ['contact', name, one.id] as const,
      ),
    ),
    ...DIRECTORY.competitors.map((name) => ['competitor', name, null] as const),
  ]
  const mentions = names
    .flatMap(([kind, text, id]): Mention[] =>
      [...note.matchAll(new RegExp(text, 'giu'))].map((match) => ({
        kind,
        id,
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .toSorted((a, b) => a.start - b.start)
  return { note, clauses, mentions }
}

/** Facts that follow from the segment's own mentions: the first contact is the one who was met. */
export function factsOf(segment: NoteSegment, change: Partial<MeaningFacts> = {}): MeaningFacts {
  const once = (kind: Mention['kind']): readonly Mention[] =>
    segment.mentions.filter(
      (mention, at, all) =>
        mention.kind === kind && all.findIndex((one) => one.kind === kind && one.id === mention.id) === at,
    )
  return {
    products: once('product').map(({ text, id }) => ({ text, id })),
    contacts: once('contact').map(({ text, id }, at) => ({
      text,
      id,
      role: at === 0 ? ('primary' as const) : ('attendee' as const),
    })),
    // A Wednesday.
    referenceDay: '2026-05-13',
    directory: DIRECTORY,
    ...change,
  }
}
