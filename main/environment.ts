/** The environment of a process: its variables, and those of a file `.env` in the working folder beneath them. */
import type { Environment } from './config.ts'

/** Reads `.env` where there is one; a variable that is set already keeps its value. */
export function loadEnvironment(): Environment {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return process.env
}
