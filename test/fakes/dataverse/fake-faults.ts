/** What goes wrong at the fake, chosen call by call: by a list, or at random from a seed, so that a run repeats. */

export const FAULTS = [
  /** No answer and nothing done. */
  'reset',
  /** Done, and the answer is lost. */
  'lost',
  /** Done, so late that nobody waits any more. */
  'late',
  /** 500. */
  'error',
  /** 503, without a time. */
  'unavailable',
  /** 429 with a time. */
  'throttle',
  /** The token has ended; 401. */
  'unauthorized',
  /** The same, between the parts of a batch. */
  'unauthorized_inside',
  /** A part of a batch fails, and the change set with it. */
  'partial',
  /** A proxy's page instead of JSON. */
  'garbage',
] as const
export type Fault = (typeof FAULTS)[number]

export interface FaultCall {
  /** From 1. */
  readonly number: number
  readonly method: string
  readonly path: string
}

export type FaultPlan = (call: FaultCall) => Fault | undefined

export const noFaults: FaultPlan = () => undefined

/** The faults of the next calls, one each; `undefined` lets a call through. */
export function faultList(...faults: readonly (Fault | undefined)[]): FaultPlan {
  const rest = [...faults]
  return () => rest.shift()
}

/** Of the calls this share fails, each time in another of the given ways. */
export function randomFaults(seed: number, share: number, among: readonly Fault[] = FAULTS): FaultPlan {
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return () => (random() < share ? among[Math.floor(random() * among.length)] : undefined)
}
