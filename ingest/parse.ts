/**
 * Parses a file outside this process. Each document goes to a warm child (parse-child.ts) under limits of
 * size, time and memory: a file that hangs, crashes or swells costs one child and ends in a coded error,
 * never the service. What a file is and how it is read is the child's business.
 */
import { fileURLToPath } from 'node:url'
import { AppError } from '../core/errors.ts'
import { createParseChild, type ParseChild } from './parse-child-process.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { DEFAULT_PARSE_LIMITS, type ParseLimits } from './parser.ts'

export interface ParseOptions {
  readonly limits?: Partial<ParseLimits>
  readonly maxFileBytes?: number
  /** Wall time of one document; parsers may ask for more for pages to recognise, up to `maxTimeMs`. */
  readonly timeLimitMs?: number
  readonly maxTimeMs?: number
  /** JavaScript heap and whole resident memory of one child, MiB. */
  readonly heapLimitMb?: number
  readonly residentLimitMb?: number
  /** How many documents are parsed at the same time. */
  readonly children?: number
  /** A child is replaced after so many documents, so that leaks of parsers cannot add up. */
  readonly documentsPerChild?: number
  /** A child without work ends after this time and gives its memory back. */
  readonly idleMs?: number
  /** The OCR program: a name on the PATH or a path. */
  readonly ocrProgram?: string
  /** Module that the child runs. */
  readonly childEntry?: string
}

export interface FileSource {
  readonly bytes: Uint8Array
  readonly fileName: string
}

export interface ParseCall {
  readonly signal?: AbortSignal
  /** Called with a fraction 0..1 that never falls. */
  readonly onProgress?: (fraction: number) => void
}

export interface Parse {
  /**
   * @throws AppError with a file code (empty, too_large, unsupported_type, encrypted, damaged, needs_ocr,
   *   parse_timeout, parse_memory, ...); the reason of `signal` when that was aborted
   */
  parse(source: FileSource, call?: ParseCall): Promise<ParsedDocument>
  /** Ends the children; documents under way fail with `overloaded`. */
  close(): Promise<void>
}

const DEFAULTS = {
  maxFileBytes: 50 * 1024 * 1024,
  timeLimitMs: 60_000,
  maxTimeMs: 20 * 60_000,
  heapLimitMb: 768,
  residentLimitMb: 1280,
  children: 1,
  documentsPerChild: 200,
  idleMs: 20_000,
  ocrProgram: 'tesseract',
  childEntry: fileURLToPath(new URL('./parse-child.ts', import.meta.url)),
}

export function createParse(options: ParseOptions = {}): Parse {
  const settings = { ...DEFAULTS, ...options, limits: { ...DEFAULT_PARSE_LIMITS, ...options.limits } }
  const idle: ParseChild[] = []
  const all = new Set<ParseChild>()
  const waiting: (() => void)[] = []
  let busy = 0
  let closed = false

  async function parse(source: FileSource, call: ParseCall = {}): Promise<ParsedDocument> {
    checkSize(source.bytes, settings.maxFileBytes)
    await takeTurn(call.signal)
    try {
      if (closed) throw stopping()
      call.signal?.throwIfAborted()
      const child = takeChild()
      try {
        return await child.run(source, call)
      } finally {
        if (child.alive()) keep(child)
      }
    } finally {
      busy -= 1
      waiting.shift()?.()
    }
  }

  /** Waits until a child is free; who is called off while waiting leaves the queue at once. */
  async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    while (busy >= settings.children) {
      const freed = Promise.withResolvers<void>()
      const abort = () => {
        const place = waiting.indexOf(freed.resolve)
        if (place === -1) return
        waiting.splice(place, 1)
        freed.reject(signal?.reason)
      }
      waiting.push(freed.resolve)
      signal?.addEventListener('abort', abort, { once: true })
      try {
        await freed.promise
      } finally {
        signal?.removeEventListener('abort', abort)
      }
    }
    busy += 1
  }

  function takeChild(): ParseChild {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) {
      if (child.alive()) return child
    }
    const child = createParseChild(settings, () => all.delete(child))
    all.add(child)
    return child
  }

  function keep(child: ParseChild): void {
    if (closed || child.documents() >= settings.documentsPerChild) void child.end()
    else idle.push(child)
  }

  async function close(): Promise<void> {
    closed = true
    await Promise.all([...all].map((child) => child.end(stopping())))
  }

  return { parse, close }
}

function checkSize(bytes: Uint8Array, maxBytes: number): void {
  if (bytes.length === 0) throw new AppError('empty', 'The file is empty. Upload it again.')
  if (bytes.length <= maxBytes) return
  const limit = Math.floor(maxBytes / (1024 * 1024))
  throw new AppError(
    'too_large',
    `The file is larger than ${limit} MB. Split it or save it with smaller pictures.`,
    {
      details: { bytes: bytes.length, maxBytes },
    },
  )
}

function stopping(): AppError {
  return new AppError('overloaded', 'The service is stopping. Upload the file again in a minute.')
}
