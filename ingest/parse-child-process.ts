/**
 * One warm child process seen from the parent: sends it a document, holds the clock, and turns its death
 * into a coded error. Which child gets which document is decided in parse.ts; the child's own end of the
 * conversation is serve-parsing.ts.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { childEnvironment } from './child-environment.ts'
import type { ParsedDocument } from './parsed-document.ts'
import type { ParseLimits } from './parser.ts'

/** Parent to child. */
export interface ParseRequest {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly limits: ParseLimits
  readonly ocrProgram: string
}

/** Child to parent. */
export type ParseReport =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'more_time'; readonly ms: number }
  | { readonly kind: 'parsed'; readonly document: ParsedDocument }
  | {
      readonly kind: 'failed'
      readonly code: ErrorCode
      readonly message: string
      readonly details: Readonly<Record<string, unknown>>
    }

/** A child that outgrows its resident memory ends itself with this signal, which nobody else sends. */
export const OUT_OF_MEMORY_SIGNAL = 'SIGUSR2'

export interface ParseChildSettings {
  readonly limits: ParseLimits
  readonly timeLimitMs: number
  readonly maxTimeMs: number
  readonly heapLimitMb: number
  readonly residentLimitMb: number
  readonly idleMs: number
  readonly ocrProgram: string
  readonly childEntry: string
}

export interface ParseChild {
  run(
    source: { readonly bytes: Uint8Array; readonly fileName: string },
    call: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void },
  ): Promise<ParsedDocument>
  alive(): boolean
  documents(): number
  /** Kills the child; a document under way fails with `reason`. Resolves when the process is gone. */
  end(reason?: Error): Promise<void>
}

interface Job {
  readonly resolve: (document: ParsedDocument) => void
  readonly reject: (error: unknown) => void
  readonly onProgress: ((fraction: number) => void) | undefined
  fraction: number
  deadline: number
  /** Beyond this no parser's wish moves the deadline. */
  readonly latest: number
}

export function createParseChild(settings: ParseChildSettings, onGone: () => void): ParseChild {
  const child = startChild(settings)
  const gone = Promise.withResolvers<void>()
  let job: Job | undefined
  let count = 0
  let exited = false
  let verdict: unknown
  let clock: NodeJS.Timeout | undefined
  let rest: NodeJS.Timeout | undefined

  child.on('message', (message) => receive(message as ParseReport))
  // `error` alone is seen when the system refuses to start a process; then there is no `exit`.
  child.on('error', () => (child.pid === undefined ? finish(crashed()) : kill(crashed())))
  child.on('exit', (code, signal) => {
    killGroup(child)
    finish(deathOf(code, signal))
  })

  function finish(death: AppError): void {
    exited = true
    clearTimeout(rest)
    settle()?.reject(verdict ?? death)
    onGone()
    gone.resolve()
  }

  function run(...[source, call]: Parameters<ParseChild['run']>): Promise<ParsedDocument> {
    const { promise, resolve, reject } = Promise.withResolvers<ParsedDocument>()
    const begun = Date.now()
    count += 1
    clearTimeout(rest)
    child.ref()
    child.channel?.ref()
    job = {
      resolve,
      reject,
      onProgress: call.onProgress,
      fraction: 0,
      deadline: begun + settings.timeLimitMs,
      latest: begun + Math.max(settings.timeLimitMs, settings.maxTimeMs),
    }
    const abort = () => kill(call.signal?.reason)
    call.signal?.addEventListener('abort', abort, { once: true })
    watchClock()
    const { bytes, fileName } = source
    const request: ParseRequest = {
      bytes,
      fileName,
      limits: settings.limits,
      ocrProgram: settings.ocrProgram,
    }
    if (!exited)
      child.send(request, (error) => {
        if (error !== null) kill(crashed())
      })
    else settle()?.reject(crashed())
    return promise.finally(() => call.signal?.removeEventListener('abort', abort))
  }

  function receive(report: ParseReport): void {
    if (job === undefined) return
    switch (report.kind) {
      case 'progress':
        job.fraction = Math.min(1, Math.max(job.fraction, report.fraction))
        job.onProgress?.(job.fraction)
        return
      case 'more_time':
        job.deadline = Math.min(job.deadline + Math.max(0, report.ms), job.latest)
        watchClock()
        return
      case 'parsed':
        settle()?.resolve(report.document)
        return
      case 'failed':
        settle()?.reject(new AppError(report.code, report.message, { details: report.details }))
        return
    }
  }

  /** Ends the job under way and lets neither the idle child nor its timer hold the parent open. */
  function settle(): Job | undefined {
    const ended = job
    job = undefined
    clearTimeout(clock)
    if (exited) return ended
    child.unref()
    child.channel?.unref()
    clearTimeout(rest)
    rest = setTimeout(() => kill(undefined), settings.idleMs)
    rest.unref()
    return ended
  }

  function watchClock(): void {
    clearTimeout(clock)
    if (job === undefined) return
    clock = setTimeout(() => kill(timedOut()), Math.max(0, job.deadline - Date.now()))
  }

  function kill(reason: unknown): void {
    verdict ??= reason
    if (exited) return
    killGroup(child)
    child.kill('SIGKILL')
  }

  return {
    run,
    alive: () => !exited && !child.killed,
    documents: () => count,
    end: (reason) => {
      // Whoever waits for the end wants the process held open until then.
      if (!exited) child.ref()
      kill(reason)
      return gone.promise
    },
  }
}

/** The child and what it has started (a recognition under way would run on for minutes). */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // Nobody is left in it, or the system has no groups.
    if (!['ESRCH', 'EPERM', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function startChild(settings: ParseChildSettings): ChildProcess {
  return fork(settings.childEntry, [String(settings.residentLimitMb)], {
    serialization: 'advanced',
    env: childEnvironment(),
    // A process group of its own, so that it can be ended together with the programs that it runs.
    detached: true,
    // The libraries' own notices (fonts, broken objects) would otherwise reach the service's log.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${settings.heapLimitMb}`, '--no-warnings'],
  })
}

function deathOf(code: number | null, signal: NodeJS.Signals | null): AppError {
  // V8 aborts when its heap is full: SIGABRT, or 134 where a shell stands between; SIGKILL that we did not
  // send is the system's own memory guard.
  const memory =
    signal === OUT_OF_MEMORY_SIGNAL || signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134
  return memory
    ? new AppError('parse_memory', 'Reading the file needs too much memory. Split it into smaller files.')
    : crashed()
}

function crashed(): AppError {
  return new AppError(
    'damaged',
    'The file could not be read. Open it, save it again under a new name and upload that.',
  )
}

function timedOut(): AppError {
  return new AppError(
    'parse_timeout',
    'Reading the file takes too long. Split it or save it again as a new file.',
  )
}
