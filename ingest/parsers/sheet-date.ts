/** Excel's day count as an ISO date or time, with the 29th of February 1900 that Excel believes in. */

/** @param serial days since the workbook's start; the fraction is the time of day */
export function serialDate(
  serial: number,
  look: 'date' | 'time' | 'datetime',
  startIn1904: boolean,
): string | undefined {
  if (serial < 0 || serial > 2_958_466) return undefined
  const minutes = Math.round((serial % 1) * 1440)
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  if (look === 'time' && serial < 1) return time
  const days = Math.floor(serial)
  const start = startIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(start + days * 86_400_000).toISOString().slice(0, 10)
  return look === 'date' || minutes === 0 ? date : `${date} ${time}`
}
