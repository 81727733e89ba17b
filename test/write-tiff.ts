/** Writes small TIFF files for tests: white pages of one byte a point, as a scanner that feeds itself makes them. */
import type { PictureSize } from '../ingest/picture-size.ts'

export function writeTiff(pages: readonly PictureSize[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('49492a0000000000', 'hex')]
  let at = 8
  let link = 4
  const links: (readonly [number, number])[] = []
  for (const { width, height } of pages) {
    const pixels = Buffer.alloc(width * height + ((width * height) % 2), 0xff)
    const fields = [
      [256, 4, width],
      [257, 4, height],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [273, 4, at],
      [277, 3, 1],
      [278, 4, height],
      [279, 4, width * height],
    ] as const
    const directory = Buffer.alloc(2 + fields.length * 12 + 4)
    directory.writeUInt16LE(fields.length, 0)
    fields.forEach(([tag, type, value], index) => {
      const entry = 2 + index * 12
      directory.writeUInt16LE(tag, entry)
      directory.writeUInt16LE(type, entry + 2)
      directory.writeUInt32LE(1, entry + 4)
      directory.writeUInt32LE(value, entry + 8)
    })
    const start = at + pixels.length
    links.push([link, start])
    link = start + 2 + fields.length * 12
    parts.push(pixels, directory)
    at = start + directory.length
  }
  const file = Buffer.concat(parts)
  for (const [place, target] of links) file.writeUInt32LE(target, place)
  return new Uint8Array(file)
}
