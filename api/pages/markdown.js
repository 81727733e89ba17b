/**
 * The little Markdown that answers are written in, as elements: paragraphs, quotes ("> "), rows of a table
 * (cells between " | ") and [n] marks that open their source. Nothing else is read into it: quotes are
 * verbatim, and labels are full of *, < and [.
 */
import { el } from './dom.js'

/**
 * @param {string} text
 * @param {(n: number) => Node | null} mark the link of a mark, null when there is no such source
 * @returns {DocumentFragment}
 */
export function renderMarkdown(text, mark) {
  const fragment = document.createDocumentFragment()
  for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '')
    for (let at = 0; at < lines.length; ) {
      const quoted = isQuote(lines[at])
      let to = at + 1
      while (to < lines.length && isQuote(lines[to]) === quoted) to += 1
      const part = lines.slice(at, to)
      if (quoted)
        fragment.append(
          quoteBlock(
            part.map((line) => line.replace(/^> ?/, '')),
            mark,
          ),
        )
      else fragment.append(...part.map((line) => el('p', {}, ...withMarks(line, mark))))
      at = to
    }
  }
  return fragment
}

/** The same text without its signs of quoting, for the clipboard. */
export function plainText(text) {
  return text.replace(/^> ?/gm, '').trim()
}

const isQuote = (line) => line.startsWith('>')

/** Marks stand at the end of a quote; a [3] within it is the source's own. */
function quoteBlock(lines, mark) {
  const last = lines.at(-1)
  const marks = /(?:\s*\[\d{1,3}\])+\s*$/.exec(last)?.[0] ?? ''
  const words = [...lines.slice(0, -1), last.slice(0, last.length - marks.length)].flatMap(rowsOf)
  const links = withMarks(marks.trim(), mark)
  const block = el('blockquote', {})
  for (let at = 0; at < words.length; ) {
    const width = cellsOf(words[at].text).length
    let to = at + 1
    // Rows of one width only: cells under a foreign heading would say something else.
    while (width > 1 && to < words.length && cellsOf(words[to].text).length === width) to += 1
    block.append(width > 1 ? tableOf(words.slice(at, to)) : el('p', {}, words[at].text))
    at = to
  }
  const end = block.lastElementChild
  if (end === null || end.tagName === 'DIV') block.append(el('p', { class: 'marks' }, ...links))
  else end.append(' ', ...links)
  return block
}

const cellsOf = (line) => line.split(/(?:^| )\|(?: |$)/)

/** A row that is quoted with its table's header stands behind it, with an ellipsis for what lies between. */
function rowsOf(line) {
  const [header, ...rows] = line.split('…')
  const width = cellsOf(header).length
  if (width < 2 || rows.length === 0 || rows.some((row) => cellsOf(row).length !== width))
    return [{ text: line }]
  return [{ text: header, isHeader: true }, ...rows.map((text) => ({ text }))]
}

function tableOf(rows) {
  const row = ({ text, isHeader }) =>
    el('tr', {}, ...cellsOf(text).map((cell) => el(isHeader ? 'th' : 'td', {}, cell)))
  return el('div', { class: 'table' }, el('table', {}, el('tbody', {}, ...rows.map(row))))
}

function withMarks(text, mark) {
  const parts = []
  let at = 0
  for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
    const link = mark(Number(match[1]))
    if (link === null) continue
    parts.push(text.slice(at, match.index), link)
    at = match.index + match[0].length
  }
  return [...parts, text.slice(at)].filter((part) => part !== '')
}
