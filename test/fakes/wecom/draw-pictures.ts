/**
 * Draws the pictures of docs/wecom.md from what really is sent: replies of a running server with the example company,
 * rendered by the channel, set as a chat on a phone would set them. Not part of any suite:
 * `node test/fakes/wecom/draw-pictures.ts http://127.0.0.1:3000 REP_TOKEN MANAGER_TOKEN`
 */
import type { TemplateCard } from '@wecom/aibot-node-sdk'
import { chromium } from 'playwright-core'
import type { Reply } from '../../../assistant/turn.ts'
import { renderReply, type WecomMessage } from '../../../bot/wecom/render-reply.ts'
import { checkCard } from './check-card.ts'

const [server = 'http://127.0.0.1:3000', rep = '', manager = ''] = process.argv.slice(2)
const TALKS = [
  ['answer', rep, '糖诺利肾功能不好的能用吗'],
  [
    'visit',
    rep,
    '今天上午在江城市第一人民医院见了王主任，讲了糖诺利的肾功能剂量，他比较认可，担心价格，周五前给他送一份说明书。',
  ],
  ['chart', manager, '上个月团队拜访怎么样'],
] as const
const OUT = new URL('../../../docs/images/', import.meta.url)

const STYLE = `
body { margin: 0; background: #ededed; font: 15px/1.55 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif; color: #191919 }
main { width: 402px; padding: 0 14px 18px; background: #ededed; display: flow-root }
header { text-align: center; font-weight: 600; padding: 12px 0 14px }
.me { margin: 0 0 14px 64px; background: #c9e7ff; border-radius: 8px; padding: 9px 12px; width: fit-content; margin-left: auto; max-width: 300px }
.bot { background: #fff; border-radius: 8px; padding: 11px 13px; margin: 0 20px 12px 0; position: relative }
.gap { height: 9px }
.item { padding-left: 14px; position: relative } .item::before { content: '•'; position: absolute; left: 2px }
blockquote { margin: 0; padding: 1px 0 1px 10px; border-left: 3px solid #d5d8de; color: #4a4f58 }
a { color: #267ef0 } img { width: 100%; border-radius: 4px; margin-top: 8px; display: block }
.thumbs { border-top: 1px solid #eee; color: #888; font-size: 13px; margin-top: 10px; padding-top: 7px }
.card h1 { font-size: 16px; margin: 0 } .card p { margin: 2px 0; color: #888; font-size: 14px } .card p.sub { color: #555; margin-top: 6px }
.menu { position: absolute; right: 12px; top: 6px; color: #999; letter-spacing: 1px }
dl { display: grid; grid-template-columns: 62px 1fr; margin: 8px 0 2px; font-size: 14px } dt { color: #888 } dd { margin: 0 }
.select, .jump { display: flex; justify-content: space-between; border-top: 1px solid #eee; padding: 8px 0 0; margin-top: 8px; font-size: 14px }
.select b { font-weight: 500; color: #267ef0 } .jump i { color: #bbb; font-style: normal }
.buttons { display: flex; gap: 8px; margin-top: 12px } button { flex: 1; border: 0; border-radius: 5px; padding: 8px 0; font: inherit; font-size: 14px }
.style1 { background: #267ef0; color: #fff } .style2 { background: #eef4fd; color: #267ef0 } .style3 { background: #fdf0ef; color: #e0443a } .style4 { background: #f2f2f2; color: #999 }
`

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
for (const [name, token, text] of TALKS) {
  const reply = await ask(token, text)
  const pictures = new Map<string, Buffer>()
  for (const part of reply.parts) {
    if (part.type !== 'summary' || part.chart === null) continue
    const response = await fetch(server + part.chart, { headers: { authorization: `Bearer ${token}` } })
    pictures.set(part.chart, Buffer.from(await response.arrayBuffer()))
  }
  const place = { kind: 'message', chatId: 'u', userId: 'u', reqId: 'r', streamId: 's', feedbackId: 'f' }
  const linkTo = (path: string) => `https://pharos.example.com${path}`
  const messages = renderReply({ reply, locale: 'zh-CN', linkTo, pictures }, place)
  const page = await browser.newPage({ viewport: { width: 430, height: 900 }, deviceScaleFactor: 2 })
  await page.setContent(chat(text, messages as unknown as readonly WecomMessage[], name === 'answer'))
  await page.locator('main').screenshot({ path: new URL(`wecom-${name}.png`, OUT).pathname })
  await page.close()
}
await browser.close()

