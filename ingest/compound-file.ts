/**
 * Reads the OLE compound file, the container of .doc, .xls, .ppt, .msg and of password-protected OOXML.
 * Only enough of MS-CFB to name and fetch streams; every chain is bounded, for fuzzed files run in circles.
 */
import { AppError } from '../core/errors.ts'

export interface CompoundFile {
  /** Stream names without their folders, in directory order. */
  readonly names: readonly string[]
  /** The first stream of that name, or undefined. */
  readonly find: (name: string) => Buffer | undefined
}

interface Stream {
  readonly name: string
  readonly start: number
  readonly size: number
}

const END_OF_CHAIN = 0xfffffffe
const FREE = 0xffffffff
const MAGIC = 'd0cf11e0a1b11ae1'

export function isCompoundFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === MAGIC
}

/** @throws AppError damaged */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return read(buffer)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw damaged(error)
  }
}

function read(buffer: Buffer): CompoundFile {
  const shift = buffer.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) throw damaged()
  const sectorSize = 1 << shift
  const miniShift = buffer.readUInt16LE(32)
  if (miniShift > shift) throw damaged()
  const cutoff = buffer.readUInt32LE(56)
  const table = readTable(buffer, sectorSize)
  const sector = (index: number) => buffer.subarray((index + 1) * sectorSize, (index + 2) * sectorSize)
  const chain = (start: number) => Buffer.concat(follow(start, table).map(sector))

  const streams: Stream[] = []
  let root: Stream = { name: '', start: END_OF_CHAIN, size: 0 }
  const directory = chain(buffer.readUInt32LE(48))
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const type = directory[at + 66]
    const nameLength = Math.min(Math.max(directory.readUInt16LE(at + 64) - 2, 0), 62)
    const entry: Stream = {
      name: directory.toString('utf16le', at, at + nameLength),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    }
    if (type === 5) root = entry
    if (type === 2) streams.push(entry)
  }
  // A file that was cut off has no directory, only a header that points behind its end.
  if (root.start === END_OF_CHAIN && streams.length === 0) throw damaged()
  const miniTable = words(chain(buffer.readUInt32LE(60)))
  let miniStream: Buffer | undefined

  return {
    names: streams.map((stream) => stream.name),
    find: (name) => {
      const stream = streams.find((candidate) => candidate.name === name)
      if (stream === undefined) return undefined
      if (stream.size >= cutoff) return chain(stream.start).subarray(0, stream.size)
      miniStream ??= chain(root.start)
      const mini = miniStream
      const parts = follow(stream.start, miniTable).map((index) =>
        mini.subarray(index << miniShift, (index + 1) << miniShift),
      )
      return Buffer.concat(parts).subarray(0, stream.size)
    },
  }
}

/** The sector allocation table: the sectors listed in the header, then those of the DIFAT chain. */
function readTable(buffer: Buffer, sectorSize: number): readonly number[] {
  const maxSectors = Math.ceil(buffer.length / sectorSize)
  const listed: number[] = []
  for (let at = 76; at < 512; at += 4) listed.push(buffer.readUInt32LE(at))
  let next = buffer.readUInt32LE(68)
  for (let hops = 0; next < maxSectors && hops < maxSectors; hops += 1) {
    const sector = words(buffer.subarray((next + 1) * sectorSize, (next + 2) * sectorSize))
    listed.push(...sector.slice(0, -1))
    next = sector.at(-1) ?? END_OF_CHAIN
  }
  const table: number[] = []
  for (const index of listed) {
    if (index === FREE || index >= maxSectors) continue
    for (const word of words(buffer.subarray((index + 1) * sectorSize, (index + 2) * sectorSize)))
      table.push(word)
  }
  return table
}

function follow(start: number, table: readonly number[]): readonly number[] {
  const chain: number[] = []
  for (let index = start; index < table.length; index = table[index] ?? END_OF_CHAIN) {
    if (chain.length > table.length) throw damaged()
    chain.push(index)
  }
  return chain
}

function words(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(index * 4))
}

function damaged(cause?: unknown): AppError {
  return new AppError(
    'damaged',
    'The file is damaged: its container cannot be read. Open it in its program and save it again.',
    { cause },
  )
}
