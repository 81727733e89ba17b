/** How many there were in the last while, to the slot: what a state shows and nothing is decided by. */

export interface Counter {
  add(amount: number, at: number): void
  total(at: number): number
}

export function createCounter(windowMs: number, slots: number): Counter {
  const width = windowMs / slots
  const counts = new Map<number, number>()
  const forget = (at: number) => {
    const oldest = Math.floor(at / width) - slots
    for (const slot of counts.keys()) if (slot <= oldest) counts.delete(slot)
  }
  return {
    add(amount, at) {
      forget(at)
      const slot = Math.floor(at / width)
      counts.set(slot, (counts.get(slot) ?? 0) + amount)
    },
    total(at) {
      forget(at)
      return [...counts.values()].reduce((sum, one) => sum + one, 0)
    },
  }
}
