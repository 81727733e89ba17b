/** A stored safety case with what its export names beside it: the suspect product, who told it, where. */
import { sql } from 'kysely'
import type { Queryable } from '../core/database.ts'
import { dayIn } from './day.ts'
import type { SafetyCaseExport } from './export-safety-case.ts'
import type { SafetyCase } from './safety-case.ts'
import { clockFor } from './safety-clocks.ts'
import type { AdverseEvent } from './visit.ts'

/** The company's own name is its registration's part; the department fills it in. */
const SENDER = 'Pharos'

export async function readSafetyExport(db: Queryable, one: SafetyCase): Promise<SafetyCaseExport> {
  const { rows } = await sql<{
    product: SafetyCaseExport['product']
    title: string | null
    department: string | null
    organisation: string | null
    timezone: string
  }>`
    select (select json_build_object('id', p.id, 'name', p.name, 'generic', p.generic_name)
        from products p where p.id = ${one.suspectProductId}) as product,
      (select title from contacts where id = ${one.contactId}) as title,
      (select department from contacts where id = ${one.contactId}) as department,
      (select name from accounts where id = ${one.accountId}) as organisation,
      (select timezone from users where id = ${one.reportedBy}) as timezone`.execute(db)
  const { product, title, department, organisation, timezone } = rows[0]!
  return {
    id: one.id,
    createdAt: one.createdAt,
    event: eventOf(one, timezone),
    product,
    reporter: { qualification: qualificationOf(one, title), organisation, department },
    sender: { organisation: SENDER },
    country: 'CN',
    language: /\p{Script=Han}/u.test(one.text) ? 'zho' : 'eng',
    clocks: {
      forwardBy: one.forwardBy,
      reportBy: one.reportBy,
      clause: clockFor(one.seriousness, one.firstKnownAt).clause,
    },
  }
}

function eventOf(one: SafetyCase, timezone: string): AdverseEvent {
  const missing = new Set(one.missing)
  const sex = { female: '女性', male: '男性' }[one.patientSex ?? ''] ?? one.patientSex
  const patient = [one.patientAge === null ? '' : `${one.patientAge}岁`, sex ?? ''].join('')
  const text = one.event ?? one.text
  return {
    present: true,
    ...(text === '' ? {} : { text }),
    suspect_drug: one.suspectProductId,
    seriousness: one.seriousness,
    criteria: {
      patient: !missing.has('patient'),
      reporter: !missing.has('reporter'),
      drug: !missing.has('suspect_drug'),
      event: !missing.has('event'),
    },
    clock_start: dayIn(one.firstKnownAt, timezone),
    ...(patient === '' ? {} : { patient_desc: patient }),
    ...(one.seriousnessReason === null ? {} : { seriousness_reason: one.seriousnessReason }),
    ...(one.eventDate === null ? {} : { event_date: one.eventDate }),
    ...(one.actionTaken === null ? {} : { action_taken: one.actionTaken }),
    ...(one.causalityByReporter === null ? {} : { causality_by_reporter: one.causalityByReporter }),
  }
}

function qualificationOf(
  { criteria }: SafetyCase,
  title: string | null,
): SafetyCaseExport['reporter']['qualification'] {
  const said = `${title ?? ''} ${criteria.reporter ?? ''}`
  if (/药师|pharmacist/iu.test(said)) return 'pharmacist'
  if (/医师|医生|主任|教授|大夫|院长|physician|doctor|\bdr\b/iu.test(said)) return 'physician'
  if (/护士|nurse/iu.test(said)) return 'other_professional'
  return /患者|家属|patient|family/iu.test(said) ? 'consumer' : 'unknown'
}
