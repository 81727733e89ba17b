/**
 * `node examples/build/run.ts [NAME…]` builds the files of examples/files/ from their sources: all of them,
 * or those whose name contains one of the words. Needs Chromium (`--chromium PATH` when it is elsewhere) and the Debian fonts
 * fonts-liberation, fonts-arphic-uming and fonts-wqy-zenhei. What is built is committed: nobody needs to run this
 * to use the examples.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { printPdf } from './print-pdf.ts'
import { readSource, SOURCES } from './read-source.ts'
import { scanPdf } from './scan-pdf.ts'
import { writeDocx } from './write-docx.ts'
import { writePptx } from './write-pptx.ts'
import { writeXlsx } from './write-xlsx.ts'

const FILES = join(import.meta.dirname, '..', 'files')
const MANIFEST = join(import.meta.dirname, '..', 'manifest.json')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { chromium: { type: 'string', default: '/usr/bin/chromium' } },
})

const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
  documents: { versions: { file: string }[] }[]
}
const names = manifest.documents
  .flatMap((document) => document.versions.map((version) => version.file.replace(/^files\//, '')))
  .filter((name) => positionals.length === 0 || positionals.some((word) => name.includes(word)))

mkdirSync(FILES, { recursive: true })
let browser: Browser | undefined
try {
  for (const name of names) {
    const bytes = await build(name)
    writeFileSync(join(FILES, name), bytes)
    console.log(`${name}  ${(bytes.length / 1024).toFixed(0)} KB`)
  }
} finally {
  await browser?.close()
}

async function build(name: string): Promise<Uint8Array> {
  const base = name.replace(/\.\w+$/, '')
  switch (name.split('.').at(-1)) {
    case 'docx':
      return writeDocx(readSource(`${base}.md`))
    case 'pptx':
      return writePptx(readSource(`${base}.md`))
    case 'xlsx':
      return writeXlsx(readSource(`${base}.md`))
    case 'srt':
      return readFileSync(join(SOURCES, name))
    case 'pdf': {
      const source = readSource(`${base}.md`)
      browser ??= await chromium.launch({ executablePath: values.chromium, args: ['--no-sandbox'] })
      return source.fields['layout'] === 'scan' ? scanPdf(browser, source) : printPdf(browser, source)
    }
    default:
      throw new Error(`Nothing builds ${name}`)
  }
}
