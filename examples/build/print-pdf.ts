/**
 * Prints a page with Chromium: fonts embedded as subsets, a running header with the title and the notice,
 * a footer with page numbers. The dates that Chromium writes are set to the version's own date, so that the
 * same source gives the same bytes.
 */
import type { Browser } from 'playwright-core'
import { HEI, pageHtml } from './page-html.ts'
import { NOTICE_EN, NOTICE_ZH, type Source } from './read-source.ts'

export async function printPdf(browser: Browser, source: Source): Promise<Buffer> {
  const page = await browser.newPage()
  await page.setContent(pageHtml(source), { waitUntil: 'load' })
  const english = source.fields['language'] === 'en'
  const pdf = await page.pdf({
    format: 'A4',
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: line(`${source.fields['running']}　${english ? NOTICE_EN : NOTICE_ZH}`),
    footerTemplate: line(
      english
        ? 'Page <span class="pageNumber"></span> of <span class="totalPages"></span>'
        : '第 <span class="pageNumber"></span> 页　共 <span class="totalPages"></span> 页',
    ),
    margin: { top: '22mm', bottom: '20mm', left: '18mm', right: '18mm' },
    tagged: false,
    outline: false,
  })
  await page.close()
  return withFixedDates(pdf, source.date)
}

function line(text: string): string {
  return `<div style="font:8px ${HEI},sans-serif;width:100%;padding:0 18mm;color:#444;text-align:center">${text}</div>`
}

/** Same length, so that the cross-reference table stays right. */
function withFixedDates(pdf: Buffer, date: string): Buffer {
  const text = pdf.toString('latin1').replace(/\(D:\d{14}/g, `(D:${date.replaceAll('-', '')}000000`)
  return Buffer.from(text, 'latin1')
}
