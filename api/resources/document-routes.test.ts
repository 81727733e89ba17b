import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY } from '../../test/moving-clock.ts'
import { formOf, openTestApi, type TestApi } from '../../test/open-api.ts'

interface Added {
  readonly documentId: string
  readonly versionId: string
  readonly jobId: string
  readonly duplicate: boolean
}

let test: TestApi

beforeAll(async () => {
  test = await openTestApi()
  await test.room.product('P1', { name: '泽米沙坦片', brandNames: ['唯宁平'] })
  await test.room.product('P2', { name: '泽米沙坦胶囊', brandNames: ['唯宁平'] })
  await test.room.product('P3', { name: '钙, 镁锌片' })
  await test.call('admin', 'POST', '/v1/teams', { id: 'T1', name: '华东' })
})
afterAll(() => test.close())

let files = 0

async function upload(
  fields: Record<string, string | readonly string[]>,
  options: { readonly url?: string; readonly name?: string; readonly headers?: Record<string, string> } = {},
) {
  files += 1
  const form = formOf(fields, { name: options.name ?? `file-${files}.txt`, content: `text ${files}` })
  return test.call('product_manager', 'POST', options.url ?? '/v1/documents', form.payload, {
    ...form.headers,
    ...options.headers,
  })
}

const act = (role: 'product_manager' | 'reviewer' | 'admin', id: string, deed: string, body?: object) =>
  test.call(role, 'POST', `/v1/versions/${id}/${deed}`, body)

const CHECKLIST = { medical: true, legal: true, regulatory: true }

/** A version that is in force now. */
async function published(fields: Record<string, string> = {}): Promise<Added> {
  const added = (await upload({ kind: 'label', title: `说明书 ${files}`, ...fields })).json<Added>()
  await test.room.extract(added.versionId)
  await act('product_manager', added.versionId, 'submit')
  await act('reviewer', added.versionId, 'approve', { checklist: CHECKLIST })
  expect((await act('product_manager', added.versionId, 'publish')).status).toBe(200)
  return added
}

