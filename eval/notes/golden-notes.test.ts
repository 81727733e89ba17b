import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readNote } from '../../assistant/notes/read-note.ts'
import { readNotes } from './golden-note.ts'
import { judge, readGolden } from './judge-note.ts'
import { readDirectory } from './note-directory.ts'

const notes = readNotes(join(import.meta.dirname, '..', 'golden', 'notes.jsonl'))
const directory = readDirectory(join(import.meta.dirname, '..', '..', 'examples', 'company.json'))

describe('the golden notes of the example company', () => {
  it.each(notes.map((note) => [note.id, note] as const))('%s: nothing dangerous happens', (_, note) => {
    const reading = readGolden(note, directory, readNote)
    const { score, forbidden } = judge(note, reading)
    expect(forbidden.filter(({ verdict }) => verdict === 'broken')).toEqual([])
    expect(score.adverseEvent.read).toBe(score.adverseEvent.gold)
    for (const spans of Object.values(reading.evidence))
      for (const { start, end } of spans) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(note.note.length)
      }
  })
})
