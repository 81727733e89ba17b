/** A first start copies what the installation prepared, and gets on without it. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyTemplate, makeTemplate, templateFolder } from './embedded-template.ts'

let folder: string
let cache: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pharos-template-'))
  cache = join(folder, 'cache')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function initialise(unfinished: string): Promise<string> {
  await mkdir(join(unfinished, 'db'), { recursive: true })
  await writeFile(join(unfinished, 'db', 'PG_VERSION'), '18')
  return join(unfinished, 'db')
}

describe('the template of the embedded database', () => {
  it('is made once and copied whole', async () => {
    await makeTemplate(initialise, cache)
    await makeTemplate(() => Promise.reject(new Error('made again')), cache)
    expect(await copyTemplate(join(folder, 'data'), cache)).toBe(true)
    expect(readFileSync(join(folder, 'data', 'PG_VERSION'), 'utf8')).toBe('18')
  })

  it('is not there, and nothing is left behind, when it could not be finished', async () => {
    const cutOff = async (unfinished: string) => {
      await initialise(unfinished)
      throw new Error('no space left')
    }
    await expect(makeTemplate(cutOff, cache)).rejects.toThrow('no space left')
    expect(await copyTemplate(join(folder, 'data'), cache)).toBe(false)
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it('removes the one of an older engine', async () => {
    const older = join(cache, 'embedded-0123456789abcdef')
    await mkdir(older, { recursive: true })
    await makeTemplate(initialise, cache)
    expect(existsSync(older)).toBe(false)
    expect(existsSync(templateFolder(cache))).toBe(true)
  })
})
