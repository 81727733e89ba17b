import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, openTestApi, type TestApi } from '../test/open-api.ts'
import { createPageRoutes } from './page-routes.ts'
import { createApi } from './server.ts'

let test: TestApi
let label: { readonly documentId: string; readonly versionId: string }

const SAME_ORIGIN = { origin: 'http://localhost', host: 'localhost' }

beforeAll(async () => {
  test = await openTestApi({ pages: createPageRoutes })
  await test.room.product('P1', { name: '泽米沙坦片', brandNames: ['唯宁平'], englishNames: ['Zemisartan'] })
  label = await test.room.inForce(
    [
      { code: 'dosage', heading: '用法用量', texts: ['口服。一次10mg，一日1次。'], page: 2 },
      { code: 'contraindications', heading: '禁忌', texts: ['妊娠中期和晚期妇女禁用。'], page: 3 },
    ],
    { title: '唯宁平<b>说明书', productIds: ['P1'] },
  )
})
afterAll(() => test.close())

async function signIn(fields: Record<string, string>, headers: Record<string, string> = SAME_ORIGIN) {
  const form = formOf(fields)
  const answer = await test.call(null, 'POST', '/sign-in', form.payload as never, {
    ...form.headers,
    ...headers,
  })
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map(String)
  return { ...answer, cookie: cookies.find((one) => one.startsWith('pharos_session='))?.split(';')[0] }
}

const link = async (userId = 'rep-1') => (await test.deps.tokens.issueLink(userId, null)).token
const open = (url: string, cookie?: string, headers: Record<string, string> = {}) =>
  test.call(null, 'GET', url, undefined, {
    host: 'localhost',
    ...(cookie === undefined ? {} : { cookie }),
    ...headers,
  })

describe('signing in', () => {
  it('uses a code up when the button is pressed, not when the link is looked at', async () => {
    const code = await link()
    for (let look = 0; look < 3; look += 1) expect((await open(`/sign-in?code=${code}`)).status).toBe(200)
    const first = await signIn({ code, next: '/read/abc?n=1' })
    expect([first.status, first.headers.location]).toEqual([303, '/read/abc?n=1'])
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax; Expires=/)
    expect((await open('/', first.cookie)).text).toContain('name of rep-1')
    const second = await signIn({ code })
    expect(second.status).toBe(401)
    expect(second.text).toContain('已使用过')
  })

  it('presses its button itself on this machine alone', async () => {
    expect((await open('/sign-in?code=x')).text).toContain('data-press')
    const deps = { ...test.deps, publicUrl: 'https://pharos.example' }
    const api = await createApi(deps, createPageRoutes(deps))
    const far = await api.inject({ url: '/sign-in?code=x', headers: { host: 'pharos.example' } })
    expect(far.statusCode).toBe(200)
    expect(far.payload).not.toContain('data-press')
    await api.close()
  })

  it('tells a wrong, an expired and a disabled code apart', async () => {
    expect((await signIn({ code: 'nonsense' })).text).toContain('登录链接无效')
    const late = await link()
    test.clock.advance(61 * 60_000)
    expect((await signIn({ code: late })).text).toContain('已过期')
    const barred = await link('manager-1')
    await test.deps.users.update('manager-1', { state: 'disabled' }, null)
    expect((await signIn({ code: barred })).text).toContain('账号已停用')
  })

  it('takes a pasted token, code or whole link, and opens a session that ends with the token', async () => {
    const expiresAt = new Date(test.clock.now().getTime() + 3_600_000)
    const { token } = await test.deps.tokens.issue('rep-1', { expiresAt }, null)
    const byToken = await signIn({ token: ` ${token} ` })
    expect(byToken.status).toBe(303)
    expect(byToken.cookie).not.toContain(token)
    test.clock.advance(3_600_001)
    expect((await open('/', byToken.cookie)).headers.location).toBe('/sign-in')
    expect((await signIn({ token: await link() })).status).toBe(303)
    expect((await signIn({ token: `http://127.0.0.1:3000/sign-in?code=${await link()}` })).status).toBe(303)
    expect((await signIn({ token: 'nonsense' })).text).toContain('令牌无效')
  })

  it('is not started by a page of somebody else', async () => {
    const code = await link()
    for (const origin of ['https://evil.example', 'null']) {
      expect((await signIn({ code }, { host: 'localhost', origin })).status).toBe(403)
    }
    expect((await signIn({ code }, { host: 'localhost' })).status).toBe(403)
    expect((await signIn({ code })).status).toBe(303)
  })

  it('leads nowhere else, whatever the link says', async () => {
    expect((await signIn({ code: await link(), next: '//evil.example' })).headers.location).toBe('/')
  })

  it('ends with signing out', async () => {
    const { cookie } = await signIn({ code: await link() })
    const form = formOf({ leave: '1' })
    const out = await test.call(null, 'POST', '/sign-out', form.payload as never, {
      ...form.headers,
      ...SAME_ORIGIN,
      cookie: cookie!,
    })
    expect([out.status, out.headers.location]).toEqual([303, '/sign-in'])
    expect(String(out.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await open('/', cookie)).headers.location).toBe('/sign-in')
  })
})

