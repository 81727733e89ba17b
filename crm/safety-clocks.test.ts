import { expect, it } from 'vitest'
import { clockFor, reportBy, SAFETY_CLOCKS, SERIOUSNESS } from './safety-clocks.ts'

const KNOWN = new Date('2026-05-13T02:00:00Z')

it('has a dated clock with its clause for every grade', () => {
  for (const grade of SERIOUSNESS) expect(clockFor(grade, KNOWN).clause).toContain('第二十一条')
  for (const { inForceFrom } of SAFETY_CLOCKS) expect(inForceFrom).toMatch(/^\d{4}-\d\d-\d\d$/u)
})

it('counts from the first awareness: a death at once, serious 15 days, other 30, ungraded the shorter', () => {
  expect(reportBy('death', KNOWN)).toEqual(KNOWN)
  expect(reportBy('serious', KNOWN).toISOString()).toBe('2026-05-28T02:00:00.000Z')
  expect(reportBy('non_serious', KNOWN).toISOString()).toBe('2026-06-12T02:00:00.000Z')
  expect(reportBy('unknown', KNOWN)).toEqual(reportBy('serious', KNOWN))
})
