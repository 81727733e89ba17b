/** Reminders that are due while the process is killed and started again: each is brought exactly once. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ServerProcess, startServer } from '../test/server-process.ts'

const COUNT = 200
const TOKEN = 'a-token-of-the-administrator-for-this-test'
const ENVIRONMENT = { ADMIN_TOKEN: TOKEN, EXAMPLES: 'off' }

let folder: string
let server: ServerProcess

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pharos-reminders-'))
  server = await startServer(folder, ENVIRONMENT)
}, 120_000)
afterAll(async () => {
  await server.stop('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

interface Notice {
  readonly id: string
  readonly kind: string
  readonly subjectId: string
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

const reminders = async () =>
  (await call<{ items: readonly Notice[] }>('GET', '/v1/notifications?limit=200')).items.filter(
    (one) => one.kind === 'reminder',
  )

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 50))
}

it('two hundred, over a kill -9 in the middle and a restart', async () => {
  const ids: string[] = []
  const began = Date.now()
  for (let n = 0; n < COUNT; n += 1) {
    ids.push((await call<{ id: string }>('POST', '/v1/tasks', { text: `task ${n}` })).id)
  }
  // Late enough for all to be put off first, as fast as this machine is; spread over two seconds, so that the
  // process dies between the first and the last.
  const start = Date.now() + 2 * (Date.now() - began) + 2_000
  for (const [n, id] of ids.entries()) {
    const snoozeUntil = new Date(start + n * 10).toISOString()
    await call('PATCH', `/v1/tasks/${id}`, { snoozeUntil })
  }
  await until(async () => (await reminders()).length > 0)
  await server.stop('SIGKILL')
  server = await startServer(folder, ENVIRONMENT)
  await until(async () => (await reminders()).length >= COUNT)
  // Another round or two, in which a second time would show.
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const told = await reminders()
  expect(told).toHaveLength(COUNT)
  expect(new Set(told.map((one) => one.subjectId))).toEqual(new Set(ids))
}, 180_000)
