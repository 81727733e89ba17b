/**
 * Format -> parser, loaded only when asked for, so that a parsing child holds the one library it needs.
 */
import type { Format } from '../format.ts'
import type { Parser } from '../parser.ts'

const LOADERS: Readonly<Record<Format, () => Promise<Parser>>> = {
  pdf: async () => (await import('./pdf.ts')).parsePdf,
  image: async () => (await import('./image.ts')).parseImage,
  docx: async () => (await import('./docx.ts')).parseDocx,
  pptx: async () => (await import('./pptx.ts')).parsePptx,
  csv: async () => (await import('./csv.ts')).parseCsv,
  subtitles: async () => (await import('./subtitles.ts')).parseSubtitles,
  xlsx: async () => (await import('./sheet.ts')).parseSheet,
  html: async () => (await import('./html.ts')).parseHtml,
  epub: async () => (await import('./epub.ts')).parseEpub,
  eml: async () => (await import('./mail.ts')).parseEml,
  msg: async () => (await import('./mail.ts')).parseMsg,
  odt: async () => (await import('./odf.ts')).parseOdt,
  ods: async () => (await import('./odf.ts')).parseOds,
  odp: async () => (await import('./odf.ts')).parseOdp,
  xls: async () => (await import('./legacy-excel.ts')).parseXls,
  doc: async () => (await import('./legacy-word.ts')).parseDoc,
  ppt: async () => (await import('./legacy-powerpoint.ts')).parsePpt,
  rtf: async () => (await import('./rtf.ts')).parseRtf,
  legacy: async () => (await import('./legacy-office.ts')).parseLegacy,
  markdown: async () => (await import('./markdown.ts')).parseMarkdown,
  text: async () => (await import('./text.ts')).parseText,
}

/** Every format that is told apart has a parser; old ones that nobody reads have one that says so. */
export function findParser(format: Format): Promise<Parser> {
  return LOADERS[format]()
}
