/** Half-open stretches of days by subject, to tell before writing whether two of one subject overlap. */

export interface Stretch {
  readonly from: string
  /** Null: without an end. */
  readonly to: string | null
}

export interface Timelines {
  /** Whether another stretch of the subject than `id` overlaps. */
  clashes(subject: string, id: string, stretch: Stretch): boolean
  /** The stretch of the subject that begins on that day. */
  idFrom(subject: string, from: string): string | undefined
  put(subject: string, id: string, stretch: Stretch): void
}

export function createTimelines(
  rows: readonly (Stretch & { readonly subject: string; readonly id: string })[],
): Timelines {
  const bySubject = new Map<string, Map<string, Stretch>>()
  const put = (subject: string, id: string, { from, to }: Stretch) => {
    const stretches = bySubject.get(subject) ?? new Map<string, Stretch>()
    bySubject.set(subject, stretches.set(id, { from, to }))
  }
  for (const row of rows) put(row.subject, row.id, row)
  return {
    put,
    idFrom(subject, from) {
      for (const [id, stretch] of bySubject.get(subject) ?? []) if (stretch.from === from) return id
      return undefined
    },
    clashes(subject, id, { from, to }) {
      for (const [other, stretch] of bySubject.get(subject) ?? []) {
        if (other === id) continue
        if ((stretch.to === null || from < stretch.to) && (to === null || stretch.from < to)) return true
      }
      return false
    },
  }
}
