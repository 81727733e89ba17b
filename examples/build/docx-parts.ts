/** The fixed parts of a Word file: its styles and the two kinds of list. */
import { HEAD } from './ooxml.ts'

interface Look {
  readonly id: string
  readonly name: string
  /** Half points. */
  readonly size: number
  readonly bold?: boolean
  readonly centred?: boolean
  readonly colour?: string
  readonly level?: number
  /** Twentieths of a point. */
  readonly before?: number
  readonly after?: number
  readonly withNext?: boolean
}

const LOOKS: readonly Look[] = [
  {
    id: 'Title',
    name: 'Title',
    size: 36,
    bold: true,
    centred: true,
    before: 120,
    after: 160,
    withNext: true,
  },
  {
    id: 'Heading1',
    name: 'heading 1',
    size: 24,
    bold: true,
    level: 0,
    before: 240,
    after: 60,
    withNext: true,
  },
  {
    id: 'Heading2',
    name: 'heading 2',
    size: 21,
    bold: true,
    level: 1,
    before: 120,
    after: 40,
    withNext: true,
  },
  { id: 'Caption', name: 'caption', size: 20, centred: true, before: 80, after: 40, withNext: true },
  { id: 'TableText', name: 'Table Text', size: 19 },
  { id: 'Notice', name: 'Notice', size: 20, centred: true, colour: 'AA0000', after: 120 },
  { id: 'Header', name: 'header', size: 16, centred: true, colour: '444444' },
  { id: 'Footer', name: 'footer', size: 16, centred: true, colour: '444444' },
]

export function docxStyles(namespaces: string): string {
  const fonts =
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
  const styles = LOOKS.map(
    (look) =>
      `<w:style w:type="paragraph" w:styleId="${look.id}"><w:name w:val="${look.name}"/><w:basedOn w:val="Normal"/><w:pPr>${look.withNext ? '<w:keepNext/>' : ''}<w:spacing w:before="${look.before ?? 0}" w:after="${look.after ?? 0}"/>${look.centred ? '<w:jc w:val="center"/>' : ''}${look.level === undefined ? '' : `<w:outlineLvl w:val="${look.level}"/>`}</w:pPr><w:rPr>${look.bold ? '<w:b/>' : ''}${look.colour === undefined ? '' : `<w:color w:val="${look.colour}"/>`}<w:sz w:val="${look.size}"/></w:rPr></w:style>`,
  )
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="555555"/>`)
    .join('')
  return `${HEAD}<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="80" w:line="320" w:lineRule="auto"/></w:pPr></w:style>${styles.join('')}<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${edges}</w:tblBorders></w:tblPr></w:style></w:styles>`
}

/** List 0 counts 1. and (1), list 1 has bullets. */
export const NUMBERING = [
  abstractList(0, [
    ['decimal', '%1.'],
    ['decimal', '(%2)'],
  ]),
  abstractList(1, [
    ['bullet', '•'],
    ['bullet', '•'],
  ]),
].join('')

function abstractList(id: number, levels: readonly (readonly [format: string, text: string])[]): string {
  const items = levels.map(
    ([format, text], depth) =>
      `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${420 * (depth + 1)}" w:hanging="420"/></w:pPr></w:lvl>`,
  )
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${items.join('')}</w:abstractNum>`
}
