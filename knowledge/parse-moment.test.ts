import { describe, expect, it } from 'vitest'
import { parseMoment } from './parse-moment.ts'

describe('parseMoment', () => {
  it('begins a plain date at midnight of the given zone, whatever the zone of the server', () => {
    for (const zone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
      process.env['TZ'] = zone
      expect(parseMoment('2026-03-01', 'Asia/Shanghai').toISOString()).toBe('2026-02-28T16:00:00.000Z')
      expect(parseMoment('2026-01-01', 'Asia/Shanghai').toISOString()).toBe('2025-12-31T16:00:00.000Z')
    }
    process.env['TZ'] = 'UTC'
    expect(parseMoment('2026-03-01', 'UTC').toISOString()).toBe('2026-03-01T00:00:00.000Z')
  })

  it('keeps an offset and reads a timestamp without one in the given zone', () => {
    expect(parseMoment('2026-03-01T00:00:00+08:00', 'UTC').toISOString()).toBe('2026-02-28T16:00:00.000Z')
    expect(parseMoment('2026-03-01T08:30:15.25Z', 'Asia/Shanghai').toISOString()).toBe(
      '2026-03-01T08:30:15.250Z',
    )
    expect(parseMoment('2026-03-01 23:59', 'Asia/Shanghai').toISOString()).toBe('2026-03-01T15:59:00.000Z')
    expect(parseMoment('2026-03-01T12:00:00-0330', 'UTC').toISOString()).toBe('2026-03-01T15:30:00.000Z')
  })

  it('follows a zone through its changes of the clock', () => {
    expect(parseMoment('2026-03-08', 'America/New_York').toISOString()).toBe('2026-03-08T05:00:00.000Z')
    expect(parseMoment('2026-03-09', 'America/New_York').toISOString()).toBe('2026-03-09T04:00:00.000Z')
    expect(parseMoment('2026-11-02', 'America/New_York').toISOString()).toBe('2026-11-02T05:00:00.000Z')
    expect(parseMoment('2026-03-08T03:00', 'America/New_York').toISOString()).toBe('2026-03-08T07:00:00.000Z')
  })

  it('refuses what is no moment and names the field', () => {
    for (const text of [
      '',
      'tomorrow',
      '2026-02-30',
      '2026-13-01',
      '2026-3-1',
      '2026-03-01T24:00',
      '20260301',
    ]) {
      expect(() => parseMoment(text, 'Asia/Shanghai', 'expiresAt'), text).toThrow(
        expect.objectContaining({ code: 'invalid_input', details: { field: 'expiresAt' } }),
      )
    }
    expect(() => parseMoment(new Date(Number.NaN), 'UTC')).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })
})
