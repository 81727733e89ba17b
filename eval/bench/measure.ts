/** Times a call: one client for percentiles, several for throughput. Milliseconds by the monotonic clock. */
import { percentile } from '../summarise.ts'

export interface Timing {
  readonly p50: number
  readonly p95: number
  /** Calls a second. */
  readonly perSecond: number
}

/** `clients` at a time, each the next of `inputs`, after `warmup` calls that do not count. */
export async function measure<T>(
  inputs: readonly T[],
  clients: number,
  call: (input: T) => Promise<unknown>,
  warmup = 50,
): Promise<Timing> {
  for (const input of inputs.slice(0, warmup)) await call(input)
  const times: number[] = []
  let next = 0
  const started = performance.now()
  const work = async (): Promise<void> => {
    while (next < inputs.length) {
      const input = inputs[next] as T
      next += 1
      const at = performance.now()
      await call(input)
      times.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  const seconds = (performance.now() - started) / 1000
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    perSecond: inputs.length / seconds,
  }
}
