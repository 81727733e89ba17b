/**
 * Which day a moment falls on in a time zone. Making a format takes longer than everything else around it, so
 * the few zones that a company has keep theirs.
 */
const FORMATS = new Map<string, Intl.DateTimeFormat>()
/** More zones than a company has; what comes after them is made each time. */
const MOST_KEPT = 50

/** `YYYY-MM-DD`; `timezone` is an IANA name. */
export function dayIn(at: Date, timezone: string): string {
  return formatOf(timezone).format(at)
}

function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timezone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone })
  if (FORMATS.size < MOST_KEPT) FORMATS.set(timezone, format)
  return format
}
