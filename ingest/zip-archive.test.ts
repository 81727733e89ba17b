import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { openZip } from './zip-archive.ts'

const LIMIT = 1_000_000

function failure(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('a ZIP archive', () => {
  it('gives its entries by name, whatever the case, also behind bytes put before it', () => {
    const zip = zipSync({ 'a/B.xml': strToU8('<x/>') })
    expect(Buffer.from(openZip(zip, LIMIT).get('A/b.XML')).toString()).toBe('<x/>')
    const shifted = new Uint8Array(Buffer.concat([Buffer.from('junk'), zip]))
    expect(Buffer.from(openZip(shifted, LIMIT).get('a/B.xml')).toString()).toBe('<x/>')
    expect(openZip(zip, LIMIT).find('none')).toBeUndefined()
  })

  it('stops a bomb by what it declares and by what it really unpacks to', () => {
    const bomb = zipSync({ a: new Uint8Array(2_000_000) })
    expect(failure(() => openZip(bomb, LIMIT))).toBe('zip_bomb')
    // The same archive with a lie in the size field of its directory.
    const directory = Buffer.from(bomb).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const liar = Uint8Array.from(bomb)
    new DataView(liar.buffer).setUint32(directory + 24, 10, true)
    expect(failure(() => openZip(liar, LIMIT).get('a'))).toBe('zip_bomb')
  })

  it('tells damaged, protected and climbing archives apart', () => {
    const zip = zipSync({ 'a.xml': strToU8('some text that is long enough to change') })
    expect(failure(() => openZip(zip.subarray(0, zip.length - 30), LIMIT))).toBe('damaged')
    expect(failure(() => openZip(zip, LIMIT).get('b.xml'))).toBe('damaged')
    const spoilt = Uint8Array.from(zip)
    spoilt[40] = (spoilt[40] ?? 0) ^ 0xff
    expect(failure(() => openZip(spoilt, LIMIT).get('a.xml'))).toBe('damaged')
    const locked = Uint8Array.from(zip)
    const directory = Buffer.from(zip).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    locked[directory + 8] = 1
    expect(failure(() => openZip(locked, LIMIT).get('a.xml'))).toBe('encrypted')
    expect(failure(() => openZip(zipSync({ '../a': strToU8('x') }), LIMIT))).toBe('damaged')
  })
})
