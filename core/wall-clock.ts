/** From what a clock on the wall says in a time zone to the moment it is, and back. */

/** `wall` holds the wall clock's numbers as if they were UTC; `timezone` is an IANA name. */
export function fromWallClock(wall: Date, timezone: string): Date {
  const guess = shift(wall, zoneMinutes(wall, timezone))
  // Near a change of the clocks the offset at the guess is the one that holds.
  return shift(wall, zoneMinutes(guess, timezone))
}

/** The moment of a day (`YYYY-MM-DD`) and time (`HH:MM`) in a zone. */
export function momentIn(day: string, time: string, timezone: string): Date {
  return fromWallClock(new Date(`${day}T${time}:00Z`), timezone)
}

/** The wall clock's numbers at a moment, as if they were UTC. */
export function toWallClock(at: Date, timezone: string): Date {
  return new Date(at.getTime() + zoneMinutes(at, timezone) * 60_000)
}

/** `HH:MM` in the zone. */
export function timeIn(at: Date, timezone: string): string {
  return toWallClock(at, timezone).toISOString().slice(11, 16)
}

/** How far the zone is ahead of UTC at `at`, in minutes. */
function zoneMinutes(at: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
}

function shift(wall: Date, minutes: number): Date {
  return new Date(wall.getTime() - minutes * 60_000)
}
