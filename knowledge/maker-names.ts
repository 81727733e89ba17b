/**
 * The short names under which people speak of a product's maker: "礼来苏州制药有限公司" is 礼来, "Bayer S.p.A" is
 * bayer; and what a product list adds in brackets to tell makers apart, "人胰岛素注射液(天麦)".
 */
import { normalizeText } from '../core/text/normalize.ts'
import type { Product } from './product.ts'

/** What companies are called besides their own name. */
const BUSINESS =
  /股份|有限|责任|公司|集团|控股|制药|药业|医药|药厂|药品|生物|化学|化工|科技|技术|科学|工程|研究[院所]?|研发|发展|实业|工业|企业|贸易|投资|健康|保健|生产|委托|受托|进口|分包装?|上市许可持有人|中国|总厂|厂$/gu
/** Where they sit: provinces and the cities after which makers of medicines are named. */
const PLACES =
  /北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|石家庄|太原|沈阳|大连|长春|哈尔滨|南京|无锡|徐州|常州|苏州|南通|连云港|扬州|镇江|泰州|杭州|宁波|温州|嘉兴|绍兴|金华|台州|合肥|蚌埠|芜湖|福州|厦门|泉州|南昌|济南|青岛|淄博|烟台|潍坊|济宁|郑州|洛阳|新乡|武汉|宜昌|长沙|株洲|广州|深圳|珠海|佛山|东莞|中山|海口|成都|绵阳|贵阳|昆明|西安|兰州|银川|乌鲁木齐|西宁|拉萨|南宁|桂林|呼和浩特|[省市县区]/gu
const ENGLISH_BUSINESS: ReadonlySet<string> = new Set(
  (
    'pharma pharmaceutical pharmaceuticals pharmaceutica pharm limited company corporation corp gmbh manufacturing ' +
    'healthcare health international laboratories laboratory labs group holding holdings industries industry europe ' +
    'china shanghai beijing suzhou ireland germany deutschland italia france switzerland schweiz japan korea india ' +
    'singapore puerto rico medical medicine biotech biologics sciences science technology products plant freiburg ' +
    'betriebsstatte eeig production services operations global'
  ).split(' '),
)

/** In lower case, normalised; Chinese ones of two to six characters, Latin ones of four letters and more. */
export function makerNames(product: Product): readonly string[] {
  const maker = normalizeText(product.manufacturer ?? '')
  const chinese = maker.split(/[^\p{Script=Han}]+/u).flatMap((run) =>
    run
      .replace(BUSINESS, ' ')
      .replace(PLACES, ' ')
      .split(' ')
      .filter((word) => word.length >= 2 && word.length <= 6),
  )
  const latin = (maker.match(/[a-z]{4,}/gu) ?? []).filter((word) => !ENGLISH_BUSINESS.has(word))
  const marks = [...normalizeText(product.name).matchAll(/[(]([^()]+)[)]/gu)]
    .map((match) => match[1]!.trim())
    .filter((mark) => /^\p{Script=Han}{2,6}$/u.test(mark))
  return [...new Set([...chinese, ...latin, ...marks])]
}
