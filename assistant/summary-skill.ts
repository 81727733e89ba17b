/**
 * Managers' questions and briefs in words: what is asked (read-summary-question), over which time (read-period), of
 * whom and what (resolve-names), then numbers from the database and the words around them. Asks back where a name
 * is shared; refuses what a physician prescribes.
 */
import type { Clock } from '../core/clock.ts'
import type { Database } from '../core/database.ts'
import { AppError } from '../core/errors.ts'
import { peopleOf } from '../crm/coverage.ts'
import { dayIn } from '../crm/day.ts'
import { listBehind } from '../crm/list-behind.ts'
import { listPromises } from '../crm/promise-ledger.ts'
import type { SummariseVisits } from '../crm/summarise-visits.ts'
import { type VisitFilter, visitScopeOf } from '../crm/visit-scope.ts'
import type { Chart } from './charts/chart-options.ts'
import { createSounds } from './notes/name-table.ts'
import type { DirectoryContact } from './notes/note-reading.ts'
import type { Skill, SkillCall, SkillPress, SkillReply } from './skill.ts'
import type { PrepareBrief } from './summaries/prepare-brief.ts'
import { readPeriodWords, usualPeriod } from './summaries/read-period.ts'
import { readSummaryQuestion, type SummaryQuestion } from './summaries/read-summary-question.ts'
import { type NamedInQuestion, resolveNames } from './summaries/resolve-names.ts'
import { briefSections, promiseLine } from './summaries/say-brief.ts'
import {
  access,
  attitudes,
  behind,
  coverage,
  objections,
  overdueLine,
  overview,
  type Query,
  type Say,
  type SummarySection,
  sayIn,
  section,
  sectionsAsText,
} from './summaries/say-summary.ts'

export interface SummarySkillDeps {
  readonly database: Database
  readonly clock: Clock
  readonly summariseVisits: SummariseVisits
  readonly prepareBrief: PrepareBrief
}

/** Contacts in a list; the rest is a number. */
const LISTED = 20
const CHOICES = 6

