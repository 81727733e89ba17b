/**
 * The page of the exchange, for administrators: how it stands, what is parked and what to do, where the sides differ.
 * Its buttons speak to the routes that every client has (api/pages/sync.js).
 */
import { z } from 'zod'
import { type MessageKey, message, messagesOf } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import type { Conflict } from '../crm/sync/sync-conflicts.ts'
import type { ParkedRecord, PullStatus, SyncDesk, TargetStatus } from '../crm/sync/sync-desk.ts'
import { dataBlock, type Html, html } from './html.ts'
import { brand } from './page-brand.ts'
import { pageLocale, seeOther, sendPage } from './page-shell.ts'
import { publicRoute, type Route } from './route.ts'

interface Said {
  readonly locale: Locale
  readonly timezone: string
}

/** `GET /sync`. */
export function createSyncPageRoute(deps: { readonly sync: SyncDesk; readonly locale: Locale }): Route {
  return publicRoute({
    method: 'GET',
    path: '/sync',
    tag: 'pages',
    summary: 'How the exchange with other systems stands',
    query: z.object({ lang: z.string().optional() }),
    mediaType: 'text/html',
    async handle({ request, identify }) {
      const caller = await identify()
      const { locale, cookies } = pageLocale(request, caller?.user.locale, deps.locale)
      if (caller === null) return seeOther('/sign-in?next=%2Fsync', cookies)
      if (!caller.reader.roles.includes('admin')) return seeOther('/', cookies)
      const said = { locale, timezone: caller.reader.timezone }
      const [status, parked, conflicts] = [
        await deps.sync.status(),
        await deps.sync.listParked({ limit: 50 }),
        await deps.sync.listConflicts({ open: true, limit: 50 }),
      ]
      const say = (key: MessageKey) => message(locale, key)
      return sendPage(
        {
          locale,
          title: say('sync_title'),
          styles: ['sync.css'],
          scripts: ['sync.js'],
          bodyClass: 'sync',
          body: html`<header class="bar">${brand(locale)}<a href="/">${say('sync_back')}</a></header>
<main>
<h1>${say('sync_title')}</h1>
${status.targets.length === 0 ? html`<p class="muted">${say('sync_none')}</p>` : status.targets.map((one) => targetOf(one, said))}
${parked.items.length === 0 ? '' : parkedOf(parked.items, said)}
${status.targets.some((one) => one.name === 'crm') ? pullsOf(status.pulls, said) : ''}
${conflicts.items.length === 0 ? '' : conflictsOf(conflicts.items, said)}
<p id="said" role="status"></p>
</main>
${dataBlock('texts', messagesOf(locale, 'chat_'))}
${dataBlock('me', { id: caller.user.id, locale, timezone: caller.user.timezone })}`,
        },
        { cookies },
      )
    },
  })
}

function targetOf(target: TargetStatus, said: Said): Html {
  const { locale } = said
  const say = (key: MessageKey) => message(locale, key)
  const state = target.enabled
    ? say(target.running ? 'sync_running' : 'sync_not_running')
    : say('sync_disabled')
  const { lane, reconciliation, pausedUntil } = target
  const limit = lane?.requestLimit ?? '–'
  const isPaused = pausedUntil !== null && pausedUntil > new Date()
  return html`<section>
<h2>${say(target.name === 'crm' ? 'sync_crm' : 'sync_webhook')} <small>${target.remote}</small></h2>
<p>${state}${isPaused ? html` · ${message(locale, 'sync_paused', { until: moment(pausedUntil, said) })}` : ''}</p>
${lane === null ? '' : html`<p class="muted">${message(locale, 'sync_lane', { seconds: lane.windowSeconds, requests: lane.requestsInWindow, limit, concurrency: lane.concurrency, used: lane.entitlementUsed })}</p>`}
<table><thead><tr><th>${say('sync_kind')}</th><th>${say('sync_waiting')}</th><th>${say('sync_parked')}</th><th>${say('sync_done')}</th></tr></thead>
<tbody>${target.counts.map((one) => html`<tr><td>${kindOf(one.kind, locale)}</td><td>${one.waiting}</td><td>${one.parked}</td><td>${one.done}</td></tr>`)}</tbody></table>
${target.name === 'crm' ? comparisonOf(reconciliation, said) : ''}
</section>`
}

