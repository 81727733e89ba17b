/**
 * The few files that the pages are made of: read once, known by name, so that no path of a caller ever
 * reaches the disk.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../core/errors.ts'
import { publicRoute, type Route, raw } from './route.ts'

const FOLDER = join(import.meta.dirname, 'pages')

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
}

/** `GET /page/:file`. */
export function createStaticFileRoute(): Route {
  const files = new Map(
    readdirSync(FOLDER)
      .filter((name) => MEDIA_TYPES[extname(name)] !== undefined)
      .map((name) => {
        const bytes = readFileSync(join(FOLDER, name))
        const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
        return [name, { bytes, etag, mediaType: MEDIA_TYPES[extname(name)] ?? '' }] as const
      }),
  )
  return publicRoute({
    method: 'GET',
    path: '/page/:file',
    tag: 'pages',
    summary: 'A style sheet, script or picture of the pages',
    params: z.object({ file: z.string() }),
    mediaType: 'text/css, text/javascript, image/svg+xml',
    async handle({ params, request }) {
      const file = files.get(params.file)
      if (file === undefined) throw new AppError('not_found', 'There is no such file.')
      return raw((reply) => {
        reply.headers({
          etag: file.etag,
          // Asked for again each time and mostly answered 304: a new release is there at once.
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
        })
        if (request.headers['if-none-match'] === file.etag) reply.status(304).send()
        else reply.type(file.mediaType).send(file.bytes)
      })
    },
  })
}
