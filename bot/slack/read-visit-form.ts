/**
 * What somebody changed in the form of a visit draft: only what differs from the draft, so that what was left alone
 * counts as the reader of notes had it, not as set by hand. Pure.
 */
import type { CardVisit, VisitCard } from '../../assistant/visit-card.ts'
import { FIELD, isClock, SHOWN_FOLLOW_UPS, type VisitFormKey } from './visit-form.ts'

interface FieldState {
  readonly value?: string | null
  readonly selected_date?: string | null
  readonly selected_time?: string | null
  readonly selected_option?: { readonly value?: string } | null
  readonly selected_options?: readonly { readonly value?: string }[]
}

export type FormValues = Readonly<Record<string, Readonly<Record<string, FieldState>>>>

/** Undefined where the form is none of ours. */
export function readVisitFormKey(metadata: string): VisitFormKey | undefined {
  try {
    const key = JSON.parse(metadata) as VisitFormKey
    return typeof key.turnId === 'string' && typeof key.draftId === 'string' ? key : undefined
  } catch {
    return undefined
  }
}

/** Values of the action `draft_change`; undefined where nothing was changed. */
export function readVisitForm(
  values: FormValues,
  card: VisitCard,
  key: VisitFormKey,
): Readonly<Record<string, unknown>> | undefined {
  const answers: Record<string, string> = {}
  for (const [block, fields] of Object.entries(values)) {
    if (!block.startsWith('answer:')) continue
    const state = fields[FIELD]
    const given = state?.selected_option?.value ?? state?.value?.trim() ?? ''
    if (given !== '') answers[block.slice('answer:'.length)] = given
  }
  const visits = card.visits.map((visit, index) => changedVisit(values, visit, index))
  const changed = visits.some((one) => one !== null)
  if (!changed && Object.keys(answers).length === 0) return undefined
  return {
    draftId: key.draftId,
    revision: key.revision,
    ...(changed ? { visits } : {}),
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
  }
}

function changedVisit(
  values: FormValues,
  visit: CardVisit,
  index: number,
): Readonly<Record<string, unknown>> | null {
  const state = (name: string): FieldState | undefined => values[`visits.${index}.${name}`]?.[FIELD]
  // A visit for which the form had no room.
  if (state('date') === undefined) return null
  const change: Record<string, unknown> = {}
  const date = state('date')?.selected_date
  if (date != null && date !== visit.date) change['date'] = date
  const time = state('time')?.selected_time ?? null
  // A part of the day ("am") is no time of the clock, and stays while none is given.
  if (time !== null ? time !== visit.time : isClock(visit.time)) change['time'] = time
  for (const name of ['status', 'channel', 'kind'] as const) {
    const picked = state(name)?.selected_option?.value
    if (picked !== undefined && picked !== visit[name]) change[name] = picked
  }
  const department = state('department')?.value?.trim() ?? ''
  if (department !== (visit.department ?? '').trim())
    change['department'] = department === '' ? null : department
  const topics = (state('topics')?.selected_options ?? []).flatMap(({ value }) => value ?? [])
  if (!sameSet(topics, visit.topics)) change['topics'] = topics
  for (const name of ['materials', 'competitors', 'hcp_commitments'] as const) {
    const lines = (state(name)?.value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.join('\n') !== visit[name].map((line) => line.trim()).join('\n')) change[name] = lines
  }
  const followUps = changedFollowUps(visit, state)
  if (followUps !== undefined) change['follow_ups'] = followUps
  return Object.keys(change).length === 0 ? null : change
}

/** A text that is emptied takes its follow-up away. */
function changedFollowUps(
  visit: CardVisit,
  state: (name: string) => FieldState | undefined,
): readonly unknown[] | undefined {
  let changed = false
  const kept = visit.follow_ups.flatMap((one, n): readonly unknown[] => {
    if (n >= SHOWN_FOLLOW_UPS) return [one]
    const text = state(`follow_ups.${n}.text`)?.value?.trim() ?? ''
    const due = state(`follow_ups.${n}.due`)?.selected_date ?? null
    const same = text === one.text.trim() && due === one.due
    if (same) return [one]
    changed = true
    if (text === '') return []
    return due === one.due ? [{ ...one, text }] : [{ ...withoutDay(one), text, ...dayOf(due) }]
  })
  const added = state('new_follow_up.text')?.value?.trim() ?? ''
  if (added !== '') {
    changed = true
    const due = state('new_follow_up.due')?.selected_date ?? null
    kept.push({ text: added, owner: 'rep', event: null, ...dayOf(due) })
  }
  return changed ? kept : undefined
}

function dayOf(due: string | null) {
  return { due, precision: due === null ? 'none' : 'day', range: null }
}

/** What was found out about the old day is not true of the new one. */
function withoutDay(one: CardVisit['follow_ups'][number]) {
  const { weekend, holiday, lunar, ambiguous, ...rest } = one
  return rest
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one))
}
