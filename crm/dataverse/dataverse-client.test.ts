import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openDataverseRoom, visitRecord } from '../../test/dataverse-room.ts'
import { faultList } from '../../test/fakes/dataverse/fake-faults.ts'
import { httpTokens } from '../../test/fakes/dataverse/http-tokens.ts'
import { movingClock } from '../../test/moving-clock.ts'
import { readBatch, writeChangeSet } from './batch-body.ts'
import { createDataverseClient } from './dataverse-client.ts'
import { faultOfAnswer } from './dataverse-fault.ts'
import { createLane } from './lane.ts'
import { createTokenSource } from './token-source.ts'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server that answers as a test wants, and a client before it. */
async function against(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  timeoutMs = 2_000,
) {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const clock = movingClock('2026-03-02T08:00:00Z')
  const client = createDataverseClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens: { get: async () => 'secret-token', drop: () => {} },
    lane: createLane({ clock, sleep: async (ms) => clock.advance(ms) }),
    clock,
    fetch,
    timeoutMs,
  })
  return { client, clock }
}

const READ = { method: 'GET', path: 'accounts?$select=name' } as const

describe('a call', () => {
  it('has the headers that Dataverse asks for', async () => {
    let seen: IncomingMessage['headers'] = {}
    const { client } = await against((request, response) => {
      seen = request.headers
      response.end('{"value":[]}')
    })
    expect(await client.call(READ)).toMatchObject({ kind: 'answer', body: { value: [] } })
    expect(seen).toMatchObject({
      accept: 'application/json',
      'odata-version': '4.0',
      'odata-maxversion': '4.0',
      'if-none-match': 'null',
      authorization: 'Bearer secret-token',
    })
  })

  it('waits as long as it is told, in seconds or until a date, and not for ever', async () => {
    for (const [value, wait] of [
      ['17', 17_500],
      ['Mon, 02 Mar 2026 08:00:40 GMT', 40_500],
      ['soon', 30_000],
      ['999999', 3_600_500],
    ] as const) {
      const { client, clock } = await against((_, response) => {
        response.writeHead(429, { 'retry-after': value }).end()
      })
      const end = await client.call(READ)
      if (end.kind !== 'paused') throw new Error(end.kind)
      expect(Math.abs(end.until.getTime() - clock.now().getTime() - wait)).toBeLessThanOrEqual(1_000)
    }
  })

  it('ends when nobody answers, when the line is cut, and when a proxy sends it elsewhere', async () => {
    const silent = await against(() => {}, 50)
    expect(await silent.client.call(READ)).toMatchObject({ kind: 'fault', code: 'unreachable', retry: true })
    const cut = await against((request) => request.socket.destroy())
    expect(await cut.client.call(READ)).toMatchObject({ kind: 'fault', code: 'unreachable', retry: true })
    const elsewhere = await against((_, response) =>
      response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
    )
    expect(await elsewhere.client.call(READ)).toMatchObject({ kind: 'fault', retry: true })
  })

  it('does not take what is no JSON, or half of it, for an answer', async () => {
    for (const text of ['<html>', '{"value":', '"']) {
      const { client } = await against((_, response) => response.end(text))
      expect(await client.call(READ)).toMatchObject({ kind: 'fault', code: 'bad_answer', retry: true })
    }
  })

  it('is given up when whoever made it gives up', async () => {
    const { client } = await against(() => {})
    const giveUp = new AbortController()
    const calling = client.call(READ, giveUp.signal)
    setTimeout(() => giveUp.abort(new Error('stop')), 20)
    await expect(calling).rejects.toThrow('stop')
  })
})

