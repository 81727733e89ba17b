/** What a rep does on the chat page, with the real service behind it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, openSite, PHONE, type Site } from './open-site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe('a rep', () => {
  it('opens the printed link, asks, opens the citation and sees the quote lit up', async () => {
    const { page, faults } = await site.signedIn('rep')
    const answer = await ask(page, '唯宁平肾功能不全 CrCl 40 吃多少？')
    expect(await answer.locator('.kind').textContent()).toBe('已核对原文')
    expect(await answer.locator('blockquote').first().textContent()).toContain('起始剂量为一次5mg')
    expect(await answer.locator('.sources').textContent()).toMatch(/【用法用量】第\d页.*起有效/)
    await answer.locator('.mark').first().click()
    const quote = page.locator('mark.quote').last()
    await quote.waitFor()
    expect(await quote.textContent()).toContain('肌酐清除率30～59ml/min')
    await expect.poll(() => page.locator('mark.quote').first().isVisible()).toBe(true)
    expect(await page.locator('.page-mark').allTextContents()).toContain('第 3 页')
    await page.click('#back')
    await page.locator('.reply').waitFor()
    expect(await page.locator('.question').allTextContents()).toEqual([
      '您问: 唯宁平肾功能不全 CrCl 40 吃多少？',
    ])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('asks on, and finds the conversation after a reload', async () => {
    const { page } = await site.signedIn('rep')
    await ask(page, '唯宁平一天几次')
    const followed = await ask(page, '那孕妇呢？')
    expect(await followed.textContent()).toContain('妊娠中期和晚期妇女禁用')
    await page.reload()
    expect(await page.locator('.reply').count()).toBe(2)
    const again = await ask(page, '儿童呢')
    expect(await again.locator('.kind').count()).toBe(1)
    await page.click('#new')
    expect(await page.locator('.reply').count()).toBe(0)
    expect(await page.locator('#welcome').isVisible()).toBe(true)
    await page.context().close()
  })

  it('taps a suggested question', async () => {
    const { page } = await site.signedIn('rep')
    await page.getByRole('button', { name: '孕妇能用唯宁平吗？' }).click()
    await page.locator('.reply').waitFor()
    expect(await page.locator('.question').textContent()).toContain('孕妇能用唯宁平吗？')
    await page.locator('.follow-ups button').first().click()
    await expect.poll(() => page.locator('.reply').count()).toBe(2)
    await page.context().close()
  })

  it('says that an answer did not help, and why', async () => {
    const { page } = await site.signedIn('rep')
    const answer = await ask(page, '唯宁平一天几次')
    await answer.getByRole('button', { name: '没帮助' }).click()
    await answer.getByLabel('哪里不对').fill('剂量不全')
    await answer.getByRole('button', { name: '提交' }).click()
    await answer.locator('form.reason').waitFor({ state: 'detached' })
    const kept = await site.database.query.selectFrom('answer_feedback').selectAll().execute()
    expect(kept).toMatchObject([{ user_id: 'rep', verdict: 'down', reason: '剂量不全' }])
    expect(await answer.locator('[data-action=down]').getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  })

  it('hands what the documents do not answer to the product manager', async () => {
    const { page } = await site.signedIn('rep')
    const answer = await ask(page, '唯宁平医保报销吗')
    expect(await answer.locator('.kind').textContent()).toBe('资料中没有')
    const button = answer.getByRole('button', { name: '问产品经理' })
    await button.click()
    await expect.poll(() => answer.locator('.outcome').textContent()).toContain('已转给产品经理')
    expect(await button.isDisabled()).toBe(true)
    const gaps = await site.database.query
      .selectFrom('gaps')
      .selectAll()
      .where('requested', '=', true)
      .execute()
    expect(gaps).toMatchObject([{ question: '唯宁平医保报销吗', asked_by: 'rep' }])
    await page.context().close()
  })

  it('is told of a recall and confirms it', async () => {
    const { documentId } = site.label
    const { page } = await site.signedIn('rep')
    await ask(page, '唯宁平一天几次')
    await site.withdraw(site.label.versionId, '剂量有误', site.author.userId)
    await page.reload()
    await page.locator('#recall-alert').click()
    const notice = page.locator('#notice-list li').first()
    expect(await notice.textContent()).toContain('剂量有误')
    await notice.getByRole('button', { name: '我已知悉' }).click()
    await notice.getByText('已确认').waitFor()
    expect(await page.locator('#recall-alert').count()).toBe(0)
    await page.keyboard.press('Escape')
    const refused = await ask(page, '唯宁平一天几次')
    expect(await refused.locator('blockquote').count()).toBe(0)
    await site.inForceAgain(documentId, site.sections)
    await page.context().close()
  })

  it('is led to the sign-in page when the session is over, and finds the question again', async () => {
    const { page } = await site.signedIn('rep-2')
    await ask(page, '唯宁平一天几次')
    for (const { id } of await site.tokens.list('rep-2')) await site.tokens.revoke(id, null)
    await page.fill('#question', '那孕妇呢？')
    await page.press('#question', 'Enter')
    await page.waitForURL((address) => address.pathname === '/sign-in')
    expect(await page.locator('[role=status]').textContent()).toContain('登录已失效')
    const { token } = await site.tokens.issue('rep-2', {}, null)
    await page.fill('#token', token)
    await page.press('#token', 'Enter')
    await page.waitForURL((address) => address.pathname === '/')
    await page.getByRole('button', { name: '重试' }).click()
    await expect.poll(() => page.locator('.reply').count()).toBe(2)
    await page.locator('details.menu summary').click()
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL((address) => address.pathname === '/sign-in')
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await page.context().close()
  })

  it('is told when there is no connection, and tries again', async () => {
    const { page } = await site.signedIn('rep')
    await page.context().setOffline(true)
    expect(await page.locator('#offline-alert').textContent()).toContain('离线')
    await page.fill('#question', '唯宁平一天几次')
    await page.press('#question', 'Enter')
    await page.locator('.failed').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '重试' }).click()
    await page.locator('.reply').waitFor()
    expect(await page.locator('#offline-alert').count()).toBe(0)
    await page.context().close()
  })
})

describe('writing', () => {
  it('leaves Enter to the input method while it composes', async () => {
    const { page } = await site.signedIn('rep', PHONE)
    const session = await page.context().newCDPSession(page)
    await page.focus('#question')
    await session.send('Input.imeSetComposition', { text: 'weining', selectionStart: 7, selectionEnd: 7 })
    await page.evaluate(`document.getElementById('question').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))`)
    expect(await page.locator('.turn').count()).toBe(0)
    await session.send('Input.insertText', { text: '唯宁平' })
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('mei ri')
    expect(await page.inputValue('#question')).toBe('唯宁平\nmei ri')
    expect(await page.getAttribute('#question', 'rows')).toBe('2')
    await page.keyboard.press('Enter')
    await page.locator('.turn').waitFor()
    expect(await page.inputValue('#question')).toBe('')
    await page.context().close()
  })

  it('sends nothing for nothing', async () => {
    const { page } = await site.signedIn('rep')
    await page.fill('#question', '  \n ')
    await page.press('#question', 'Enter')
    expect(await page.locator('.turn').count()).toBe(0)
    await page.context().close()
  })
})
