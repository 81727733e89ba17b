/** A summary or a brief: its sections as lines and tables, its chart as a picture that fits the screen. */
import { el, ownPath } from './dom.js'
import { say } from './page-data.js'

/** Narrower than any phone a chart is not drawn; wider than the column it need not be. */
const NARROWEST = 320
const WIDEST = 680

/** @param {{title: string, sections: object[], chart?: string | null}} part of a Reply of the contract */
export function summaryView(part) {
  const [first, ...rest] = part.sections
  return el(
    'div',
    { class: 'summary' },
    el('h2', {}, part.title),
    first === undefined ? null : sectionView(first),
    typeof part.chart === 'string' ? chartView(part) : null,
    ...rest.map(sectionView),
  )
}

function sectionView({ heading, lines, table, url }) {
  return el(
    'section',
    {},
    heading === null ? null : el('h3', {}, heading),
    ...linesView(lines),
    table === null ? null : tableView(table),
    url === null ? null : el('p', {}, linkTo(url, say('sum_details'))),
  )
}

/** Lines that begin with "- " are items; what is indented below one belongs to it. */
function linesView(lines) {
  const views = []
  let list = null
  for (const line of lines) {
    if (line.startsWith('- ')) {
      if (list === null) {
        list = el('ul', {})
        views.push(list)
      }
      list.append(el('li', {}, ...withLinks(line.slice(2))))
    } else if (line.startsWith('  ') && list !== null) {
      list.lastElementChild.append(el('span', { class: 'quoted' }, ...withLinks(line.trim())))
    } else {
      list = null
      views.push(el('p', {}, ...withLinks(line)))
    }
  }
  return views
}

function tableView({ columns, rows }) {
  return el(
    'div',
    { class: 'table' },
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...columns.map((cell) => el('th', { scope: 'col' }, cell)))),
      el(
        'tbody',
        {},
        ...rows.map((row) =>
          el(
            'tr',
            {},
            ...row.map((cell, at) => el(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : {}, cell)),
          ),
        ),
      ),
    ),
  )
}

function chartView({ chart, title }) {
  const log = document.getElementById('conversation')
  const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, (log?.clientWidth ?? 480) - 40)))
  const picture = el('img', {
    class: 'chart',
    src: ownPath(`${chart.replace('.png?', '.svg?')}&width=${width}`),
    alt: say('sum_chart').replace('{title}', title),
    width,
    loading: 'lazy',
  })
  // A chart that cannot be drawn leaves its numbers, which stand beside it.
  picture.addEventListener('error', () => picture.remove())
  return picture
}

/** [text](/path): of this service only. */
function withLinks(text) {
  const parts = []
  let at = 0
  for (const match of text.matchAll(/\[([^\]]+)\]\((\/[^)\s]+)\)/g)) {
    parts.push(text.slice(at, match.index), linkTo(match[2], match[1]))
    at = match.index + match[0].length
  }
  return [...parts, text.slice(at)].filter((part) => part !== '')
}

function linkTo(path, text) {
  return el('a', { href: ownPath(path), target: '_blank', rel: 'noopener' }, text)
}
