/** What a rep does with a visit note on the chat page, with the real service behind it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, openSite, PHONE, type Site } from './open-site.ts'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const NOTE =
  '今天上午去市一院心内科见了新来的田晓明主任，聊了唯宁平，他觉得降压不错，就是价格有点贵。下周三给他送文献。'

describe('a visit note', () => {
  it('becomes a card with its words lit up, is answered, confirmed, and stays so after a reload', async () => {
    const { page, faults } = await site.signedIn('rep', PHONE)
    const reply = await ask(page, NOTE)
    const card = reply.locator('.draft')
    expect(await card.locator('.note').textContent()).toBe(NOTE)
    expect(await card.locator('.note mark').count()).toBeGreaterThan(3)
    await card.locator('.row').nth(2).focus()
    expect(await card.locator('.note mark.lit').count()).toBeGreaterThan(0)
    const asked = await card.locator('.ask').count()
    await card.locator('.ask .choices button').first().click()
    await expect.poll(() => page.locator('.draft .ask').count()).toBeLessThan(asked)
    await page.locator('[data-action="draft_confirm"]').click()
    await page.locator('.draft[data-state="submitted"]').waitFor()
    expect(await page.locator('.outcome').textContent()).toContain('已记录 1 次拜访')
    expect(await page.locator('[data-action="draft_confirm"]').count()).toBe(0)
    await page.reload()
    await page.locator('.draft[data-state="submitted"]').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('is dropped by its button', async () => {
    const { page } = await site.signedIn('rep')
    await ask(page, '今天下午见了李主任，聊了唯宁平的安全性。')
    await page.locator('[data-action="draft_discard"]').click()
    await page.locator('.draft[data-state="discarded"]').waitFor()
    expect(await page.locator('[data-action]').count()).toBe(0)
    await page.context().close()
  })
})
