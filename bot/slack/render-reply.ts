/**
 * A Reply as messages of Slack, in order. Pure. Pressed on the home page it becomes the home page again; pressed on
 * the card of a draft or a task it becomes that card again; everything else is said in new messages.
 */
import type { types } from '@slack/bolt'
import { sayDraft } from '../../assistant/say-draft.ts'
import type { ReplyPart } from '../../assistant/turn.ts'
import { message } from '../../core/messages.ts'
import type { Outgoing, Place, RenderedMessage } from '../channel.ts'
import { answerBlocks } from './answer-blocks.ts'
import { actionRow, answerRows, choiceRows } from './button-blocks.ts'
import { shorten } from './cut-text.ts'
import { packBlocks, wordsOf } from './pack-blocks.ts'
import { readMarkdown } from './read-markdown.ts'
import { bold, richText, words } from './rich-text.ts'
import { asRendered, type SlackMessage } from './slack-message.ts'
import { readPlace } from './slack-place.ts'
import { summaryBlocks } from './summary-blocks.ts'
import type { Picture } from './upload-picture.ts'

type Block = types.KnownBlock
type PicturePlace = Picture & { readonly after: Block }

/** Slack shows no more of it in a notification. */
const NOTIFICATION = 300
const LARGEST_PICTURE = 20 * 1024 * 1024

export function renderReply(outgoing: Outgoing, at: Place): readonly RenderedMessage[] {
  const place = readPlace(at)
  const { reply, locale } = outgoing
  const parts = reply.parts.map((part) => blocksOf(part, outgoing))
  const pictures = parts.flatMap((part) => part.pictures)
  const said = parts.flatMap((part) => part.blocks)
  if (place.home) return [asRendered({ kind: 'home', text: shorten(wordsOf(said), NOTIFICATION) })]
  const rest = rowsOf(outgoing)
  const blocks = [...said, ...rest]
  const touchesHome = reply.parts.some((part) => part.type === 'visit_draft' || part.type === 'task')
  const redrawn = outgoing.pressed !== undefined && place.card !== null && touchesHome
  const whole =
    blocks.length === 0
      ? richText([{ kind: 'plain', inlines: [words(message(locale, 'channel_empty'))] }])
      : blocks
  return packBlocks(whole).map((group, index) => {
    const text = shorten(wordsOf(group), NOTIFICATION) || message(locale, 'slack_chart')
    const common = { text, blocks: group, touchesHome }
    const shown: SlackMessage =
      redrawn && index === 0
        ? { kind: 'redraw', ...common, pictures: [] }
        : { kind: 'post', ...common, pictures: placed(pictures, group) }
    return asRendered(shown)
  })
}

function placed(
  pictures: readonly PicturePlace[],
  group: readonly Block[],
): readonly (Picture & { at: number })[] {
  return pictures.flatMap(({ png, alt, after }) => {
    const at = group.indexOf(after)
    return at < 0 ? [] : [{ png, alt, at: at + 1 }]
  })
}

interface PartBlocks {
  readonly blocks: readonly Block[]
  readonly pictures: readonly PicturePlace[]
}

function blocksOf(part: ReplyPart, outgoing: Outgoing): PartBlocks {
  const { locale, linkTo, pictures } = outgoing
  switch (part.type) {
    case 'answer':
      return { blocks: answerBlocks(part.answer, linkTo, locale), pictures: [] }
    case 'summary':
    case 'brief': {
      const blocks = summaryBlocks(part, linkTo, locale)
      const png = part.type === 'summary' && part.chart !== null ? pictures.get(part.chart) : undefined
      const after = blocks.at(-1)
      if (png === undefined || after === undefined || png.length > LARGEST_PICTURE)
        return { blocks, pictures: [] }
      return { blocks, pictures: [{ png, alt: message(locale, 'slack_chart'), after }] }
    }
    case 'visit_draft':
      return { blocks: draftBlocks(part, outgoing), pictures: [] }
    case 'error':
      return { blocks: errorBlocks(part, outgoing), pictures: [] }
    default:
      return { blocks: richText(readMarkdown(part.text, linkTo)), pictures: [] }
  }
}

/** The first line is the headline; a card that was decided on still says what it holds. */
function draftBlocks(
  { draft, text }: Extract<ReplyPart, { type: 'visit_draft' }>,
  { locale, linkTo, pressed }: Outgoing,
): readonly Block[] {
  const decided = draft.state !== 'open' && pressed !== undefined && draft.visits.length > 0
  const [head = '', ...body] = text.split('\n\n')
  const whole = decided && draft.state === 'submitted' ? sayDraft(draft, locale) : ''
  const [, ...fields] = whole.split('\n\n')
  return richText([
    { kind: 'plain', inlines: [bold(`${iconOf(draft.state)} ${unmarked(head)}`)] },
    ...readMarkdown([...body, ...fields].join('\n\n'), linkTo),
  ])
}

function iconOf(state: 'open' | 'submitted' | 'discarded'): string {
  return { open: '📝', submitted: '✅', discarded: '🗑️' }[state]
}

/** A headline is bold as a whole. */
function unmarked(text: string): string {
  return text.replace(/\*\*/gu, '').replace(/\\([\\`*_[\]<>|#])/gu, '$1')
}

function errorBlocks(part: Extract<ReplyPart, { type: 'error' }>, { locale }: Outgoing): readonly Block[] {
  const number = message(locale, 'slack_number', { id: part.correlationId })
  return richText([
    { kind: 'plain', inlines: [words(part.text)] },
    ...(part.text.includes(part.correlationId)
      ? []
      : [{ kind: 'plain' as const, inlines: [{ type: 'text' as const, text: number, italic: true }] }]),
  ])
}

/** Buttons stand below everything that is said. */
function rowsOf({ reply, locale }: Outgoing): readonly Block[] {
  const answer = reply.parts.find((part) => part.type === 'answer')
  if (answer?.type === 'answer') return answerRows(reply, answer.answer.followUps, locale)
  const drafts = reply.parts.flatMap((part) =>
    part.type === 'visit_draft' && part.draft.state === 'open' ? [part.draft] : [],
  )
  const draft = drafts[0]
  if (draft !== undefined) {
    const actions = reply.actions.filter((one) => one.id.startsWith('draft_'))
    return [
      ...choiceRows(draft, reply.id, locale),
      ...actionRow(reply.id, actions, { draftId: draft.id }, locale),
    ]
  }
  const task = reply.parts.find((part) => part.type === 'task')
  const values = task?.type === 'task' ? { taskId: task.task.id } : {}
  return actionRow(reply.id, reply.actions, values, locale)
}
