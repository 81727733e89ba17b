/** `ask`, `chat` and `search`: one question, a conversation, passages only. */
import { createInterface } from 'node:readline'
import type { Answer } from '../../assistant/answer.ts'
import type { Reply } from '../../assistant/turn.ts'
import { message } from '../../core/messages.ts'
import { type Client, failure } from './client.ts'
import { renderAnswer, renderReply } from './render-reply.ts'

/** The ledger keeps through which face a question came. */
const CHANNEL = 'terminal'

export async function ask(
  client: Client,
  question: string,
  options: { readonly productId?: string | undefined; readonly json: boolean; readonly baseUrl: string },
): Promise<string> {
  if (question.trim() === '') {
    throw failure(client.locale, 'terminal_needs', {
      command: 'ask',
      what: message(client.locale, 'terminal_question'),
    })
  }
  if (options.productId !== undefined) {
    const answer = await client.post<Answer>('/v1/questions', {
      text: question,
      productId: options.productId,
      channel: CHANNEL,
    })
    return options.json
      ? JSON.stringify(answer, null, 2)
      : renderAnswer(answer, client.locale, options.baseUrl)
  }
  const reply = await client.post<Reply>('/v1/turns', { text: question, channel: CHANNEL })
  return options.json ? JSON.stringify(reply, null, 2) : renderReply(reply, client.locale, options.baseUrl)
}

interface FoundPassage {
  readonly title: string
  readonly section: string
  readonly page: number | null
  readonly text: string
}

export async function search(client: Client, query: string, k: string | undefined): Promise<string> {
  const parameters = new URLSearchParams({ q: query, ...(k === undefined ? {} : { k }) })
  const { hits } = await client.get<{ hits: readonly FoundPassage[] }>(`/v1/search?${parameters}`)
  if (hits.length === 0) return message(client.locale, 'terminal_no_hits')
  return hits
    .map((hit, at) => {
      const page =
        hit.page === null ? '' : ` · ${message(client.locale, 'terminal_page', { page: hit.page })}`
      return `${at + 1}. ${hit.title}【${hit.section}】${page}\n   ${hit.text.replace(/\s+/gu, ' ').slice(0, 200)}`
    })
    .join('\n')
}

/** Reads lines until an empty one or the end; a failed turn is told and the conversation goes on. */
export async function chat(client: Client, baseUrl: string, print: (text: string) => void): Promise<void> {
  print(message(client.locale, 'terminal_chat'))
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  let conversationId: string | undefined
  lines.prompt()
  for await (const line of lines) {
    if (line.trim() === '') break
    try {
      const reply: Reply = await client.post<Reply>('/v1/turns', {
        text: line,
        conversationId,
        channel: CHANNEL,
      })
      conversationId = reply.conversationId
      print(`\n${renderReply(reply, client.locale, baseUrl)}\n`)
    } catch (error) {
      print((error as Error).message)
    }
    lines.prompt()
  }
  lines.close()
}
