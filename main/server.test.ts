/** The server and the terminal as processes, in an empty folder with an empty environment: what a newcomer does. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareEnvironment, ROOT, type ServerProcess, startServer } from '../test/server-process.ts'

function pharos(
  folder: string,
  ...words: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const call = [join(ROOT, 'main/cli.ts'), ...words]
    execFile(process.execPath, call, { cwd: folder, env: bareEnvironment(folder) }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

describe('the first start, with nothing set', () => {
  let folder: string
  let server: ServerProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pharos-start-'))
    server = await startServer(folder)
    await server.says('示例公司 1/')
  }, 120_000)

  afterAll(async () => {
    await server.stop('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('answers from the first label of the example company with a quote, section and page', async () => {
    const { code, out } = await pharos(folder, 'ask', '糖诺利孕妇能用吗')
    expect(code).toBe(0)
    expect(out).toContain('糖诺利（达格列净片）说明书')
    expect(out).toMatch(/\[1\] .*【孕妇及哺乳期妇女用药】 · 第\d+页/)
    expect(out).toContain('/read/')
  })

  it('reads an uploaded file and leaves its review to others, whatever the terminal asks for', async () => {
    const note = join(folder, 'note.md')
    await writeFile(note, '# 拜访须知\n\n拜访医院药剂科须提前一天预约，并携带工作证。\n')
    const { code, out } = await pharos(folder, 'ingest', note, '--kind', 'policy', '--publish')
    expect(code).toBe(0)
    expect(out).toContain('已提交审核')
    const lost = await pharos(folder, 'ingest', note, '--document', '../users')
    expect(lost).toMatchObject({ code: 1, out: expect.stringContaining('not_found') })
  })

  it('tells apart a wrong command, a missing word and a server that is not there', async () => {
    expect(await pharos(folder, 'sing')).toMatchObject({ code: 1, err: expect.stringContaining('sing') })
    expect(await pharos(folder, 'ask')).toMatchObject({ code: 1 })
    const elsewhere = await mkdtemp(join(tmpdir(), 'pharos-nowhere-'))
    const { code, err } = await pharos(elsewhere, 'ask', '糖诺利怎么吃')
    await rm(elsewhere, { recursive: true })
    expect(code).toBe(1)
    expect(err).toContain('npm start')
  })

  it('refuses a second process on the same folder, in one clear line', async () => {
    await expect(startServer(folder)).rejects.toThrow('folder_locked')
  })

  it('goes on after a kill -9 with what it had, and ends in peace when asked to', async () => {
    await server.stop('SIGKILL')
    server = await startServer(folder)
    const { out } = await pharos(folder, 'ask', '糖诺利孕妇能用吗')
    expect(out).toContain('【孕妇及哺乳期妇女用药】')
    expect(server.output()).not.toContain('管理员令牌')
    expect(await server.stop()).toBe(0)
    expect((await pharos(folder, 'ask', '糖诺利怎么吃')).code).toBe(1)
  }, 120_000)
})

describe('a start that cannot be', () => {
  it('names every fault of the environment at once and ends with 1', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pharos-faults-'))
    const failed = startServer(folder, { PORT: 'many', DEFAULT_TIMEZONE: 'Mars/Olympus' })
    await expect(failed).rejects.toThrow(/PORT[\s\S]*DEFAULT_TIMEZONE/)
    await rm(folder, { recursive: true, force: true })
  })
})
