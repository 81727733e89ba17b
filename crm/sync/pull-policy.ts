/**
 * Who is right about master data, field by field:
 *
 * - accounts, contacts: the CRM for what it knows (name, parent, city, kind; institution, department, title, tier;
 *   whether it is active). Aliases, departments and a visiting physician's last day are Pharos' own and stay.
 *   A value that was changed here since the last reading gives way, and is listed.
 * - who covers whom: the CRM.
 * - products and users: nobody. A product's names decide which label answers, and a user's which rights somebody
 *   has; they are linked by their code or e-mail, and what differs is listed for a person.
 * - an account or contact that is not here is made, unless one of that name is here without a link: then a person
 *   says whether they are the same.
 */
import type { NewConflict } from './sync-conflicts.ts'

export type FieldValues = Readonly<Record<string, string | null>>

export interface FieldDecision {
  /** What is to be written here. */
  readonly write: Readonly<Record<string, string | null>>
  readonly conflicts: readonly Pick<NewConflict, 'code' | 'field' | 'ours' | 'theirs' | 'decision'>[]
}

/**
 * The CRM's fields over ours. A field that it leaves empty stays as it is here; `before`: what it said at the
 * last reading, undefined when there was none.
 */
export function decideFields(
  ours: FieldValues,
  theirs: FieldValues,
  before: FieldValues | undefined,
): FieldDecision {
  const write: Record<string, string | null> = {}
  const conflicts: FieldDecision['conflicts'][number][] = []
  for (const [field, value] of Object.entries(theirs)) {
    const own = ours[field] ?? null
    if (value === own || (value === null && !cleared(field, before))) continue
    write[field] = value
    if (before !== undefined && Object.hasOwn(before, field) && own !== before[field]) {
      conflicts.push({ code: 'field', field, ours: own, theirs: value, decision: 'theirs' })
    }
  }
  return { write, conflicts }
}

/** It had a value there once, so that the empty one means something. */
function cleared(field: string, before: FieldValues | undefined): boolean {
  return before !== undefined && (before[field] ?? null) !== null
}

/** What a person decides: nothing is written, each difference is listed. */
export function listDifferences(ours: FieldValues, theirs: FieldValues): FieldDecision['conflicts'] {
  return Object.entries(theirs)
    .filter(([field, value]) => value !== null && value !== (ours[field] ?? null))
    .map(([field, value]) => ({
      code: 'field',
      field,
      ours: ours[field] ?? null,
      theirs: value,
      decision: null,
    }))
}
