/**
 * Puts what was measured where readers see it: tables between the marks `<!-- bench:NAME -->` and
 * `<!-- /bench:NAME -->` of the README, plots as SVG in docs/images, and as PNG where a browser can draw them.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Throws when the README has no such marks. */
export function publishTable(name: string, table: string): void {
  const path = join(ROOT, 'README.md')
  writeFileSync(path, betweenMarks(readFileSync(path, 'utf8'), name, table))
}

export function betweenMarks(text: string, name: string, table: string): string {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
  const [from, to] = [text.indexOf(open), text.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`README.md has no marks for ${name}.`)
  return `${text.slice(0, from + open.length)}\n${table.trim()}\n${text.slice(to)}`
}

/** @param svg has `width` and `height` in pixels */
export function publishPlot(name: string, svg: string): void {
  const base = join(ROOT, 'docs', 'images', name)
  writeFileSync(`${base}.svg`, svg)
  const browser = BROWSERS.find((path) => existsSync(path))
  const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? []
  if (browser === undefined || width === undefined || height === undefined) return
  execFileSync(
    browser,
    [
      '--headless',
      '--no-sandbox',
      '--hide-scrollbars',
      '--force-device-scale-factor=2',
      `--window-size=${width},${height}`,
      `--screenshot=${base}.png`,
      `file://${base}.svg`,
    ],
    { stdio: 'ignore', timeout: 120_000 },
  )
}
