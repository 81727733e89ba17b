/**
 * How the terminal program of the same machine finds the server and signs in: a file in the data folder that
 * only its owner can read, written when the server listens and taken away when it stops.
 */
import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface LocalSignIn {
  readonly url: string
  readonly token: string
  readonly tokenId: string
}

export const localSignInPath = (dataDir: string): string => join(dataDir, 'local.json')

export async function writeLocalSignIn(dataDir: string, signIn: LocalSignIn): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  await rm(localSignInPath(dataDir), { force: true })
  await writeFile(localSignInPath(dataDir), `${JSON.stringify(signIn)}\n`, { mode: 0o600 })
}

/** Undefined when no server left one, or what stands there is none. */
export function readLocalSignIn(dataDir: string): LocalSignIn | undefined {
  try {
    const found = JSON.parse(readFileSync(localSignInPath(dataDir), 'utf8')) as Partial<LocalSignIn>
    if (typeof found.url !== 'string' || typeof found.token !== 'string') return undefined
    return { url: found.url, token: found.token, tokenId: found.tokenId ?? '' }
  } catch (error) {
    // Not there, or somebody else's.
    const unreadable = ['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')
    if (unreadable || error instanceof SyntaxError) return undefined
    throw error
  }
}

export async function removeLocalSignIn(dataDir: string): Promise<void> {
  await rm(localSignInPath(dataDir), { force: true })
}