describe('uploading', () => {
  it('takes a file with all its fields and says where to follow it', async () => {
    const response = await upload({
      kind: 'label',
      title: '泽米沙坦片说明书',
      products: 'P1, 泽米沙坦胶囊',
      effectiveFrom: '2026-05-01',
      expiresAt: '2027-05-01T00:00:00+08:00',
      audience: 'rep, team:T1',
    })
    expect(response.status).toBe(202)
    const added = response.json<Added>()
    const version = await test.call('product_manager', 'GET', `/v1/versions/${added.versionId}`)
    expect(version.json()).toMatchObject({
      title: '泽米沙坦片说明书',
      state: 'draft',
      productIds: ['P1', 'P2'],
      effectiveFrom: '2026-04-30T16:00:00.000Z',
      expiresAt: '2027-04-30T16:00:00.000Z',
      audience: { roles: ['rep'], teams: ['T1'] },
      sections: [],
    })
    const job = await test.call('product_manager', 'GET', `/v1/jobs/${added.jobId}`)
    expect(job.json()).toMatchObject({
      versionId: added.versionId,
      state: 'waiting',
      progress: 0,
      error: null,
    })
    expect((await test.call('rep', 'GET', `/v1/versions/${added.versionId}`)).status).toBe(404)
    expect((await test.call('rep', 'GET', `/v1/documents/${added.documentId}`)).status).toBe(404)
  })

  it.each<[string, string | readonly string[], readonly string[]]>([
    ['repeated', ['P2', 'P1'], ['P1', 'P2']],
    ['with full-width commas', 'P1，P2', ['P1', 'P2']],
    ['by a name that holds a comma', '钙, 镁锌片', ['P3']],
    ['by name in another case and width', 'Ｐ３, 泽米沙坦片', ['P1', 'P3']],
    ['empty', '', []],
  ])('takes products %s', async (_name, products, expected) => {
    const response = await upload({ kind: 'label', title: `t ${files}`, products })
    if (_name.startsWith('by name in')) {
      // An id is the company's own spelling; only names are compared loosely.
      expect(response.json()).toMatchObject({ code: 'invalid_input', errors: [{ field: 'products' }] })
      return
    }
    const { documentId } = response.json<Added>()
    const document = await test.call('product_manager', 'GET', `/v1/documents/${documentId}`)
    expect(document.json()).toMatchObject({ productIds: expected })
  })

  it.each<[string, string | readonly string[], object]>([
    ['JSON', '{"roles":["manager"],"teams":["T1"]}', { roles: ['manager'], teams: ['T1'] }],
    ['words', ['role:rep', 'team:T1'], { roles: ['rep'], teams: ['T1'] }],
    ['everyone', 'everyone', { roles: [], teams: [] }],
    ['nothing', '', { roles: [], teams: [] }],
  ])('takes an audience as %s', async (_name, audience, expected) => {
    const { versionId } = (await upload({ kind: 'policy', title: `t ${files}`, audience })).json<Added>()
    const version = await test.call('product_manager', 'GET', `/v1/versions/${versionId}`)
    expect(version.json()).toMatchObject({ audience: expected })
  })

  it.each<[string, Record<string, string>]>([
    ['kind', { kind: 'novel' }],
    ['kind', {}],
    ['products', { kind: 'label', products: 'P1,P9' }],
    ['products', { kind: 'label', products: '唯宁平' }],
    ['effectiveFrom', { kind: 'label', effectiveFrom: 'soon' }],
    ['expiresAt', { kind: 'label', effectiveFrom: '2026-05-01', expiresAt: '2026-04-01' }],
    ['audience', { kind: 'label', audience: 'king' }],
    ['audience', { kind: 'label', audience: '{"roles":' }],
    ['audience', { kind: 'label', audience: 'team:none' }],
    ['title', { kind: 'label', title: 'x'.repeat(501) }],
  ])('refuses a wrong %s by name', async (field, fields) => {
    const response = await upload(fields)
    expect(response.status).toBe(400)
    expect(response.json()).toMatchObject({ code: 'invalid_input', errors: [{ field }] })
  })

  it('refuses a form without a file, with two files, and an empty file', async () => {
    const send = (form: { payload: Buffer; headers: Record<string, string> }) =>
      test.call('product_manager', 'POST', '/v1/documents', form.payload, form.headers)
    expect((await send(formOf({ kind: 'label' }))).json()).toMatchObject({ errors: [{ field: 'file' }] })
    const empty = await send(formOf({ kind: 'label' }, { name: 'a.txt', content: '' }))
    expect(empty.json()).toMatchObject({ code: 'empty', status: 422 })
    const one = formOf({ kind: 'label' }, { name: 'a.txt', content: 'x' })
    const part = /--test-boundary-7f3a\r\ncontent-disposition: form-data; name="file"[\s\S]*?x\r\n/.exec(
      one.payload.toString(),
    )![0]
    const two = { ...one, payload: Buffer.from(part + one.payload.toString()) }
    expect((await send(two)).json()).toMatchObject({ code: 'invalid_input' })
  })

  it('knows the same file again, and an Idempotency-Key by the bytes of the file', async () => {
    const form = formOf({ kind: 'label', title: 'twice' }, { name: 'a.txt', content: 'the same bytes' })
    const send = (payload: Buffer, headers = {}) =>
      test.call('product_manager', 'POST', '/v1/documents', payload, { ...form.headers, ...headers })
    const first = (await send(form.payload)).json<Added>()
    expect((await send(form.payload)).json<Added>()).toMatchObject({ ...first, duplicate: true })

    const key = { 'idempotency-key': 'upload-1' }
    expect((await send(form.payload, key)).status).toBe(202)
    const other = formOf({ kind: 'label', title: 'twice' }, { name: 'a.txt', content: 'other bytes' })
    expect((await send(other.payload, key)).json()).toMatchObject({ code: 'idempotency_mismatch' })
  })

  it('adds a version to a document and keeps its kind and products', async () => {
    const first = (await upload({ kind: 'label', title: 'v', products: 'P1' })).json<Added>()
    const url = `/v1/documents/${first.documentId}/versions`
    const second = await upload({ kind: 'label', products: 'P1' }, { url })
    expect(second.status).toBe(202)
    expect(second.json()).toMatchObject({ documentId: first.documentId, versionNumber: 2 })
    expect((await upload({ kind: 'policy' }, { url })).json()).toMatchObject({ errors: [{ field: 'kind' }] })
    expect((await upload({ products: 'P2' }, { url })).json()).toMatchObject({
      errors: [{ field: 'products' }],
    })
    expect((await upload({}, { url: '/v1/documents/none/versions' })).status).toBe(404)
    const document = await test.call('product_manager', 'GET', `/v1/documents/${first.documentId}`)
    expect(document.json<{ versions: object[] }>().versions).toHaveLength(2)
  })
})

