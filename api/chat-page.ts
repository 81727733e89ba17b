/**
 * The chat page: its frame, in the reader's language, with questions to begin with. What happens in it is
 * api/pages/chat.js, which speaks to the same routes as every other client.
 */
import { z } from 'zod'
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { type MessageKey, message, messagesOf } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { listProductsInForce } from '../knowledge/products-in-force.ts'
import { exampleQuestions } from './example-questions.ts'
import { dataBlock, type Html, html } from './html.ts'
import { brand } from './page-brand.ts'
import { pageLocale, seeOther, sendPage } from './page-shell.ts'
import { type Caller, publicRoute, type Route } from './route.ts'

export interface ChatPageDeps {
  readonly database: Database
  readonly clock: Clock
  readonly locale: Locale
}

/** Enough for different questions and for the pair that is compared. */
const PRODUCTS = 5

/** `GET /`. */
export function createChatPageRoute(deps: ChatPageDeps): Route {
  return publicRoute({
    method: 'GET',
    path: '/',
    tag: 'pages',
    summary: 'The chat page',
    query: z.object({ lang: z.string().optional() }),
    mediaType: 'text/html',
    async handle({ request, identify }) {
      const caller = await identify()
      if (caller === null) {
        const { cookies } = pageLocale(request, undefined, deps.locale)
        return seeOther('/sign-in', cookies)
      }
      const { locale, cookies } = pageLocale(request, caller.user.locale, deps.locale)
      const at = deps.clock.now()
      const products = await listProductsInForce(deps.database.query, caller.reader, at, PRODUCTS)
      return sendPage(
        {
          locale,
          title: message(locale, 'chat_title'),
          styles: ['chat.css', 'draft.css', 'summary.css', 'notices.css'],
          scripts: ['chat.js'],
          bodyClass: 'chat',
          body: chatBody(locale, caller, exampleQuestions(products, locale)),
        },
        { cookies },
      )
    },
  })
}

function chatBody(locale: Locale, caller: Caller, examples: readonly string[]): Html {
  const say = (key: MessageKey) => message(locale, key)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return html`<a class="skip" href="#question">${say('chat_skip')}</a>
<header class="bar">
${brand(locale)}
<nav aria-label="${say('chat_menu')}">
<button type="button" id="new" class="quiet" hidden>${say('chat_new')}</button>
<button type="button" id="notices-open" class="quiet notices-open" aria-haspopup="dialog">${say('chat_notices')}<span id="badge" class="badge" hidden></span></button>
<details class="menu">
<summary aria-label="${caller.user.name}"><span aria-hidden="true">${[...caller.user.name].slice(0, 1).join('')}</span></summary>
<div class="menu-list">
<p class="muted">${caller.user.name}</p>
<a href="/?lang=${other}" lang="${other}">${other === 'en' ? 'English' : '中文'}</a>
<form method="post" action="/sign-out" enctype="multipart/form-data" id="sign-out"><input type="hidden" name="leave" value="1"><button class="plain">${say('chat_sign_out')}</button></form>
</div>
</details>
</nav>
</header>
<div id="alerts" class="alerts" role="status"></div>
<main id="main">
<section id="welcome" class="welcome">
<h1>${say('chat_welcome')}</h1>
<p>${say('chat_welcome_hint')}</p>
${
  examples.length === 0
    ? html`<p id="examples" class="muted" data-waiting>${say('chat_nothing_in_force')}</p>`
    : html`<ul id="examples" class="examples" aria-label="${say('chat_examples')}">${examples.map(
        (question) => html`<li><button type="button" data-ask>${question}</button></li>`,
      )}</ul>`
}
</section>
<div id="conversation" role="log" aria-live="polite" aria-label="${say('chat_conversation')}"></div>
</main>
<form id="composer" class="composer">
<label class="unseen" for="question">${say('chat_question')}</label>
<div class="field">
<textarea id="question" name="question" rows="1" maxlength="10000" enterkeyhint="send" autocomplete="off" placeholder="${say('chat_placeholder')}"></textarea>
<button id="send" class="send" type="submit" aria-label="${say('chat_send')}"><svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="M12 19V5m0 0-6 6m6-6 6 6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg></button>
</div>
<p class="fineprint">${say('chat_fineprint')}</p>
</form>
<dialog id="notices" class="notices" aria-labelledby="notices-title">
<header><h2 id="notices-title">${say('chat_notices')}</h2><button type="button" class="quiet" id="notices-close">${say('chat_close')}</button></header>
<ul id="notice-list"></ul>
</dialog>
<noscript><p class="fault">${say('chat_needs_script')}</p></noscript>
${dataBlock('texts', {
  ...messagesOf(locale, 'chat_'),
  ...messagesOf(locale, 'note_'),
  ...messagesOf(locale, 'finding_'),
  ...messagesOf(locale, 'sum_details'),
  ...messagesOf(locale, 'sum_chart'),
})}
${dataBlock('me', { id: caller.user.id, locale, timezone: caller.user.timezone })}`
}