function comparisonOf(report: TargetStatus['reconciliation'], said: Said): Html {
  const say = (key: MessageKey) => message(said.locale, key)
  const columns = ['here', 'there', 'same', 'missing', 'different', 'extra'] as const
  return html`<h3>${say('sync_reconcile_title')} <button type="button" data-post="/v1/sync/reconcile">${say('sync_reconcile_now')}</button></h3>
${
  report === null
    ? html`<p class="muted">${say('sync_never')}</p>`
    : html`<p class="muted">${moment(report.finishedAt, said)}</p><table><thead><tr><th>${say('sync_kind')}</th>${columns.map((one) => html`<th>${say(`sync_${one}`)}</th>`)}</tr></thead>
<tbody>${report.kinds.map((one) => html`<tr><td>${kindOf(one.kind, said.locale)}</td>${columns.map((name) => html`<td>${one[name]}</td>`)}</tr>`)}</tbody></table>`
}`
}

function parkedOf(items: readonly ParkedRecord[], said: Said): Html {
  const say = (key: MessageKey) => message(said.locale, key)
  return html`<section><h2>${say('sync_parked_title')} <button type="button" data-post="/v1/sync/retry" data-body="${JSON.stringify({ all: true })}">${say('sync_retry_all')}</button></h2>
<table><thead><tr><th>${say('sync_record')}</th><th>${say('sync_why')}</th><th></th></tr></thead><tbody>
${items.map(
  (
    one,
  ) => html`<tr><td>${kindOf(one.kind, said.locale)} <code>${one.id}</code></td><td>${message(said.locale, `sync_fault_${one.code}`)}${one.detail ? html`<br><small class="muted">${one.detail}</small>` : ''}</td>
<td><button type="button" data-post="/v1/sync/retry" data-body="${JSON.stringify({ ids: [one.id] })}">${say('sync_retry')}</button></td></tr>`,
)}
</tbody></table></section>`
}

function pullsOf(pulls: readonly PullStatus[], said: Said): Html {
  const say = (key: MessageKey) => message(said.locale, key)
  return html`<section><h2>${say('sync_pull_title')} <button type="button" data-post="/v1/sync/pull">${say('sync_pull_now')}</button></h2>
<table><thead><tr><th>${say('sync_kind')}</th><th>${say('sync_pull_last')}</th><th>${say('sync_linked')}</th><th>${say('sync_unlinked')}</th><th>${say('sync_why')}</th></tr></thead><tbody>
${pulls.map((one) => html`<tr><td>${kindOf(one.kind, said.locale)}</td><td>${one.finishedAt === null ? say('sync_never') : moment(one.finishedAt, said)}</td><td>${one.linked}</td><td>${one.unlinked}</td><td>${one.fault === null ? '' : message(said.locale, `sync_fault_${one.fault}`)}</td></tr>`)}
</tbody></table></section>`
}

function conflictsOf(items: readonly Conflict[], said: Said): Html {
  const say = (key: MessageKey) => message(said.locale, key)
  const shown = (value: unknown) =>
    value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
  const button = (one: Conflict, decision: 'ours' | 'theirs', recordId?: string) =>
    html`<button type="button" data-post="/v1/sync/conflicts/${one.id}/decide" data-body="${JSON.stringify({ decision, recordId })}">${recordId ?? say(`sync_${decision}`)}</button> `
  const choices = (one: Conflict) =>
    one.code === 'same_name' && Array.isArray(one.ours)
      ? one.ours.map((id) => button(one, 'theirs', String(id)))
      : button(one, 'theirs')
  return html`<section><h2>${say('sync_conflicts_title')}</h2>
<table><thead><tr><th>${say('sync_record')}</th><th>${say('sync_field')}</th><th>${say('sync_ours')}</th><th>${say('sync_theirs')}</th><th></th></tr></thead><tbody>
${items.map((one) => html`<tr><td>${kindOf(one.kind, said.locale)} <code>${one.recordId ?? one.remoteId ?? ''}</code></td><td>${message(said.locale, `sync_code_${one.code}`)} ${one.field ?? ''}</td><td>${shown(one.ours)}</td><td>${shown(one.theirs)}</td><td>${button(one, 'ours')}${choices(one)}</td></tr>`)}
</tbody></table></section>`
}

function kindOf(kind: string, locale: Locale): string {
  return message(locale, `sync_kind_${kind}` as MessageKey)
}

/** Also a date that came back from JSON. */
function moment(at: Date | string, { locale, timezone }: Said): string {
  return new Date(at).toLocaleString(locale, { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' })
}
