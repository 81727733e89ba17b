/**
 * The child's end of parsing: takes one document at a time from the parent, finds its parser by content,
 * reports progress and the outcome. Errors leave as code and message; anything else a parser throws means
 * that the file broke it, and is `damaged`. The watch over memory runs here, the clock in the parent.
 */
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { findOcr } from './ocr.ts'
import { OUT_OF_MEMORY_SIGNAL, type ParseReport, type ParseRequest } from './parse-child-process.ts'
import type { ParsedDocument } from './parsed-document.ts'
import type { Parser } from './parser.ts'
import { storableDocument } from './storable-text.ts'

export interface ParsingDeps<F> {
  readonly sniff: (bytes: Uint8Array, fileName: string) => { readonly mediaType: string; readonly format: F }
  readonly findParser: (format: F) => Promise<Parser> | undefined
}

/** Call once, in the entry module of a child that was forked with an IPC channel. */
export function serveParsing<F>(deps: ParsingDeps<F>): void {
  watchOver(Number(process.argv[2]))
  // With the program that a parser may be running.
  process.on('disconnect', () => endGroup())
  // A promise that a library left alone must not outlive its document as a crash of the next one.
  process.on('unhandledRejection', () => undefined)
  process.on('message', (message) => {
    void answer(deps, message as ParseRequest).then((report) => tell(report))
  })
}

async function answer<F>(deps: ParsingDeps<F>, request: ParseRequest): Promise<ParseReport> {
  try {
    return { kind: 'parsed', document: storableDocument(await parse(deps, request)) }
  } catch (error) {
    return failure(error)
  }
}

async function parse<F>(deps: ParsingDeps<F>, request: ParseRequest): Promise<ParsedDocument> {
  // A view of its own memory: some libraries transfer the buffer that they are given.
  const bytes = new Uint8Array(request.bytes)
  const { format, mediaType } = deps.sniff(bytes, request.fileName)
  const parser = await deps.findParser(format)
  if (parser === undefined)
    throw new AppError('unsupported_type', 'This kind of file is not read. Save it as PDF or DOCX.')
  const ocr = format === 'pdf' || format === 'image' ? await findOcr(request.ocrProgram) : undefined
  return await parser({
    bytes,
    fileName: request.fileName,
    mediaType,
    limits: request.limits,
    ...(ocr === undefined ? {} : { ocr }),
    onProgress: (fraction) => tell({ kind: 'progress', fraction }),
    allowTime: (ms) => tell({ kind: 'more_time', ms }),
  })
}

function failure(error: unknown): ParseReport {
  if (error instanceof AppError) {
    const { code, message, details } = error
    return { kind: 'failed', code, message, details }
  }
  const reason = error instanceof Error ? error.name : typeof error
  const memory = reason === 'RangeError' && /allocation|array length|string length/i.test(String(error))
  const code: ErrorCode = memory ? 'parse_memory' : 'damaged'
  const message = memory
    ? 'Reading the file needs too much memory. Split it into smaller files.'
    : 'The file is damaged and could not be read. Open it, save it again and upload the new copy.'
  return { kind: 'failed', code, message, details: { reason } }
}

function tell(report: ParseReport): void {
  if (process.connected) process.send?.(report)
}

/** The child leads a group of its own where the system has groups (parse-child-process.ts starts it so). */
function endGroup(): void {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    process.exit(0)
  }
}

/**
 * A second thread that works while a parser blocks the first: ends the process when the parent is gone
 * (even by kill -9) or when resident memory passes the limit, its own (buffers do not count in the heap
 * limit) or that of a program it runs, where the system tells (Linux): a small file can be a huge picture.
 */
function watchOver(residentLimitMb: number): void {
  const watch = `
    const { readFileSync } = require('node:fs')
    const { workerData } = require('node:worker_threads')
    const parent = process.ppid
    const read = (path) => { try { return readFileSync(path, 'latin1') } catch { return '' } }
    const programs = () => read('/proc/self/task/' + process.pid + '/children').split(' ').filter(Boolean)
    const residentOf = (pid) => 1024 * Number(/VmRSS:\\s*(\\d+)/.exec(read('/proc/' + pid + '/status'))?.[1] ?? 0)
    setInterval(() => {
      if (process.ppid !== parent) {
        try { process.kill(-process.pid, 'SIGKILL') } catch { process.kill(process.pid, 'SIGKILL') }
      }
      const held = Math.max(process.memoryUsage.rss(), ...programs().map(residentOf))
      if (held > workerData.limit) process.kill(process.pid, workerData.signal)
    }, 100)`
  const limit = residentLimitMb * 1024 * 1024
  const worker = new Worker(watch, {
    eval: true,
    workerData: { limit, signal: OUT_OF_MEMORY_SIGNAL },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  })
  worker.unref()
}
