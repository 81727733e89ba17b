/**
 * One name, several products: what stands beside the name and tells them apart. "诺和锐30" is the mixture, "X片" not
 * the injection, "X(礼来)" the one of that maker. Each sign counts only when it fits some of the products and not
 * others; signs that decide nothing leave every product in. Which form a question favours without naming it so
 * surely is product-form.ts.
 */
import { normalizeText } from '../core/text/normalize.ts'
import { makerNames } from './maker-names.ts'
import { type Product, productNames } from './product.ts'
import { favouredProducts } from './product-form.ts'

/** The share of a mixture behind a name ("30", "30R", "M30"), and no amount, age or count of anything. */
const RATIO =
  /^[\s(-]*m?(\d{2})\s*(?:r(?![a-z])|(?![\d.:/~～%-]|\s*(?:mg|g|ml|μg|µg|mcg|ug|u|iu|kg|cm|h|d|w|min|[个多几]|毫|微|克|单位|国际|岁|片|粒|颗|支|盒|袋|包|瓶|针|滴|喷|次|例|人|天|日|周|月|年|分|小时|度|℃|级|期|以|左右)))/u
/** The same at the end of a name that holds it. */
const RATIO_INSIDE = /\D(\d{2})r?$/u
const FORM =
  /^[\s(]*((?:缓释|控释|肠溶|分散|咀嚼|口崩|泡腾|舌下)?片剂?(?!段)|(?:软|硬|肠溶|缓释)?胶囊|颗粒剂?|口服(?:溶)?液|糖浆|滴剂|(?:干)?混悬[液剂]|注射[液剂]|粉?针剂?(?!对|灸)|乳膏|软膏|凝胶|栓剂?|贴[片剂膏]?(?!近)|(?:鼻)?喷雾?剂|气雾剂|粉雾剂|滴眼液|眼膏)/u

/** The products that the mention at [start, end) can mean, of those that its name is for; never fewer than one. */
export function narrowProducts(
  text: string,
  mention: { readonly start: number; readonly end: number },
  products: readonly Product[],
): readonly Product[] {
  let left = products
  for (const fits of [byRatio(text, mention), byMaker(text), byForm(text, mention)]) {
    if (left.length < 2) return left
    const fitting = fits(left)
    if (fitting.length > 0) left = fitting
  }
  return left
}

type Fits = (products: readonly Product[]) => readonly Product[]

function byRatio(text: string, { start, end }: { readonly start: number; readonly end: number }): Fits {
  const behind = RATIO.exec(normalizeText(text.slice(end, end + 12)))?.[1]
  const ratio = behind ?? RATIO_INSIDE.exec(normalizeText(text.slice(start, end)))?.[1]
  if (ratio === undefined) return () => []
  const written = new RegExp(`(?<![\\d.])${ratio}(?!\\d|\\s*(?:mg|g|ml|%))`, 'u')
  return (products) =>
    products.filter((product) => productNames(product).some(({ name }) => written.test(normalizeText(name))))
}

function byMaker(text: string): Fits {
  const said = normalizeText(text)
  const words = new Set(said.match(/[a-z]{4,}/gu))
  return (products) =>
    products.filter((product) =>
      makerNames(product).some((maker) => (/^[a-z]/u.test(maker) ? words.has(maker) : said.includes(maker))),
    )
}

function byForm(text: string, { end }: { readonly end: number }): Fits {
  const form = FORM.exec(normalizeText(text.slice(end, end + 12)))?.[1]
  if (form === undefined) return () => []
  return (products) => {
    const favoured = favouredProducts(form, products)
    return products.filter((product) => favoured.has(product.id))
  }
}
