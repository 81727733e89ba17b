/** Captions of tables: the line "表1 …" or "Table 1. …" right above a table belongs to it and to no sentence. */
import type { Block } from './parsed-document.ts'

const CAPTION = /^(?:续?附?表|table)\s*(?:\d|[一二三四五六七八九十]|[A-Z](?![a-z]))/iu
/** "表1列出了不良反应。" speaks of a table. */
const SENTENCE =
  /[。；;，,]$|^(?:附?表|table)\s*[\d.一二三四五六七八九十-]+\s*(?:中|所|列|显|给|总|汇|概|为|是|lists?\b|shows?\b|summari)/iu
const LONGEST = 120

export function isCaption(text: string): boolean {
  return text.length <= LONGEST && CAPTION.test(text) && !SENTENCE.test(text)
}

/** Every table without a caption takes the line above it, if that is one. */
export function attachCaptions(blocks: readonly Block[]): readonly Block[] {
  const attached: Block[] = []
  for (const block of blocks) {
    const before = attached.at(-1)
    if (
      block.kind === 'table' &&
      block.caption === undefined &&
      before !== undefined &&
      before.kind !== 'table' &&
      isCaption(before.text)
    )
      attached[attached.length - 1] = { ...block, caption: before.text }
    else attached.push(block)
  }
  return attached
}
