/**
 * A parsing child for tests whose parser does what the text of the file orders: hang, spin, exit, swell, ...
 * The protocol around it is the real one. Anything else is parsed, with the child's process id as its title.
 */
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../core/errors.ts'
import type { ParsedDocument } from '../ingest/parsed-document.ts'
import type { Parser } from '../ingest/parser.ts'
import { serveParsing } from '../ingest/serve-parsing.ts'

const obey: Parser = async ({ bytes, allowTime, onProgress }) => {
  const [order, ...rest] = Buffer.from(bytes).toString('utf8').split(' ')
  const value = rest[0] ?? '0'
  const kept: unknown[] = []
  switch (order) {
    case 'hang':
      await new Promise(() => undefined)
      break
    case 'spin':
      for (;;) kept.length = 0
    case 'exit':
      process.exit(3)
      break
    case 'swell-heap':
      for (;;) kept.push(new Array(10_000).fill(kept.length))
    case 'swell-buffers':
      for (;;) {
        kept.push(Buffer.alloc(32 * 1024 * 1024, 1))
        await wait(5)
      }
    case 'throw':
      throw new TypeError('a library broke')
    case 'refuse':
      throw new AppError('encrypted', 'No.', { details: { why: 'test' } })
    case 'reject-later':
      void wait(1).then(() => {
        throw new Error('left alone')
      })
      break
    case 'slow':
      allowTime?.(Number(value) * 2)
      onProgress?.(0.5)
      onProgress?.(0.2)
      await wait(Number(value))
      break
    case 'greedy':
      // Asks again and again, as a file with endless work would.
      for (;;) {
        allowTime?.(60_000)
        await wait(50)
      }
    case 'run':
      await new Promise((resolve) =>
        spawn(rest.join(' '), { shell: true, stdio: 'ignore' }).on('exit', resolve),
      )
      break
    case 'environment':
      return documentOf(Object.keys(process.env).join(' '))
    case 'wait':
      await wait(Number(value))
      break
  }
  return documentOf(`a\u0000b\uD800c ${order}`)
}

function documentOf(text: string): ParsedDocument {
  return {
    mediaType: 'text/plain',
    title: String(process.pid),
    pageCount: null,
    blocks: [{ kind: 'paragraph', text, page: null }],
    warnings: [],
  }
}

serveParsing({ sniff: () => ({ mediaType: 'text/plain', format: 'text' }), findParser: async () => obey })
