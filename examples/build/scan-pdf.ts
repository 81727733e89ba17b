/**
 * A source as a scan: its pages are laid out in Chromium, turned by a fraction of a degree, speckled and
 * reduced to black and white as an office scanner does, and put into a PDF that has pictures alone. The noise
 * comes from a fixed seed, so that the same source gives the same bytes.
 */
import { deflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { NOTICE_ZH, type Source } from './read-source.ts'
import { BROWSER_SCAN, scanHtml } from './scan-page.ts'

/** A4 at 300 dots per inch, as offices scan for text recognition. */
const WIDTH = 2480
const HEIGHT = 3508
/** CSS pixels are a 96th of an inch. */
const SCALE = 300 / 96

interface Bitmap {
  readonly width: number
  readonly height: number
  /** One bit a pixel, rows padded to whole bytes, 1 is white. */
  readonly bytes: Buffer
}

export async function scanPdf(browser: Browser, source: Source): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width: Math.ceil(WIDTH / SCALE), height: Math.ceil(HEIGHT / SCALE) },
    deviceScaleFactor: SCALE,
  })
  await page.setContent(scanHtml(source), { waitUntil: 'load' })
  const count = Number(await page.evaluate('paginate()'))
  const bitmaps: Bitmap[] = []
  for (let number = 1; number <= count; number += 1) {
    await page.evaluate(`showPage(${number})`)
    const shot = (await page.screenshot({ type: 'png' })).toString('base64')
    const packed = (await page.evaluate(
      `(${BROWSER_SCAN})('${shot}', ${WIDTH}, ${HEIGHT}, ${number})`,
    )) as string
    bitmaps.push({ width: WIDTH, height: HEIGHT, bytes: Buffer.from(packed, 'base64') })
  }
  await page.close()
  return picturesPdf(bitmaps, source)
}

function picturesPdf(bitmaps: readonly Bitmap[], source: Source): Buffer {
  const day = `(D:${source.date.replaceAll('-', '')}000000Z)`
  const pageIds = bitmaps.map((_, index) => 4 + index * 3)
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${bitmaps.length} >>`,
    `<< /Producer (Office scanner) /Subject <${utf16(NOTICE_ZH)}> /CreationDate ${day} /ModDate ${day} >>`,
  ]
  bitmaps.forEach(({ width, height, bytes }, index) => {
    const id = pageIds[index] ?? 0
    const content = 'q 595.28 0 0 841.89 0 0 cm /Scan Do Q'
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Resources << /XObject << /Scan ${id + 2} 0 R >> >> /Contents ${id + 1} 0 R >>`,
      stream('', Buffer.from(content)),
      stream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode`,
        deflateSync(bytes, { level: 9 }),
      ),
    )
  })
  return assemble(objects)
}

function stream(entries: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ])
}

/** Objects in order from 1, then their cross-reference table. Object 1 is the catalogue, 3 the properties. */
function assemble(objects: readonly (string | Buffer)[]): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let length = chunks[0]?.length ?? 0
  const offsets = objects.map((object, index) => {
    const chunk = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof object === 'string' ? Buffer.from(object, 'latin1') : object,
      Buffer.from('\nendobj\n'),
    ])
    const offset = length
    chunks.push(chunk)
    length += chunk.length
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  chunks.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(chunks)
}

function utf16(text: string): string {
  return `FEFF${[...text].map((char) => (char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')}`
}
