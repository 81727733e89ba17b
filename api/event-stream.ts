/** An answer that grows: server-sent events over the raw response, with a heartbeat for proxies. */
import type { OutgoingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { SendEvent } from './route.ts'

export interface EventStream {
  readonly send: SendEvent
  end(): void
}

const HEARTBEAT_MS = 15_000

/** Takes the reply over: nothing else may be sent with it. */
export function openEventStream(reply: FastifyReply): EventStream {
  const headers = reply.getHeaders() as OutgoingHttpHeaders
  reply.hijack()
  const response = reply.raw
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // nginx would otherwise wait for the end.
    'x-accel-buffering': 'no',
  })
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS)
  heartbeat.unref()
  response.on('close', () => clearInterval(heartbeat))
  return {
    send(event, data) {
      if (response.writableEnded || response.destroyed) return
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    },
    end() {
      clearInterval(heartbeat)
      response.end()
    },
  }
}

export function wantsEvents(accept: string | undefined): boolean {
  return accept?.includes('text/event-stream') === true
}
