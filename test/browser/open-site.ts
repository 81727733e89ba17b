/**
 * The whole house on a free loopback port with a browser before it, over a made-up label. The sign-in link
 * is the one that the service prints.
 */
import { type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core'
import { silentLog } from '../../core/log.ts'
import { compose } from '../../main/compose.ts'
import { readConfig } from '../../main/config.ts'
import type { OpenDatabase } from '../../main/open-database.ts'
import { openAnswerRoom, type TestSection } from '../answer-room.ts'
import { openTestDatabase } from '../open-database.ts'

export const PHONE = {
  viewport: { width: 375, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} satisfies BrowserContextOptions

export const MARKUP = '<img src=x onerror="document.title=1">'

/** Made up: a tablet for blood pressure, with what a page could stumble over. */
const LABEL: readonly TestSection[] = [
  { code: 'indications', heading: '适应症', texts: ['用于治疗原发性高血压。'] },
  {
    code: 'dosage',
    heading: '用法用量',
    page: 2,
    texts: [
      '口服。成人推荐起始剂量为一次10mg，一日1次，服药不受进餐影响。每日最大剂量为40mg。\n表1 推荐剂量\n人群 | 起始剂量 | 最大剂量\n成人 | 10mg 每日一次 | 40mg\n老年人 | 5mg 每日一次 | 20mg\n',
      '肾功能不全患者：肌酐清除率30～59ml/min者起始剂量为一次5mg，一日1次；肌酐清除率低于30ml/min者禁用。',
    ],
  },
  {
    code: 'contraindications',
    heading: '禁忌',
    page: 4,
    texts: ['对本品任何成份过敏者禁用。妊娠中期和晚期妇女禁用。'],
  },
  {
    code: 'adverse_reactions',
    heading: `不良反应${MARKUP}`,
    page: 5,
    texts: [`常见：头晕、头痛。偶见：皮疹、咳嗽${MARKUP}。`],
  },
  {
    code: 'pregnancy',
    heading: '孕妇及哺乳期妇女用药',
    page: 6,
    texts: ['妊娠中期和晚期妇女禁用本品。哺乳期妇女用药期间应停止哺乳。'],
  },
]

/** Asks on the chat page and waits for what comes back. */
export async function ask(page: Page, question: string): Promise<Locator> {
  const before = await page.locator('.reply').count()
  await page.fill('#question', question)
  await page.press('#question', 'Enter')
  const reply = page.locator('.reply').nth(before)
  await reply.waitFor()
  return reply
}

export type Site = Awaited<ReturnType<typeof openSite>>

export async function openSite() {
  const database = await openTestDatabase()
  const room = await openAnswerRoom(database)
  // A browser drops cookies that are over by its own clock.
  room.clock.set(new Date())
  await room.user('rep-2')
  await room.product('P1', { name: '泽米沙坦片', brandNames: ['唯宁平'], englishNames: ['Zemisartan'] })
  const label = await room.inForce(LABEL, { title: `泽米沙坦片说明书${MARKUP}`, productIds: ['P1'] })
  const house = await compose(readConfig({}), {
    database: database as OpenDatabase,
    log: silentLog,
    clock: room.clock,
  })
  const { url } = await house.api.listen('127.0.0.1', 0)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage'],
  })

  /** A new browser profile; `faults` gathers whatever its pages complain about. */
  async function newPage(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
    const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', ...options })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text())
    })
    return { page, faults }
  }

  /** The path of a fresh sign-in link. */
  async function signInPath(userId: string): Promise<string> {
    const { token } = await house.tokens.issueLink(userId, null)
    return `/sign-in?code=${encodeURIComponent(token)}`
  }

  return {
    ...room,
    tokens: house.tokens,
    url,
    label,
    sections: LABEL,
    newPage,
    signInPath,
    /** A page on which the person is signed in by link, on the chat. */
    async signedIn(userId: string, options: BrowserContextOptions = {}) {
      const opened = await newPage(options)
      await opened.page.goto(await signInPath(userId))
      await opened.page.waitForURL((address) => address.pathname === '/')
      return opened
    },
    async close() {
      await browser.close()
      await house.close()
    },
  }
}