export function createSummarySkill(deps: SummarySkillDeps): Skill {
  const { database, summariseVisits, prepareBrief } = deps
  const db = database.query
  const sounds = createSounds()

  async function take(call: SkillCall): Promise<SkillReply> {
    const say = sayIn(call.locale)
    const question: SummaryQuestion = readSummaryQuestion(call.text) ?? { kind: 'overview' }
    if (question.kind === 'volumes') return said(say('sum_no_volumes'))
    const { reader } = call.turn
    const named = await resolveNames(db, call.text, reader, { at: call.at, sounds })
    if (question.kind === 'brief') return brief(call, named, say)
    if (question.kind === 'promises') return promises(call, named, say)
    try {
      return await numbers(call, question, named, say)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'forbidden') throw error
      return said(say('sum_not_yours', { name: named.user?.name ?? named.team?.name ?? '' }))
    }
  }

  async function numbers(
    call: SkillCall,
    question: SummaryQuestion,
    named: NamedInQuestion,
    say: Say,
  ): Promise<SkillReply> {
    const { reader } = call.turn
    const today = dayIn(call.at, reader.timezone)
    const [first, last] = usualPeriod(today)
    const { from, to } = readPeriodWords(call.text.normalize('NFKC'), today) ?? { from: first, to: last }
    const contacts = named.contacts ?? []
    if (contacts.length > 1) return whichOf(contacts, named, say)
    const filter: VisitFilter = {
      from,
      to,
      teamId: named.team?.id,
      userId: named.user?.id ?? (named.own ? reader.userId : undefined),
      productId: named.product?.id,
      contactId: contacts[0]?.id,
      // A contact says more than the institution; a name that several share is left to the list.
      accountId: contacts.length === 0 && named.accountIds.length === 1 ? named.accountIds[0] : undefined,
      tier: question.tier,
    }
    const query = queryOf(filter)
    const link = (more: Query = {}) =>
      `/v1/summaries/visits/behind?${new URLSearchParams({ ...query, ...more })}`
    const summary = await summariseVisits(reader, filter)
    const who = [
      named.user?.name ??
        named.team?.name ??
        (reader.roles.includes('manager') ? say('sum_my_team') : scopeName(call, say)),
      contacts[0]?.name,
      filter.accountId === undefined ? undefined : named.accountName(filter.accountId),
      named.product?.name,
      question.tier === undefined ? undefined : say('sum_tier_name', { tier: question.tier }).trim(),
    ]
      .filter((one) => one !== undefined && one !== '')
      .join(' · ')
    const title = say('sum_title', { who, from, to })
    const { sections, chart } = await sectionsOf()
    return {
      parts: [
        {
          type: 'summary',
          title,
          sections,
          text: sectionsAsText(title, sections, say),
          summary,
          chart:
            chart === null ? null : `/v1/summaries/visits.png?${new URLSearchParams({ ...query, chart })}`,
        },
      ],
      actions: [],
    }

    async function sectionsOf(): Promise<{ sections: readonly SummarySection[]; chart: Chart | null }> {
      const names = new Map(summary.products.map((one) => [one.productId, one.name]))
      switch (question.kind) {
        case 'behind': {
          const scope = await visitScopeOf(db, reader, filter, call.at)
          const list = await listBehind(db, scope, { fewerThan: question.fewerThan, limit: LISTED })
          return { sections: behind(list, { ...question, from, to }, say), chart: 'tiers' }
        }
        case 'access': {
          const all = summary.access.filter(
            (one) => named.accountIds.length === 0 || named.accountIds.includes(one.accountId),
          )
          const said = {
            ...summary,
            objections: summary.objections.filter((one) => one.category === 'access'),
          }
          const heard = said.objections.length === 0 ? [] : objections(said, say, link)
          return { sections: [...access(all, (id) => names.get(id) ?? id, say), ...heard], chart: null }
        }
        case 'overdue':
          return { sections: await overdue(), chart: null }
        case 'coverage':
          return { sections: [...coverage(summary, say)], chart: 'tiers' }
        case 'attitudes':
          return { sections: attitudes(summary, say), chart: 'attitudes' }
        case 'objections':
          return { sections: objections(summary, say, link), chart: 'objections' }
        default:
          return summary.total.n === 0
            ? { sections: [section(null, [say('sum_none', { from, to, who })])], chart: null }
            : {
                sections: overview(summary, say, link),
                chart: summary.byWeek.length > 2 ? 'weeks' : 'channels',
              }
      }
    }

    async function overdue(): Promise<readonly SummarySection[]> {
      if (summary.overdue.n === 0) return [section(null, [say('sum_overdue_none')])]
      const users = new Map(summary.overdue.reps.map((one) => [one.userId, one.name]))
      const rows = await db
        .selectFrom('tasks')
        .select(['id', 'user_id', 'text', 'due_on', 'due_until'])
        .where('id', 'in', [...summary.overdue.ids])
        .orderBy('due_on')
        .orderBy('id')
        .execute()
      const lines = rows.map((row) => {
        const due = row.due_until ?? row.due_on ?? ''
        return `- ${say('sum_overdue_line', { due, user: users.get(row.user_id) ?? row.user_id, text: row.text })}`
      })
      const more = summary.overdue.n - rows.length
      return [
        section(null, [overdueLine(summary, say)]),
        section(say('sum_overdue_head'), [...lines, ...(more > 0 ? [say('sum_more', { n: more })] : [])]),
      ]
    }
  }

  async function brief(call: SkillCall, named: NamedInQuestion, say: Say): Promise<SkillReply> {
    const contacts = named.contacts ?? []
    if (contacts.length === 0) return said(say('brief_unknown'))
    if (contacts.length > 1) return whichOf(contacts, named, say, true)
    return briefOf(contacts[0]!.id, call, say)
  }

  async function briefOf(
    contactId: string,
    { turn }: Pick<SkillCall, 'turn'>,
    say: Say,
  ): Promise<SkillReply> {
    const prepared = await prepareBrief(contactId, turn.reader)
    const title = say('brief_title', { name: prepared.contact.name })
    const sections = briefSections(prepared, say)
    return {
      parts: [
        { type: 'brief', title, sections, text: sectionsAsText(title, sections, say), brief: prepared },
      ],
      actions: [],
    }
  }

  async function promises(call: SkillCall, named: NamedInQuestion, say: Say): Promise<SkillReply> {
    const { reader } = call.turn
    const contacts = named.contacts ?? []
    if (contacts.length > 1) return whichOf(contacts, named, say)
    const people = await peopleOf(db, reader)
    const seen = people.kind === 'all' ? undefined : people.userIds
    const asked = named.user?.id
    if (asked !== undefined && seen !== undefined && !seen.includes(asked)) {
      return said(say('sum_not_yours', { name: named.user?.name ?? '' }))
    }
    const lines = await listPromises(db, {
      contactId: contacts[0]?.id,
      userIds: asked === undefined ? seen : [asked],
      today: dayIn(call.at, reader.timezone),
      limit: LISTED,
    })
    const who = contacts[0]?.name ?? named.user?.name ?? scopeName(call, say)
    const title = say('promises_head', { who })
    const mark = (list: typeof lines) =>
      list.map((one) =>
        contacts.length === 0 && one.contact !== null
          ? promiseLine({ ...one, text: `${one.contact}: ${one.text}` }, say)
          : promiseLine(one, say),
      )
    const part = (heading: string, list: typeof lines) =>
      list.length === 0 ? [] : [section(heading, mark(list))]
    const open = lines.filter((one) => one.state !== 'kept')
    const sections = [
      ...(open.length === 0 ? [section(null, [say('promises_none')])] : []),
      ...part(
        say('brief_open'),
        open.filter((one) => one.by !== 'hcp'),
      ),
      ...part(
        say('brief_theirs'),
        open.filter((one) => one.by === 'hcp'),
      ),
      ...part(
        say('brief_kept'),
        lines.filter((one) => one.state === 'kept'),
      ),
    ]
    return {
      parts: [
        {
          type: 'summary',
          title,
          sections,
          text: sectionsAsText(title, sections, say),
          summary: null,
          chart: null,
        },
      ],
      actions: [],
    }
  }

  return {
    take,
    async press({ action, reader, locale, reply }: SkillPress) {
      const contactId = /^summary_brief:(.+)$/u.exec(action)?.[1]
      if (contactId === undefined) {
        throw new AppError('invalid_input', 'This reply has no such action.', {
          details: { field: 'action' },
        })
      }
      const turn = { text: '', reader, channel: 'api', conversationId: reply.conversationId }
      return briefOf(contactId, { turn }, sayIn(locale))
    },
  }
}

