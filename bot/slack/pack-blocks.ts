/** Blocks in as many messages as Slack needs: 50 blocks each, and not too many characters; and the words of blocks. */
import type { types } from '@slack/bolt'

type Block = types.KnownBlock

const MOST_BLOCKS = 48
/** Slack refuses messages whose blocks hold more than some 13,000 characters. */
const MOST_CHARACTERS = 10_000

export function packBlocks(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const messages: Block[][] = []
  let characters = 0
  for (const block of blocks) {
    const length = wordsOf([block]).length
    const last = messages.at(-1)
    if (last === undefined || last.length >= MOST_BLOCKS || characters + length > MOST_CHARACTERS) {
      messages.push([block])
      characters = length
    } else {
      last.push(block)
      characters += length
    }
  }
  return messages
}

/** Everything that stands in blocks, as plain words: for a notification, and where blocks are not taken. */
export function wordsOf(blocks: readonly unknown[]): string {
  return blocks
    .map((block) => gather(block).join(''))
    .filter((line) => line.trim() !== '')
    .join('\n')
}

function gather(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(gather)
  if (typeof node !== 'object' || node === null) return []
  const { type, text, elements, fields } = node as Record<string, unknown>
  // Buttons and menus say what can be done, not what is said.
  if (typeof type === 'string' && /button|select|^actions$|^context_actions$/u.test(type)) return []
  const own = typeof text === 'string' ? [text] : gather(text)
  const inner = [elements, fields].flatMap((part) =>
    Array.isArray(part) ? part.map((one) => gather(one).join('')) : [],
  )
  const apart = type === 'rich_text' || type === 'rich_text_list' || type === 'context' ? '\n' : ''
  return [...own, inner.join(apart)]
}
