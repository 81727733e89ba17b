import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from './lock-folder.ts'

describe('lockFolder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pharos-lock-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('refuses a second holder while the first lives, and names it', async () => {
    const lock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'folder_locked',
      details: { pid: process.pid },
    })
    await lock.release()
  })

  it('is free again after release', async () => {
    const first = await lockFolder(folder)
    await first.release()
    const second = await lockFolder(folder)
    await second.release()
  })

  it('takes over from a holder that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const pid = child.pid
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid, host: hostname(), started: null }))
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'folder_locked' })
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
    const lock = await lockFolder(folder)
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid })
    await lock.release()
  })

  it('takes over when the process id belongs to another program now', async () => {
    await writeFile(
      join(folder, 'lock'),
      JSON.stringify({ pid: process.pid, host: hostname(), started: '1' }),
    )
    const lock = await lockFolder(folder)
    await lock.release()
  })

  it('believes a holder on another machine, and says what to do when that one is gone', async () => {
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 1, host: 'elsewhere', started: null }))
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'folder_locked',
      message: expect.stringMatching(/"elsewhere".*remove the file/),
    })
  })

  it('lets exactly one of many starters in', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })
})