describe('the life of a version', () => {
  it('goes from draft to published and withdrawn, and recalls whoever was answered from it', async () => {
    const { versionId, documentId } = (await upload({ kind: 'label', title: 'life' })).json<Added>()
    expect((await act('product_manager', versionId, 'submit')).json()).toMatchObject({ code: 'not_ready' })
    expect((await act('product_manager', versionId, 'extract')).json()).toMatchObject({ code: 'wrong_state' })
    await test.room.extract(versionId)
    expect((await act('product_manager', versionId, 'publish', {})).json()).toMatchObject({
      code: 'wrong_state',
    })
    expect((await act('product_manager', versionId, 'submit')).json()).toMatchObject({ state: 'in_review' })
    expect((await act('reviewer', versionId, 'approve', {})).json()).toMatchObject({
      errors: [{ field: 'checklist' }],
    })
    expect((await act('reviewer', versionId, 'approve', { checklist: {} })).json()).toMatchObject({
      code: 'checklist_incomplete',
    })
    const partly = await act('reviewer', versionId, 'approve', { checklist: ['medical'] })
    expect(partly.json()).toMatchObject({ state: 'in_review', approvals: [{ item: 'medical' }] })
    expect((await act('reviewer', versionId, 'approve', { checklist: CHECKLIST })).json()).toMatchObject({
      state: 'approved',
    })
    expect((await act('product_manager', versionId, 'publish', { effectiveFrom: 'x' })).status).toBe(400)
    expect(
      (await act('product_manager', versionId, 'publish', { effectiveFrom: null })).json(),
    ).toMatchObject({
      state: 'published',
      inForce: true,
    })
    expect((await test.call('rep', 'GET', `/v1/versions/${versionId}`)).json()).toMatchObject({
      sections: [{ heading: '用法用量' }],
    })

    await test.room.answerFrom(versionId, 'rep-1')
    const answers = await test.call('reviewer', 'GET', `/v1/versions/${versionId}/answers`)
    expect(answers.json()).toMatchObject({ items: [{ userId: 'rep-1', citations: 1 }], nextCursor: null })
    expect((await test.call('reviewer', 'GET', '/v1/versions/none/answers')).status).toBe(404)

    expect((await act('product_manager', versionId, 'withdraw', {})).json()).toMatchObject({
      errors: [{ field: 'reason' }],
    })
    expect(
      (await act('product_manager', versionId, 'withdraw', { reason: '数据有误' })).json(),
    ).toMatchObject({
      state: 'withdrawn',
      recalls: 1,
    })
    expect((await test.call('rep', 'GET', '/v1/documents')).text).not.toContain(documentId)

    const recalls = await test.call('rep', 'GET', '/v1/recalls?acknowledged=false')
    const recall = recalls.json<{ items: { id: string }[] }>().items[0]!
    expect(recall).toMatchObject({ versionId, reason: '数据有误', acknowledgedAt: null })
    const url = `/v1/recalls/${recall.id}/acknowledge`
    expect((await test.call('manager', 'POST', url)).status).toBe(404)
    expect((await test.call('rep', 'POST', url)).status).toBe(200)
    expect((await test.call('rep', 'GET', '/v1/recalls?acknowledged=no')).json()).toMatchObject({ items: [] })
    expect((await test.call('manager', 'GET', '/v1/recalls')).json()).toMatchObject({ items: [] })
    expect(
      (await test.call('reviewer', 'GET', `/v1/recalls?user=rep-1&version=${versionId}`)).text,
    ).toContain(recall.id)
    const notices = await test.call('rep', 'GET', '/v1/notifications')
    expect(notices.json()).toMatchObject({ items: [{ kind: 'recall', subjectId: recall.id }] })
  })

  it('needs four eyes, and can be rejected with a reason', async () => {
    const form = formOf({ kind: 'policy', title: 'own' }, { name: 'own.txt', content: 'by the admin' })
    const { versionId } = (
      await test.call('admin', 'POST', '/v1/documents', form.payload, form.headers)
    ).json<Added>()
    await test.room.extract(versionId)
    await act('admin', versionId, 'submit')
    expect((await act('admin', versionId, 'approve', { checklist: CHECKLIST })).json()).toMatchObject({
      code: 'own_approval',
      status: 403,
    })
    expect((await act('reviewer', versionId, 'reject', { reason: ' ' })).status).toBe(400)
    expect((await act('reviewer', versionId, 'reject', { reason: '缺少附录' })).json()).toMatchObject({
      state: 'rejected',
      reason: '缺少附录',
    })
  })

  it('of an unknown id is not found, whatever is wanted', async () => {
    for (const [role, deed, body] of [
      ['product_manager', 'submit', undefined],
      ['product_manager', 'publish', {}],
      ['product_manager', 'withdraw', { reason: 'x' }],
      ['product_manager', 'extract', undefined],
      ['reviewer', 'approve', { checklist: CHECKLIST }],
      ['reviewer', 'reject', { reason: 'x' }],
    ] as const) {
      const response = await act(role, 'none', deed, body)
      expect(response.json(), deed).toMatchObject({ code: 'not_found', status: 404 })
    }
  })
})

