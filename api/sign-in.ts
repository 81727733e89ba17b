/**
 * Signing in and out in a browser. A link's code is used up by a POST alone: programs that look into links
 * (mail scanners, chat previews) only GET. On loopback no such program comes by, and the page presses its
 * button itself, so that the printed link is one click.
 */
import { z } from 'zod'
import { SESSION_DAYS, type Tokens } from '../access/tokens.ts'
import type { Clock } from '../core/clock.ts'
import { AppError } from '../core/errors.ts'
import { type MessageKey, message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { clearedSessionCookie, sessionCookie } from './authenticate.ts'
import { html } from './html.ts'
import { nextPath } from './next-path.ts'
import { brand } from './page-brand.ts'
import { pageLocale, seeOther, sendPage } from './page-shell.ts'
import { publicRoute, type Route } from './route.ts'
import { isLoopback, isSameOrigin } from './same-origin.ts'

export interface SignInDeps {
  readonly tokens: Tokens
  readonly clock: Clock
  readonly publicUrl: string | null
  readonly locale: Locale
}

type SignedIn =
  | { readonly kind: 'ok'; readonly token: string; readonly expiresAt: Date | null }
  | { readonly kind: 'used' | 'expired' | 'invalid' | 'disabled' | 'failed' }

const FAULTS = {
  used: 'sign_in_used',
  expired: 'sign_in_expired',
  invalid: 'sign_in_invalid',
  disabled: 'sign_in_disabled',
  failed: 'sign_in_failed',
} as const satisfies Record<Exclude<SignedIn['kind'], 'ok'>, MessageKey>

const short = z.string().max(4000).optional()

export function createSignInRoutes(deps: SignInDeps): readonly Route[] {
  const { tokens, clock, publicUrl } = deps

  /** A pasted token opens a session of its own, which ends with the token at the latest. */
  async function signInByToken(token: string): Promise<SignedIn> {
    const found = await tokens.authenticate(token)
    if (found.kind === 'disabled') return { kind: 'disabled' }
    if (found.kind !== 'ok') return { kind: 'failed' }
    const record = await tokens.find(found.tokenId)
    const latest = clock.now().getTime() + SESSION_DAYS * 86_400_000
    const expiresAt = new Date(Math.min(latest, record?.expiresAt?.getTime() ?? latest))
    return {
      kind: 'ok',
      ...(await tokens.issue(found.user.id, { kind: 'session', label: 'browser', expiresAt }, found.user.id)),
    }
  }

  /** People paste what they have: a token, the code, or the whole printed link. */
  async function signIn(code: string, pasted: string): Promise<SignedIn> {
    if (code !== '') return tokens.exchangeLink(code)
    const fromLink = /[?&]code=([^&\s]+)/.exec(pasted)?.[1]
    if (fromLink !== undefined) return tokens.exchangeLink(fromLink)
    const byToken = await signInByToken(pasted)
    if (byToken.kind !== 'failed') return byToken
    const byCode = await tokens.exchangeLink(pasted)
    return byCode.kind === 'invalid' ? byToken : byCode
  }

  return [
    publicRoute({
      method: 'GET',
      path: '/sign-in',
      tag: 'pages',
      summary: 'The page to sign in on',
      query: z.object({ code: short, next: short, lang: short, again: short }),
      mediaType: 'text/html',
      async handle({ query, request, identify }) {
        const { locale, cookies } = pageLocale(request, undefined, deps.locale)
        const next = nextPath(query.next)
        const code = query.code?.trim() ?? ''
        if (code === '' && (await identify()) !== null) return seeOther(next, cookies)
        const local = isLoopback(request.hostname.replace(/:\d+$/, ''))
        const notice = query.again === undefined ? undefined : message(locale, 'chat_signed_out')
        return sendPage(signInPage({ locale, code, next, press: local && code !== '', notice }), { cookies })
      },
    }),

    publicRoute({
      method: 'POST',
      path: '/sign-in',
      tag: 'pages',
      summary: 'Signs a browser in with the code of a link or a token, and leads on',
      multipart: true,
      body: z.object({ code: short, token: short, next: short }),
      mediaType: 'text/html',
      async handle({ body, request, identify }) {
        checkOrigin(isSameOrigin(request, publicUrl))
        const next = nextPath(body.next)
        const code = body.code?.trim() ?? ''
        const result = await signIn(code, body.token?.trim() ?? '')
        if (result.kind === 'ok') {
          return seeOther(next, [
            sessionCookie(result.token, result.expiresAt, isSecure(publicUrl, request.protocol)),
          ])
        }
        // The button pressed twice: the first press has signed this browser in.
        if (result.kind === 'used' && (await identify()) !== null) return seeOther(next)
        const { locale } = pageLocale(request, undefined, deps.locale)
        const fault = message(locale, FAULTS[result.kind])
        return sendPage(signInPage({ locale, code: '', next, press: false, fault }), { status: 401 })
      },
    }),

    publicRoute({
      method: 'POST',
      path: '/sign-out',
      tag: 'pages',
      summary: 'Ends the session of a browser',
      multipart: true,
      mediaType: 'text/html',
      async handle({ request, identify }) {
        checkOrigin(isSameOrigin(request, publicUrl))
        const caller = await identify()
        const token = caller === null ? undefined : await tokens.find(caller.tokenId)
        // A program's bearer token is not ended by a page.
        if (caller !== null && token?.kind === 'session') await tokens.revoke(token.id, caller.user.id)
        return seeOther('/sign-in', [clearedSessionCookie()])
      },
    }),
  ]
}

function checkOrigin(same: boolean): void {
  if (!same) throw new AppError('forbidden', 'This form is answered on the pages of this service only.')
}

function isSecure(publicUrl: string | null, protocol: string): boolean {
  return publicUrl === null ? protocol === 'https' : publicUrl.startsWith('https:')
}

function signInPage(page: {
  readonly locale: Locale
  readonly code: string
  readonly next: string
  /** Press the button as soon as the page is open. */
  readonly press: boolean
  readonly fault?: string | undefined
  readonly notice?: string | undefined
}) {
  const say = (key: MessageKey) => message(page.locale, key)
  const next = html`<input type="hidden" name="next" value="${page.next}">`
  const byCode = html`<form method="post" action="/sign-in" enctype="multipart/form-data"${page.press ? html` data-press` : ''}>
<p>${say('sign_in_ready')}</p>
<input type="hidden" name="code" value="${page.code}">${next}
<button class="primary wide">${say('sign_in_button')}</button>
</form>`
  const byToken = html`<form method="post" action="/sign-in" enctype="multipart/form-data">
<label for="token">${say('sign_in_token')}</label>
<input id="token" name="token" type="password" required autocomplete="current-password" spellcheck="false" maxlength="4000" autofocus${
    page.fault === undefined ? '' : html` aria-invalid="true" aria-describedby="fault"`
  }>${next}
<button class="primary wide">${say('sign_in_button')}</button>
</form>
<p class="muted">${say('sign_in_how')}<code>npm run pharos -- link</code></p>`
  const other = page.locale === 'en' ? 'zh-CN' : 'en'
  const query = new URLSearchParams({ lang: other, next: page.next })
  if (page.code !== '') query.set('code', page.code)
  return {
    locale: page.locale,
    title: `${say('sign_in_title')} · Pharos`,
    scripts: ['sign-in.js'],
    bodyClass: 'narrow',
    body: html`<main class="card sign-in">
${brand(page.locale)}
<h1>${say(page.code === '' ? 'sign_in_title' : 'sign_in_welcome')}</h1>
${page.fault !== undefined && html`<p class="fault" id="fault" role="alert">${page.fault}</p>`}
${page.notice !== undefined && html`<p class="hint" role="status">${page.notice}</p>`}
${page.code === '' ? byToken : byCode}
<p class="language"><a href="/sign-in?${query.toString()}" lang="${other}">${other === 'en' ? 'English' : '中文'}</a></p>
</main>`,
  }
}
