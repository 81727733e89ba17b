/**
 * `npm run eval -- [DIR] --notes`: reads golden visit notes by the built-in rules and reports how well. DIR holds
 * visit-notes/notes.dev.jsonl and example-company.json; without it the notes are those of eval/golden/ and the
 * company is the example's. Messages that came before a note are read first and handed on as drafts.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readNote } from '../../assistant/notes/read-note.ts'
import { type Budget, checkBudgets } from '../budgets.ts'
import { readNotes } from './golden-note.ts'
import { judge, readGolden } from './judge-note.ts'
import { readDirectory } from './note-directory.ts'
import { measures, noteReport, type ScoredNote } from './note-report.ts'

/** What the rules must reach on notes of any hand; what is dangerous is not allowed once. */
export const NOTE_BUDGETS: readonly Budget[] = [
  { label: 'adverse events found', atLeast: 1 },
  { label: 'false adverse events', atMost: 0.05 },
  { label: 'forbidden outcomes', atMost: 0 },
  { label: 'F1 intent', atLeast: 0.95 },
  { label: 'F1 contacts', atLeast: 0.9 },
  { label: 'F1 institution', atLeast: 0.9 },
  { label: 'F1 date', atLeast: 0.95 },
  { label: 'F1 products', atLeast: 0.95 },
  { label: 'F1 follow-ups', atLeast: 0.85 },
  { label: 'recall findings', atLeast: 0.85 },
  { label: 'F1 findings', atLeast: 0.85 },
  { label: 'F1 topics', atLeast: 0.7 },
]

export interface NotesRun {
  /** A folder with notes and a company of its own. */
  readonly folder?: string | undefined
  readonly out?: string | undefined
  /** Ids of notes whose reading is printed in full, `all` for every one. */
  readonly show?: readonly string[]
}

/** Whether every budget was kept. Writes the report and its numbers. */
export function runNotes({ folder, out, show = [] }: NotesRun): boolean {
  const evaluation = join(import.meta.dirname, '..')
  const notes = readNotes(
    folder === undefined
      ? join(evaluation, 'golden', 'notes.jsonl')
      : join(folder, 'visit-notes', 'notes.dev.jsonl'),
  )
  const directory = readDirectory(
    folder === undefined
      ? join(evaluation, '..', 'examples', 'company.json')
      : join(folder, 'example-company.json'),
  )
  const scored = notes.map((note): ScoredNote => {
    const reading = readGolden(note, directory, readNote)
    if (show.includes(note.id) || show.includes('all'))
      console.log(`## ${note.id}\n${note.note}\n${JSON.stringify(reading, undefined, 2)}\n`)
    return judge(note, reading)
  })
  const summary = measures(scored)
  const budgets = checkBudgets(summary, NOTE_BUDGETS)
  const title = `Reading of ${folder === undefined ? "the example company's" : 'given'} visit notes by rules`
  const markdown = noteReport(title, scored, budgets)
  console.log(markdown)
  const path = out ?? join(evaluation, 'reports', folder === undefined ? 'notes.md' : 'notes-given.md')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, markdown)
  const values = Object.fromEntries(Object.entries(summary).map(([label, { value }]) => [label, value]))
  writeFileSync(`${path}.json`, `${JSON.stringify({ values }, undefined, 2)}\n`)
  return budgets.every(({ kept }) => kept)
}
