/**
 * From a parsed document to its sections: which rules apply is decided here, by the document's kind and
 * format; the rules themselves stand in label-, outline-, slide-, cue- and question-sections.ts. Cutting
 * sections into passages is passage.ts's part.
 */
import type { DocumentKind } from '../knowledge/document.ts'
import { cueSections } from './cue-sections.ts'
import { MEDIA_TYPES } from './format.ts'
import { labelSections } from './label-sections.ts'
import { outlineSections } from './outline-sections.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { questionSections } from './question-sections.ts'
import { linesOf, type SectionDraft } from './section-draft.ts'
import { slideSections } from './slide-sections.ts'

export interface SectionedDocument {
  /** As printed in the document, if it prints one that can serve. */
  readonly title?: string
  readonly sections: readonly SectionDraft[]
}

const SUBTITLES: ReadonlySet<string> = new Set(['text/vtt', 'application/x-subrip'])
const SLIDES: ReadonlySet<string> = new Set([MEDIA_TYPES.pptx, MEDIA_TYPES.ppt, MEDIA_TYPES.odp])
/** What programs write into the title property when nobody fills it in. */
const NO_TITLE =
  /^(?:microsoft word|powerpoint|幻灯片|演示文稿|untitled|无标题|未命名|新建|文档\s*\d*$|document\s*\d*$|slide|工作簿|sheet\s*\d*$|book\s*\d*$|.*\.(?:docx?|pptx?|xlsx?|pdf|wps|txt)$)/iu

/** @param title of the version: the heading of text that has none */
export function sectionDocument(
  document: ParsedDocument,
  { kind, title }: { readonly kind: DocumentKind; readonly title: string },
): SectionedDocument {
  const lines = linesOf(document.blocks)
  const named = usableTitle(document.title)
  const withTitle = (printed: string | undefined, sections: readonly SectionDraft[]): SectionedDocument =>
    printed === undefined ? { sections } : { title: printed, sections }
  if (kind === 'label') {
    const label = labelSections(lines, title)
    return withTitle(usableTitle(label.title) ?? named, label.sections)
  }
  const heading = named ?? usableTitle(lines.find((line) => line.kind === 'heading')?.text)
  if (SUBTITLES.has(document.mediaType)) return withTitle(named, cueSections(lines, title))
  if (SLIDES.has(document.mediaType)) return withTitle(heading, slideSections(lines, title))
  if (kind === 'qa') return withTitle(named, questionSections(lines, title))
  return withTitle(heading, outlineSections(lines, title))
}

function usableTitle(title: string | undefined): string | undefined {
  const text = title?.replace(/\s+/gu, ' ').trim() ?? ''
  return text.length < 3 || text.length > 200 || NO_TITLE.test(text) || !/\p{L}{2}/u.test(text)
    ? undefined
    : text
}
