/**
 * RTF's state machine: from tokens to paragraphs with the few properties that matter for reading (style,
 * outline level, bold, table cell). Destinations that are no text of the body (fonts, pictures, headers,
 * field codes, comments, deleted and hidden text) are left out. Groups are counted, never recursed into.
 */
import { decodeRtfBytes, RTF_CHARACTERS, type RtfFont } from './rtf-code-pages.ts'
import type { RtfContent, RtfEvent, RtfParagraph } from './rtf-content.ts'
import { type RtfTarget, rtfTarget } from './rtf-destinations.ts'
import { createRtfRow } from './rtf-row.ts'
import { rtfTokens } from './rtf-tokens.ts'

interface Group {
  target: RtfTarget
  font: number
  /** Bytes that stand for a \u character in programs without Unicode. */
  fallback: number
  bold: boolean
  hidden: boolean
  style: number
  level: number | undefined
  inTable: boolean
  nesting: number
}

/** More open groups than any program writes. */
const MAX_DEPTH = 5_000
const PLAIN: Group = {
  target: 'body',
  font: -1,
  fallback: 1,
  bold: false,
  hidden: false,
  style: 0,
  level: undefined,
  inTable: false,
  nesting: 1,
}

export function readRtf(bytes: Uint8Array): RtfContent {
  const fonts = new Map<number, { name: string; charset: number | undefined }>()
  const styleLevels = new Map<number, number>()
  const events: RtfEvent[] = []
  const stack: Group[] = []
  let group: Group = { ...PLAIN }
  const row = createRtfRow()
  let documentPage = 1252
  let defaultFont = -1
  let title = ''
  let hasPictures = false
  let text = ''
  let label = ''
  let styleName = ''
  let letters = 0
  let boldLetters = 0
  let pending: number[] = []
  let toSkip = 0
  /** The group has just opened: a destination word may follow. */
  let isStart = false
  let isStarred = false

  const fontOf = (): RtfFont | undefined => fonts.get(group.font === -1 ? defaultFont : group.font)
  const add = (more: string) => {
    switch (group.target) {
      case 'body':
        if (group.hidden) return
        text += more
        letters += more.trim().length
        if (group.bold) boldLetters += more.trim().length
        return
      case 'label':
        label += more
        return
      case 'title':
        title += more
        return
      case 'styles':
        styleName += more
        return
      case 'fonts': {
        const font = fonts.get(group.font)
        if (font !== undefined) font.name += more.replace(';', '')
        return
      }
      case 'skip':
        return
    }
  }
  const flush = () => {
    if (pending.length === 0) return
    const bytesOfText = pending
    pending = []
    add(decodeRtfBytes(bytesOfText, group.target === 'fonts' ? undefined : fontOf(), documentPage))
  }
  const takeParagraph = (): RtfParagraph => {
    const listed = label.trim() !== ''
    const mark = /[\p{L}\p{N}]/u.test(label) ? `${label.trim()} ` : ''
    const paragraph: RtfParagraph = {
      text: mark + text.trim(),
      level: group.level ?? styleLevels.get(group.style),
      bold: letters > 0 && boldLetters === letters,
      listed,
      tableDepth: group.inTable ? group.nesting : 0,
    }
    text = ''
    label = ''
    letters = 0
    boldLetters = 0
    return paragraph
  }
  const endStyle = () => {
    const named = /(?:heading|标题|überschrift|titre|título)\s*(\d)/iu.exec(styleName)
    if (group.level !== undefined) styleLevels.set(group.style, group.level)
    else if (named !== null) styleLevels.set(group.style, Number(named[1]))
    styleName = ''
  }

  for (const token of rtfTokens(bytes)) {
    if (token.kind === 'byte') {
      isStart = false
      if (toSkip > 0) toSkip -= 1
      else if (group.target !== 'skip') pending.push(token.byte)
      continue
    }
    if (token.kind === 'word' && token.word === 'u' && token.value !== undefined) {
      flush()
      add(String.fromCharCode(token.value & 0xffff))
      toSkip = group.fallback
      isStart = false
      continue
    }
    flush()
    toSkip = 0
    if (token.kind === 'open') {
      if (stack.length >= MAX_DEPTH) break
      stack.push(group)
      group = { ...group }
      isStart = true
      isStarred = false
      continue
    }
    if (token.kind === 'close') {
      if (group.target === 'styles' && stack.at(-1)?.target === 'styles') endStyle()
      group = stack.pop() ?? group
      isStart = false
      continue
    }
    const { word, value } = token
    if (isStart && word === '*') {
      isStarred = true
      continue
    }
    if (isStart) {
      hasPictures ||= word === 'pict'
      group.target = rtfTarget(word, isStarred, group.target)
    }
    isStart = false
    isStarred = false
    if (group.target === 'skip') continue
    control(word, value)
  }
  flush()
  if (text.trim() !== '') events.push({ kind: 'paragraph', paragraph: takeParagraph() })
  return {
    events,
    title: title.trim() || undefined,
    hasPictures,
    isCut: stack.length > 0,
  }

  function control(word: string, value: number | undefined): void {
    const character = RTF_CHARACTERS[word]
    if (character !== undefined) {
      add(character)
      return
    }
    switch (word) {
      case 'ansicpg':
        documentPage = value ?? documentPage
        return
      case 'deff':
        defaultFont = value ?? -1
        return
      case 'f':
        group.font = value ?? -1
        if (group.target === 'fonts' && !fonts.has(group.font))
          fonts.set(group.font, { name: '', charset: undefined })
        return
      case 'fcharset': {
        const font = fonts.get(group.font)
        if (group.target === 'fonts' && font !== undefined) font.charset = value === 1 ? undefined : value
        return
      }
      case 'uc':
        group.fallback = Math.max(0, value ?? 1)
        return
      case 'plain':
        group.bold = false
        group.hidden = false
        group.font = -1
        return
      case 'b':
        group.bold = value !== 0
        return
      case 'v':
      case 'deleted':
        group.hidden = value !== 0
        return
      case 'pard':
        group.inTable = false
        group.nesting = 1
        group.style = 0
        group.level = undefined
        return
      case 's':
        group.style = value ?? 0
        return
      case 'outlinelevel':
        group.level = value !== undefined && value >= 0 && value < 9 ? value + 1 : undefined
        return
      case 'intbl':
        group.inTable = true
        return
      case 'itap':
        group.nesting = value ?? 1
        group.inTable = (value ?? 1) > 0
        return
    }
    if (group.target === 'body') structure(word, value)
  }

  function structure(word: string, value: number | undefined): void {
    switch (word) {
      case 'par':
      case 'sect':
      case 'page':
        events.push({ kind: 'paragraph', paragraph: takeParagraph() })
        return
      case 'nestcell':
        events.push({ kind: 'paragraph', paragraph: takeParagraph() })
        return
      case 'cell':
        events.push({ kind: 'cell_end', paragraph: takeParagraph() })
        return
      case 'row':
        events.push({ kind: 'row_end', row: row.current() })
        return
      default:
        row.define(word, value)
    }
  }
}
