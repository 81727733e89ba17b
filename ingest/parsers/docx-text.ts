/**
 * The words of one Word paragraph: runs in order, tracked insertions kept and deletions left out, fields by
 * their result, symbols by their sign, equations in one line. Text boxes and notes are only pointed out.
 */
import { plainSymbols, symbolCharacter } from '../symbol-font.ts'
import { attribute, child, elements, textOf, type XmlElement } from '../xml.ts'
import { type Styles, switched } from './docx-styles.ts'

export interface ParagraphText {
  /** A line break inside the paragraph is "\n". */
  readonly text: string
  /** Every visible run is bold. */
  readonly bold: boolean
  /** Page breaks of the last layout before the first word, and in the whole paragraph. */
  readonly breaksBefore: number
  readonly breaks: number
  /** Keys of the notes called here: footnote3, endnote1. */
  readonly notes: readonly string[]
  /** Contents of text boxes anchored here. */
  readonly boxes: readonly XmlElement[]
}

interface Draft {
  text: string
  boldLength: number
  length: number
  breaksBefore: number
  breaks: number
  readonly notes: string[]
  readonly boxes: XmlElement[]
}

const DROPPED = new Set(['del', 'moveFrom', 'delText', 'instrText', 'pPr', 'rPr', 'annotationRef', 'rt'])

/** @param styleBold whether the paragraph's style is bold */
export function paragraphText(paragraph: XmlElement, styles?: Styles, styleBold = false): ParagraphText {
  const draft: Draft = {
    text: '',
    boldLength: 0,
    length: 0,
    breaksBefore: 0,
    breaks: 0,
    notes: [],
    boxes: [],
  }
  for (const each of elements(paragraph)) walk(each, draft, styles, styleBold)
  return { ...draft, bold: draft.length > 0 && draft.boldLength === draft.length }
}

function walk(node: XmlElement, draft: Draft, styles: Styles | undefined, styleBold: boolean): void {
  if (DROPPED.has(node.name)) return
  if (node.name === 'r') {
    walkRun(node, draft, styles, styleBold)
    return
  }
  if (node.name === 'oMath') {
    draft.text += mathText(node)
    return
  }
  if (node.name === 'txbxContent') {
    draft.boxes.push(node)
    return
  }
  // The same drawing is written twice, for new and for old programs.
  const inside = node.name === 'AlternateContent' ? chosen(node) : elements(node)
  for (const each of inside) walk(each, draft, styles, styleBold)
}

function walkRun(run: XmlElement, draft: Draft, styles: Styles | undefined, styleBold: boolean): void {
  const properties = child(run, 'rPr')
  const style = styles?.of(attribute(child(properties, 'rStyle'), 'val') ?? '')
  if (switched(properties, 'vanish') ?? style?.hidden === true) return
  const bold = switched(properties, 'b') ?? (style?.bold === true || styleBold)
  const font = attribute(child(properties, 'rFonts'), 'ascii') ?? ''
  const before = draft.text.length
  for (const node of elements(run)) {
    switch (node.name) {
      case 't':
        draft.text += plainSymbols(textOf(node), font)
        break
      case 'tab':
      case 'ptab':
        draft.text += '\t'
        break
      case 'br':
      case 'cr':
        if (attribute(node, 'type') !== 'page' && attribute(node, 'type') !== 'column') draft.text += '\n'
        break
      case 'noBreakHyphen':
        draft.text += '-'
        break
      case 'sym':
        draft.text += symbolCharacter(
          Number.parseInt(attribute(node, 'char') ?? '', 16) || 0x20,
          attribute(node, 'font') ?? '',
        )
        break
      case 'lastRenderedPageBreak':
        draft.breaks += 1
        if (draft.text.trim() === '') draft.breaksBefore += 1
        break
      case 'footnoteReference':
      case 'endnoteReference':
        draft.notes.push(`${node.name.replace('Reference', '')}${attribute(node, 'id') ?? ''}`)
        break
      case 'drawing':
      case 'pict':
      case 'object':
      case 'AlternateContent':
      case 'ruby':
        walk(node, draft, styles, styleBold)
        break
    }
  }
  const visible = draft.text.slice(before).trim().length
  draft.length += visible
  if (bold) draft.boldLength += visible
}

function chosen(node: XmlElement): readonly XmlElement[] {
  const choice = elements(child(node, 'Choice'))
  return choice.length > 0 ? choice : elements(child(node, 'Fallback'))
}

/** An equation in one line: a/b, x^2, x_1, √(x), sums and the rest as they stand. */
function mathText(node: XmlElement): string {
  const part = (name: string) => mathText(child(node, name) ?? { name, attributes: {}, children: [] })
  const grouped = (text: string) => (/^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`)
  switch (node.name) {
    case 't':
      return textOf(node)
    case 'f':
      return `${grouped(part('num'))}/${grouped(part('den'))}`
    case 'sSup':
      return `${part('e')}^${grouped(part('sup'))}`
    case 'sSub':
      return `${part('e')}_${grouped(part('sub'))}`
    case 'sSubSup':
      return `${part('e')}_${grouped(part('sub'))}^${grouped(part('sup'))}`
    case 'rad':
      return `√${grouped(part('e'))}`
    case 'nary': {
      const sign = attribute(child(node, 'naryPr', 'chr'), 'val') ?? '∫'
      const from = part('sub') === '' ? '' : `_${grouped(part('sub'))}`
      const to = part('sup') === '' ? '' : `^${grouped(part('sup'))}`
      return `${sign}${from}${to} ${part('e')}`
    }
    case 'd':
      return `(${elements(node, 'e').map(mathText).join(', ')})`
    default:
      return elements(node)
        .filter((each) => !each.name.endsWith('Pr'))
        .map(mathText)
        .join('')
  }
}
