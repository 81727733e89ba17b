/** One answer as a person sees it: what kind it is, its words, where they stand, what to ask next. */
import { el, ownPath } from './dom.js'
import { plainText, renderMarkdown } from './markdown.js'
import { say } from './page-data.js'

/**
 * @param {object} answer an Answer of the contract
 * @param {(question: string) => void} ask
 */
export function answerView(answer, ask) {
  const citations = answer.citations ?? []
  const mark = (n) => {
    const citation = citations.find((one) => one.n === n)
    if (citation === undefined) return null
    const label = say('chat_source', { n, title: citation.title })
    return el('a', { class: 'mark', href: sourcePath(answer, citation), 'aria-label': label }, String(n))
  }
  return el(
    'div',
    { class: `answer ${answer.kind}`, 'data-kind': answer.kind },
    el('ul', { class: 'standing' }, ...standingOf(answer)),
    el('div', { class: 'words' }, renderMarkdown(answer.text ?? '', mark)),
    citations.length > 0 && sourceList(answer, citations),
    (answer.followUps ?? []).length > 0 && followUpList(answer.followUps, ask),
  )
}

/** The answer and its sources as plain text, to be pasted elsewhere. */
export function answerAsText(answer) {
  const sources = (answer.citations ?? []).map((one) => `[${one.n}] ${one.title} ${factsOf(one).join(' · ')}`)
  return [
    plainText(answer.text ?? ''),
    ...(sources.length > 0 ? ['', `${say('chat_sources')}:`, ...sources] : []),
  ].join('\n')
}

const KINDS = ['answered', 'no_evidence', 'restricted', 'safety']

function kindName(kind) {
  return say(KINDS.includes(kind) ? `chat_${kind}` : 'chat_answered')
}

/** Flags that say the same as the kind. */
const SAID_BY_KIND = { restricted: 'OFF_LABEL', safety: 'ADVERSE_EVENT' }

function standingOf(answer) {
  const flags = (answer.flags ?? []).filter((flag) => flag.code !== SAID_BY_KIND[answer.kind])
  return [
    el('li', { class: 'kind' }, kindName(answer.kind)),
    ...flags.map((flag) => el('li', { 'data-code': flag.code }, flag.message ?? flag.code)),
  ]
}

/** One line for each place: several quotes of one page share it. */
function sourceList(answer, citations) {
  const places = Map.groupBy(citations, (one) => JSON.stringify([one.versionId, one.section, one.page]))
  return el(
    'section',
    { class: 'sources', 'aria-label': say('chat_sources') },
    el('h3', {}, say('chat_sources')),
    el('ul', {}, ...[...places.values()].map((quotes) => el('li', {}, sourceLink(answer, quotes)))),
  )
}

function sourceLink(answer, quotes) {
  const [first] = quotes
  return el(
    'a',
    { href: sourcePath(answer, first) },
    el('span', { class: 'n', 'aria-hidden': 'true' }, quotes.map((one) => one.n).join(' ')),
    el('b', {}, first.title),
    el('small', {}, ...factsOf(first).map((fact) => el('span', {}, fact))),
  )
}

/** Section, page, and since when the document is in force. */
function factsOf(citation) {
  return [
    citation.section ? `【${citation.section}】` : '',
    citation.page === null || citation.page === undefined ? '' : say('chat_page', { page: citation.page }),
    citation.effectiveFrom
      ? say('chat_effective', { date: String(citation.effectiveFrom).slice(0, 10) })
      : '',
  ].filter((fact) => fact !== '')
}

function sourcePath(answer, citation) {
  const query = new URLSearchParams({ answer: answer.id, n: citation.n })
  return ownPath(citation.url) || `/read/${encodeURIComponent(citation.versionId)}?${query}`
}

function followUpList(questions, ask) {
  return el(
    'ul',
    { class: 'follow-ups', 'aria-label': say('chat_follow_ups') },
    ...questions.map((question) =>
      el('li', {}, el('button', { type: 'button', onclick: () => ask(question) }, question)),
    ),
  )
}
