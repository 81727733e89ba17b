/**
 * The sections of subtitles: stretches of about two minutes or a short page of text, each called by its
 * times, so that an answer points to the minute. Every paragraph keeps the time at which it is said.
 */
import { draftSections, type Line, type SectionDraft } from './section-draft.ts'

const TIME = /^\[(\d{2}:\d{2}:\d{2})\]/u
const LONGEST_SECONDS = 150
const LONGEST_TEXT = 700

export function cueSections(lines: readonly Line[], title: string): readonly SectionDraft[] {
  const stretches: Line[][] = []
  let length = 0
  let begun = 0
  for (const line of lines) {
    const at = seconds(timeOf(line))
    const open = stretches.at(-1)
    if (open === undefined || length + line.text.length > LONGEST_TEXT || at - begun > LONGEST_SECONDS) {
      stretches.push([line])
      length = line.text.length
      begun = at
    } else {
      open.push(line)
      length += line.text.length
    }
  }
  return stretches.flatMap((stretch) => {
    const from = timeOf(stretch[0]!)
    const to = timeOf(stretch.at(-1)!)
    const heading = from === undefined ? title : from === to ? from : `${from}–${to}`
    return draftSections(
      { heading, code: null, path: heading === title ? [title] : [title, heading] },
      stretch,
    )
  })
}

function timeOf(line: Line): string | undefined {
  return TIME.exec(line.text)?.[1]
}

function seconds(time: string | undefined): number {
  const [hours = 0, minutes = 0, secs = 0] = (time ?? '').split(':').map(Number)
  return hours * 3600 + minutes * 60 + secs
}
