/** Word's paragraph styles, resolved along "based on": outline level, bold, numbering, table of contents. */
import { attribute, child, elements, type XmlElement } from '../xml.ts'

export interface ParagraphStyle {
  /** 1 is the highest heading; undefined for running text. */
  readonly level: number | undefined
  readonly bold: boolean
  readonly hidden: boolean
  readonly tableOfContents: boolean
  readonly numbering: { readonly id: string; readonly level: number } | undefined
}

export interface Styles {
  /** The style of a paragraph or of a run; an unknown or missing id gives the plain one. */
  readonly of: (id: string | undefined) => ParagraphStyle
}

const PLAIN: ParagraphStyle = {
  level: undefined,
  bold: false,
  hidden: false,
  tableOfContents: false,
  numbering: undefined,
}

export function readStyles(part: XmlElement | undefined): Styles {
  const byId = new Map(
    elements(part, 'style').map((style) => [attribute(style, 'styleId') ?? '', style] as const),
  )
  const defaultId = elements(part, 'style').find(
    (style) => attribute(style, 'type') === 'paragraph' && isOn(attribute(style, 'default')),
  )
  const resolved = new Map<string, ParagraphStyle>()
  const resolve = (id: string, trail: readonly string[]): ParagraphStyle => {
    const known = resolved.get(id)
    if (known !== undefined) return known
    const style = byId.get(id)
    if (style === undefined || trail.includes(id)) return PLAIN
    const base = attribute(child(style, 'basedOn'), 'val')
    const own = readStyle(style, base === undefined ? PLAIN : resolve(base, [...trail, id]))
    resolved.set(id, own)
    return own
  }
  const plain = attribute(defaultId, 'styleId')
  return { of: (id) => resolve(id ?? plain ?? '', []) }
}

function readStyle(style: XmlElement, base: ParagraphStyle): ParagraphStyle {
  const name = (attribute(child(style, 'name'), 'val') ?? '').toLowerCase()
  const paragraph = child(style, 'pPr')
  const run = child(style, 'rPr')
  const numbered = child(paragraph, 'numPr')
  const numberingId = attribute(child(numbered, 'numId'), 'val') ?? base.numbering?.id
  return {
    level: outlineLevel(paragraph) ?? levelOfName(name) ?? base.level,
    bold: switched(run, 'b') ?? base.bold,
    hidden: switched(run, 'vanish') ?? base.hidden,
    tableOfContents: /^toc \d|^toc heading|^table of figures/.test(name) || base.tableOfContents,
    numbering:
      numbered === undefined || numberingId === undefined
        ? base.numbering
        : {
            id: numberingId,
            level: Number(attribute(child(numbered, 'ilvl'), 'val') ?? base.numbering?.level ?? 0),
          },
  }
}

/** The outline level that a paragraph states itself, 1 to 9; 0 when it says "body text". */
export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const value = attribute(child(properties, 'outlineLvl'), 'val')
  if (value === undefined) return undefined
  const level = Number(value)
  return level >= 0 && level < 9 ? level + 1 : 0
}

/** An on/off property: present means on unless it says otherwise. */
export function switched(properties: XmlElement | undefined, name: string): boolean | undefined {
  const property = child(properties, name)
  return property === undefined ? undefined : isOn(attribute(property, 'val') ?? '1')
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['0', 'false', 'off', 'none'].includes(value)
}

function levelOfName(name: string): number | undefined {
  const heading = /^(?:heading|标题|見出し)\s*(\d)$/.exec(name)?.[1]
  if (heading !== undefined) return Number(heading)
  return name === 'title' || name === '标题' ? 1 : undefined
}
