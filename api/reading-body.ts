/** What stands on the reading page: standing, title, contents, the text. No reading of data here. */
import { type MessageKey, message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { findQuote } from '../core/text/find-quote.ts'
import type { SectionRecord, VersionWithSections } from '../knowledge/read-version.ts'
import { type Html, html } from './html.ts'
import { brand } from './page-brand.ts'
import { type PassagePlace, pageMark, renderSection, type SectionView } from './section-html.ts'

/** What to light up: a quote, or without one a whole passage. */
export interface Anchor {
  readonly passageId: number
  readonly quote: string | null
  readonly first: boolean
}

export interface Reading {
  readonly version: VersionWithSections
  /** The version in force of the same document, when this one is not. */
  readonly newer: string | null
  readonly passages: readonly (PassagePlace & { readonly id: number; readonly sectionId: string })[]
  readonly anchors: readonly Anchor[]
  readonly at: Date
  readonly locale: Locale
  readonly timezone: string
}

export function readingBody(reading: Reading): { readonly title: string; readonly body: Html } {
  const { version, locale } = reading
  const say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) =>
    message(locale, key, params)
  const page = pageOfQuote(reading)
  // Browsers that show PDF files open them at this page; other files are saved.
  const place = page === null ? '' : `#page=${page}`
  const file = `/v1/versions/${encodeURIComponent(version.id)}/file?inline=true${place}`
  const contents = headingsOf(version.sections)
  const body = html`<header class="bar">
${brand(locale)}
<nav><a class="quiet back" href="/" id="back">${say('read_back')}</a></nav>
</header>
<div class="reader">
${
  contents.length > 1 &&
  html`<details class="contents" id="contents"><summary>${say('read_contents')}</summary>
<nav aria-label="${say('read_contents')}"><ol>${contents.map(
    (one) => html`<li class="level-${one.level}"><a href="#${one.id}">${one.text}</a></li>`,
  )}</ol></nav></details>`
}
<main id="main">
<article lang="${version.language ?? ''}">
<header class="title" lang="${locale}">
${standing(reading)}
<h1>${version.title}</h1>
<p class="facts"><span>${say(KINDS[version.kind])}</span><span>${say('read_version', { number: version.number })}</span>${effective(reading)}${
    version.pageCount !== null && html`<span>${say('read_page_count', { count: version.pageCount })}</span>`
  }</p>
<p><a class="button" href="${file}" target="_blank" rel="noopener">${say('read_original')}</a></p>
</header>
${version.sections.length === 0 && html`<p class="muted">${say('read_no_sections')}</p>`}
${sections(reading)}
</article>
</main>
</div>`
  return { title: `${version.title} · Pharos`, body }
}

const KINDS = {
  label: 'read_kind_label',
  training: 'read_kind_training',
  policy: 'read_kind_policy',
  literature: 'read_kind_literature',
  qa: 'read_kind_qa',
} as const satisfies Record<VersionWithSections['kind'], MessageKey>

/** In force, or why not and what to do, before a word is read. */
function standing({ version, newer, at, locale }: Reading): Html {
  if (version.inForce) return html`<p class="standing good">${message(locale, 'read_in_force')}</p>`
  const future = version.state === 'published' && version.inForceFrom !== null && at < version.inForceFrom
  const key: MessageKey = future
    ? 'read_future'
    : version.state === 'superseded'
      ? 'read_superseded'
      : version.state === 'expired'
        ? 'read_expired'
        : version.state === 'withdrawn'
          ? 'read_withdrawn'
          : 'read_not_in_force'
  const tone = version.state === 'withdrawn' ? 'bad' : 'caution'
  const reason = version.state === 'withdrawn' && version.reason !== null ? version.reason : null
  return html`<div class="standing ${tone}" role="alert"><p><b>${message(locale, `state_${version.state}`)}</b> ${message(locale, key)}</p>${
    reason !== null && html`<p>${message(locale, 'read_reason', { reason })}</p>`
  }${newer !== null && html`<p><a href="/read/${encodeURIComponent(newer)}">${message(locale, 'read_newer')}</a></p>`}</div>`
}

function effective({ version, locale, timezone }: Reading): Html {
  const day = (date: Date) => date.toLocaleDateString('sv-SE', { timeZone: timezone })
  const from = version.effectiveFrom ?? version.inForceFrom
  const until = version.inForceUntil ?? version.expiresAt
  return html`${from !== null && html`<span>${message(locale, 'read_effective', { date: day(from) })}</span>`}${
    until !== null && html`<span>${message(locale, 'read_until', { date: day(until) })}</span>`
  }`
}

function sections(reading: Reading): readonly Html[] {
  const { locale } = reading
  const pageLabel = (number: number) => message(locale, 'read_page', { page: number })
  let page: number | null = null
  const headings = headingsOf(reading.version.sections)
  return reading.version.sections.map((section) => {
    const view: SectionView = {
      text: section.text,
      quotes: quotesIn(reading, section),
      passages: reading.passages.filter((one) => one.sectionId === section.id),
      pageLabel,
      tableLabel: message(locale, 'read_table'),
    }
    // A page that begins with the section begins above its heading.
    const begins = view.passages[0]?.page ?? page
    const mark = begins !== page && begins !== null && pageMark(begins, pageLabel)
    const rendered = renderSection(view, begins)
    page = rendered.page
    const own = headings.filter((one) => one.section === section.id)
    return html`${mark}<section>
${own.map(headingHtml)}${rendered.body}</section>
`
  })
}

interface Heading {
  readonly id: string
  readonly section: string
  readonly text: string
  /** 1 is the highest. */
  readonly level: 1 | 2 | 3
}

/** Each heading once, where it begins: sections below one heading carry it in their paths. */
function headingsOf(sections: readonly SectionRecord[]): readonly Heading[] {
  let before: readonly string[] = []
  return sections.flatMap((section) => {
    const path = section.path.length === 0 ? [section.heading] : section.path
    const same = path.findIndex((text, depth) => text !== before[depth])
    before = path
    return (same === -1 ? [] : path.slice(same)).flatMap((text, index) => {
      const depth = same + index
      const level = depth === 0 ? 1 : depth === 1 ? 2 : 3
      return text === ''
        ? []
        : [{ id: `s${section.ordinal}-${depth}`, section: section.id, text, level } as const]
    })
  })
}

function headingHtml({ id, text, level }: Heading): Html {
  if (level === 1) return html`<h2 id="${id}">${text}</h2>\n`
  return level === 2 ? html`<h3 id="${id}">${text}</h3>\n` : html`<h4 id="${id}">${text}</h4>\n`
}

function quotesIn(reading: Reading, section: SectionRecord): SectionView['quotes'] {
  return reading.anchors.flatMap((anchor) => {
    const passage = reading.passages.find((one) => one.id === anchor.passageId)
    if (passage?.sectionId !== section.id) return []
    const range = anchor.quote === null ? passage : findQuote(section.text, anchor.quote, passage.start)
    return range === undefined ? [] : [{ start: range.start, end: range.end, first: anchor.first }]
  })
}

function pageOfQuote({ anchors, passages }: Reading): number | null {
  const anchor = anchors.find((one) => one.first)
  return passages.find((one) => one.id === anchor?.passageId)?.page ?? null
}
