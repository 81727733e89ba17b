/**
 * A path of this server that another program's own listener answers: a chat platform's events, whose signature is
 * over the raw bytes and is checked there. Nothing of the body is read here; the hooks of the server still hold.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'

export interface Mount {
  readonly method: 'POST'
  readonly path: string
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
}

export async function registerMounts(app: FastifyInstance, mounts: readonly Mount[]): Promise<void> {
  if (mounts.length === 0) return
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const { method, path, listener } of mounts) {
      scope.route({
        method,
        url: path,
        handler: async (request, reply) => {
          reply.hijack()
          listener(request.raw, reply.raw)
        },
      })
    }
  })
}
