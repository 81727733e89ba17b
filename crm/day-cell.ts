/** A cell of an import that holds a day. */
import type { AddFault, ReadRow } from '../core/import-rows.ts'
import { addDays, readDay } from './day.ts'

/** The day, `plus` days later; undefined for an empty cell, and after adding a fault. */
export function readDayCell<Field extends string>(
  row: ReadRow<Field>,
  field: Field,
  fault: AddFault<Field>,
  plus = 0,
): string | undefined {
  const cell = row.fields[field] ?? ''
  if (cell === '') return undefined
  const day = readDay(cell)
  if (day === undefined) fault(field, 'invalid', 'This is not a day (YYYY-MM-DD).')
  return day === undefined || plus === 0 ? day : addDays(day, plus)
}