async function ask(token: string, text: string): Promise<Reply> {
  const response = await fetch(`${server}/v1/turns`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  })
  if (!response.ok) throw new Error(`The server said ${response.status}.`)
  return (await response.json()) as Reply
}

function chat(asked: string, messages: readonly WecomMessage[], rated: boolean): string {
  const shown = messages.map((one) => {
    if (one.kind === 'card') return card(one.card)
    if (one.kind === 'picture') return picture(one.png)
    return `<div class="bot said">${markdown(one.text)}${one.pictures.map(picture).join('')}${one.first && rated ? '<div class="thumbs">有帮助　·　没帮助</div>' : ''}</div>`
  })
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><main><header>Pharos</header>
    <div class="me">${inHtml(asked)}</div>${shown.join('')}</main>`
}

function card(given: TemplateCard): string {
  const faults = checkCard({ ...given, task_id: 'x' })
  if (faults.length > 0) throw new Error(faults.join('; '))
  const rows = (given.horizontal_content_list ?? []).map(
    (one) => `<dt>${inHtml(one.keyname)}</dt><dd>${inHtml(one.value ?? '')}</dd>`,
  )
  const selects = (given.select_list ?? []).map(
    (one) =>
      `<div class="select"><span>${inHtml(one.title ?? '')}</span><b>${inHtml(one.option_list[0]?.text ?? '')} ▾</b></div>`,
  )
  const jumps = (given.jump_list ?? []).map((one) => `<div class="jump">${inHtml(one.title)}<i>›</i></div>`)
  const buttons = (given.button_list ?? []).map(
    (one) => `<button class="style${one.style ?? 1}">${inHtml(one.text)}</button>`,
  )
  const submit =
    given.submit_button === undefined
      ? ''
      : `<button class="style1">${inHtml(given.submit_button.text)}</button>`
  return `<div class="bot card">${given.action_menu === undefined ? '' : '<span class="menu">···</span>'}
    <h1>${inHtml(given.main_title?.title ?? '')}</h1><p>${inHtml(given.main_title?.desc ?? '')}</p>
    ${given.sub_title_text === undefined ? '' : `<p class="sub">${inHtml(given.sub_title_text)}</p>`}
    ${rows.length === 0 ? '' : `<dl>${rows.join('')}</dl>`}${selects.join('')}${jumps.join('')}
    ${buttons.length === 0 && submit === '' ? '' : `<div class="buttons">${buttons.join('')}${submit}</div>`}</div>`
}

function picture(png: Buffer): string {
  return `<img src="data:image/png;base64,${png.toString('base64')}">`
}

/** As much of Markdown as the channel writes. */
function markdown(text: string): string {
  const inline = (line: string): string =>
    inHtml(line)
      .replace(/\[([^\]]*)\]\(([^)]*)\)/gu, '<a>$1</a>')
      .replace(/\*\*([^*]+)\*\*/gu, '<b>$1</b>')
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('> ')) return `<blockquote>${inline(line.slice(2))}</blockquote>`
      if (/^\s*- /u.test(line)) return `<div class="item">${inline(line.replace(/^\s*- /u, ''))}</div>`
      return line === '' ? '<div class="gap"></div>' : `<div>${inline(line)}</div>`
    })
    .join('')
}

function inHtml(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}
