/** The webhook as a receiver on loopback sees it: who signs, what stands in it, what each answer leads to. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { movingClock } from '../../test/moving-clock.ts'
import type { RecordToPush } from '../sync/remote-crm.ts'
import { createWebhook, webhookAddress } from './create-webhook.ts'

interface Received {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

const received: Received[] = []
let answer: (response: ServerResponse) => void
const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (part: string) => {
    body += part
  })
  request.on('end', () => {
    received.push({ headers: request.headers, body })
    answer(response)
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=hidden`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  received.length = 0
  answer = (response) => response.writeHead(204).end()
})

const clock = movingClock('2026-03-01T08:00:00Z')
const SECRET = `whsec_${Buffer.from('a secret of the receiver').toString('base64')}`
const hook = () =>
  createWebhook({ url, secret: SECRET, source: 'https://pharos.example', clock, timeoutMs: 500 })

const rep = { id: 'rep-a', name: '程一', remoteId: 'guid' }
const record: RecordToPush = {
  kind: 'task',
  id: '0190aaaa-0000-7000-8000-000000000001',
  revision: 7,
  body: {
    text: '送文献',
    taskKind: 'follow_up',
    status: 'open',
    promisedBy: 'rep',
    owner: rep,
    due: '2026-03-05',
    dueUntil: null,
    dueAt: new Date('2026-03-05T15:59:59Z'),
    recurrence: null,
    nextReminderAt: null,
    lastRemindedAt: null,
    account: null,
    contact: null,
    products: [],
    visitId: null,
    closedAt: null,
    updatedAt: new Date('2026-03-01T08:00:00Z'),
  },
}

it('posts a CloudEvent whose signature the receiver can check', async () => {
  expect(await hook().push(record)).toEqual({ kind: 'saved', remoteVersion: '7' })
  const [{ headers, body } = { headers: {}, body: '' }] = received
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', 'a secret of the receiver').update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${expected}`)
  expect(headers['webhook-timestamp']).toBe(String(Date.parse('2026-03-01T08:00:00Z') / 1000))
  expect(JSON.parse(body)).toMatchObject({
    specversion: '1.0',
    id: `task-${record.id}-7`,
    source: 'https://pharos.example',
    type: 'pharos.task.saved',
    subject: `task/${record.id}`,
    sequence: '000000000007',
    data: { text: '送文献', owner: { id: 'rep-a', name: '程一' }, dueAt: '2026-03-05T15:59:59.000Z' },
  })
  expect(body).not.toContain('guid')
})

it('leads each answer to what helps', async () => {
  const after = async (status: number, headers: Record<string, string> = {}) => {
    answer = (response) => response.writeHead(status, headers).end()
    return hook().push(record)
  }
  expect(await after(500)).toMatchObject({ kind: 'failed', retry: true, code: 'remote_error' })
  expect(await after(401)).toMatchObject({ kind: 'failed', retry: true, code: 'unauthorized' })
  expect(await after(413)).toMatchObject({ kind: 'failed', retry: false, code: 'too_large' })
  expect(await after(422)).toMatchObject({ kind: 'failed', retry: true, code: 'rejected' })
  expect(await after(302, { location: 'http://127.0.0.1:1/' })).toMatchObject({ code: 'rejected' })
  expect(await after(429, { 'retry-after': '20' })).toEqual({
    kind: 'paused',
    until: new Date(clock.now().getTime() + 20_000),
  })
})

it('sends nothing while the receiver asked for a pause', async () => {
  answer = (response) => response.writeHead(429, { 'retry-after': '20' }).end()
  const one = hook()
  await one.push(record)
  answer = (response) => response.writeHead(204).end()
  expect(await one.push(record)).toMatchObject({ kind: 'paused' })
  expect(received).toHaveLength(1)
})

it('takes a receiver that hangs or hangs up for unreachable', async () => {
  answer = (response) => response.destroy()
  expect(await hook().push(record)).toMatchObject({ kind: 'failed', retry: true, code: 'unreachable' })
  answer = () => undefined
  expect(await hook().push(record)).toMatchObject({
    kind: 'failed',
    code: 'unreachable',
    detail: 'TimeoutError',
  })
})

it('has one fingerprint for one content, whatever is known of another CRM', () => {
  const { fingerprint } = hook()
  const linked = {
    ...record,
    body: { ...record.body, owner: { ...rep, remoteId: 'another' } },
  } as RecordToPush
  expect(fingerprint(linked)).toBe(fingerprint(record))
  const changed = { ...record, body: { ...record.body, text: '送两篇文献' } } as RecordToPush
  expect(fingerprint(changed)).not.toBe(fingerprint(record))
})

it('shows where it goes without what may be secret in the address', () => {
  expect(webhookAddress(url)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hook$/u)
})
