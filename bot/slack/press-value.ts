/**
 * What a button of a reply carries, and how it is read again: the reply, the action, its values. A menu has room for
 * little in an entry, so that its block carries the reply. What does not fit is no button.
 */

export interface Press {
  readonly turnId: string
  readonly action: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Action ids of ours; everything else that arrives is a link that was opened. */
export const PRESS = 'pharos_press'
export const FEEDBACK = 'pharos_feedback'
export const ASK = 'pharos_ask'
export const PICK = 'pharos_pick'

const LONGEST_VALUE = 2_000
const LONGEST_BLOCK_ID = 255

export function writePress({ turnId, action, values }: Press): string | undefined {
  const value = JSON.stringify(Object.keys(values).length === 0 ? [turnId, action] : [turnId, action, values])
  return value.length <= LONGEST_VALUE ? value : undefined
}

export function readPress(value: string): Press | undefined {
  const read = parse(value)
  if (!Array.isArray(read)) return undefined
  const [turnId, action, values = {}] = read as unknown[]
  if (typeof turnId !== 'string' || typeof action !== 'string') return undefined
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return undefined
  return { turnId, action, values: values as Readonly<Record<string, unknown>> }
}

/** Of a menu: the entry that is picked becomes the value called `pick`. */
export interface Menu extends Press {
  readonly pick: string
}

export function writeMenu({ turnId, action, values, pick }: Menu): string | undefined {
  const id = JSON.stringify([turnId, action, pick, values])
  return id.length <= LONGEST_BLOCK_ID ? id : undefined
}

export function readMenu(blockId: string, picked: string): Press | undefined {
  const read = parse(blockId)
  if (!Array.isArray(read)) return undefined
  const [turnId, action, pick, values] = read as unknown[]
  if (typeof turnId !== 'string' || typeof action !== 'string' || typeof pick !== 'string') return undefined
  const rest = typeof values === 'object' && values !== null ? values : {}
  return { turnId, action, values: { ...rest, [pick]: picked } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not one of ours: an older message, or somebody else's button.
    return undefined
  }
}
