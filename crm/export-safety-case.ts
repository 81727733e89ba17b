/**
 * A safety case as JSON under the element names of ICH E2B(R3), for the safety department's own system to take in.
 * What is not known carries a null flavour (UNK, MSK, ASKU) instead of a guess; a patient's name is always masked.
 * It is no ICSR message by itself: coding in MedDRA and the sender's registration are the department's.
 */
import type { AdverseEvent } from './visit.ts'

export interface SafetyCaseExport {
  /** The company's own number. */
  readonly id: string
  readonly createdAt: Date
  readonly event: AdverseEvent
  /** As the company's list has it; null where the suspect is not known. */
  readonly product: { readonly id: string; readonly name: string; readonly generic: string | null } | null
  /** Who told it: what they are and where, without a name unless the reporter agreed. */
  readonly reporter: {
    readonly qualification: 'physician' | 'pharmacist' | 'other_professional' | 'consumer' | 'unknown'
    readonly organisation: string | null
    readonly department: string | null
  }
  readonly sender: { readonly organisation: string }
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** Language of what was reported, ISO 639-2. */
  readonly language: 'zho' | 'eng'
  readonly clocks: { readonly forwardBy: Date; readonly reportBy: Date | null; readonly clause: string }
}

export interface Missing {
  readonly nullFlavor: 'UNK' | 'MSK' | 'ASKU'
}
export type E2bValue = string | boolean | Missing | E2bRecord | readonly E2bRecord[]
export interface E2bRecord {
  readonly [element: string]: E2bValue
}

const UNKNOWN: Missing = { nullFlavor: 'UNK' }
const QUALIFICATIONS = {
  physician: '1',
  pharmacist: '2',
  other_professional: '3',
  consumer: '5',
  unknown: null,
}
/** G.k.8: what was done with the drug. */
const ACTIONS: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/停药|换药|stopped|switched|discontinued|withdrawn/iu, '1'],
  [/减量|reduced/iu, '2'],
  [/加量|increased/iu, '3'],
  [/继续|continued|unchanged/iu, '4'],
]

/** Pure; the same case gives the same JSON. Dates are CCYYMMDD, times of the clocks ISO 8601. */
export function exportSafetyCase(one: SafetyCaseExport): E2bRecord {
  const { event } = one
  const received = event.clock_start === undefined ? UNKNOWN : compact(event.clock_start)
  return {
    'C.1': {
      'C.1.1': one.id,
      'C.1.2': compact(one.createdAt.toISOString()),
      // Spontaneous report.
      'C.1.3': '1',
      'C.1.4': received,
      'C.1.5': received,
      'C.1.7': event.seriousness === 'death' || event.seriousness === 'serious',
    },
    'C.2.r': [
      {
        'C.2.r.2.1': one.reporter.organisation ?? UNKNOWN,
        'C.2.r.2.2': one.reporter.department ?? UNKNOWN,
        'C.2.r.3': one.country,
        'C.2.r.4': QUALIFICATIONS[one.reporter.qualification] ?? UNKNOWN,
        'C.2.r.5': '1',
      },
    ],
    'C.3': { 'C.3.1': '1', 'C.3.2': one.sender.organisation },
    D: patientOf(event),
    'E.i': [reactionOf(event, one.language)],
    'G.k': [drugOf(one)],
    H: {
      'H.1': event.text ?? UNKNOWN,
      'H.2': event.causality_by_reporter ?? UNKNOWN,
    },
    /** Beyond E2B: the clocks of law and company. */
    local: {
      forward_by: one.clocks.forwardBy.toISOString(),
      report_by: one.clocks.reportBy?.toISOString() ?? UNKNOWN,
      clause: one.clocks.clause,
      minimum_criteria: {
        patient: event.criteria?.patient ?? false,
        reporter: event.criteria?.reporter ?? false,
        suspect_drug: event.criteria?.drug ?? false,
        event: event.criteria?.event ?? false,
      },
    },
  }
}

function patientOf({ patient_desc: told = '' }: AdverseEvent): E2bRecord {
  const age = /\d{1,3}/u.exec(told)?.[0]
  const sex = /女|太|妈|姨|奶|孕|\bF\b|\dF\b|female|woman|lady/iu.test(told)
    ? '2'
    : /男|爷|老先生|老头|\bM\b|\dM\b|male|man|gentleman/iu.test(told)
      ? '1'
      : null
  return {
    'D.1': { nullFlavor: 'MSK' },
    'D.2.2a': age ?? UNKNOWN,
    ...(age === undefined ? {} : { 'D.2.2b': 'a' }),
    'D.5': sex ?? UNKNOWN,
  }
}

/** Criteria of seriousness that the note gives a reason for; the others are not asserted. */
function reactionOf(event: AdverseEvent, language: string): E2bRecord {
  const { seriousness, seriousness_reason: reason = '' } = event
  const death = seriousness === 'death'
  const stay = /住院|收院|收(?:住)?院|住进|ICU|admitted|hospital/iu.test(reason)
  const threat = /危及|抢救|病危|休克|昏迷|ICU|life|shock|coma/iu.test(reason)
  const disabled = /致残|残疾|瘫|失明|disab/iu.test(reason)
  const anomaly = /畸形|malformation|birth defect/iu.test(reason)
  const other = seriousness === 'serious' && !stay && !threat && !disabled && !anomaly
  return {
    'E.i.1.1a': event.text ?? UNKNOWN,
    'E.i.1.1b': language,
    'E.i.3.2a': death ? true : UNKNOWN,
    'E.i.3.2b': threat ? true : UNKNOWN,
    'E.i.3.2c': stay ? true : UNKNOWN,
    'E.i.3.2d': disabled ? true : UNKNOWN,
    'E.i.3.2e': anomaly ? true : UNKNOWN,
    'E.i.3.2f': other ? true : UNKNOWN,
    'E.i.4': event.event_date === undefined ? UNKNOWN : compact(event.event_date),
    // 5: fatal, 0: unknown.
    'E.i.7': death ? '5' : '0',
  }
}

function drugOf({ product, event }: SafetyCaseExport): E2bRecord {
  const action = ACTIONS.find(([pattern]) => pattern.test(event.action_taken ?? ''))?.[1]
  return {
    // Suspect.
    'G.k.1': '1',
    'G.k.2.2': product?.name ?? UNKNOWN,
    'G.k.2.3.r': [{ 'G.k.2.3.r.1': product?.generic ?? UNKNOWN }],
    // 0: unknown.
    'G.k.8': action ?? '0',
    ...(event.causality_by_reporter === undefined
      ? {}
      : {
          'G.k.9.i': [
            {
              'G.k.9.i.2.r': [{ 'G.k.9.i.2.r.1': 'reporter', 'G.k.9.i.2.r.3': event.causality_by_reporter }],
            },
          ],
        }),
  }
}

const compact = (day: string): string => day.slice(0, 10).replaceAll('-', '')
