/** Time as a dependency: whoever decides by the clock takes one, so tests can move it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