describe('lists and files', () => {
  it('lists documents page by page, each once, as the caller may see them', async () => {
    const made = [await published(), await published(), await published()]
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await test.call('rep', 'GET', `/v1/documents?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).json()
      seen.push(...page.items.map((one) => one.id))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    for (const { documentId } of made) expect(seen).toContain(documentId)
    const drafts = await test.call(
      'product_manager',
      'GET',
      '/v1/documents?state=draft&kind=label&product=P1',
    )
    expect(drafts.json<{ items: object[] }>().items.length).toBeGreaterThan(0)
    expect((await test.call('rep', 'GET', '/v1/documents?state=draft')).json()).toMatchObject({ items: [] })
    expect((await test.call('rep', 'GET', '/v1/documents?state=lost')).status).toBe(400)
  })

  it('gives a file back under its own name, and runs nothing in it', async () => {
    const name = '说明书 "v2"; (终稿)%41.html'
    const form = formOf(
      { kind: 'label', title: 'evil' },
      { name: encodeURIComponent(name), content: '<script>alert(1)</script>', type: 'text/html' },
    )
    const named = Buffer.from(
      form.payload
        .toString('utf8')
        .replace(`filename="${encodeURIComponent(name)}"`, `filename="${name.replaceAll('"', '%22')}"`),
    )
    const { versionId } = (
      await test.call('product_manager', 'POST', '/v1/documents', named, form.headers)
    ).json<Added>()
    const url = `/v1/versions/${versionId}/file`
    for (const query of ['', '?inline=true']) {
      const file = await test.call('product_manager', 'GET', `${url}${query}`)
      expect(file.status).toBe(200)
      const disposition = String(file.headers['content-disposition'])
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w.%~-]+$/)
      expect(decodeURIComponent(disposition.split("UTF-8''")[1]!)).toContain('说明书')
      expect(file.headers['content-security-policy']).toContain('sandbox')
      expect(file.headers['x-content-type-options']).toBe('nosniff')
      expect(file.text).toBe('<script>alert(1)</script>')
      const again = await test.call('product_manager', 'GET', url, undefined, {
        'if-none-match': String(file.headers['etag']),
      })
      expect(again.status).toBe(304)
    }
    expect((await test.call('rep', 'GET', url)).status).toBe(404)
  })

  it('shows a PDF in the browser when asked to, whatever the uploader called it', async () => {
    const form = formOf(
      { kind: 'label', title: 'pdf' },
      { name: 'a.bin', content: '%PDF-1.7 ...', type: 'x' },
    )
    const { versionId } = (
      await test.call('product_manager', 'POST', '/v1/documents', form.payload, form.headers)
    ).json<Added>()
    const shown = await test.call('product_manager', 'GET', `/v1/versions/${versionId}/file?inline=1`)
    expect(shown.headers).toMatchObject({ 'content-type': 'application/pdf' })
    // In a sandbox the viewer of a browser shows nothing.
    expect(shown.headers['content-security-policy']).not.toContain('sandbox')
    expect(shown.headers['content-disposition']).toMatch(/^inline;/)
    const saved = await test.call('product_manager', 'GET', `/v1/versions/${versionId}/file`)
    expect(saved.headers['content-disposition']).toMatch(/^attachment;/)
  })

  it('a version that expired is shown as such the moment it does', async () => {
    const { versionId } = await published({ expiresAt: '2026-03-03' })
    expect((await test.call('rep', 'GET', `/v1/versions/${versionId}`)).status).toBe(200)
    test.clock.advance(3 * DAY)
    expect((await test.call('rep', 'GET', `/v1/versions/${versionId}`)).status).toBe(404)
    const seen = await test.call('reviewer', 'GET', `/v1/versions/${versionId}`)
    expect(seen.json()).toMatchObject({ state: 'expired', inForce: false })
    test.clock.advance(-3 * DAY)
  })
})