/** Asks back; for a brief each of them is a button. */
function whichOf(
  contacts: readonly DirectoryContact[],
  named: NamedInQuestion,
  say: Say,
  buttons = false,
): SkillReply {
  const shown = contacts.slice(0, CHOICES)
  const label = (one: DirectoryContact) =>
    [one.name, named.accountName(one.accountId), one.department].filter(Boolean).join(' · ')
  const list = shown.map(label).join(say('sum_list_comma'))
  return {
    parts: [{ type: 'text', text: say('brief_who_is', { list }) }],
    actions: buttons
      ? shown.map((one) => ({ id: `summary_brief:${one.id}`, label: label(one), style: 'default' as const }))
      : [],
  }
}

function scopeName({ turn }: SkillCall, say: Say): string {
  const { roles } = turn.reader
  if (roles.includes('manager')) return say('sum_my_team')
  return roles.every((role) => role === 'rep') ? say('sum_own') : say('sum_everybody')
}

function queryOf(filter: VisitFilter): Query {
  const given = {
    from: filter.from,
    to: filter.to,
    team: filter.teamId,
    rep: filter.userId,
    product: filter.productId,
    contact: filter.contactId,
    account: filter.accountId,
    tier: filter.tier,
  }
  return Object.fromEntries(
    Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined),
  )
}

function said(text: string): SkillReply {
  return { parts: [{ type: 'text', text }], actions: [] }
}
