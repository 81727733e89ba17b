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
}

export const SAFETY_CLOCKS: readonly SafetyClock[] = [
  { seriousness: 'death', reportWithinDays: 0, clause: '药品不良反应报告和监测管理办法（2011）第二十一条' },
  {
    seriousness: 'serious',
    reportWithinDays: 15,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
  },
  {
    seriousness: 'non_serious',
    reportWithinDays: 30,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
  },
  // Until somebody has judged it, a case keeps the shorter clock: the longer one could be missed unseen.
  {
    seriousness: 'unknown',
    reportWithinDays: 15,
    clause: '药品不良反应报告和监测管理办法（2011）第二十一条',
  },
]

/** The moment by which the case must be reported to the authority. */
export function reportBy(seriousness: Seriousness, firstKnownAt: Date): Date {
  const clock = SAFETY_CLOCKS.find((one) => one.seriousness === seriousness)!
  return new Date(firstKnownAt.getTime() + clock.reportWithinDays * 86_400_000)
}
