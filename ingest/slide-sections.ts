/**
 * The sections of a deck: a slide is a section under its title, the speaker's notes follow as one of the same
 * title. A slide without a title is called after its first line, or after the deck.
 */
import { draftSections, type Line, type SectionDraft } from './section-draft.ts'

const NOTES = /^(?:备注|notes)$/iu
const LONGEST_TITLE = 60

export function slideSections(lines: readonly Line[], title: string): readonly SectionDraft[] {
  const slides = Map.groupBy(lines, (line) => line.page)
  return [...slides.values()].flatMap((slide) => {
    const notesAt = slide.findIndex((line) => line.kind === 'heading' && NOTES.test(line.text))
    const shown = notesAt === -1 ? slide : slide.slice(0, notesAt)
    const notes = notesAt === -1 ? [] : slide.slice(notesAt + 1)
    const own = shown.findIndex((line) => line.kind === 'heading')
    const first = shown.find((line) => line.kind === 'text' && line.text.length <= LONGEST_TITLE)
    const heading = own === -1 ? (first?.text ?? title) : shown[own]!.text
    const body = shown.filter((_, index) => index !== own)
    // A slide that is nothing but its title (a divider) says that much.
    const lone = body.length === 0 && notes.length === 0 && own !== -1 ? [shown[own]!] : body
    return [
      ...draftSections({ heading, code: null, path: [heading] }, lone),
      ...draftSections({ heading, code: null, path: [heading, slide[notesAt]?.text ?? ''] }, notes),
    ]
  })
}
