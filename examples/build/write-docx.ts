/**
 * A source as a Word file: headings by style, lists by Word's own numbering, tables with a header row that
 * repeats on every page, a running header with the notice and page numbers in the footer.
 */
import type { Token, Tokens } from 'marked'
import { docxStyles, NUMBERING } from './docx-parts.ts'
import { contentTypes, escapeXml, HEAD, OFFICE, pack, packageParts, relationships } from './ooxml.ts'
import { isCaption, NOTICE_EN, NOTICE_ZH, plainText, type Source } from './read-source.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const NAMESPACES = `xmlns:w="${WORD}" xmlns:r="${OFFICE}"`
/** Twentieths of a point: A4 with margins of 25 mm and 20 mm. */
const PAGE = { width: 11_906, height: 16_838, side: 1134, edge: 1417 }
const TEXT_WIDTH = PAGE.width - 2 * PAGE.side

export function writeDocx(source: Source): Uint8Array {
  const lists = { next: 1 }
  const notice = paragraph(`${NOTICE_ZH}　${NOTICE_EN}`, 'Notice')
  const body = source.tokens.map((token) => block(token, lists)).join('')
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${PAGE.edge}" w:bottom="${PAGE.edge}" w:left="${PAGE.side}" w:right="${PAGE.side}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>`
  const field = (name: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  return pack({
    '[Content_Types].xml': contentTypes({
      'word/document.xml': `${TYPES}.document.main+xml`,
      'word/styles.xml': `${TYPES}.styles+xml`,
      'word/numbering.xml': `${TYPES}.numbering+xml`,
      'word/header1.xml': `${TYPES}.header+xml`,
      'word/footer1.xml': `${TYPES}.footer+xml`,
    }),
    ...packageParts('word/document.xml', source.fields['title'] ?? '', source.date),
    'word/_rels/document.xml.rels': relationships([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
      ['header', 'header1.xml'],
      ['footer', 'footer1.xml'],
    ]),
    'word/document.xml': `${HEAD}<w:document ${NAMESPACES}><w:body>${notice}${body}${section}</w:body></w:document>`,
    'word/styles.xml': docxStyles(NAMESPACES),
    'word/numbering.xml': `${HEAD}<w:numbering ${NAMESPACES}>${NUMBERING}${starts(lists.next - 1)}</w:numbering>`,
    'word/header1.xml': `${HEAD}<w:hdr ${NAMESPACES}>${paragraph(`${source.fields['running']}　${NOTICE_ZH}`, 'Header')}</w:hdr>`,
    'word/footer1.xml': `${HEAD}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${run('第 ')}${field('PAGE')}${run(' 页　共 ')}${field('NUMPAGES')}${run(' 页')}</w:p></w:ftr>`,
  })
}

function block(token: Token, lists: { next: number }): string {
  switch (token.type) {
    case 'heading':
      return paragraph(
        plainText(token.tokens),
        ['Title', 'Heading1', 'Heading2'][token['depth'] - 1] ?? 'Heading2',
      )
    case 'paragraph': {
      const text = plainText(token.tokens)
      const strong = token.tokens?.length === 1 && token.tokens[0]?.type === 'strong'
      return paragraph(text, isCaption(text) ? 'Caption' : 'Normal', strong)
    }
    case 'list':
      return list(token as Tokens.List, lists, 0)
    case 'table':
      return table(token as Tokens.Table)
    case 'space':
      return ''
    default:
      throw new Error(`A Word file cannot have a ${token.type}`)
  }
}

/** Every ordered list counts from 1 anew, so each has a numbering instance of its own. */
function list(token: Tokens.List, lists: { next: number }, depth: number): string {
  const id = token.ordered ? lists.next++ : 0
  return token.items
    .map((item) => {
      const own = item.tokens.filter((each) => each.type !== 'list')
      const text = plainText(own)
      const inner = item.tokens.filter((each) => each.type === 'list')
      const numbering = `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${id === 0 ? 1000 : id}"/></w:numPr>`
      return (
        paragraph(text, 'Normal', false, numbering) +
        inner.map((each) => list(each as Tokens.List, lists, depth + 1)).join('')
      )
    })
    .join('')
}

function starts(count: number): string {
  const ordered = Array.from(
    { length: count },
    (_, index) =>
      `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  )
  return `${ordered.join('')}<w:num w:numId="1000"><w:abstractNumId w:val="1"/></w:num>`
}

function table(token: Tokens.Table): string {
  const widths = columnWidths(token)
  const row = (cells: readonly Tokens.TableCell[], header: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>${cells
      .map(
        (cell, index) =>
          `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/>${header ? '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>' : ''}</w:tcPr>${paragraph(plainText(cell.tokens), 'TableText', header)}</w:tc>`,
      )
      .join('')}</w:tr>`
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(token.header, true)}${token.rows.map((cells) => row(cells, false)).join('')}</w:tbl>${paragraph('', 'TableText')}`
}

/** By the longest cell of a column, bounded so that a long sentence does not starve the others. */
function columnWidths(token: Tokens.Table): readonly number[] {
  const longest = token.header.map((head, index) =>
    Math.min(
      24,
      Math.max(5, ...[head, ...token.rows.map((row) => row[index])].map((cell) => cell?.text.length ?? 0)),
    ),
  )
  const sum = longest.reduce((total, each) => total + each, 0)
  return longest.map((each) => Math.floor((TEXT_WIDTH * each) / sum))
}

function paragraph(text: string, style: string, bold = false, numbering = ''): string {
  const own = style === 'Normal' ? '' : `<w:pStyle w:val="${style}"/>`
  return `<w:p><w:pPr>${own}${numbering}</w:pPr>${text === '' ? '' : run(text, bold)}</w:p>`
}

function run(text: string, bold = false): string {
  return `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
}
