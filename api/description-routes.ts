/** The API's description, for programs and for people. It describes itself too. */
import type { Locale } from '../core/reader.ts'
import { DOCS_POLICY, docsPage } from './docs-page.ts'
import { describeRoutes } from './openapi.ts'
import { pageLocale } from './page-shell.ts'
import { publicRoute, type Route, raw } from './route.ts'

/** `routes` are asked for late: the list holds these two as well. */
export function createDescriptionRoutes(
  deps: { readonly locale: Locale },
  routes: () => readonly Route[],
): readonly Route[] {
  const document = once(() => describeRoutes(routes()))
  const json = once(() => JSON.stringify(document()))
  const pages: Readonly<Record<Locale, () => string>> = {
    'zh-CN': once(() => docsPage(document(), 'zh-CN')),
    en: once(() => docsPage(document(), 'en')),
  }
  return [
    publicRoute({
      method: 'GET',
      path: '/openapi.json',
      tag: 'Operation',
      summary: 'This description, as OpenAPI 3.1.',
      mediaType: 'application/json',
      async handle() {
        return raw((reply) => {
          reply
            .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' })
            .send(json())
        })
      },
    }),
    publicRoute({
      method: 'GET',
      path: '/docs',
      tag: 'Operation',
      summary: 'This description, as a page with the table of errors.',
      mediaType: 'text/html',
      async handle({ request }) {
        const { locale } = pageLocale(request, undefined, deps.locale)
        return raw((reply) => {
          reply
            .headers({
              'content-type': 'text/html; charset=utf-8',
              'content-security-policy': DOCS_POLICY,
              'cache-control': 'no-cache',
              vary: 'cookie, accept-language',
            })
            .send(pages[locale]())
        })
      },
    }),
  ]
}

/** Schemas do not change while the process runs; making the document takes a while. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
