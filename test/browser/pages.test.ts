/** What holds for all pages: they fit a phone, run nothing foreign, and can be used without seeing or pointing. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, MARKUP, openSite, PHONE, type Site } from './open-site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** Visits every page once and looks at each. */
async function visit(page: Page, look: (place: string) => Promise<void>): Promise<void> {
  await page.goto('/sign-in')
  await look('sign-in')
  await page.goto(await site.signInPath('rep'))
  await page.waitForURL((address) => address.pathname === '/')
  await look('welcome')
  await ask(page, '唯宁平的不良反应有哪些？')
  await look('answer')
  await page.locator('.mark').first().click()
  await page.locator('mark.quote').first().waitFor()
  await look('reading')
  await page.goto('/read/nothing')
  await look('error')
}

describe('every page', () => {
  it.each(['light', 'dark'] as const)('fits a phone without scrolling sideways, %s', async (colorScheme) => {
    const { page } = await site.newPage({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme })
    await visit(page, async (place) => {
      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect([place, Number(wide) <= 0]).toEqual([place, true])
      const [red = 0] = (await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'))
        .match(/\d+/g)!
        .map(Number)
      expect([place, red > 128]).toEqual([place, colorScheme === 'light'])
    })
    await page.context().close()
  })

  it('shows markup in titles, quotes and questions as the text that it is', async () => {
    const { page, faults } = await site.newPage()
    await visit(page, async (place) => {
      expect([place, await page.locator('img[src=x]').count()]).toEqual([place, 0])
      expect([place, await page.title()]).not.toEqual([place, '1'])
      if (place === 'answer') {
        expect(await page.locator('.reply').textContent()).toContain(MARKUP)
        const asked = await ask(page, `唯宁平${MARKUP}<script>document.title=1</script> 怎么吃？`)
        await asked.waitFor()
        expect(await page.locator('.question').last().textContent()).toContain('<script>document.title=1')
        expect(await page.locator('img[src=x]').count()).toBe(0)
      }
      if (place === 'reading') expect(await page.locator('h1').textContent()).toContain(MARKUP)
    })
    // The page that is not there says so with its status, which the console notes too.
    expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
    await page.context().close()
  })

  it.each(['zh-CN', 'en'])(
    'names what can be used, has its headings in order and a language, %s',
    async (locale) => {
      const { page } = await site.newPage({ locale })
      await visit(page, async (place) => {
        expect([place, await page.evaluate<string[]>(FAULTS)]).toEqual([place, []])
      })
      await page.context().close()
    },
  )

  it.each(['light', 'dark'] as const)('has enough contrast, %s', async (colorScheme) => {
    const { page } = await site.newPage({ colorScheme })
    await visit(page, async (place) => {
      expect([place, await page.evaluate<string[]>(CONTRAST)]).toEqual([place, []])
    })
    await page.context().close()
  })

  it('can be used from the keyboard alone', async () => {
    const { page } = await site.signedIn('rep')
    await page.keyboard.type('唯宁平一天几次')
    await page.keyboard.press('Enter')
    await page.locator('.mark').waitFor()
    await page.locator('body').press('Tab')
    await page.locator('.mark').first().focus()
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.keyboard.press('Enter')
    await page.locator('mark.quote').waitFor()
    expect(await page.evaluate('document.activeElement.dataset.quote')).toBe('')
    await page.context().close()
  })
})

/** Runs in the page: what a screen reader would stumble over. */
const FAULTS = `(() => {
  const faults = []
  if (!document.documentElement.lang) faults.push('no language')
  if (document.title === '') faults.push('no title')
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main')
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id)
  if (new Set(ids).size !== ids.length) faults.push('an id twice')
  for (const one of document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea')) {
    if (!one.checkVisibility()) continue
    const label = one.labels?.[0]?.textContent ?? ''
    const name = (one.getAttribute('aria-label') ?? '') + label + (one.matches('input, textarea') ? '' : one.textContent)
    if (name.trim() === '') faults.push('no name: ' + one.outerHTML.slice(0, 90))
  }
  for (const one of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
    const id = one.getAttribute('aria-labelledby') ?? one.getAttribute('aria-describedby')
    if (!document.getElementById(id)) faults.push('points nowhere: ' + id)
  }
  for (const one of document.querySelectorAll('img:not([alt])')) faults.push('no alt: ' + one.src)
  let before = 0
  for (const one of document.querySelectorAll('main :is(h1, h2, h3, h4)')) {
    if (!one.checkVisibility()) continue
    const level = Number(one.tagName[1])
    if (before !== 0 && level > before + 1) faults.push('heading skips: ' + one.textContent)
    before = level
  }
  return faults
})()`

/** Runs in the page: texts below 4.5:1 against what they stand on (WCAG 2.2, 1.4.3). */
const CONTRAST = `(() => {
  const parse = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * R + 0.7152 * G + 0.0722 * B
  }
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor)
      if (color[3] === 255) return color
    }
    return [255, 255, 255]
  }
  const faults = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement
    if (texts.currentNode.data.trim() === '' || !one.checkVisibility() || one.closest('script, noscript, .unseen, :disabled')) continue
    const [a, b] = [light(parse(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x)
    const ratio = (a + 0.05) / (b + 0.05)
    if (ratio < 4.5) faults.push(ratio.toFixed(2) + ' ' + texts.currentNode.data.trim().slice(0, 30))
  }
  return faults
})()`
