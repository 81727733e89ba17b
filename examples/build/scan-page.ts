/**
 * The page that is scanned, and what happens to it in the browser: the blocks are dealt to sheets of A4
 * (`paginate`), one sheet is shown slightly askew (`showPage`), and its picture becomes black and white.
 * The code for the browser is text, since nothing of it runs here.
 */
import { bodyHtml, STYLE } from './page-html.ts'
import { NOTICE_EN, NOTICE_ZH, type Source } from './read-source.ts'

const SHEET = `
  body { background: #fff }
  .sheet { position: relative; width: 210mm; height: 297mm; padding: 24mm 20mm 22mm; overflow: hidden; display: none; background: #fff }
  .sheet.shown { display: block }
  .head, .foot { position: absolute; left: 20mm; right: 20mm; text-align: center; font-size: 9pt }
  .head { top: 11mm } .foot { bottom: 10mm }
  .scan h3, .scan p.caption { font-size: 12pt; margin: 3mm 0 }
  body.scan { font: 12pt/1.75 'Noto Sans CJK SC', sans-serif }
  .scan h1, .scan h2, .scan h3, .scan strong, .scan p.caption { font-family: 'Noto Sans CJK SC', sans-serif }
  .scan table { font-size: 11pt; border-top: 0.5mm solid #000; border-bottom: 0.5mm solid #000 }
  .scan th, .scan td { border: 0; padding: 1.2mm 3mm; font-family: inherit; background: none }
  .scan th { border-bottom: 0.3mm solid #000 }
  .scan h2 { font-size: 12pt; margin: 6mm 0 3mm }
  .scan p { text-indent: 0 }
  .scan .notice { border: 0; color: #000 }`

const BROWSER_PAGES = `
  function paginate() {
    const blocks = [...document.getElementById('flow').children]
    const keepsNext = (block) => /^H[1-3]$/.test(block.tagName) || block.classList.contains('caption')
    const sheets = []
    const open = () => {
      const sheet = document.createElement('div')
      sheet.className = 'sheet shown'
      sheet.innerHTML = '<div class="body"></div>'
      document.body.append(sheet)
      sheets.push(sheet)
      return sheet.firstChild
    }
    const room = document.body.clientWidth / 210 * (297 - 24 - 22)
    let body = open()
    for (const block of blocks) {
      body.append(block)
      if (body.offsetHeight <= room) continue
      const moved = [block]
      while (body.children.length > 1 && keepsNext(body.children[body.children.length - 1 - moved.length] ?? document.body))
        moved.unshift(body.children[body.children.length - 1 - moved.length])
      body = open()
      body.append(...moved)
    }
    sheets.forEach((sheet, index) => {
      const line = (name, text) => {
        const element = document.createElement('div')
        element.className = name
        element.textContent = text
        sheet.append(element)
      }
      line('head', document.body.dataset.running)
      line('foot', '第 ' + (index + 1) + ' 页　共 ' + sheets.length + ' 页')
    })
    return sheets.length
  }
  function showPage(number) {
    document.querySelectorAll('.sheet').forEach((sheet, index) => {
      sheet.classList.toggle('shown', index + 1 === number)
      sheet.style.transform = 'rotate(' + [0.25, -0.2, 0.15, -0.3, 0.2][index % 5] + 'deg)'
    })
  }`

/** Called with a PNG in base64; answers rows of bits in base64. */
export const BROWSER_SCAN = `async (png, width, height, seed) => {
  const image = new Image()
  image.src = 'data:image/png;base64,' + png
  await image.decode()
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  let state = seed * 7919
  const random = () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
  const stride = Math.ceil(width / 8)
  const bits = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = data[(y * width + x) * 4 + 1]
      const white = light > 150 + (random() - 0.5) * 16
      if (white && random() > 0.00003) bits[y * stride + (x >> 3)] |= 128 >> (x & 7)
    }
  }
  let text = ''
  for (let at = 0; at < bits.length; at += 32768) text += String.fromCharCode(...bits.subarray(at, at + 32768))
  return btoa(text)
}`

export function scanHtml(source: Source): string {
  const running = `${source.fields['running']}　${NOTICE_ZH}`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${STYLE}${SHEET}</style></head><body class="zh scan" data-running="${running}"><div id="flow"><div class="notice">${NOTICE_ZH}　${NOTICE_EN}</div>${bodyHtml(source)}</div><script>${BROWSER_PAGES}</script></body></html>`
}
