/**
 * Reads a ZIP held in memory, for the formats that are one (OOXML, ODF, EPUB). It is the guard against
 * hostile archives: sizes are bounded before and while unpacking, checksums are compared, names that
 * climb out of the archive are refused. Nothing is ever written to disk and no inner archive is opened.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { AppError } from '../core/errors.ts'

export interface ZipArchive {
  readonly names: readonly string[]
  /** The unpacked entry, or undefined when there is none of that name (case-insensitive, as OPC says). */
  readonly find: (name: string) => Uint8Array | undefined
  /** As `find`, but a missing entry is a damaged file. */
  readonly get: (name: string) => Uint8Array
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
}

/** More entries than any honest office document has. */
const MAX_ENTRIES = 20_000
const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const CENTRAL_HEADER = 0x02014b50
const LOCAL_HEADER = 0x04034b50

/**
 * @param maxUnpackedBytes upper bound of all bytes the archive declares or unpacks to
 * @throws AppError damaged | zip_bomb here, and encrypted too when an entry is read
 */
export function openZip(bytes: Uint8Array, maxUnpackedBytes: number): ZipArchive {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = guarded(() => readDirectory(buffer))
  let declared = 0
  for (const entry of entries) declared += entry.size
  if (declared > maxUnpackedBytes || entries.length > MAX_ENTRIES) throw bomb(maxUnpackedBytes)
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  let unpacked = 0

  const find = (name: string): Uint8Array | undefined => {
    const entry = byName.get(name.replace(/^\/+/, '').toLowerCase())
    if (entry === undefined) return undefined
    const content = guarded(() => unpack(buffer, entry, maxUnpackedBytes))
    unpacked += content.length
    if (unpacked > maxUnpackedBytes) throw bomb(maxUnpackedBytes)
    return content
  }
  return {
    names: entries.map((entry) => entry.name),
    find,
    get: (name) => {
      const content = find(name)
      if (content === undefined) throw damaged(`The part ${name} is missing.`)
      return content
    },
  }
}

function readDirectory(buffer: Buffer): readonly Entry[] {
  const end = findEnd(buffer)
  let count = buffer.readUInt16LE(end + 10)
  let size = buffer.readUInt32LE(end + 12)
  let start = buffer.readUInt32LE(end + 16)
  let tail = end
  if (end >= 20 && buffer.readUInt32LE(end - 20) === LOCATOR_64) {
    const end64 = Number(buffer.readBigUInt64LE(end - 12))
    if (buffer.readUInt32LE(end64) !== END_OF_DIRECTORY_64) throw damaged('Its ZIP directory is broken.')
    count = Number(buffer.readBigUInt64LE(end64 + 32))
    size = Number(buffer.readBigUInt64LE(end64 + 40))
    start = Number(buffer.readBigUInt64LE(end64 + 48))
    tail = end64
  }
  // Bytes put before the archive shift every offset by the same amount.
  const shift = Math.max(0, tail - size - start)
  const entries: Entry[] = []
  let at = start + shift
  while (entries.length < count) {
    if (entries.length > MAX_ENTRIES) break
    if (buffer.readUInt32LE(at) !== CENTRAL_HEADER) throw damaged('Its ZIP directory is broken.')
    const nameLength = buffer.readUInt16LE(at + 28)
    const extraLength = buffer.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + buffer.readUInt16LE(at + 32)
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    if (name.split('/').includes('..')) throw damaged('It names a path outside itself.')
    const wide = wideFields(buffer, at, at + 46 + nameLength, extraLength)
    if (!name.endsWith('/')) {
      entries.push({
        name: name.replace(/^\/+/, ''),
        flags: buffer.readUInt16LE(at + 8),
        method: buffer.readUInt16LE(at + 10),
        crc: buffer.readUInt32LE(at + 16),
        ...wide,
        offset: wide.offset + shift,
      })
    } else count -= 1
    at = next
  }
  return entries
}

/** The three fields that ZIP64 moves into the extra area when they do not fit into 32 bits. */
function wideFields(buffer: Buffer, header: number, extra: number, extraLength: number) {
  const fields = {
    size: buffer.readUInt32LE(header + 24),
    packedSize: buffer.readUInt32LE(header + 20),
    offset: buffer.readUInt32LE(header + 42),
  }
  for (let at = extra; at + 4 <= extra + extraLength; at += 4 + buffer.readUInt16LE(at + 2)) {
    if (buffer.readUInt16LE(at) !== 1) continue
    let field = at + 4
    for (const key of ['size', 'packedSize', 'offset'] as const) {
      if (fields[key] !== 0xffffffff) continue
      fields[key] = Number(buffer.readBigUInt64LE(field))
      field += 8
    }
  }
  return fields
}

function findEnd(buffer: Buffer): number {
  const lowest = Math.max(0, buffer.length - 22 - 0xffff)
  for (let at = buffer.length - 22; at >= lowest; at -= 1) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  throw damaged('It was cut off: its ZIP directory is missing.')
}

function unpack(buffer: Buffer, entry: Entry, maxUnpackedBytes: number): Uint8Array {
  if ((entry.flags & 1) === 1) throw new AppError('encrypted', 'The file is protected by a password.')
  if (buffer.readUInt32LE(entry.offset) !== LOCAL_HEADER) throw damaged('Its ZIP directory is broken.')
  const start =
    entry.offset + 30 + buffer.readUInt16LE(entry.offset + 26) + buffer.readUInt16LE(entry.offset + 28)
  const packed = buffer.subarray(start, start + entry.packedSize)
  let content: Uint8Array
  if (entry.method === 0) content = packed
  else if (entry.method === 8) {
    // The declared size may lie; the inflater stops at the bound, not at what the file claims.
    content = inflateRawSync(packed, { maxOutputLength: Math.max(1, maxUnpackedBytes) })
  } else throw damaged(`Its compression method ${entry.method} is not one that documents use.`)
  if (crc32(content) !== entry.crc) throw damaged(`The part ${entry.name} is corrupt.`)
  return content
}

function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw bomb(undefined)
    throw damaged('Its ZIP structure cannot be read.', error)
  }
}

function damaged(reason: string, cause?: unknown): AppError {
  return new AppError('damaged', `The file is damaged. ${reason} Open it in its program and save it again.`, {
    cause,
  })
}

function bomb(limit: number | undefined): AppError {
  return new AppError('zip_bomb', 'The file unpacks to far more than a document needs and was refused.', {
    details: limit === undefined ? {} : { maxUnpackedBytes: limit },
  })
}
