/**
 * One process per data folder. PGlite does not prevent two processes on one folder, which would
 * destroy it. The lock file names the holder by process id and start time, so that a holder that
 * died (power cut, kill -9) is recognised even when its process id has been given to another program.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'

export interface FolderLock {
  release(): Promise<void>
}

interface Holder {
  readonly pid: number
  readonly host: string
  /** Kernel start time of the process where the system tells it, else null. */
  readonly started: string | null
}

/** Takes the lock or throws AppError `folder_locked`. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock')
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await tryCreate(path)) {
      return { release: () => rm(path, { force: true }) }
    }
    const text = await readFile(path, 'utf8').catch(() => undefined)
    if (text === undefined) continue // just released
    const holder = parseHolder(text)
    if (holder !== undefined && isAlive(holder)) {
      throw new AppError('folder_locked', `The data folder is in use by ${called(holder)}: ${folder}`, {
        details: { folder, pid: holder.pid },
      })
    }
    await removeStale(path, text)
  }
  throw new AppError('folder_locked', `The data folder could not be locked: ${folder}`, {
    details: { folder },
  })
}

/** A holder elsewhere may be a container that is long gone: who reads this can know, and then has a way out. */
function called({ pid, host }: Holder): string {
  if (host === hostname()) return `process ${pid}`
  return `process ${pid} of machine "${host}" (remove the file "lock" in it when that one does not run any more)`
}

/** The file appears with its content or not at all: a reader never meets a half-written holder. */
async function tryCreate(path: string): Promise<boolean> {
  const holder: Holder = { pid: process.pid, host: hostname(), started: startTime(process.pid) }
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, JSON.stringify(holder))
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** Of two starters that saw the same dead holder one may already hold the lock: what is moved must be what was read. */
async function removeStale(path: string, seen: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch {
    return // another starter was faster
  }
  const moved = await readFile(aside, 'utf8')
  if (moved !== seen) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

function isAlive(holder: Holder): boolean {
  // A holder on another machine (a shared volume) cannot be looked at: believe the file.
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return holder.started === null || startTime(holder.pid) === holder.started
}

function startTime(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Field 22, counted after the command name, which may itself contain spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
