/**
 * A source as a page to print: the typography of a package insert, with `columns` naming the sections
 * that are set in two columns. Running header and footer are printed by print-pdf.ts.
 */
import { Marked, type Token } from 'marked'
import { isCaption, NOTICE_EN, NOTICE_ZH, type Source } from './read-source.ts'

/**
 * Both Chinese fonts have TrueType outlines: Chromium embeds those as subsets with their characters, while it
 * draws CFF outlines glyph by glyph. Neither has a bold cut, and a faked one is drawn too, so weight is not used:
 * headings and table heads are set in the other family.
 */
const SONG = "'Liberation Serif', 'Marks', 'AR PL UMing CN'"
export const HEI = "'Liberation Sans', 'WenQuanYi Zen Hei'"

/** UMing sets 。 and 、 in the middle of their square, as in Taiwan; here they come from the other family. */
export const STYLE = `
  @font-face { font-family: Marks; src: local('WenQuanYi Zen Hei'); unicode-range: U+3001-3002, U+FF0C, U+FF1A-FF1B }
  * { box-sizing: border-box }
  body { font: 10.5pt/1.6 ${SONG}, serif; color: #000; margin: 0 }
  body.en { line-height: 1.4 }
  h1, h2, h3, th, strong { font-family: ${HEI}, sans-serif; font-weight: 400 }
  .en h1, .en h2, .en h3, .en th, .en strong { font-weight: 700 }
  h1 { font-size: 18pt; text-align: center; margin: 4mm 0 3mm }
  h2 { font-size: 14pt; line-height: 1.4; margin: 5mm 0 1.5mm; break-after: avoid }
  h3 { font-size: 12pt; line-height: 1.4; margin: 3mm 0 1mm; break-after: avoid }
  p { margin: 0 0 1.5mm; text-align: justify }
  .zh p { text-indent: 2em }
  .zh p.caption { text-indent: 0 }
  .en .columns p { text-align: left }
  p.caption { margin-top: 2mm; text-align: center; font-family: ${HEI}, sans-serif; break-after: avoid }
  ul, ol { margin: 0 0 1.5mm; padding-left: 7mm }
  table { border-collapse: collapse; width: 100%; margin: 1mm 0 3mm; font-size: 9.5pt; line-height: 1.45 }
  th, td { border: 0.3mm solid #444; padding: 1mm 1.6mm; text-align: left; vertical-align: top }
  th { background: #eee }
  tr { break-inside: avoid }
  .notice { border: 0.3mm solid #a00; color: #a00; text-align: center; padding: 1mm; margin-bottom: 3mm; font: 10pt/1.4 ${HEI}, sans-serif }
  .columns { column-count: 2; column-gap: 9mm }
  .zh .columns { break-after: page }
  .columns h2:first-child { margin-top: 0 }`

const marked = new Marked({
  renderer: {
    paragraph({ tokens, text }) {
      return `<p${isCaption(text) ? ' class="caption"' : ''}>${this.parser.parseInline(tokens)}</p>\n`
    },
  },
})

export function pageHtml(source: Source): string {
  const english = source.fields['language'] === 'en'
  const notice = english ? NOTICE_EN : `${NOTICE_ZH}　${NOTICE_EN}`
  return `<!doctype html><html lang="${english ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><title>${source.fields['title']}</title>
<style>${STYLE}</style></head><body class="${english ? 'en' : 'zh'}"><div class="notice">${notice}</div>${bodyHtml(source)}</body></html>`
}

/** Sections named in `columns` that follow each other share one block of two columns, headings and all. */
export function bodyHtml(source: Source): string {
  const columns = new Set((source.fields['columns'] ?? '').split('、').filter((name) => name !== ''))
  const parts: { readonly split: boolean; html: string }[] = []
  for (const { heading, tokens } of sections(source.tokens)) {
    const split = columns.has(heading?.text.replace(/[【】]/g, '') ?? '')
    const html = (heading === undefined ? '' : marked.parser([heading])) + marked.parser(tokens)
    const last = parts.at(-1)
    if (last?.split === split) last.html += html
    else parts.push({ split, html })
  }
  return parts.map(({ split, html }) => (split ? `<div class="columns">${html}</div>` : html)).join('\n')
}

interface HeadedSection {
  readonly heading: (Token & { text: string }) | undefined
  readonly tokens: Token[]
}

function sections(tokens: readonly Token[]): readonly HeadedSection[] {
  const all: HeadedSection[] = [{ heading: undefined, tokens: [] }]
  for (const token of tokens) {
    if (token.type === 'heading' && token['depth'] === 2)
      all.push({ heading: token as HeadedSection['heading'], tokens: [] })
    else all.at(-1)?.tokens.push(token)
  }
  return all
}
