/**
 * Writes small PDFs for tests: text at places, ruling lines, several pages, Chinese in a font that is not
 * embedded (as many labels have it). Lengths are points, y grows upward from the foot of an A4 page.
 */
export interface PdfText {
  readonly text: string
  readonly x: number
  readonly y: number
  /** 10 when it is not given. */
  readonly size?: number
  readonly bold?: boolean
  /** Degrees, against the clock. */
  readonly angle?: number
}

export interface PdfPage {
  readonly texts?: readonly PdfText[]
  /** x0, y0, x1, y1 of straight strokes. */
  readonly lines?: readonly (readonly [number, number, number, number])[]
  /** x0, y0, x1, y1 of a grey picture. */
  readonly picture?: readonly [number, number, number, number]
  /** 0, 90, 180 or 270. */
  readonly rotate?: number
}

export interface PdfOptions {
  readonly title?: string
  /** Marks the file as one that opens only with a password. */
  readonly isEncrypted?: boolean
  /** Chinese is written with glyph numbers and no character map, as careless producers do. */
  readonly lacksCharacterMap?: boolean
}

const CHINESE = ['STSong-Light', 'SimHei,Bold'] as const
/** A font, its descendant, its descriptor. */
const PER_FONT = 3
const LATIN = ['Helvetica', 'Helvetica-Bold'] as const

export function writePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const fonts = [...CHINESE, ...LATIN]
  add('<< /Type /Catalog /Pages 2 0 R >>')
  const firstPage = 3 + fonts.length * PER_FONT
  const kids = pages.map((_, at) => `${firstPage + at * 2} 0 R`).join(' ')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  const lacksMap = options.lacksCharacterMap === true
  fonts.forEach((name, at) => {
    const own = 3 + at * PER_FONT
    if (at >= CHINESE.length) {
      add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`)
      add('null')
      add('null')
      return
    }
    const encoding = lacksMap ? 'Identity-H' : 'UniGB-UCS2-H'
    add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /${encoding} /DescendantFonts [${own + 1} 0 R] >>`,
    )
    add(
      `<< /Type /Font /Subtype /CIDFontType${lacksMap ? 2 : 0} /BaseFont /${name} /FontDescriptor ${own + 2} 0 R ` +
        `/CIDSystemInfo << /Registry (Adobe) /Ordering (${lacksMap ? 'Identity' : 'GB1'}) /Supplement 2 >> ` +
        '/DW 1000 /W [1 95 500] >>',
    )
    add(
      `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 ` +
        '/Ascent 880 /Descent -120 /StemV 80 >>',
    )
  })
  const names = fonts.map((_, at) => `/F${at} ${3 + at * PER_FONT} 0 R`).join(' ')
  for (const page of pages) {
    const content = pageContent(page)
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${page.rotate ?? 0} ` +
        `/Resources << /Font << ${names} >> >> /Contents ${objects.length + 2} 0 R >>`,
    )
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  }
  add(`<< ${options.title === undefined ? '' : `/Title ${hex(`\uFEFF${options.title}`)}`} >>`)
  if (options.isEncrypted === true)
    add(`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`)
  return assemble(objects, options.isEncrypted === true)
}

function assemble(objects: readonly string[], isEncrypted: boolean): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = file.length
  const count = objects.length + 1
  file += `xref\n0 ${count}\n0000000000 65535 f \n`
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`
  const info = isEncrypted ? count - 2 : count - 1
  const encrypt = isEncrypted ? ` /Encrypt ${count - 1} 0 R /ID [<00112233> <00112233>]` : ''
  file += `trailer << /Size ${count} /Root 1 0 R /Info ${info} 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

function pageContent(page: PdfPage): string {
  const texts = (page.texts ?? []).map(({ text, x, y, size = 10, bold = false, angle = 0 }) => {
    const isLatin = /^[\x20-\x7e]*$/.test(text)
    const font = (isLatin ? CHINESE.length : 0) + (bold ? 1 : 0)
    const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)]
    const matrix = [cos, sin, -sin, cos, x, y].map((each) => each.toFixed(4)).join(' ')
    const shown = isLatin ? `(${text.replace(/[\\()]/g, '\\$&')})` : hex(text)
    return `BT /F${font} ${size} Tf ${matrix} Tm ${shown} Tj ET`
  })
  const lines = (page.lines ?? []).map(([x0, y0, x1, y1]) => `${x0} ${y0} m ${x1} ${y1} l S`)
  const [x0, y0, x1, y1] = page.picture ?? [0, 0, 0, 0]
  const picture = `q ${x1 - x0} 0 0 ${y1 - y0} ${x0} ${y0} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q`
  return [...(page.picture === undefined ? [] : [picture]), ...texts, '0.5 w', ...lines].join('\n')
}

/** UTF-16, big end first. */
function hex(text: string): string {
  return `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}
