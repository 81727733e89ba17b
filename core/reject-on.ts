/** A signal as a promise to race with: for callees that may take no notice of their signal. */

/** Rejects with the signal's reason once it is aborted, else never settles. */
export function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
