/**
 * The note as a model may see it: without what identifies a patient and without how much a doctor prescribes. Only
 * names of medicines and institutions are kept from being taken for a person's; a doctor's name that is masked with
 * a patient's costs a field, a patient's name that is sent cannot be called back.
 */
import { maskIdentifiers } from '../guard/mask-identifiers.ts'
import { redactVolumes } from './redact-volumes.ts'
import type { NoteSurvey } from './survey-note.ts'

export function maskForModel({ note, context }: NoteSurvey): string {
  const named = (kinds: readonly string[]): readonly string[] =>
    note.names.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text)
  const medicines = context.directory.products.flatMap(({ name, aliases }) => [name, ...aliases])
  const keep = [...medicines, ...named(['product', 'competitor', 'place', 'department'])]
  const redacted = redactVolumes(note.note, named(['person']))
  return maskIdentifiers(redacted, { keep: keep.filter((name) => name.length > 1) }).text
}
