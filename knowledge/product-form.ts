/**
 * Which of several products of one medicine a question means, where it says so: tablets or injection,
 * sustained release, nasal spray, for children, a strength.
 */
import { normalizeText } from '../core/text/normalize.ts'
import type { Product } from './product.ts'

/** What is said -> what stands in a product's name or form. */
const FORMS: readonly (readonly [said: RegExp, written: RegExp])[] = [
  [/缓释|长效片|\b(?:er|xr|sr)\b|extended|sustained/iu, /缓释|控释/u],
  [/控释/u, /控释/u],
  [/肠溶/u, /肠溶/u],
  [/分散片/u, /分散片/u],
  [/口崩/u, /口崩/u],
  [/咀嚼/u, /咀嚼/u],
  [/片(?!段)|\btablets?\b/iu, /片/u],
  [/胶囊|\bcapsules?\b/iu, /胶囊/u],
  [/颗粒|冲剂/u, /颗粒/u],
  [/口服液|口服溶液|糖浆|\bsyrup\b/iu, /口服(?:溶)?液|糖浆|滴剂/u],
  [/混悬/u, /混悬/u],
  [/鼻喷|喷鼻|鼻用|nasal/iu, /鼻/u],
  [/滴眼|眼药水|eye drops?/iu, /滴眼|眼用/u],
  [/吸入|雾化|inhal/iu, /吸入|雾化|气雾|粉雾/u],
  [/乳膏|软膏|药膏|\bcream\b|ointment/iu, /乳膏|软膏/u],
  [/凝胶/u, /凝胶/u],
  [/贴(?!近)|\bpatch/iu, /贴/u],
  [/栓/u, /栓/u],
  [/针(?!灸|对|剂量)|注射|静脉|静滴|点滴|静推|皮下|肌注|\biv\b|inject|infus/iu, /注射/u],
  [/口服|\boral(?:ly)?\b/iu, /片|胶囊|颗粒|口服|糖浆/u],
  [/儿童|小儿|娃|孩/u, /儿童|小儿/u],
]

/** Those of the products that carry a form or strength the question names; empty when it tells none apart. */
export function favouredProducts(text: string, products: readonly Product[]): ReadonlySet<string> {
  if (products.length < 2) return new Set()
  const said = normalizeText(text)
  const points = products.map((product) => {
    const written = normalizeText([product.name, product.dosageForm ?? ''].join(' '))
    const forms = FORMS.filter(([ask, answer]) => ask.test(said) && answer.test(written)).length
    const strength = product.strengths.some((one) => saysStrength(said, normalizeText(one)))
    return forms + (strength ? 1 : 0)
  })
  const most = Math.max(...points)
  if (most === 0 || points.every((one) => one === most)) return new Set()
  return new Set(products.filter((_, at) => points[at] === most).map((product) => product.id))
}

function saysStrength(said: string, strength: string): boolean {
  const compact = strength.replace(/\s+/gu, '')
  return compact !== '' && said.replace(/\s+/gu, '').includes(compact)
}
