/**
 * A source as a PowerPoint file: `#` opens the title slide and `##` every other; lists, tables and charts
 * stand below each other, a quote is the speaker's notes. The notice is in the footer of each slide. The parts that
 * are the same in every deck are in pptx-parts.ts, charts in pptx-chart.ts.
 */
import type { Token, Tokens } from 'marked'
import { contentTypes, escapeXml, HEAD, pack, packageParts, relationships } from './ooxml.ts'
import { CHART_TYPE, chartWorkbook, chartXml, readChart } from './pptx-chart.ts'
import { deckParts, deckTypes, NAMESPACES, SLIDE } from './pptx-parts.ts'
import { NOTICE_EN, NOTICE_ZH, plainText, type Source } from './read-source.ts'

const TYPES = 'application/vnd.openxmlformats-officedocument.presentationml'

interface Slide {
  readonly title: string
  readonly isFirst: boolean
  readonly blocks: Token[]
}

export function writePptx(source: Source): Uint8Array {
  const slides = readSlides(source.tokens)
  const parts: Record<string, string | Uint8Array> = {}
  const types: Record<string, string> = {}
  let charts = 0
  slides.forEach((slide, index) => {
    const number = index + 1
    const targets: [string, string][] = [
      ['slideLayout', `../slideLayouts/slideLayout${slide.isFirst ? 1 : 2}.xml`],
      ['notesSlide', `../notesSlides/notesSlide${number}.xml`],
    ]
    const addChart = (token: Tokens.Code): string => {
      charts += 1
      const chart = readChart(token.text)
      parts[`ppt/charts/chart${charts}.xml`] = chartXml(chart)
      parts[`ppt/charts/_rels/chart${charts}.xml.rels`] = relationships([
        ['package', `../embeddings/chart${charts}.xlsx`],
      ])
      parts[`ppt/embeddings/chart${charts}.xlsx`] = chartWorkbook(chart, source.date)
      types[`ppt/charts/chart${charts}.xml`] = CHART_TYPE
      targets.push(['chart', `../charts/chart${charts}.xml`])
      return `rId${targets.length}`
    }
    parts[`ppt/slides/slide${number}.xml`] = slideXml(slide, number, addChart)
    parts[`ppt/slides/_rels/slide${number}.xml.rels`] = relationships(targets)
    parts[`ppt/notesSlides/notesSlide${number}.xml`] = notesXml(slide)
    parts[`ppt/notesSlides/_rels/notesSlide${number}.xml.rels`] = relationships([
      ['notesMaster', '../notesMasters/notesMaster1.xml'],
      ['slide', `../slides/slide${number}.xml`],
    ])
    types[`ppt/slides/slide${number}.xml`] = `${TYPES}.slide+xml`
    types[`ppt/notesSlides/notesSlide${number}.xml`] = `${TYPES}.notesSlide+xml`
  })
  return pack({
    '[Content_Types].xml': contentTypes({ ...deckTypes(), ...types }),
    ...packageParts('ppt/presentation.xml', source.fields['title'] ?? '', source.date),
    ...deckParts(slides.length),
    ...parts,
  })
}

function readSlides(tokens: readonly Token[]): readonly Slide[] {
  const slides: Slide[] = []
  for (const token of tokens) {
    if (token.type === 'heading')
      slides.push({ title: plainText(token.tokens), isFirst: token['depth'] === 1, blocks: [] })
    else if (token.type !== 'space') slides.at(-1)?.blocks.push(token)
  }
  return slides
}

function slideXml(slide: Slide, number: number, addChart: (token: Tokens.Code) => string): string {
  let id = 2
  const title = placeholder(id, slide.isFirst ? 'ctrTitle' : 'title', undefined, textLines([slide.title]))
  const shapes: string[] = []
  let top = slide.isFirst ? 3_700_000 : 1_350_000
  for (const token of slide.blocks) {
    if (token.type === 'blockquote') continue
    id += 1
    const made = shape(token, id, top, slide.isFirst, addChart)
    shapes.push(made.xml)
    top += made.height + 150_000
  }
  if (top > SLIDE.height - 350_000) throw new Error(`Slide ${number} is too full`)
  const footer = placeholder(id + 1, 'ftr', 10, textLines([`${NOTICE_ZH}　${NOTICE_EN}`]))
  const counter = placeholder(
    id + 2,
    'sldNum',
    11,
    `<a:p><a:fld id="{00000000-0000-4000-8000-000000000001}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>${number}</a:t></a:fld></a:p>`,
  )
  return `${HEAD}<p:sld ${NAMESPACES}><p:cSld><p:spTree>${groupHead()}${title}${shapes.join('')}${footer}${counter}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`
}

