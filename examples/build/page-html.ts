/**
 * A source as a page to print: the typography of a package insert, with `columns` naming the sections that
 * are set in two columns. Running header and footer are printed by print-pdf.ts.
 */
import { parser, type Token } from 'marked'
import { NOTICE_EN, NOTICE_ZH, type Source } from './read-source.ts'

const STYLE = `
  @page { size: A4; margin: 22mm 18mm 20mm 18mm }
  * { box-sizing: border-box }
  body { font: 10.5pt/1.62 'Liberation Serif', 'Droid Sans Fallback', serif; color: #111; margin: 0 }
  body.en { line-height: 1.45 }
  h1 { font-size: 17pt; text-align: center; margin: 4mm 0 3mm }
  h2 { font: 700 12pt/1.4 'Liberation Sans', 'Droid Sans Fallback', sans-serif; margin: 5mm 0 1.5mm; break-after: avoid }
  h3 { font: 700 10.5pt/1.4 'Liberation Sans', 'Droid Sans Fallback', sans-serif; margin: 3mm 0 1mm; break-after: avoid }
  p { margin: 0 0 1.5mm; text-align: justify }
  ul, ol { margin: 0 0 1.5mm; padding-left: 7mm }
  table { border-collapse: collapse; width: 100%; margin: 1mm 0 3mm; font-size: 9.5pt; line-height: 1.45 }
  th, td { border: 0.3mm solid #555; padding: 1mm 1.6mm; text-align: left; vertical-align: top }
  th { background: #eee }
  tr { break-inside: avoid }
  .notice { border: 0.3mm solid #a00; color: #a00; text-align: center; padding: 1mm; margin-bottom: 3mm; font-size: 10pt }
  .columns { column-count: 2; column-gap: 9mm }`

export function pageHtml(source: Source): string {
  const english = source.fields['language'] === 'en'
  const columns = new Set((source.fields['columns'] ?? '').split('、').filter((name) => name !== ''))
  const body = sections(source.tokens)
    .map(({ heading, tokens }) => {
      const head = heading === undefined ? '' : parser([heading])
      const name = heading?.text.replace(/[【】]/g, '') ?? ''
      return columns.has(name) ? `${head}<div class="columns">${parser(tokens)}</div>` : head + parser(tokens)
    })
    .join('\n')
  return `<!doctype html><html lang="${english ? 'en' : 'zh-CN'}"><head><meta charset="utf-8"><title>${source.fields['title']}</title>
<style>${STYLE}</style></head><body class="${english ? 'en' : 'zh'}"><div class="notice">${english ? NOTICE_EN : `${NOTICE_ZH}　${NOTICE_EN}`}</div>${body}</body></html>`
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
