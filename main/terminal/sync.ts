/** `pharos sync status | retry | pull | reconcile | export`: the exchange with other systems, in a terminal. */
import { writeFile } from 'node:fs/promises'
import { type MessageKey, message } from '../../core/messages.ts'
import { EXPORT_KINDS } from '../../crm/export/export-tables.ts'
import type { ParkedRecord, SyncStatus } from '../../crm/sync/sync-desk.ts'
import { type Client, failure } from './client.ts'

type Print = (text: string) => void
type Status = SyncStatus & { readonly parked: readonly (ParkedRecord & { readonly sentence: string })[] }

export async function sync(
  client: Client,
  words: readonly string[],
  options: { readonly json: boolean },
  print: Print,
): Promise<void> {
  const { locale } = client
  const say = (key: MessageKey, params = {}) => message(locale, key, params)
  const [verb, ...rest] = words
  if (verb === undefined || verb === 'status') {
    const status = await client.get<Status>('/v1/sync')
    if (options.json) print(JSON.stringify(status, null, 2))
    else for (const line of linesOf(status, say)) print(line)
  } else if (verb === 'retry') {
    const body = rest.length === 0 ? { all: true } : { ids: rest }
    const { retried } = await client.post<{ retried: number }>('/v1/sync/retry', body)
    print(say('sync_terminal_retried', { count: retried }))
  } else if (verb === 'pull' || verb === 'reconcile') {
    await client.post(`/v1/sync/${verb}`, {})
    print(say('sync_terminal_ordered'))
  } else if (verb === 'export') {
    const [kind, path] = rest
    const known = EXPORT_KINDS.find((one) => one === kind?.replaceAll('-', '_'))
    if (known === undefined) {
      const what = say('sync_terminal_export_needs', { kinds: EXPORT_KINDS.join(', ') })
      throw failure(locale, 'terminal_needs', { command: 'sync export', what })
    }
    const file = path ?? `${known}.csv`
    const format = file.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
    const bytes = await client.download(`/v1/exports/${known}.${format}`)
    await writeFile(file, bytes)
    print(say('sync_terminal_exported', { path: file, bytes: bytes.length }))
  } else {
    throw failure(locale, 'terminal_needs', { command: 'sync', what: say('sync_terminal_needs') })
  }
}

function linesOf(
  status: Status,
  say: (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string,
): readonly string[] {
  if (status.targets.length === 0) return [say('sync_none')]
  const kind = (name: string) => say(`sync_kind_${name}` as MessageKey)
  const lines: string[] = []
  for (const target of status.targets) {
    const state = target.enabled ? (target.running ? 'sync_running' : 'sync_not_running') : 'sync_disabled'
    lines.push(`${target.name}  ${target.remote}  ${say(state)}`)
    if (target.pausedUntil !== null && new Date(target.pausedUntil) > new Date()) {
      lines.push(`  ${say('sync_paused', { until: String(target.pausedUntil) })}`)
    }
    for (const one of target.counts) {
      lines.push(
        `  ${kind(one.kind)}: ${say('sync_waiting')} ${one.waiting}, ${say('sync_parked')} ${one.parked}, ${say('sync_done')} ${one.done}`,
      )
    }
    for (const one of target.reconciliation?.kinds ?? []) {
      lines.push(
        `  ${say('sync_reconcile_title')} ${kind(one.kind)}: ${one.here}/${one.there}, ${say('sync_missing')} ${one.missing}, ${say('sync_different')} ${one.different}, ${say('sync_extra')} ${one.extra}`,
      )
    }
  }
  for (const one of status.pulls) {
    const last = one.finishedAt === null ? say('sync_never') : String(one.finishedAt)
    lines.push(
      `${say('sync_pull_last')} ${kind(one.kind)}: ${last}, ${say('sync_linked')} ${one.linked}, ${say('sync_unlinked')} ${one.unlinked}`,
    )
  }
  if (status.openConflicts > 0) lines.push(`${say('sync_conflicts_title')}: ${status.openConflicts}`)
  for (const one of status.parked) lines.push(`✗ ${kind(one.kind)} ${one.id}  ${one.sentence}`)
  return lines
}
