import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppError, ERROR_TABLE } from '../core/errors.ts'
import { formOf, openTestApi, type TestApi } from '../test/open-api.ts'
import { createPageRoutes } from './page-routes.ts'
import { createApi } from './server.ts'

interface Problem {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly correlationId: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

let test: TestApi

beforeAll(async () => {
  test = await openTestApi({ pages: createPageRoutes })
})
afterAll(() => test.close())

const JSON_TYPE = { 'content-type': 'application/json' }

describe('a failure', () => {
  it('is a problem document with one correlation id in header and body', async () => {
    const lost = await test.call('rep', 'GET', '/v1/versions/no-such-version')
    expect(lost.status).toBe(404)
    expect(lost.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    const problem = lost.json<Problem>()
    expect(problem).toMatchObject({ type: '/docs#error-not_found', status: 404, code: 'not_found' })
    expect(problem.correlationId).toMatch(/^[\w-]{36}$/)
    expect(lost.headers['x-correlation-id']).toBe(problem.correlationId)
  })

  it("keeps the caller's own correlation id when it is a reasonable one", async () => {
    const mine = await test.call(null, 'GET', '/v1/nowhere', undefined, {
      'x-correlation-id': 'trace-12345678',
    })
    expect(mine.json<Problem>()).toMatchObject({ code: 'not_found', correlationId: 'trace-12345678' })
    const odd = await test.call(null, 'GET', '/v1/nowhere', undefined, {
      'x-correlation-id': 'a b\tc<script>',
    })
    expect(odd.headers['x-correlation-id']).toMatch(/^[\w-]{36}$/)
  })

  it('has its title in the language of the caller', async () => {
    const title = async (language: string) =>
      (await test.call(null, 'GET', '/v1/me', undefined, { 'accept-language': language })).json<Problem>()
        .title
    expect(await title('en-GB,en;q=0.9')).toBe('Sign in first.')
    expect(await title('zh-CN')).toBe('请先登录。')
    expect(await title('')).toBe('请先登录。')
  })

  it('names every field that was refused', async () => {
    const refused = await test.call('admin', 'POST', '/v1/users', {
      name: ' ',
      roles: ['king'],
      locale: 'fr',
    })
    expect(refused.status).toBe(400)
    expect(
      refused
        .json<Problem>()
        .errors?.map((one) => one.field)
        .toSorted(),
    ).toEqual(['locale', 'name', 'roles.0'])
    const below = await test.call('admin', 'POST', '/v1/users', { name: 'A', roles: ['rep'], teamId: 'none' })
    expect(below.json<Problem>().errors).toMatchObject([{ field: 'teamId' }])
    const query = await test.call('admin', 'GET', '/v1/audit?limit=0&from=yesterday')
    expect(query.json<Problem>()).toMatchObject({ code: 'invalid_input', errors: [{ field: 'limit' }] })
    const moment = await test.call('admin', 'GET', '/v1/audit?from=2026-02-30')
    expect(moment.json<Problem>().errors).toMatchObject([{ field: 'from' }])
    const cursor = await test.call('admin', 'GET', '/v1/audit?cursor=%21%21')
    expect(cursor.json<Problem>().errors).toMatchObject([{ field: 'cursor' }])
  })

  it('of our own is told without its cause', async () => {
    const api = await createApi(
      {
        ...test.deps,
        retrieve: async () => {
          throw new Error('password=hunter2 at 10.0.0.7')
        },
      },
      [],
    )
    const response = await api.inject({
      url: '/v1/search?q=x',
      headers: { authorization: `Bearer ${test.token('rep')}` },
    })
    expect(response.statusCode).toBe(500)
    expect(response.json()).toMatchObject({ code: 'internal' })
    expect(response.payload).not.toContain('hunter2')
    await api.close()
  })

  it.each([
    ['ECONNREFUSED', 'database_unavailable', 503],
    ['57P01', 'database_unavailable', 503],
    ['no code', 'database_unavailable', 503],
  ])('of the database (%s) asks to try again', async (code, expected, status) => {
    const failing = async () => {
      // The pool's own words when every connection is taken, or none can be made, for too long.
      if (code === 'no code') throw new Error('timeout exceeded when trying to connect')
      throw Object.assign(new Error('x'), { code })
    }
    const api = await createApi({ ...test.deps, retrieve: failing, checks: { database: failing } }, [])
    const headers = { authorization: `Bearer ${test.token('rep')}` }
    const response = await api.inject({ url: '/v1/search?q=x', headers })
    expect(response.statusCode).toBe(status)
    expect(response.headers['retry-after']).toBe('1')
    expect(response.json()).toMatchObject({ code: expected })
    const ready = await api.inject({ url: '/readyz' })
    expect(ready.statusCode).toBe(503)
    expect(ready.json()).toEqual({ status: 'not_ready', checks: { database: 'failed' } })
    expect((await api.inject({ url: '/healthz' })).statusCode).toBe(200)
    await api.close()
  })
})

describe('odd content', () => {
  const post = (payload: string, headers: Record<string, string> = JSON_TYPE) =>
    test.call('rep', 'POST', '/v1/questions', payload, headers)

  it.each([
    ['no JSON', '{"text": ', 'invalid_input'],
    ['an array', '[]', 'invalid_input'],
    ['null', 'null', 'invalid_input'],
    ['a number', '1e999', 'invalid_input'],
    ['a prototype', '{"__proto__": {"admin": true}, "text": "x"}', 'invalid_input'],
    ['a constructor', '{"text": {"constructor": {"prototype": 1}}}', 'invalid_input'],
    ['ten thousand brackets', `{"text": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'invalid_input'],
    ['an empty text', '{"text": "  \\u0000 "}', 'invalid_input'],
    ['no body', '', 'invalid_input'],
    ['more than the limit', `{"text": "${'药'.repeat(600_000)}"}`, 'body_too_large'],
  ])('%s ends in a coded refusal', async (_name, payload, code) => {
    const response = await post(payload)
    expect(response.json<Problem>().code).toBe(code)
    expect(response.status).toBe(ERROR_TABLE[code as keyof typeof ERROR_TABLE].status)
  })

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'nonsense',
    'application/jsonx',
  ])('of type %s is not read', async (type) => {
    const response = await post('{"text": "x"}', { 'content-type': type })
    expect(response.json<Problem>()).toMatchObject({ code: 'unsupported_media_type', status: 415 })
  })

  it('as a form where JSON is wanted, and JSON where a form is wanted, is told so', async () => {
    const form = formOf({ text: 'x' })
    const asForm = await test.call('rep', 'POST', '/v1/questions', form.payload, form.headers)
    expect(asForm.json<Problem>().code).toBe('unsupported_media_type')
    const asJson = await test.call('product_manager', 'POST', '/v1/documents', { kind: 'label' })
    expect(asJson.json<Problem>().code).toBe('unsupported_media_type')
  })

  it.each([
    ['no end', '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc'],
    ['no boundary line', 'hello'],
    ['nothing', ''],
  ])('a form with %s is refused', async (_name, payload) => {
    const response = await test.call('product_manager', 'POST', '/v1/documents', payload, {
      'content-type': 'multipart/form-data; boundary=b',
    })
    expect(response.json<Problem>().code).toBe('invalid_input')
    expect(response.status).toBe(400)
  })

  it('a form without a boundary is no form', async () => {
    const response = await test.call('product_manager', 'POST', '/v1/documents', 'x', {
      'content-type': 'multipart/form-data',
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  it('in addresses changes nothing', async () => {
    for (const path of [
      "/v1/versions/' or 1=1 --".replaceAll(' ', '%20'),
      '/v1/versions/%00',
      '/v1/versions/%E4%B8%AD%E6%96%87',
      '/v1/versions/..%2f..%2fetc%2fpasswd',
      `/v1/versions/${'9'.repeat(500)}`,
      '/v1/jobs/%F0%9F%92%8A',
    ]) {
      const response = await test.call('admin', 'GET', path)
      expect([400, 404], path).toContain(response.status)
      expect(response.json<Problem>().correlationId, path).toBeTruthy()
    }
    const broken = await test.call('admin', 'GET', '/v1/versions/%E4%ZZ')
    expect(broken.status).toBe(400)
    expect(broken.json<Problem>()).toMatchObject({ code: 'invalid_input' })
    expect(broken.headers['x-correlation-id']).toBe(broken.json<Problem>().correlationId)
  })

  it('that looks like SQL or HTML is kept as the text that it is', async () => {
    const name = `Robert'); drop table users;-- <script>alert(1)</script> \u202e`
    const made = await test.call('admin', 'POST', '/v1/teams', { id: 'T-odd', name: `${name}\u0000\ud800` })
    expect(made.status).toBe(201)
    expect(made.json()).toMatchObject({ name: `${name}\ufffd` })
    const listed = await test.call('rep', 'GET', '/v1/teams')
    expect(listed.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(listed.headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('limits', () => {
  const headers = () => ({ authorization: `Bearer ${test.token('rep')}` })

  it('looks no further at an address that guesses tokens, whatever it guesses', async () => {
    const api = await createApi({ ...test.deps, limits: { wrongTokens: 3 } }, [])
    const guess = async (token: string) =>
      (
        await api.inject({
          method: 'GET',
          url: '/v1/products',
          headers: { authorization: `Bearer ${token}` },
        })
      ).statusCode
    const statuses: number[] = []
    for (const token of ['one', 'two', 'three', 'four']) statuses.push(await guess(token))
    expect(statuses).toEqual([401, 401, 401, 429])
    await api.close()
  })

  it('ten seconds of calls are one budget a caller, and probes are never counted', async () => {
    const api = await createApi({ ...test.deps, limits: { callsPerSecond: 1 } }, [])
    const statuses: number[] = []
    for (let call = 0; call < 12; call += 1) {
      statuses.push((await api.inject({ url: '/v1/me', headers: headers() })).statusCode)
    }
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429])
    const limited = await api.inject({ url: '/v1/me', headers: headers() })
    expect(Number(limited.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect(limited.json()).toMatchObject({ code: 'rate_limited', status: 429 })
    const other = { authorization: `Bearer ${test.token('admin')}` }
    expect((await api.inject({ url: '/v1/me', headers: other })).statusCode).toBe(200)
    for (let call = 0; call < 12; call += 1) {
      expect((await api.inject({ url: '/healthz' })).statusCode).toBe(200)
    }
    await api.close()
  })

  it('a full service says so at once and has room again afterwards', async () => {
    let finish = () => {}
    const busy = new Promise<void>((resolve) => {
      finish = resolve
    })
    const api = await createApi(
      {
        ...test.deps,
        limits: { concurrentCalls: 2 },
        retrieve: async (query) => {
          await busy
          return test.deps.retrieve(query)
        },
      },
      [],
    )
    const slow = [1, 2].map(() => api.inject({ url: '/v1/search?q=x', headers: headers() }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const refused = await api.inject({ url: '/v1/me', headers: headers() })
    expect(refused.statusCode).toBe(503)
    expect(refused.headers['retry-after']).toBe('1')
    expect(refused.json()).toMatchObject({ code: 'overloaded' })
    expect((await api.inject({ url: '/healthz' })).statusCode).toBe(200)
    finish()
    expect((await Promise.all(slow)).map((one) => one.statusCode)).toEqual([200, 200])
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect((await api.inject({ url: '/v1/me', headers: headers() })).statusCode).toBe(200)
    await api.close()
  })

  it('uploads at once are few, for each may hold a whole file', async () => {
    let finish = () => {}
    const busy = new Promise<void>((resolve) => {
      finish = resolve
    })
    const readTable = async () => {
      await busy
      return []
    }
    const api = await createApi({ ...test.deps, readTable, limits: { concurrentUploads: 1 } }, [])
    const form = formOf({ kind: 'products' }, { name: 'a.csv', content: 'id,name' })
    const upload = () =>
      api.inject({
        method: 'POST',
        url: '/v1/import',
        payload: form.payload,
        headers: { ...form.headers, authorization: `Bearer ${test.token('admin')}` },
      })
    const first = upload()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await upload()).json()).toMatchObject({ code: 'overloaded', status: 503 })
    expect((await api.inject({ url: '/v1/me', headers: headers() })).statusCode).toBe(200)
    finish()
    expect((await first).statusCode).toBe(200)
    await api.close()
  })

  it('a file beyond the limit is refused, announced or not', async () => {
    const api = await createApi({ ...test.deps, limits: { fileBytes: 1000 } }, [])
    const form = formOf({ kind: 'label' }, { name: 'a.txt', content: Buffer.alloc(5000, 'a') })
    const authorization = `Bearer ${test.token('product_manager')}`
    const post = (headersOf: Record<string, string>) =>
      api.inject({
        method: 'POST',
        url: '/v1/documents',
        payload: form.payload,
        headers: { authorization, ...headersOf },
      })
    const read = await post(form.headers)
    expect(read.json()).toMatchObject({ code: 'too_large', status: 413, maxBytes: 1000 })
    const announced = await post({ ...form.headers, 'content-length': String(9_000_000) })
    expect(announced.json()).toMatchObject({ code: 'too_large' })
    await api.close()
  })
})

describe('the description', () => {
  it('is OpenAPI 3.1, mentions every route and refers to nothing that is not there', async () => {
    const response = await test.call(null, 'GET', '/openapi.json')
    const document = response.json<{
      openapi: string
      paths: Record<
        string,
        Record<string, { operationId: string; responses: object; parameters: { name: string }[] }>
      >
      components: { schemas: object }
    }>()
    expect(document.openapi).toBe('3.1.0')
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const registered = test.api.routes.map((one) => `${one.method} ${one.path.replace(/:(\w+)/g, '{$1}')}`)
    expect(described.toSorted()).toEqual(registered.toSorted())
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    )
    expect(new Set(operations.map((one) => one.operation.operationId)).size).toBe(operations.length)
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const declared = operation.parameters.filter((one) => 'in' in one && one.in === 'path')
      expect(declared.map((one) => one.name)).toEqual(named)
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
    }
    for (const [, target] of response.text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = target!
        .split('/')
        .reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document)
      expect(found, target).toBeDefined()
    }
  })

  it('has a page that needs nothing from elsewhere and explains every error code', async () => {
    const page = await test.call(null, 'GET', '/docs', undefined, { 'accept-language': 'en' })
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/<script|src=|https?:\/\//)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    for (const code of Object.keys(ERROR_TABLE)) expect(page.text).toContain(`id="error-${code}"`)
    expect(page.text).toContain('POST /v1/questions')
    const chinese = await test.call(null, 'GET', '/docs', undefined, { 'accept-language': 'zh-CN' })
    expect(chinese.text).toContain('<html lang="zh-CN">')
  })
})

describe('listening', () => {
  it('answers by the names of loopback only, ends cleanly, and says when the port is taken', async () => {
    const api = await createApi(test.deps, [])
    const { url } = await api.listen('127.0.0.1', 0)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const foreign = await api.inject({ url: '/healthz', headers: { host: 'evil.example:3000' } })
    expect(foreign.statusCode).toBe(421)
    expect(foreign.json()).toMatchObject({ code: 'wrong_host' })

    const second = await createApi(test.deps, [])
    await expect(second.listen('127.0.0.1', Number(new URL(url).port))).rejects.toThrow(
      expect.objectContaining({ code: 'port_in_use' }) as AppError,
    )
    await second.close()
    await api.close()
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it('lets a running call end before it closes, and takes no new one meanwhile', async () => {
    let finish = () => {}
    const busy = new Promise<void>((resolve) => {
      finish = resolve
    })
    const api = await createApi(
      {
        ...test.deps,
        retrieve: async (query) => {
          await busy
          return test.deps.retrieve(query)
        },
      },
      [],
    )
    const { url } = await api.listen('127.0.0.1', 0)
    const headers = { authorization: `Bearer ${test.token('rep')}` }
    const running = fetch(`${url}/v1/search?q=x`, { headers })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const closed = api.close()
    finish()
    expect((await running).status).toBe(200)
    await closed
  })

  it('lets go of a question whose asker hung up, and of its place', async () => {
    let aborted = () => {}
    const noticed = new Promise<void>((resolve) => {
      aborted = resolve
    })
    const api = await createApi(
      {
        ...test.deps,
        limits: { concurrentCalls: 1 },
        answerQuestion: (ask) =>
          new Promise((_resolve, reject) => {
            ask.onSentence?.({ text: '第一句', citations: [] })
            ask.signal?.addEventListener('abort', () => {
              aborted()
              reject(new Error('aborted'))
            })
          }),
      },
      [],
    )
    const { url } = await api.listen('127.0.0.1', 0)
    const authorization = `Bearer ${test.token('rep')}`
    const hangUp = new AbortController()
    const response = await fetch(`${url}/v1/questions`, {
      method: 'POST',
      headers: { authorization, accept: 'text/event-stream', ...JSON_TYPE },
      body: '{"text": "x"}',
      signal: hangUp.signal,
    })
    const { value } = await response.body!.getReader().read()
    expect(Buffer.from(value!).toString()).toMatch(/^event: sentence\ndata: \{"text":"第一句"/)
    hangUp.abort()
    await noticed
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await fetch(`${url}/v1/me`, { headers: { authorization } })).status).toBe(200)
    await api.close()
  })

  it('closes a connection that sends no HTTP', async () => {
    const api = await createApi(test.deps, [])
    const { url } = await api.listen('127.0.0.1', 0)
    const net = await import('node:net')
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1')
    socket.write('\x16\x03\x01 this is no HTTP\r\n\r\n')
    const reply = await new Promise<string>((resolve) => {
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk.toString()
      })
      socket.on('close', () => resolve(text))
    })
    expect(reply).toContain('400')
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    await api.close()
  })
})

describe('the probes', () => {
  it('tell what is going on, by route and never by address', async () => {
    await test.call('rep', 'GET', '/v1/versions/secret-thing')
    const { text } = await test.call(null, 'GET', '/metrics')
    expect(text).toMatch(
      /pharos_http_calls_total\{method="GET",route="\/v1\/versions\/:id",status="404"\} \d/,
    )
    expect(text).toContain('pharos_ingest_jobs{state="waiting"} 0')
    expect(text).not.toContain('secret-thing')
  })
})
