/**
 * A version's file as it was uploaded. It is somebody's file, not a page of this service: it is saved,
 * not shown, save for the few types that browsers show without running anything, told by their bytes.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VersionFile } from '../../knowledge/read-version.ts'
import { FILE_POLICY, SHOWN_FILE_POLICY } from '../security-headers.ts'
import { contentDisposition } from './content-disposition.ts'

/** By content: what the uploader said may be anything. */
const SHOWN: readonly (readonly [mediaType: string, start: string])[] = [
  ['application/pdf', '%PDF-'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
]

export function sendVersionFile(
  reply: FastifyReply,
  request: FastifyRequest,
  file: VersionFile,
  inline: boolean,
): void {
  const etag = `"${file.hash}"`
  const known = SHOWN.find(([, start]) => file.bytes.subarray(0, start.length).toString('latin1') === start)
  const shown = inline && known !== undefined
  reply.headers({
    etag,
    // The version never changes; whether this person may see it is asked again each time.
    'cache-control': 'private, no-cache',
    'content-security-policy': shown ? SHOWN_FILE_POLICY : FILE_POLICY,
    'x-frame-options': 'SAMEORIGIN',
    'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', file.name),
  })
  if (request.headers['if-none-match'] === etag) {
    reply.status(304).send()
    return
  }
  reply.header('content-type', known?.[0] ?? safeMediaType(file.mediaType)).send(file.bytes)
}

/** The type that was sent with the upload where it is one at all. */
function safeMediaType(given: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(given) ? given : 'application/octet-stream'
}
