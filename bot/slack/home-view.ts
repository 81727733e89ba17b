/** The home page of one person: what is due today, drafts that wait, the newest notices. Pure. */
import type { types } from '@slack/bolt'
import type { TodayView } from '../../assistant/today.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { actionRow, plainText } from './button-blocks.ts'
import { shorten } from './cut-text.ts'
import { bold, isAddress, type Paragraph, richText, words } from './rich-text.ts'

type Block = types.KnownBlock

const NOTICE_TEXT = 300
const MOST_BLOCKS = 100

export interface HomeWords {
  readonly locale: Locale
  /** What a button of this page has just done. */
  readonly line: string | null
  /** Of our web pages; null where it is not known. */
  readonly url: string | null
  readonly labels: Labels
}

/** What the buttons of tasks and drafts are called. */
export interface Labels {
  readonly task: Parameters<typeof actionRow>[1]
  readonly draft: Parameters<typeof actionRow>[1]
}

export function homeView(today: TodayView, { locale, line, url, labels }: HomeWords): types.HomeView {
  const say = (key: Parameters<typeof message>[1], params = {}) => message(locale, key, params)
  const tasks = today.tasks.flatMap((task, n): readonly Block[] => {
    const when = [task.due, task.time].filter((one) => one !== null).join(' ')
    const late = task.due !== null && (task.dueUntil ?? task.due) < today.day
    const text: Paragraph = {
      kind: 'plain',
      inlines: [
        bold(shorten(task.text, 500)),
        words(when === '' ? '' : `\n${when}${late ? ` (${say('task_overdue')})` : ''}`),
      ],
    }
    return [...richText([text]), ...actionRow(today.turnId, labels.task, { taskId: task.id }, locale, n)]
  })
  const drafts = today.drafts.flatMap((draft, n): readonly Block[] => {
    const people = draft.visits.flatMap((visit) => [
      visit.date ?? say('note_no_day'),
      ...(visit.institution === null ? [] : [visit.institution.text]),
      ...visit.contacts.map((one) => (one.id === null ? one.text : (draft.names[one.id] ?? one.text))),
    ])
    const head = people.length === 0 ? shorten(draft.note, 120) : shorten(people.join(' · '), 300)
    return [
      ...richText([{ kind: 'plain', inlines: [bold(head)] }]),
      ...actionRow(today.turnId, labels.draft, { draftId: draft.id }, locale, 100 + n),
    ]
  })
  const notices = today.notices.map((notice) => ({
    kind: 'quote' as const,
    inlines: [words(shorten(notice.text, NOTICE_TEXT))],
  }))
  const none = (key: Parameters<typeof message>[1]): readonly Block[] => [
    { type: 'context', elements: [plainText(say(key), 300)] },
  ]
  const blocks: readonly Block[] = [
    ...(line === null ? [] : richText([{ kind: 'quote', inlines: [words(line)] }])),
    header(say('slack_home_today', { day: today.day })),
    ...(tasks.length === 0 ? none('slack_home_no_tasks') : tasks),
    ...(today.more > 0
      ? [{ type: 'context' as const, elements: [plainText(say('slack_home_more', { n: today.more }), 300)] }]
      : []),
    { type: 'divider' },
    header(say('slack_home_drafts')),
    ...(drafts.length === 0 ? none('slack_home_no_drafts') : drafts),
    { type: 'divider' },
    header(say('slack_home_notices')),
    ...(notices.length === 0 ? none('slack_home_no_notices') : richText(notices)),
    { type: 'divider' },
    ...none('slack_home_hint'),
    ...(url === null || !isAddress(url) ? [] : [webButton(url, say('slack_home_open'))]),
  ]
  return { type: 'home', blocks: blocks.slice(0, MOST_BLOCKS) }
}

/** For whoever is not known: how to become it, and nothing else. */
export function strangersHome(text: string): types.HomeView {
  return { type: 'home', blocks: [...richText([{ kind: 'plain', inlines: [words(text)] }])] }
}

function header(text: string): Block {
  return { type: 'header', text: plainText(text, 150) }
}

function webButton(url: string, label: string): Block {
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'pharos_link', text: plainText(label, 75), url }],
  }
}
