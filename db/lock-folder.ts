/**
 * One process per data folder. PGlite does not prevent two processes on one folder, which would
 * destroy it. The lock file names the holder by process id and start time, so that a holder that
 * died (power cut, kill -9) is recognised even when its process id has been given to another program.
 */
import { readFileSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
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
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await tryCreate(path)) {
      return { release: () => rm(path, { force: true }) }
    }
    const holder = await readHolder(path)
    if (holder !== undefined && isAlive(holder)) {
      throw new AppError('folder_locked', `The data folder is in use by process ${holder.pid}: ${folder}`, {
        details: { folder, pid: holder.pid },
      })
    }
    // Move the dead holder's file aside first: of two starters only one can rename it.
    const aside = `${path}.${process.pid}.stale`
    await rename(path, aside).catch(() => undefined)
    await rm(aside, { force: true })
  }
  throw new AppError('folder_locked', `The data folder could not be locked: ${folder}`, {
    details: { folder },
  })
}

async function tryCreate(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    const holder: Holder = { pid: process.pid, host: hostname(), started: startTime(process.pid) }
    await file.writeFile(JSON.stringify(holder))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch {
    // Unreadable: either just released, or its writer died before the first byte.
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
