/**
 * Format -> parser, loaded only when asked for, so that a parsing child holds the one library it needs.
 */
import type { Format } from '../format.ts'
import type { Parser } from '../parser.ts'

const LOADERS: Partial<Record<Format, () => Promise<Parser>>> = {
  docx: async () => (await import('./docx.ts')).parseDocx,
  pptx: async () => (await import('./pptx.ts')).parsePptx,
  markdown: async () => (await import('./markdown.ts')).parseMarkdown,
  text: async () => (await import('./text.ts')).parseText,
}

/** Undefined when no parser reads the format. */
export function findParser(format: Format): Promise<Parser> | undefined {
  return LOADERS[format]?.()
}
