/**
 * Subtitles (SRT, WebVTT) of training videos. Cues are cut by screen width, so they are joined again into
 * sentences; each paragraph opens with the time at which it is said, [00:01:20], because whoever is pointed
 * to a video wants to jump there. There are no pages.
 */

import { finishDocument } from '../finish-document.ts'
import { seam } from '../join-lines.ts'
import type { TextBlock } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { readText } from './text.ts'

interface Cue {
  /** Seconds from the start. */
  readonly from: number
  readonly to: number
  readonly text: string
}

const TIME = String.raw`(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`
const CUE_LINE = new RegExp(`^\\s*${TIME}\\s*-->\\s*${TIME}`)
/** A silence of this many seconds ends a paragraph. */
const PAUSE = 2
const SENTENCE_LENGTH = 60
const MAX_LENGTH = 200
const MAX_SECONDS = 40

export const parseSubtitles: Parser = async (source) => {
  const { text, warnings } = readText(source)
  const webVtt = text.startsWith('WEBVTT')
  const blocks = paragraphs(readCues(text)).map(
    (cue): TextBlock => ({ kind: 'paragraph', text: `[${clock(cue.from)}] ${cue.text}`, page: null }),
  )
  const title = webVtt ? /^WEBVTT[ \t]+-?\s*(.+)$/m.exec(text)?.[1] : undefined
  return finishDocument(
    { mediaType: webVtt ? 'text/vtt' : 'application/x-subrip', title, pageCount: null, blocks, warnings },
    source.limits,
  )
}

function readCues(text: string): readonly Cue[] {
  const cues: Cue[] = []
  let open: { from: number; to: number; lines: string[] } | undefined
  const close = () => {
    if (open === undefined) return
    const spoken = open.lines
      .map(plain)
      .filter((line) => line !== '')
      .reduce((all, line) => (all === '' ? line : join(all, line)), '')
    if (spoken !== '') cues.push({ from: open.from, to: open.to, text: spoken })
    open = undefined
  }
  const lines = text.split(/\r\n|\r|\n/)
  lines.forEach((line, index) => {
    const time = CUE_LINE.exec(line)
    if (time !== null) {
      close()
      open = { from: seconds(time.slice(1, 5)), to: seconds(time.slice(5, 9)), lines: [] }
    } else if (line.trim() === '') close()
    // A number right before a time line is the cue's own number, also where the blank line is missing.
    else if (!(/^\d+$/.test(line.trim()) && CUE_LINE.test(lines[index + 1] ?? ''))) open?.lines.push(line)
  })
  close()
  return withoutRepeats(cues)
}

/** Rolling captions show the last line again above the new one; it was said once. */
function withoutRepeats(cues: readonly Cue[]): readonly Cue[] {
  return cues.flatMap((cue, index) => {
    const before = cues[index - 1]?.text
    if (before === undefined || !cue.text.startsWith(before)) return [cue]
    const rest = cue.text.slice(before.length).trim()
    return rest === '' ? [] : [{ ...cue, text: rest }]
  })
}

function paragraphs(cues: readonly Cue[]): readonly Cue[] {
  const joined: Cue[] = []
  for (const cue of cues) {
    const last = joined.at(-1)
    if (last === undefined || isFinished(last, cue)) joined.push(cue)
    else joined[joined.length - 1] = { from: last.from, to: cue.to, text: join(last.text, cue.text) }
  }
  return joined
}

function isFinished(last: Cue, next: Cue): boolean {
  if (next.from - last.to >= PAUSE || /^[^：:\s]{1,12}[：:]/u.test(next.text)) return true
  const ended = /[。！？.!?…][”"’')）]*$/u.test(last.text)
  if (ended && last.text.length >= SENTENCE_LENGTH) return true
  return last.text.length >= MAX_LENGTH || next.to - last.from > MAX_SECONDS
}

/** Chinese subtitles have no punctuation: the cut between two cues is the pause, so a space stays there. */
function join(before: string, after: string): string {
  return /[\p{P}]$/u.test(before) ? seam(before, after) : `${before} ${after}`
}

function plain(line: string): string {
  return line
    .replace(/<v(?:\.[^ >]*)?\s+([^>]+)>/g, '$1：')
    .replace(/<[^>]*>|\{\\[^}]*\}/g, '')
    .replace(
      /&(amp|lt|gt|nbsp|lrm|rlm);/g,
      (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? ' ',
    )
    .trim()
}

function seconds([hours, minutes, secs, fraction]: readonly (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(secs) + Number(`0.${fraction}`)
}

function clock(time: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(time / 3600)}:${two((time / 60) % 60)}:${two(time % 60)}`
}
