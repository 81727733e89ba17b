/** The name and the sign of the service as the pages show them. */
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { type Html, html } from './html.ts'

export function brand(locale: Locale): Html {
  return html`<a class="brand" href="/"><img src="/page/pharos.svg" alt="" width="28" height="28"><span><b>Pharos</b><small>${message(locale, 'chat_subtitle')}</small></span></a>`
}
