/**
 * How many pages a picture file has and how large they are, read from its headers alone: a picture of a few
 * kilobytes can unpack to gigabytes, so this is asked before any program decodes it.
 */
import { AppError } from '../core/errors.ts'

export interface PictureSize {
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/**
 * @param mediaType as sniffed from the content
 * @returns one size a page (only TIFF has several, at most `most` and one more); none for a form of header
 *   that is not known, which the decoder may judge
 * @throws AppError damaged when the header is cut off
 */
export function picturePages(bytes: Uint8Array, mediaType: string, most: number): readonly PictureSize[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (mediaType === 'image/tiff') return tiffPages(buffer, most)
    const size = singleSize(buffer, mediaType)
    return size === undefined ? [] : [size]
  } catch (error) {
    throw new AppError(
      'damaged',
      'The picture is damaged: its header is cut off. Save it again as PNG or JPEG and upload that.',
      { cause: error },
    )
  }
}

function singleSize(buffer: Buffer, mediaType: string): PictureSize | undefined {
  switch (mediaType) {
    case 'image/png':
      return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) }
    case 'image/gif':
      return { width: buffer.readUInt16LE(6), height: buffer.readUInt16LE(8) }
    case 'image/bmp':
      return buffer.readUInt32LE(14) === 12
        ? { width: buffer.readUInt16LE(18), height: buffer.readUInt16LE(20) }
        : { width: buffer.readInt32LE(18), height: Math.abs(buffer.readInt32LE(22)) }
    case 'image/jpeg':
      return jpegSize(buffer)
    case 'image/webp':
      return webpSize(buffer)
    default:
      return undefined
  }
}

/** The frame header SOF0 to SOF15, without the three numbers of that row that mean other things. */
function jpegSize(buffer: Buffer): PictureSize {
  let at = 2
  for (;;) {
    const marker = buffer.readUInt8(at + 1)
    if (buffer.readUInt8(at) !== 0xff) throw new RangeError('no marker')
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: buffer.readUInt16BE(at + 7), height: buffer.readUInt16BE(at + 5) }
    // Fill bytes and markers that stand alone.
    if (marker === 0xff) at += 1
    else at += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + buffer.readUInt16BE(at + 2)
  }
}

function webpSize(buffer: Buffer): PictureSize | undefined {
  const form = buffer.toString('latin1', 12, 16)
  if (form === 'VP8X') return { width: buffer.readUIntLE(24, 3) + 1, height: buffer.readUIntLE(27, 3) + 1 }
  if (form === 'VP8 ')
    return { width: buffer.readUInt16LE(26) & 0x3fff, height: buffer.readUInt16LE(28) & 0x3fff }
  if (form !== 'VP8L') return undefined
  const bits = buffer.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

const WIDTH = 256
const HEIGHT = 257
const SHORT = 3

/** A chain of directories, one a page; it is bounded, for a damaged one may run in a circle. */
function tiffPages(buffer: Buffer, most: number): readonly PictureSize[] {
  const isLittle = buffer.readUInt8(0) === 0x49
  const two = (at: number) => (isLittle ? buffer.readUInt16LE(at) : buffer.readUInt16BE(at))
  const four = (at: number) => (isLittle ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at))
  const pages: PictureSize[] = []
  const seen = new Set<number>()
  for (let at = four(4); at !== 0 && !seen.has(at) && pages.length <= most; ) {
    seen.add(at)
    const count = two(at)
    const field = (tag: number): number => {
      for (let entry = at + 2; entry < at + 2 + 12 * count; entry += 12)
        if (two(entry) === tag) return two(entry + 2) === SHORT ? two(entry + 8) : four(entry + 8)
      return 0
    }
    pages.push({ width: field(WIDTH), height: field(HEIGHT) })
    at = four(at + 2 + 12 * count)
  }
  return pages
}
