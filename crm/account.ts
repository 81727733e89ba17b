/** An institution that reps call on: hospital, clinic, pharmacy or distributor, with every name it goes by. */
import { foldName } from '../core/text/normalize.ts'

export const ACCOUNT_KINDS = ['hospital', 'clinic', 'pharmacy', 'distributor'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

export interface AccountBody {
  readonly name: string
  /** Short names as reps say them: 市一, 附院. */
  readonly aliases: readonly string[]
  readonly kind: AccountKind
  readonly parentId: string | null
  readonly city: string | null
  readonly departments: readonly string[]
  readonly state: 'active' | 'inactive'
}

export interface Account extends AccountBody {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What is left out keeps its value or takes its default. */
export type AccountFields = { readonly [Key in keyof AccountBody]?: AccountBody[Key] | undefined }

export const EMPTY_ACCOUNT: AccountBody = {
  name: '',
  aliases: [],
  kind: 'hospital',
  parentId: null,
  city: null,
  departments: [],
  state: 'active',
}

/** The account with the fields laid over it: trimmed, without empty or repeated names. */
export function mergeAccount(before: AccountBody, fields: AccountFields): AccountBody {
  const name = (fields.name ?? before.name).trim()
  return {
    name,
    aliases: distinctNames(fields.aliases ?? before.aliases, name),
    kind: fields.kind ?? before.kind,
    parentId: (fields.parentId === undefined ? before.parentId : fields.parentId) || null,
    city: (fields.city === undefined ? before.city : fields.city)?.trim() || null,
    departments: distinctNames(fields.departments ?? before.departments),
    state: fields.state ?? before.state,
  }
}

/** Each name once by its folded form, in order; `but` is left out. */
export function distinctNames(names: readonly string[], but = ''): readonly string[] {
  const seen = new Set([foldName(but), ''])
  return names
    .map((name) => name.trim())
    .filter((name) => {
      const key = foldName(name)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}
