/** Tells a lost race for a unique key (PostgreSQL error 23505, on both engines) from every other failure. */
export function isUniqueViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === '23505'
}

/** Likewise for an exclusion constraint (23P01): an interval that overlaps one that is there. */
export function isOverlapViolation(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === '23P01'
}
