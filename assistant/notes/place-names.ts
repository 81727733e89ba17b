/**
 * The names by which people speak of an institution, made from its full name: without the city, with 医院 for
 * 人民医院, 市一 for 市第一人民医院, 妇幼 for 妇幼保健院. Several institutions may end up with the same short name;
 * whoever looks one up gets all of them.
 */

const CITY = /^\p{Script=Han}{1,4}?(?:省|市|自治区|地区|自治州|县|(?<!社)区)(?=\p{Script=Han}{2,})/u
const ORDINAL = '一二三四五六七八九十'

/** Names besides those that the company lists; none shorter than two characters. */
export function shortNames(name: string): readonly string[] {
  const names = new Set<string>()
  const english = /\bNo\.?\s?(\d+)\b/iu.exec(name)?.[1]
  if (english !== undefined)
    for (const one of [
      `No.${english} hospital`,
      `No. ${english} hospital`,
      `No ${english} hospital`,
      `No.${english}`,
    ])
      if (one.toLowerCase() !== name.toLowerCase()) names.add(one)
  const bare = name.replace(/[（(][^）)]*[）)]/gu, '')
  const add = (one: string): void => {
    if (one.length >= 2 && one !== name && !TOO_PLAIN.has(one)) names.add(one)
  }
  add(bare)
  const cityless = bare.replace(CITY, '')
  const city = bare.length === cityless.length ? '' : bare.slice(0, bare.length - cityless.length)
  const level = /[省市县区]$/u.exec(city)?.[0] ?? ''
  for (const [front, kept] of [
    ['', cityless],
    [level, cityless],
  ] as const) {
    if (cityless !== bare) add(front + kept)
    for (const short of shorter(kept)) add(front + short)
  }
  for (const short of shorter(cityless)) if (city !== '') add(city + short)
  for (const short of shorter(cityless)) if (city.length > 1) add(city.slice(0, -1) + short)
  const district = /^(\p{Script=Han}{2,3})[区县]人民医院$/u.exec(bare)?.[1]
  if (district !== undefined)
    for (const short of [
      `${district}人民医院`,
      `${district}区院`,
      `${district}区医院`,
      `${district}医院`,
      '区医院',
      '区院',
    ])
      add(short)
  for (const match of bare.matchAll(
    /(?:大学|学院)(?:第(.))?附属(?:第(.))?(\p{Script=Han}{2,6}?)(?:医院)$/gu,
  )) {
    const own = match[3]!
    add(`${own}医院`)
    if (!/^第?.$/u.test(own)) add(own)
    add(`附属${own}医院`)
    if (match[1] !== undefined) add(`附${match[1]}`)
  }
  const store = /^(.+?大药房|.+?药房|.+?药店|.+?连锁)(.+店)$/u.exec(bare)
  if (store !== null) for (const one of [store[1]!, store[2]!, store[1]!.replace('大药房', '药房')]) add(one)
  return [...names]
}

/** They name a kind of institution, not one. */
const TOO_PLAIN = new Set(
  '医院 人民 社区 中心 药房 大药房 卫生院 服务中心 卫生服务中心 人民医院 门诊部 诊所 区院'.split(' '),
)

function shorter(name: string): readonly string[] {
  const numbered = new RegExp(`^第([${ORDINAL}])(?:人民)?医院$`, 'u').exec(name)?.[1]
  if (numbered !== undefined)
    return [`第${numbered}医院`, `${numbered}医院`, `${numbered}院`, numbered, `第${numbered}人民医院`]
  if (/人民医院$/u.test(name)) return [name.replace(/人民医院$/u, '医院')]
  if (/^妇幼保健院$/u.test(name)) return ['妇幼', '妇保院', '妇幼医院', '妇幼保健']
  if (/社区卫生服务中心$/u.test(name)) {
    const own = name.replace(/(?:街道)?社区卫生服务中心$/u, '')
    return [`${own}社区`, `${own}社区中心`, `${own}社区医院`, `${own}社服`, `${own}卫生服务中心`]
  }
  if (/卫生院$/u.test(name)) return [name.replace(/(?:乡|镇)?(?:中心)?卫生院$/u, '卫生院')]
  if (/中医(?:医)?院$/u.test(name)) return ['中医院', '中医医院']
  if (
    /^(\p{Script=Han}{2,4})医院$/u.test(name) &&
    !/^(?:中心|人民|中医|儿童|肿瘤|口腔|胸科|传染病|精神病)医院$/u.test(name)
  )
    return [name.slice(0, -2)]
  return []
}