describe('the chat page', () => {
  it('suggests questions about what is in force, in the language of the reader', async () => {
    const { cookie } = await signIn({ code: await link() })
    const page = await open('/', cookie)
    expect(page.text).toContain('<html lang="zh-CN">')
    expect(page.text).toContain('孕妇能用唯宁平吗？')
    const english = await open('/?lang=en', cookie)
    expect(english.text).toContain('Can Zemisartan be used in pregnancy?')
    const kept = String(english.headers['set-cookie']).split(';')[0]
    expect((await open('/', `${cookie}; ${kept}`)).text).toContain('<html lang="en">')
  })

  it('runs and shows its own files only', async () => {
    const { cookie } = await signIn({ code: await link() })
    const page = await open('/', cookie)
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self'; style-src 'self'/)
    expect(page.text).not.toMatch(/<script(?![^>]*(src=|application\/json))|style="|<style|\son\w+="/)
    expect(page.headers['cache-control']).toContain('private')
  })
})

describe('the reading page', () => {
  it('asks to sign in and comes back to the quote', async () => {
    const path = `/read/${label.versionId}?answer=a&n=2`
    const { location } = (await open(path)).headers
    expect(new URL(String(location), 'http://x').searchParams.get('next')).toBe(path)
  })

  it('lights up the quote of an answer for whoever may see the answer', async () => {
    const { cookie } = await signIn({ code: await link('rep') })
    const answer = await test.room.ask('孕妇能用唯宁平吗')
    const { url } = answer.citations[0]!
    const page = await open(url, cookie)
    expect(page.text).toMatch(/<mark class="quote" data-quote>[^<]*妊娠中期和晚期妇女禁用。<\/mark>/)
    expect(page.text).toContain('唯宁平&lt;b&gt;说明书')
    expect(page.text).toContain('现行有效')
    const stranger = await signIn({ code: await link('rep-1') })
    const other = await open(url, stranger.cookie)
    expect(other.status).toBe(200)
    expect(other.text).not.toContain('<mark')
  })

  it('lights up a passage, and opens without one or with nonsense', async () => {
    const { cookie } = await signIn({ code: await link('rep') })
    const passage = await test.database.query
      .selectFrom('passages')
      .select('id')
      .where('version_id', '=', label.versionId)
      .orderBy('ordinal')
      .executeTakeFirstOrThrow()
    const path = `/read/${label.versionId}`
    expect((await open(`${path}?passage=${passage.id}`, cookie)).text).toContain('data-quote>口服。')
    for (const more of [
      '',
      '?passage=-1',
      '?passage=x',
      '?answer=zz&n=q',
      '?n=1',
      '?passage=99999999999999999',
    ]) {
      const page = await open(path + more, cookie)
      expect([page.status, page.text.includes('<mark')]).toEqual([200, false])
    }
  })

  it('does not tell that a document exists to whom it is not for', async () => {
    const secret = await test.room.inForce([{ code: null, heading: '内部', texts: ['仅供经理。'] }], {
      title: '内部',
      audience: { roles: ['manager'], teams: [] },
    })
    const { cookie } = await signIn({ code: await link('rep') })
    const hidden = await open(`/read/${secret.versionId}`, cookie)
    const absent = await open('/read/nothing', cookie)
    expect([hidden.status, absent.status]).toEqual([404, 404])
    expect(hidden.text).toBe(absent.text)
    expect(hidden.text).toContain('没有找到')
  })

  it('says first that a version is superseded, and leads to the one in force', async () => {
    await test.room.ask('唯宁平一天几次')
    const next = await test.room.inForceAgain(label.documentId, [
      { code: 'dosage', heading: '用法用量', texts: ['口服。一次20mg，一日1次。'] },
    ])
    const { cookie } = await signIn({ code: await link('rep') })
    const old = await open(`/read/${label.versionId}`, cookie)
    expect(old.text).toContain('已被新版本取代')
    expect(old.text).toContain(`href="/read/${next.versionId}"`)
    await test.room.ask('唯宁平一天几次')
    await test.room.withdraw(next.versionId, '剂量有误', test.room.author.userId)
    const withdrawn = await open(`/read/${next.versionId}`, cookie)
    expect(withdrawn.text).toContain('已撤回')
    expect(withdrawn.text).toContain('剂量有误')
  })
})

describe('the files of the pages', () => {
  it('are known by name and not sent twice', async () => {
    const first = await open('/page/chat.js')
    expect(first.headers['content-type']).toContain('text/javascript')
    const again = await open('/page/chat.js', undefined, { 'if-none-match': String(first.headers.etag) })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it.each(['nothing.js', '..%2Froute.ts', '%2e%2e%2fhtml.ts', 'constructor'])(
    'are no others: %s',
    async (file) => {
      expect((await open(`/page/${file}`)).status).toBe(404)
    },
  )
})