function shape(
  token: Token,
  id: number,
  top: number,
  isFirst: boolean,
  addChart: (token: Tokens.Code) => string,
): { readonly xml: string; readonly height: number } {
  const frame = (height: number) =>
    `<a:off x="${SLIDE.edge}" y="${top}"/><a:ext cx="${SLIDE.width - 2 * SLIDE.edge}" cy="${height}"/>`
  if (token.type === 'list') {
    const items = (token as Tokens.List).items.map((item) => plainText(item.tokens))
    const lines = items.reduce((sum, item) => sum + Math.ceil(item.length / 48), 0)
    const height = lines * 440_000
    const body = `<a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${textLines(items)}`
    return {
      height,
      xml: `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Content ${id}"/><p:cNvSpPr/><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>${frame(height)}</a:xfrm></p:spPr><p:txBody>${body}</p:txBody></p:sp>`,
    }
  }
  if (token.type === 'paragraph') {
    const text = plainText(token.tokens)
    const size = isFirst ? 2000 : 1400
    const height = Math.ceil(text.length / 64) * 380_000
    return {
      height,
      xml: `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${frame(height)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="square"/><a:lstStyle/><a:p><a:pPr algn="${isFirst ? 'ctr' : 'l'}"/><a:r><a:rPr lang="zh-CN" sz="${size}"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></p:txBody></p:sp>`,
    }
  }
  const graphic = (height: number, uri: string, inner: string) => ({
    height,
    xml: `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="${id}" name="Graphic ${id}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>${frame(height)}</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/${uri}">${inner}</a:graphicData></a:graphic></p:graphicFrame>`,
  })
  if (token.type === 'table') {
    const table = token as Tokens.Table
    return graphic((table.rows.length + 1) * ROW_HEIGHT, 'table', tableXml(table))
  }
  if (token.type === 'code' && (token as Tokens.Code).lang === 'chart') {
    const chart = `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${addChart(token as Tokens.Code)}"/>`
    return graphic(3_600_000, 'chart', chart)
  }
  throw new Error(`A slide cannot have a ${token.type}`)
}

const ROW_HEIGHT = 420_000

function tableXml(table: Tokens.Table): string {
  const width = Math.floor((SLIDE.width - 2 * SLIDE.edge) / table.header.length)
  const row = (cells: readonly Tokens.TableCell[]) =>
    `<a:tr h="${ROW_HEIGHT}">${cells
      .map(
        (cell) =>
          `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="zh-CN" sz="1400"/><a:t>${escapeXml(plainText(cell.tokens))}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>`,
      )
      .join('')}</a:tr>`
  const grid = table.header.map(() => `<a:gridCol w="${width}"/>`).join('')
  return `<a:tbl><a:tblPr firstRow="1" bandRow="1"><a:tableStyleId>{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}</a:tableStyleId></a:tblPr><a:tblGrid>${grid}</a:tblGrid>${row(table.header)}${table.rows.map(row).join('')}</a:tbl>`
}

function notesXml(slide: Slide): string {
  const lines = slide.blocks.flatMap((token) =>
    token.type === 'blockquote' ? (token.tokens ?? []).map((each) => plainText([each])) : [],
  )
  const image =
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
  const notes = placeholder(3, 'body', 1, textLines(lines.filter((line) => line !== '')))
  return `${HEAD}<p:notes ${NAMESPACES}><p:cSld><p:spTree>${groupHead()}${image}${notes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`
}

function placeholder(id: number, type: string, index: number | undefined, paragraphs: string): string {
  const at = index === undefined ? '' : ` idx="${index}"`
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type} ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${at}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`
}

function textLines(lines: readonly string[]): string {
  if (lines.length === 0) return '<a:p/>'
  return lines
    .map((line) => `<a:p><a:r><a:rPr lang="zh-CN"/><a:t>${escapeXml(line)}</a:t></a:r></a:p>`)
    .join('')
}

function groupHead(): string {
  return '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
}
