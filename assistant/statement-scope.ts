/**
 * For whom and by which way a statement holds: its captions and first words say "儿童：", "静脉滴注：", and then
 * it is no answer to a question about adults or tablets. Populations that the question does not name
 * count against a statement, ways of giving only when the question names another one.
 */

interface Scope {
  readonly name: string
  readonly kind: 'population' | 'route'
  readonly asked: RegExp
  readonly said: RegExp
}

const SCOPES: readonly Scope[] = [
  {
    name: 'child',
    kind: 'population',
    asked:
      /儿童|小儿|患儿|小孩|孩|娃|宝宝|婴|幼|新生儿|早产|青少年|未成年|个?月大|(?<!\d)1?\d\s*岁(?!以上)|child(?!-?\s*pugh)|p(?:a)?ediatric|infant|kids?\b|adolescent|neonat/iu,
    said: /儿童|小儿|患儿|婴|幼儿|新生儿|早产儿|青少年|儿科|child(?!-?\s*pugh)|pediatric|infant|neonat/iu,
  },
  {
    name: 'adult',
    kind: 'population',
    asked: /成人|成年|大人|adult/iu,
    said: /成人|成年|adult/iu,
  },
  {
    name: 'elder',
    kind: 'population',
    asked: /老年|老人|老太|老爷|大爷|大妈|高龄|[6-9]\d\s*多?岁|geriatric|elderly|older/iu,
    said: /老年|老人|高龄|geriatric|elderly/iu,
  },
  {
    name: 'pregnancy',
    kind: 'population',
    asked: /孕|怀上|妊娠|胎|哺乳|喂奶|母乳|产妇|pregnan|lactat|breast/iu,
    said: /孕妇|妊娠|哺乳|产妇|pregnan|lactat/iu,
  },
  {
    name: 'kidney',
    kind: 'population',
    asked: /肾(?!上腺)|e?gfr|ccr|crcl|肌酐|透析|renal|kidney|dialysis/iu,
    said: /肾功能|肾损|肾衰|肾受损|肌酐清除率|透析|renal|dialysis/iu,
  },
  {
    name: 'liver',
    kind: 'population',
    asked: /肝(?!素|癌)|child[\s-]*pugh|hepatic|liver|cirrhosis/iu,
    said: /肝功能|肝损|肝受损|肝硬化|child[\s-]*pugh|hepatic/iu,
  },
  {
    name: 'combination',
    kind: 'population',
    asked:
      /合用|联用|联合|并用|一起|一块|同时|相互|影响|(?:和|跟|与|同|加)\p{Script=Han}|combin|\bwith\b|interact/iu,
    said: /^[^|]*(?:合用药物|合并用药|concomitant drug)/iu,
  },
  {
    name: 'oral',
    kind: 'route',
    asked: /口服|吃|片|胶囊|颗粒|\boral|\btablet|\bcapsule/iu,
    said: /口服|片剂?|胶囊|颗粒|\boral/iu,
  },
  {
    name: 'intravenous',
    kind: 'route',
    asked: /静脉|静滴|静推|点滴|滴注|输液|输注|推注|挂水|吊瓶|\biv\b|infus/iu,
    said: /静脉|静滴|滴注|输注|推注|\biv\b|infus/iu,
  },
  {
    name: 'intramuscular',
    kind: 'route',
    asked: /肌注|肌肉|肌内|\bim\b/iu,
    said: /肌内|肌注|肌肉注射|\bim\b/iu,
  },
  { name: 'subcutaneous', kind: 'route', asked: /皮下|\bsc\b|subcut/iu, said: /皮下|subcut/iu },
  {
    name: 'skin',
    kind: 'route',
    asked: /外用|涂|抹|药膏|乳膏|软膏|topical/iu,
    said: /外用|涂|局部用|topical/iu,
  },
  { name: 'nose', kind: 'route', asked: /鼻/u, said: /鼻/u },
  { name: 'eye', kind: 'route', asked: /滴眼|眼药|眼膏/u, said: /滴眼|眼膏|结膜/u },
  { name: 'lung', kind: 'route', asked: /吸入|雾化|inhal/iu, said: /吸入|雾化|inhal/iu },
]

const FITS = 1.2
const OTHER_POPULATION = -2.2
const OTHER_ROUTE = -2.4
/** How far the first words of a statement reach. */
const HEAD = 16

export type ScopeScore = (captions: string, body: string) => number

/** Reads the question once; the result scores a statement by its captions and its body. */
export function scopeOf(question: string): ScopeScore {
  const populations = SCOPES.filter((scope) => scope.kind === 'population')
  const routes = SCOPES.filter((scope) => scope.kind === 'route')
  const askedPopulations = askedOf(populations, question)
  const askedRoutes = askedOf(routes, question)
  return (captions, body) => {
    const head = `${captions} ${body.slice(0, HEAD)}`
    let score = 0
    const said = populations.filter((scope) => scope.name !== 'adult' && scope.said.test(head))
    if (askedPopulations.some((scope) => scope.said.test(head))) score += FITS
    else if (said.length > 0 && askedPopulations.every((scope) => !scope.said.test(body))) {
      // Whoever asks about adults, or about nobody, is not answered with the dose of a child.
      score += OTHER_POPULATION
    }
    if (askedRoutes.length === 0) return score
    const way = routes.filter((scope) => scope.said.test(head))
    if (way.length === 0) return score
    return score + (way.some((scope) => askedRoutes.includes(scope)) ? FITS : OTHER_ROUTE)
  }
}

/** A follow-up's own words, on its first line, win over those that it carries. */
function askedOf(scopes: readonly Scope[], question: string): readonly Scope[] {
  const own = scopes.filter((scope) => scope.asked.test(question.split('\n')[0] ?? ''))
  return own.length > 0 ? own : scopes.filter((scope) => scope.asked.test(question))
}
