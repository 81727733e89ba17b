/** Identifiers: UUID version 7 (RFC 9562), so that rows sort by creation and indexes stay local. */
import { randomBytes } from 'node:crypto'

/** A new UUIDv7 as 36 lower-case characters; `now` is milliseconds since 1970. */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** An id as an importer may give it: 1..128 characters, no white space at the ends, no control characters. */
export function isRecordId(id: string): boolean {
  return id.length > 0 && id.length <= 128 && id.trim() === id && !/\p{Cc}/u.test(id)
}
