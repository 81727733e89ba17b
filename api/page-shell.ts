/**
 * What every page has around it: the document, its language, how it is kept. What a page may load and run
 * stands in security-headers.ts, as for every answer.
 */
import type { FastifyRequest } from 'fastify'
import type { Locale } from '../core/reader.ts'
import { type Html, html } from './html.ts'
import { type RawAnswer, raw } from './route.ts'

export interface Page {
  readonly locale: Locale
  readonly title: string
  /** Of api/pages/ by file name; what all pages share is there anyway. */
  readonly styles?: readonly string[]
  readonly scripts?: readonly string[]
  readonly bodyClass?: string
  readonly body: Html
}

const LOCALE_COOKIE = 'pharos_locale'
const YEAR_SECONDS = 31_536_000

export function renderPage(page: Page): string {
  const { text } = html`<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f5f6f3" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0f1513" media="(prefers-color-scheme: dark)">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<link rel="icon" href="/page/pharos.svg" type="image/svg+xml">
${['pages.css', ...(page.styles ?? [])].map((file) => html`<link rel="stylesheet" href="/page/${file}">\n`)}${(page.scripts ?? []).map((file) => html`<script type="module" src="/page/${file}"></script>\n`)}</head>
<body class="${page.bodyClass ?? ''}">
${page.body}
</body>
</html>
`
  return `<!doctype html>\n${text}`
}

/** The page as an answer; pages are of one person and one moment, so nobody keeps them. */
export function sendPage(
  page: Page,
  options: { readonly status?: number; readonly cookies?: readonly string[] } = {},
): RawAnswer {
  return raw((reply) => {
    setPageHeaders(reply)
    for (const cookie of options.cookies ?? []) reply.header('set-cookie', cookie)
    reply
      .status(options.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(renderPage(page))
  })
}

/** After a form: the browser gets the next page by itself, and a reload repeats nothing. */
export function seeOther(path: string, cookies: readonly string[] = []): RawAnswer {
  return raw((reply) => {
    setPageHeaders(reply)
    for (const cookie of cookies) reply.header('set-cookie', cookie)
    reply.redirect(path, 303)
  })
}

function setPageHeaders(reply: Parameters<Parameters<typeof raw>[0]>[0]): void {
  reply.headers({
    // A sign-in code in an address must not travel; with "no-referrer" a form could not say where it comes
    // from, and its origin is checked.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-cache, private',
    vary: 'cookie, accept-language',
  })
}

/** What was chosen on a page, then the person's own, then the browser's, then the company's. */
export function pageLocale(
  request: FastifyRequest,
  own: Locale | undefined,
  company: Locale,
): { readonly locale: Locale; readonly cookies: readonly string[] } {
  const chosen = asLocale((request.query as { lang?: unknown }).lang)
  if (chosen !== undefined) {
    const cookie = `${LOCALE_COOKIE}=${chosen}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
    return { locale: chosen, cookies: [cookie] }
  }
  const kept = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1]
  const browser = /^\s*(zh|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1]
  return { locale: asLocale(kept) ?? own ?? asLocale(browser) ?? company, cookies: [] }
}

function asLocale(value: unknown): Locale | undefined {
  if (typeof value !== 'string') return undefined
  if (/^zh(-cn)?$/i.test(value)) return 'zh-CN'
  return /^en$/i.test(value) ? 'en' : undefined
}
