/** What the server says on its terminal, in the language of the company: where it is, how to sign in, what loads. */
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { ExampleProgress } from './load-examples.ts'

export interface Announce {
  ready(told: {
    readonly url: string
    readonly link: string | null
    readonly adminToken: string | null
  }): void
  example(progress: ExampleProgress): void
  examplesLoaded(count: number): void
  stopping(): void
}

export function createAnnounce(locale: Locale, print: (text: string) => void): Announce {
  return {
    ready({ url, link, adminToken }) {
      print(message(locale, 'server_ready', { url }))
      if (link !== null) print(`${message(locale, 'server_link')}\n  ${link}`)
      if (adminToken !== null) print(`${message(locale, 'server_admin_token')}\n  ${adminToken}`)
      const question = message(locale, 'server_example_question')
      print(`${message(locale, 'server_try')}\n  npm run pharos -- ask "${question}"`)
    },
    example({ done, total, title, failed }) {
      if (failed !== null) print(message(locale, 'server_examples_failed', { title, code: failed }))
      else print(message(locale, 'server_examples', { done, total, title }))
    },
    examplesLoaded: (count) => print(message(locale, 'server_examples_done', { count })),
    stopping: () => print(message(locale, 'server_stopping')),
  }
}
