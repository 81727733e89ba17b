/** What every answer tells the browser it may not do; pages of this service need nothing from elsewhere. */
import type { FastifyReply } from 'fastify'

/** For pages: scripts, styles and pictures of this service, and nothing that stands in the page itself. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** For files that people uploaded: whatever stands in them runs nowhere. */
export const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"

/** For PDFs and pictures that are shown: a browser's own viewer stays empty in a sandbox, and it runs nothing of ours. */
export const SHOWN_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

export function setSecurityHeaders(reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
  })
}
