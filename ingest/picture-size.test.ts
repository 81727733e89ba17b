import { describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { writeTiff } from '../test/write-tiff.ts'
import { picturePages } from './picture-size.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replace(/\s+/g, ''), 'hex'))

describe('the size of a picture', () => {
  it('is read from the header of every form', () => {
    const of = (type: string, header: string) => picturePages(hex(header), `image/${type}`, 10)
    const expected = [{ width: 640, height: 480 }]
    expect(of('png', '89504e470d0a1a0a 0000000d 49484452 00000280 000001e0')).toEqual(expected)
    expect(of('gif', '474946383961 8002 e001')).toEqual(expected)
    expect(of('bmp', `424d ${'00'.repeat(12)} 28000000 80020000 20feffff`)).toEqual(expected)
    expect(of('jpeg', 'ffd8 ffe0 0004 0000 ff ffc4 0002 ffc2 0011 08 01e0 0280 03')).toEqual(expected)
    expect(of('webp', `52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100`)).toEqual(
      expected,
    )
    expect(of('webp', `52494646 00000000 57454250 5650384c 00000000 2f 7fc27700`)).toEqual(expected)
    expect(of('webp', `52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001`)).toEqual(
      expected,
    )
  })

  it('is given for each page of a TIFF, in both byte orders, and stops when there are too many', () => {
    const sizes = [
      { width: 4, height: 3 },
      { width: 2, height: 5 },
    ]
    expect(picturePages(writeTiff(sizes), 'image/tiff', 10)).toEqual(sizes)
    const many = writeTiff(Array.from({ length: 9 }, () => ({ width: 1, height: 1 })))
    expect(picturePages(many, 'image/tiff', 3)).toHaveLength(4)
    // The chain of pages runs in a circle.
    const circle = Uint8Array.from(writeTiff([{ width: 4, height: 3 }]))
    const view = new DataView(circle.buffer)
    const first = view.getUint32(4, true)
    view.setUint32(first + 2 + 12 * view.getUint16(first, true), first, true)
    expect(picturePages(circle, 'image/tiff', 10)).toHaveLength(1)
    const big = hex(
      '4d4d002a 00000008 0002 0100 0003 00000001 0280 0000 0101 0004 00000001 000001e0 00000000',
    )
    expect(picturePages(big, 'image/tiff', 10)).toEqual([{ width: 640, height: 480 }])
  })

  it('cannot be read from a header that is cut off', () => {
    for (const [type, header] of [
      ['png', '89504e470d0a1a0a'],
      ['jpeg', 'ffd8ffe0'],
      ['tiff', '49492a0008000000'],
    ] as const)
      expect(() => picturePages(hex(header), `image/${type}`, 10)).toThrow(AppError)
  })
})