describe('a change set', () => {
  it('is written with CRLF, a Content-ID for each part, and headers of its own', () => {
    const { contentType, body } = writeChangeSet(
      [
        { method: 'PATCH', url: '/a(1)', headers: { 'if-match': '*' }, body: { x: '一\n二' } },
        { method: 'DELETE', url: '/b(2)', headers: {} },
      ],
      'id',
    )
    expect(contentType).toBe('multipart/mixed; boundary=batch_id')
    expect(body.replaceAll('\r\n', '')).not.toContain('\n')
    expect(body.match(/Content-ID: \d/g)).toEqual(['Content-ID: 1', 'Content-ID: 2'])
    expect(body).toContain(
      'PATCH /a(1) HTTP/1.1\r\nif-match: *\r\nContent-Type: application/json\r\n\r\n{"x"',
    )
  })

  it('is read whichever way a failure is told: a part alone, a change set of one, LF line ends', () => {
    const failed =
      'HTTP/1.1 412 Precondition Failed\r\nContent-Type: application/json\r\n\r\n{"error":{"code":"0x80060882","message":"m"}}'
    const alone = `--b\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\n${failed}\r\n--b--\r\n`
    const nested = `--b\r\nContent-Type: multipart/mixed; boundary="c"\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\n${failed}\r\n--c--\r\n--b--\r\n`
    for (const text of [alone, nested, nested.replaceAll('\r\n', '\n')]) {
      expect(readBatch('multipart/mixed; boundary=b', text)).toMatchObject([{ contentId: '2', status: 412 }])
    }
    expect(readBatch('application/json', '{}')).toBeUndefined()
    expect(readBatch('multipart/mixed; boundary=b', '--b\r\n\r\nnothing\r\n--b--')).toBeUndefined()
  })

  it('goes over a real line, also when the line is cut in the middle', async () => {
    const room = await openDataverseRoom()
    const url = await room.fake.listen()
    try {
      const { connectDataverse } = await import('../../test/dataverse-room.ts')
      const crm = connectDataverse(room.fake, room.clock, {
        deps: { url, fetch, tokens: createTokenSource(httpTokens(url), room.clock) },
      })
      const record = visitRecord(room)
      room.fake.fail(faultList('lost', 'reset'))
      expect(await crm.push(record)).toMatchObject({ kind: 'failed', code: 'unreachable' })
      expect(await crm.push(record)).toMatchObject({ kind: 'failed', code: 'unreachable' })
      expect(await crm.push(record)).toMatchObject({ kind: 'saved' })
      expect(room.fake.rows('xa_visit')).toHaveLength(1)
    } finally {
      await room.fake.close()
    }
  })
})

describe('what a refusal means', () => {
  const of = (status: number, code: string, message: string) =>
    faultOfAnswer(status, JSON.stringify({ error: { code, message } }))

  it('is read from codes and names, and repeats nothing that was written', () => {
    const cases: readonly [number, string, string, Record<string, unknown>][] = [
      [
        400,
        '0x80060888',
        "Could not find a property named 'xa_x' on type 'Microsoft.Dynamics.CRM.account'.",
        { code: 'schema_missing' },
      ],
      [
        400,
        '0x80048d19',
        "Error identified in Payload provided by the user for Entity :'xa_visit' ----> InnerException : Microsoft.OData.ODataException: An undeclared property 'xa_y' which only has property annotations in the payload",
        { code: 'schema_missing' },
      ],
      [
        404,
        '0x8006088a',
        "Resource not found for the segment 'xa_visits'.",
        { code: 'schema_missing', retry: false },
      ],
      [
        404,
        '0x80040217',
        "Entity 'Contact' With Id = 1 Does Not Exist",
        { code: 'missing_reference', table: 'contact' },
      ],
      [
        404,
        '0x80040217',
        'xa_visit With Ids = 1 Do Not Exist',
        { code: 'missing_reference', table: 'xa_visit' },
      ],
      [
        400,
        '0x80044331',
        "The length of the 'xa_note' attribute of the 'xa_visit' entity exceeded the maximum",
        { code: 'too_large' },
      ],
      [403, '0x80040220', 'Principal user is missing prvWritexa_visit privilege', { code: 'forbidden' }],
      [
        412,
        '0x80060892',
        'A record that has the attribute values already exists. The entity key xa_visit_key_sourcekey requires',
        { code: 'duplicate', retry: false },
      ],
      [412, '0x80060882', '王建国', { code: 'conflict', met: 'other_version' }],
      [400, '0x80040203', '病人张三', { code: 'rejected', retry: false }],
      [413, '', '', { code: 'too_large' }],
      [502, '', '', { code: 'remote_error', retry: true }],
      [501, '', '', { code: 'rejected' }],
    ]
    for (const [status, code, message, wanted] of cases) {
      const fault = of(status, code, message)
      expect(fault, message).toMatchObject(wanted)
      expect(fault.detail).not.toMatch(/王建国|张三/)
    }
    expect(faultOfAnswer(500, '<html>')).toMatchObject({ code: 'remote_error', retry: true })
  })
})
