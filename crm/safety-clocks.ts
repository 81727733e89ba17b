/**
 * How long after first awareness a case must be reported, as data with its source. Day 0 is the moment
 * at which anybody of the company, a representative too, first learned of it (GVP 2021 art. 49).
 */

export const SERIOUSNESS = ['death', 'serious', 'non_serious', 'unknown'] as const
export type Seriousness = (typeof SERIOUSNESS)[number]

export interface SafetyClock {
  readonly seriousness: Seriousness
  /** 0 means at once. */
  readonly reportWithinDays: number
  readonly clause: string
  /** First day on which the clause holds, `YYYY-MM-DD`; a later line of the same seriousness takes over from its day on. */
  readonly inForceFrom: string
}

export const SAFETY_CLOCKS: readonly SafetyClock[] = [
  {
    seriousness: 'death',
    reportWithinDays: 0,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
    inForceFrom: '2011-07-01',
  },
  {
    seriousness: 'serious',
    reportWithinDays: 15,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
    inForceFrom: '2011-07-01',
  },
  {
    seriousness: 'non_serious',
    reportWithinDays: 30,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
    inForceFrom: '2011-07-01',
  },
  // Until somebody has judged it, a case keeps the shorter clock: the longer one could be missed unseen.
  {
    seriousness: 'unknown',
    reportWithinDays: 15,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
    inForceFrom: '2011-07-01',
  },
]

/** The clock that holds for a case of which somebody first learned at `firstKnownAt`. */
export function clockFor(seriousness: Seriousness, firstKnownAt: Date): SafetyClock {
  const day = firstKnownAt.toISOString().slice(0, 10)
  const clocks = SAFETY_CLOCKS.filter((one) => one.seriousness === seriousness)
  return clocks.findLast((one) => one.inForceFrom <= day) ?? clocks[0]!
}

/** The moment by which the case must be reported to the authority. */
export function reportBy(seriousness: Seriousness, firstKnownAt: Date): Date {
  const { reportWithinDays } = clockFor(seriousness, firstKnownAt)
  return new Date(firstKnownAt.getTime() + reportWithinDays * 86_400_000)
}
