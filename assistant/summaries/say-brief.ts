/** The words of a brief before a visit and of promises: sections, each line with the record that it is from. */
import type { MessageKey } from '../../core/messages.ts'
import type { BriefPoint } from '../../crm/brief-contact.ts'
import type { PromiseLine } from '../../crm/promise-ledger.ts'
import type { PreparedBrief } from './prepare-brief.ts'
import { type Say, type SummarySection, section } from './say-summary.ts'

/** Words of a promise that has to be carried there. */
const TO_BRING =
  /带|送|发|寄|提供|打印|资料|文献|样|手册|单页|bring|send|deliver|provide|literature|leaflet/iu

export function briefSections(brief: PreparedBrief, say: Say): readonly SummarySection[] {
  const ours = brief.promises.filter((one) => one.by !== 'hcp')
  const open = ours.filter((one) => one.state !== 'kept')
  const bring = open.filter((one) => TO_BRING.test(one.text))
  return [
    section(null, head(brief, say)),
    section(
      say('brief_visits'),
      brief.visits.length === 0
        ? [say('brief_never')]
        : brief.visits.map((visit) => {
            const line = say('brief_visit', {
              day: visit.day,
              channel: say(`visit_channel_${visit.channel}` as MessageKey),
              rep: visit.rep,
              products: visit.products.join(say('sum_list_comma')) || '—',
              attitude:
                visit.status === 'completed'
                  ? say(`attitude_${visit.attitude}` as MessageKey)
                  : say(`visit_status_${visit.status}` as MessageKey),
            })
            return `- ${line} ${record(visit.id)}`
          }),
    ),
    ...lines(
      say('brief_open'),
      open.map((one) => promiseLine(one, say)),
    ),
    ...lines(
      say('brief_kept'),
      ours
        .filter((one) => one.state === 'kept')
        .slice(0, 3)
        .map((one) => promiseLine(one, say)),
    ),
    ...lines(
      say('brief_theirs'),
      brief.promises.filter((one) => one.by === 'hcp').map((one) => promiseLine(one, say)),
    ),
    ...lines(
      say('brief_objections'),
      brief.objections.map((one) => pointLine(one, 'objection', say)),
    ),
    ...lines(
      say('brief_questions'),
      brief.questions.map((one) => pointLine(one, 'route', say)),
    ),
    ...lines(
      say('brief_bring'),
      bring.map((one) => promiseLine(one, say)),
    ),
    ...lines(
      say('brief_material'),
      brief.materials.map((one) => {
        const place = [one.title, one.section, one.page === null ? '' : say('brief_page', { page: one.page })]
        return `- ${place.filter(Boolean).join(' · ')}: “${one.quote.replace(/\s+/gu, ' ')}” [↗](${one.url})`
      }),
    ),
  ]
}

function head({ contact, quarter, nextAvailable }: PreparedBrief, say: Say): readonly string[] {
  const numbers =
    quarter.target === null
      ? say('brief_no_plan', { n: quarter.completed })
      : say('brief_plan', { n: quarter.completed, target: Math.round(quarter.target * 10) / 10 })
  return [
    say('brief_who', {
      account: contact.account,
      department: contact.department ?? '',
      title: contact.title ?? '',
      tier: contact.tier === null ? '' : say('brief_tier', { tier: contact.tier }),
    }).replace(/ {2,}/gu, ' '),
    numbers,
    ...(nextAvailable === null
      ? []
      : [`${say('brief_next_available', { text: nextAvailable.text })} ${record(nextAvailable.visitId)}`]),
  ]
}

export function promiseLine(promise: PromiseLine, say: Say): string {
  const due =
    promise.due === null || promise.state === 'kept'
      ? ''
      : say(promise.state === 'overdue' ? 'brief_late' : 'brief_due', { due: promise.due })
  const from =
    promise.visitId !== null
      ? record(promise.visitId)
      : promise.taskId === null
        ? ''
        : `[↗](/v1/tasks/${promise.taskId})`
  return `- ${promise.madeOn} ${promise.text}${due} ${from}`.trimEnd()
}

function pointLine(point: BriefPoint, words: 'objection' | 'route', say: Say): string {
  const kind = say(`${words}_${point.kind}` as MessageKey)
  const product = point.product === null ? '' : ` · ${point.product}`
  return `- ${kind}${product}: ${say('sum_quote', { text: point.text, day: point.day })} ${record(point.visitId)}`
}

const record = (visitId: string): string => `[↗](/v1/visits/${visitId})`

function lines(heading: string, list: readonly string[]): readonly SummarySection[] {
  return list.length === 0 ? [] : [section(heading, list)]
}
