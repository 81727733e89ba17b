/**
 * The page that a citation opens: one version as it was extracted, its standing today above everything,
 * the quote lit up. Who may open it is decided where versions are read; a quote is looked up from the
 * answer that cites it, for those who may see that answer.
 */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { PageLinks } from '../access/page-links.ts'
import type { GetAnswerRecord } from '../assistant/answer.ts'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { message, sayError } from '../core/messages.ts'
import type { Locale, Reader } from '../core/reader.ts'
import { getDocument, getVersion, type VersionWithSections } from '../knowledge/read-version.ts'
import { html } from './html.ts'
import { brand } from './page-brand.ts'
import { pageLocale, seeOther, sendPage } from './page-shell.ts'
import { toApiError } from './problem.ts'
import { type Anchor, readingBody } from './reading-body.ts'
import { type Caller, type PublicCall, publicRoute, type Route } from './route.ts'

export interface ReadingPageDeps {
  readonly database: Database
  readonly clock: Clock
  readonly timezone: string
  readonly locale: Locale
  readonly getAnswerRecord: GetAnswerRecord
  readonly pageLinks: Pick<PageLinks, 'open'>
}

const query = z.object({
  /** With `n`: the citation of an answer. */
  answer: z.string().max(100).optional(),
  n: z.string().max(6).optional(),
  passage: z.string().max(20).optional(),
  lang: z.string().optional(),
})
type Query = z.infer<typeof query>

/**
 * `GET /read/:versionId?answer={answerId}&n={n}` or `?passage={passageId}`; it opens without either too. And
 * `GET /l/:token`: the same page by a signed link, for the person that the link was made for, without signing in.
 */
export function createReadingPageRoutes(deps: ReadingPageDeps): readonly Route[] {
  const { database, clock } = deps

  async function show(versionId: string, given: Query, reader: Reader, locale: Locale) {
    const at = clock.now()
    const version = await getVersion(database.query, versionId, reader, at)
    const passages = await database.query
      .selectFrom('passages')
      .select(['id', 'section_id', 'start_offset', 'end_offset', 'page', 'kind', 'header', 'text'])
      .where('version_id', '=', versionId)
      .orderBy('ordinal')
      .execute()
    const places = passages.map((row) => ({
      id: Number(row.id),
      sectionId: row.section_id,
      start: row.start_offset,
      end: row.end_offset,
      page: row.page,
      kind: row.kind === 'table' ? ('table' as const) : ('prose' as const),
      header: row.header,
      text: row.text,
    }))
    return readingBody({
      version,
      newer: version.inForce ? null : await findNewer(version, reader, at),
      passages: places,
      anchors: await findAnchors(versionId, given, reader),
      at,
      locale,
      timezone: deps.timezone,
    })
  }

  /** The version of the same document that is in force, when this reader may open it. */
  async function findNewer(version: VersionWithSections, reader: Reader, at: Date): Promise<string | null> {
    return (await getDocument(database.query, version.documentId, reader, at)).inForce?.id ?? null
  }

  async function findAnchors(versionId: string, given: Query, reader: Reader): Promise<readonly Anchor[]> {
    if (given.answer !== undefined) {
      const record = await findAnswer(given.answer, reader)
      const cited = (record?.answer.citations ?? []).filter((one) => one.versionId === versionId)
      return cited.map((one) => ({
        passageId: one.passageId,
        quote: one.quote,
        first: String(one.n) === (given.n ?? '1'),
      }))
    }
    const passageId = Number(given.passage)
    return Number.isSafeInteger(passageId) && passageId > 0 ? [{ passageId, quote: null, first: true }] : []
  }

  /** An answer that is not this reader's to see gives no quote; the version may still be. */
  async function findAnswer(answerId: string, reader: Reader) {
    try {
      return await deps.getAnswerRecord(answerId, reader)
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return undefined
      throw error
    }
  }

  async function handle({
    params,
    query: given,
    request,
    identify,
  }: PublicCall<{ versionId: string }, Query, unknown>) {
    const caller = await identify()
    if (caller === null) {
      const { cookies } = pageLocale(request, undefined, deps.locale)
      return seeOther(`/sign-in?${new URLSearchParams({ next: request.url })}`, cookies)
    }
    return page(request, caller, params.versionId, given)
  }

  async function page(
    request: FastifyRequest,
    { user, reader }: Pick<Caller, 'user' | 'reader'>,
    versionId: string,
    given: Query,
  ) {
    const { locale, cookies } = pageLocale(request, user.locale, deps.locale)
    try {
      const { title, body } = await show(versionId, given, reader, locale)
      return sendPage(
        { locale, title, styles: ['reading.css'], scripts: ['reading.js'], bodyClass: 'reading', body },
        { cookies },
      )
    } catch (error) {
      const failure = toApiError(error)
      // What is the caller's is said as a page; what is ours goes to the API's error handler and its log.
      if (failure.status >= 500) throw error
      return sendPage(errorPage(locale, failure), { status: failure.status, cookies })
    }
  }

  async function follow({ params, request }: PublicCall<{ token: string }, unknown, unknown>) {
    const opened = await deps.pageLinks.open(params.token)
    if (opened.kind !== 'ok') {
      const { locale, cookies } = pageLocale(request, undefined, deps.locale)
      const failure = new AppError(opened.kind === 'expired' ? 'token_expired' : 'token_invalid', 'A link.')
      return sendPage(errorPage(locale, failure), { status: failure.status, cookies })
    }
    const path = new URL(opened.path, 'http://pharos')
    const versionId = decodeURIComponent(path.pathname.slice('/read/'.length))
    return page(request, opened, versionId, query.parse(Object.fromEntries(path.searchParams)))
  }

  return [
    publicRoute({
      method: 'GET',
      path: '/read/:versionId',
      tag: 'pages',
      summary: 'The page that shows a quote in its document',
      params: z.object({ versionId: z.string() }),
      query,
      mediaType: 'text/html',
      handle,
    }),
    publicRoute({
      method: 'GET',
      path: '/l/:token',
      tag: 'pages',
      summary: 'The same page by a signed link of a chat',
      params: z.object({ token: z.string().max(1200) }),
      mediaType: 'text/html',
      handle: follow,
    }),
  ]
}

function errorPage(locale: Locale, failure: AppError) {
  const title = message(locale, 'page_error')
  return {
    locale,
    title: `${title} · Pharos`,
    bodyClass: 'narrow',
    body: html`<main class="card">${brand(locale)}<h1>${title}</h1>
<p>${sayError(locale, failure.code)}</p>
<p><a class="button" href="/">${message(locale, 'page_home')}</a></p></main>`,
  }
}
