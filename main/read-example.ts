/** The data files of the example company. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'

export const EXAMPLES_FOLDER = join(import.meta.dirname, '..', 'examples')

/** Throws `invalid_config` for a file that is missing or no JSON. */
export async function readExample<T>(name: string): Promise<T> {
  try {
    return JSON.parse(await readFile(join(EXAMPLES_FOLDER, name), 'utf8')) as T
  } catch (error) {
    throw new AppError('invalid_config', `examples/${name} cannot be read; EXAMPLES=off starts without it.`, {
      cause: error,
    })
  }
}
