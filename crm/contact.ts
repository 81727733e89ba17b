/** A contact: a physician, pharmacist or other person of an institution whom reps call on (HCP). */

export const CONTACT_STATES = ['active', 'inactive', 'moved'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

export interface ContactBody {
  readonly name: string
  readonly accountId: string
  readonly department: string | null
  readonly title: string | null
  /** A, B, C or whatever the company calls them; never how much somebody prescribes. */
  readonly tier: string | null
  readonly state: ContactState
  /** `YYYY-MM-DD`: a visiting physician (进修, 坐诊) is here before this day only. */
  readonly until: string | null
}

export interface Contact extends ContactBody {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What is left out keeps its value or takes its default. */
export type ContactFields = { readonly [Key in keyof ContactBody]?: ContactBody[Key] | undefined }

export const EMPTY_CONTACT: ContactBody = {
  name: '',
  accountId: '',
  department: null,
  title: null,
  tier: null,
  state: 'active',
  until: null,
}

export function mergeContact(before: ContactBody, fields: ContactFields): ContactBody {
  const text = (given: string | null | undefined, kept: string | null) =>
    (given === undefined ? kept : given)?.trim() || null
  return {
    name: (fields.name ?? before.name).trim(),
    accountId: fields.accountId ?? before.accountId,
    department: text(fields.department, before.department),
    title: text(fields.title, before.title),
    tier: text(fields.tier, before.tier)?.toUpperCase() ?? null,
    state: fields.state ?? before.state,
    until: text(fields.until, before.until),
  }
}
