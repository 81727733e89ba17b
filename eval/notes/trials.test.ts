/** Notes of many hands' manners, each with what must be heard in it: harm to a patient, and what the rules forbid. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readNote } from '../../assistant/notes/read-note.ts'
import { FINDING_CODES } from '../../crm/visit.ts'
import { readLines } from '../golden-question.ts'
import { readDirectory } from './note-directory.ts'

const trials = z
  .array(z.object({ note: z.string(), adverse_event: z.boolean(), findings: z.array(z.enum(FINDING_CODES)) }))
  .parse(readLines(join(import.meta.dirname, 'trials.jsonl')))
const context = {
  referenceTime: new Date('2026-11-25T18:00:00+08:00'),
  timezone: 'Asia/Shanghai',
  directory: readDirectory(join(import.meta.dirname, '..', '..', 'examples', 'company.json')),
}

describe('what is heard in a note', () => {
  it.each(trials.map((trial) => [trial.note, trial] as const))('%s', (note, trial) => {
    const { visits, incident_flags, adverse_event } = readNote(note, context)
    const present = adverse_event?.present === true || visits.some((visit) => visit.adverse_event.present)
    const flags = [...incident_flags, ...visits.flatMap((visit) => visit.compliance_flags)]
    const findings = [...new Set(flags.map(({ code }) => code))].toSorted()
    expect({ adverse_event: present, findings }).toEqual({
      adverse_event: trial.adverse_event,
      findings: trial.findings.toSorted(),
    })
  })
})
