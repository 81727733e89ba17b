/** `log`: a visit note becomes a card; the next lines confirm it, change it or drop it. */
import { createInterface } from 'node:readline'
import { sayDraft } from '../../assistant/say-draft.ts'
import type { Reply } from '../../assistant/turn.ts'
import type { VisitCard } from '../../assistant/visit-card.ts'
import { localeOf } from '../../core/messages.ts'
import type { Client } from './client.ts'
import { TerminalFailure } from './client.ts'
import { renderReply } from './render-reply.ts'

const CHANNEL = 'terminal'

export interface LogOptions {
  readonly baseUrl: string
  readonly json: boolean
  /** Confirm at once, for scripts. */
  readonly confirm: boolean
}

/** Whether the note ended well: as a record, or as a draft that its writer keeps. */
export async function logVisit(
  client: Client,
  note: string,
  options: LogOptions,
  print: (text: string) => void,
): Promise<boolean> {
  const draft = await client.post<VisitCard>('/v1/visits', { text: note, channel: CHANNEL })
  const locale = localeOf(note, client.locale)
  const show = (card: VisitCard) => (options.json ? JSON.stringify(card, null, 2) : sayDraft(card, locale))
  print(show(draft))
  if (draft.state !== 'open') return true
  if (options.confirm) {
    print(show(await client.post<VisitCard>(`/v1/visits/${encodeURIComponent(draft.id)}/submit`, {})))
    return true
  }
  if (options.json || !process.stdin.isTTY) return true
  return talk(client, draft, options.baseUrl, print)
}

/** Until the draft is closed, an empty line or the end. */
async function talk(
  client: Client,
  draft: VisitCard,
  baseUrl: string,
  print: (text: string) => void,
): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  lines.prompt()
  for await (const line of lines) {
    if (line.trim() === '') break
    try {
      const reply = await client.post<Reply>('/v1/turns', {
        text: line,
        conversationId: draft.conversationId ?? undefined,
        channel: CHANNEL,
      })
      print(`\n${renderReply(reply, client.locale, baseUrl)}\n`)
      const now = await client.get<{ readonly state?: string }>(`/v1/visits/${encodeURIComponent(draft.id)}`)
      if (now.state !== 'open') break
    } catch (error) {
      if (!(error instanceof TerminalFailure)) throw error
      print(error.message)
    }
    lines.prompt()
  }
  lines.close()
  return true
}
