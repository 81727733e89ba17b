/**
 * The formats that Pharos reads, each with its media type. What a file is, is judged in sniff.ts by its
 * content; how it is read is the business of its parser. `legacy` gathers old formats that only a
 * converter can open (Word 2, Works, Excel 4, binary workbooks).
 */

export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  image: 'image/*',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  html: 'text/html',
  markdown: 'text/markdown',
  text: 'text/plain',
  subtitles: 'text/vtt',
  rtf: 'application/rtf',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  epub: 'application/epub+zip',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  legacy: 'application/octet-stream',
} as const

export type Format = keyof typeof MEDIA_TYPES

/** What a person may be told is accepted; in the messages of `unsupported_type`. */
export const ACCEPTED =
  'PDF, Word (.docx, .doc), PowerPoint (.pptx, .ppt), Excel (.xlsx, .xls), CSV, HTML, Markdown, plain text, ' +
  'subtitles (.srt, .vtt), RTF, OpenDocument (.odt, .ods, .odp), EPUB, mail (.eml, .msg) and images'