describe('gaps', () => {
  it('are answered for everyone who asked, once, and become a document for review', async () => {
    await test.call('rep', 'POST', '/v1/questions', { text: '泽米沙坦片可以碾碎后鼻饲吗' })
    const listed = await test.call('product_manager', 'GET', '/v1/gaps?state=open')
    const gap = listed.json<{ items: { id: string }[] }>().items[0]!
    expect((await test.call('manager', 'GET', '/v1/gaps')).json()).toMatchObject({ items: [] })
    const url = `/v1/gaps/${gap.id}/answer`
    expect((await test.call('product_manager', 'POST', url, { text: '' })).status).toBe(400)
    const answered = await test.call('product_manager', 'POST', url, { text: '尚无研究，不建议。' })
    expect(answered.json()).toMatchObject({ state: 'answered', answeredBy: 'product_manager-1' })
    expect((await test.call('product_manager', 'POST', url, { text: '再答' })).json()).toMatchObject({
      code: 'wrong_state',
    })
    expect((await test.call('product_manager', 'POST', `/v1/gaps/${gap.id}/close`)).status).toBe(409)
    expect((await test.call('product_manager', 'POST', '/v1/gaps/none/close')).status).toBe(404)
    const notices = await test.call('rep', 'GET', '/v1/notifications?limit=1')
    expect(notices.json()).toMatchObject({ items: [{ kind: 'gap_answer', subjectId: gap.id }] })
  })
})
