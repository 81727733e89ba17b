/** Ids of the parts of a record: they follow from the record and the place, so that every try writes the same rows. */
import { createHash } from 'node:crypto'

/** A UUID of version 8 (RFC 9562: of one's own making), the same for the same three. */
export function partId(recordId: string, part: string, position: number): string {
  const bytes = createHash('sha256').update(`${recordId}\u0000${part}\u0000${position}`).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
