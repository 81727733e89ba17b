/**
 * Tells text formats apart by how the text looks. Marks that only one format has decide first;
 * then the name's extension may speak; then weaker looks (a consistent delimiter, Markdown headings).
 */
import { AppError } from '../core/errors.ts'
import { ACCEPTED, type Format } from './format.ts'

const CUE = /(?:^|\n)\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}/
const MAIL_FIELDS =
  /^(from|to|cc|subject|date|message-id|mime-version|received|return-path|delivered-to|reply-to|content-type|x-[\w-]+):/i
const BINARY_NAME = /\.(pdf|docx?|docm|pptx?|pptm|xlsx?|xlsm|odt|ods|odp|epub|msg|wps|png|jpe?g)$/i

/**
 * @param text the head of the file, decoded
 * @param size bytes of the whole file
 * @throws AppError unsupported_type for XML of an unknown kind, damaged for a download that failed
 */
export function sniffText(text: string, fileName: string, size: number): Format {
  const start = text.slice(0, 4096).trimStart()
  if (/^WEBVTT/.test(start) || CUE.test(start)) return 'subtitles'
  if (looksLikeMail(start)) return 'eml'
  if (/^<\?xml/i.test(start) || /^<!DOCTYPE\s+(?!html)/i.test(start)) return sniffXml(start)
  if (looksLikeHtml(start)) return 'html'
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (['csv', 'tsv'].includes(extension)) return 'csv'
  if (['md', 'markdown', 'mdx'].includes(extension)) return 'markdown'
  if (looksLikeMarkdown(text)) return 'markdown'
  if (['txt', 'text', 'log'].includes(extension)) return 'text'
  if (BINARY_NAME.test(fileName) && size < 300) {
    throw new AppError(
      'damaged',
      'The file holds a line of text in place of the document: a link or a failed download. Fetch it again.',
    )
  }
  return looksLikeCsv(text) ? 'csv' : 'text'
}

function sniffXml(start: string): Format {
  if (/<html[\s>]/i.test(start) || /<!DOCTYPE\s+html/i.test(start)) return 'html'
  // Word 2003 and "flat" OpenDocument are whole documents in one XML file.
  if (
    /mso-application|<(w:wordDocument|pkg:package|office:document)[\s>]|urn:schemas-microsoft-com:office/.test(
      start,
    )
  )
    return 'legacy'
  throw new AppError('unsupported_type', `XML of this kind cannot be read. Accepted are ${ACCEPTED}.`)
}

function looksLikeHtml(start: string): boolean {
  if (/^(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)[\s>]/i.test(start)) return true
  const tags = start.match(
    /<\/?(p|div|span|table|tr|td|h[1-6]|ul|ol|li|br|meta|title|section|article)\b[^<>]*>/gi,
  )
  return /^</.test(start) && (tags?.length ?? 0) >= 2
}

/** A block of header fields, at least one of them a mail's own, closed by a blank line or the end. */
function looksLikeMail(start: string): boolean {
  const head = start.replace(/^From \S+.*\r?\n/, '').split(/\r?\n\r?\n/)[0] ?? ''
  const lines = head.split(/\r?\n/)
  const fields = lines.filter((line) => /^[A-Za-z][A-Za-z0-9-]*:(\s|$)/.test(line))
  const known = fields.filter((line) => MAIL_FIELDS.test(line)).length
  const folded = lines.filter((line) => /^[ \t]+\S/.test(line)).length
  return known >= 2 && fields.length + folded === lines.length && MAIL_FIELDS.test(lines[0] ?? '')
}

function looksLikeMarkdown(text: string): boolean {
  const headings = text.match(/^#{1,6} \S/gm)?.length ?? 0
  return headings >= 2 || /^\|.*\|\s*\n\|(\s*:?-{2,}:?\s*\|)+/m.test(text)
}

/** The same delimiter, the same number of times, on every one of the first lines. */
function looksLikeCsv(text: string): boolean {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  if (lines.length < 3) return false
  return ['\t', ',', ';'].some((delimiter) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1)
    const first = counts[0] ?? 0
    return first >= 1 && counts.every((count) => count === first)
  })
}
