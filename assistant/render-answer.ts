/**
 * A verified draft as text and citations. The text is Markdown of three things only: paragraphs, quotes
 * ("> ") and [n] marks that number the citations. Quotes stand as in the source; whoever shows the text
 * must not read more Markdown into them.
 */
import { dayIn } from '../core/day-in.ts'
import type { Locale } from '../core/reader.ts'
import type { PassagePlace } from '../knowledge/locate-passages.ts'
import type { AnswerMode, Citation } from './answer.ts'
import type { VerifiedCitation } from './guard/citations.ts'
import { leadLine } from './lead-line.ts'

/** Passage and page where the quote really begins. */
export interface PlacedCitation extends VerifiedCitation {
  readonly place: PassagePlace
}

export interface PlacedStatement {
  readonly text: string
  readonly lead: boolean
  readonly citations: readonly PlacedCitation[]
}

export interface Rendering {
  readonly answerId: string
  readonly locale: Locale
  /** The company's, for dates. */
  readonly timezone: string
  /** Quotes are shown as quotes under the line that names their document; a model's words as plain text. */
  readonly mode: AnswerMode
  /** What the assistant itself says before and after the quotes. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export interface RenderedBlock {
  readonly text: string
  readonly citations: readonly Citation[]
}

export interface Rendered {
  /** In order: what the assistant says itself, then lead lines and quotes or a model's sentences. */
  readonly blocks: readonly RenderedBlock[]
  readonly text: string
  readonly citations: readonly Citation[]
}

export function renderAnswer(statements: readonly PlacedStatement[], rendering: Rendering): Rendered {
  const citations: Citation[] = []
  const numbers = new Map<string, Citation>()
  const cite = (cited: PlacedCitation): Citation => {
    const key = `${cited.hit.sectionId} ${cited.start} ${cited.end}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    const citation = toCitation(cited, citations.length + 1, rendering)
    citations.push(citation)
    numbers.set(key, citation)
    return citation
  }
  const blocks: RenderedBlock[] = rendering.before.map(plain)
  for (const { text, lead, citations: cited } of statements) {
    const first = cited[0]!
    if (lead)
      blocks.push(
        plain(leadLine({ ...first.hit, page: first.place.page }, rendering.locale, rendering.timezone)),
      )
    const own = cited.map(cite)
    const marks = [...new Set(own)].map((citation) => `[${citation.n}]`).join('')
    const shown = rendering.mode === 'generated' ? text : `> ${text.replace(/\n+/gu, '\n> ')}`
    blocks.push({ text: `${shown} ${marks}`, citations: own })
  }
  blocks.push(...rendering.after.map(plain))
  return { blocks, text: joinBlocks(blocks), citations }
}

function toCitation({ hit, quote, place }: PlacedCitation, n: number, rendering: Rendering): Citation {
  return {
    n,
    documentId: hit.documentId,
    versionId: hit.versionId,
    passageId: place.passageId,
    title: hit.title,
    kind: hit.kind,
    productIds: hit.productIds,
    section: hit.section,
    sectionCode: hit.sectionCode,
    page: place.page,
    quote,
    effectiveFrom: hit.effectiveFrom === null ? null : dayIn(hit.effectiveFrom, rendering.timezone),
    url: `/read/${hit.versionId}?answer=${rendering.answerId}&n=${n}`,
  }
}

const plain = (text: string): RenderedBlock => ({ text, citations: [] })

/** A quote follows its lead line closely, everything else stands apart. */
function joinBlocks(blocks: readonly RenderedBlock[]): string {
  return blocks.reduce((text, block, at) => {
    const before = blocks[at - 1]
    if (before === undefined) return block.text
    const close = before.citations.length === 0 && block.text.startsWith('> ')
    return `${text}${close ? '\n' : '\n\n'}${block.text}`
  }, '')
}
