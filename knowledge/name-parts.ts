/**
 * A medicine's name taken apart: 苯磺酸氨氯地平片 -> 氨氯地平, "Quetiapine Fumarate Tablets" -> "quetiapine".
 * Salts and dosage forms are what a rep leaves out when asking; what remains tells medicines apart.
 */
import { foldName, normalizeText } from '../core/text/normalize.ts'
import { spokenForm } from './spoken-numbers.ts'

const FORMS = (
  '预填充笔 预充式注射器 自动注射器 玻璃体内植入剂 缓释植入剂 植入剂 眼内注射溶液 玻璃体内注射溶液 注射用浓溶液 雾化吸入用溶液 吸入用溶液 吸入溶液 ' +
  '吸入用混悬液 眼用注射液 混悬注射液 脂质体注射液 乳状注射液 氯化钠注射液 葡萄糖注射液 注射液 注射剂 注射用混悬液 口服溶液用散 口服溶液用粉 口服混悬液 口服溶液 口服液 口服乳 口溶膜 ' +
  '干混悬剂 混悬滴剂 混悬液 糖浆 滴剂 吸入粉雾剂 粉雾剂 吸入气雾剂 气雾剂 鼻喷雾剂 鼻喷剂 喷雾剂 滴眼液 滴耳液 滴鼻液 眼用凝胶 眼膏 ' +
  '凝胶贴膏 凝胶膏 贴膏 贴片 贴剂 透皮贴剂 阴道软胶囊 阴道胶丸 阴道片 阴道栓 栓剂 栓 乳胶剂 凝胶 乳膏 软膏 洗剂 外用溶液 溶液 搽剂 ' +
  '肠溶缓释片 肠溶片 缓释片 控释片 分散片 咀嚼片 口崩片 泡腾片 舌下片 薄膜衣片 包衣片 片剂 片 肠溶胶囊 缓释胶囊 控释胶囊 软胶囊 硬胶囊 胶囊 ' +
  '肠溶微丸 微丸 滴丸 丸 细粒 颗粒剂 颗粒 散剂 散 粉剂 乳剂 植入棒 膏 酊 合剂'
).split(' ')

const ACIDS = (
  '重酒石酸 酒石酸 对甲苯磺酸 甲苯磺酸 苯磺酸 乙磺酸 甲磺酸 二甲磺酸 氢溴酸 盐酸 硫酸 磷酸 硝酸 醋酸 乳酸 富马酸 马来酸 枸橼酸 苹果酸 琥珀酸 丁二磺酸 ' +
  '丙酸 糠酸 戊酸 棕榈酸 苯甲酸 羟萘甲酸 双羟萘酸 门冬氨酸 草酸 葡萄糖酸 乳糖酸 水杨酸 氢碘酸 碘化 溴化 单硝酸 精氨酸 己二酸 依地酸'
).split(' ')

const BASES = '氨丁三醇 乙醇胺 葡甲胺 二钠 三钠 半水合物 一水合物 水合物 钠 钙 钾 镁 锌'.split(' ')

const ENGLISH_FORMS = new Set(
  (
    'tablet tablets capsule capsules injection injections solution suspension oral granule granules powder cream ointment gel ' +
    'patch patches spray nasal inhalation inhaler aerosol drops eye ophthalmic syrup suppository suppositories lotion ' +
    'enteric coated enteric-coated sustained release sustained-release extended extended-release controlled controlled-release ' +
    'delayed dispersible effervescent chewable orally disintegrating soft film-coated for and of in the concentrated dry ' +
    'i ii iii iv v vi liposome emulsion pill pills implant kit vial prefilled pen external use topical vaginal'
  ).split(' '),
)
const ENGLISH_SALTS = new Set(
  (
    'hydrochloride dihydrochloride hcl hydrobromide sulfate sulphate phosphate nitrate acetate lactate fumarate maleate citrate malate ' +
    'succinate tartrate bitartrate tosylate besylate besilate mesylate mesilate esylate dimesylate propionate furoate valerate ' +
    'palmitate benzoate pamoate gluconate lactobionate sodium disodium calcium potassium magnesium zinc tromethamine olamine ' +
    'meglumine hydrate monohydrate hemihydrate anhydrous hydrochlorid bromide'
  ).split(' '),
)

/**
 * The folded forms under which a Chinese name is known, from the whole to its core:
 * as it is, without dosage form, without salt. None is shorter than two characters.
 */
export function chineseForms(name: string): readonly string[] {
  // Lists mark names with signs and reimbursement classes: "※▲(甲)…".
  const plain = normalizeText(name)
    .replace(/\([^)]*\)?/gu, '')
    .replace(/^[^\p{L}\p{N}]+/gu, '')
  const forms = new Set([foldName(name), foldName(plain)])
  // A ready-made infusion names its carrier after a slash: "…钠/5%葡萄糖注射液".
  const head = foldName(plain.split('/')[0] ?? plain)
  let core = head.replace(/^(?:注射用|吸入用|外用)/u, '')
  core = withoutEnd(withoutEnd(core, FORMS, 2), FORMS, 2)
  // "10%葡萄糖注射液" is not a medicine called "10%".
  if (!/\p{Script=Han}{2}/u.test(core)) core = head
  forms.add(core)
  const free = withoutStart(core, ACIDS, 2)
  if (free.length >= 2) forms.add(free)
  const base = withoutEnd(free, BASES, 3)
  if (base.length >= 3) forms.add(base)
  // "VB1", "维B1": how vitamins are called on every ward.
  const vitamin = /^维生素([a-z]\d{0,2})$/u.exec(core)?.[1]
  if (vitamin !== undefined)
    for (const short of [`v${vitamin}`, `维${vitamin}`, `vit${vitamin}`]) forms.add(short)
  return [...forms].filter((form) => form.length >= 2)
}

const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii'.split(' ')
const SHORT_DISEASES: readonly (readonly [long: string, short: string])[] = [
  ['甲型肝炎', '甲肝'],
  ['乙型肝炎', '乙肝'],
  ['丙型肝炎', '丙肝'],
  ['戊型肝炎', '戊肝'],
  ['流行性感冒', '流感'],
  ['脊髓灰质炎', '脊灰'],
  ['流行性脑脊髓膜炎', '流脑'],
]

/**
 * What a folded Chinese name is called aloud: its number in words ("达英三十五"), a clotting factor by its number
 * ("重组八因子"), a biological without "人", its disease in short ("乙肝免疫球蛋白"). Empty for most names.
 */
export function spokenNames(name: string): readonly string[] {
  const found = new Set<string>()
  const numbered = name.replace(/\d{2}(?!\d)/gu, (digits) => spokenForm(digits) ?? digits)
  if (numbered !== name && /^\p{Script=Han}/u.test(name)) found.add(numbered)
  const factor = /^(重组)?人?凝血因子([ivx]{1,4})(?:\p{Script=Han}*)$/u.exec(name)
  if (factor !== null) {
    const [, made = '', roman = ''] = factor
    const number = String(ROMAN.indexOf(roman) + 1)
    for (const one of [spokenForm(number) ?? '', number, roman]) {
      if (one === '' || one === '0') continue
      for (const said of [`${one}因子`, `因子${one}`, `凝血${one}因子`, `凝血因子${one}`]) {
        found.add(made + said)
        if (made !== '') found.add(`${made}人${said}`)
      }
    }
  }
  for (const form of [name, ...found]) {
    const short = SHORT_DISEASES.reduce((text, [long, brief]) => text.replace(long, brief), form)
    for (const one of [form, short]) {
      found.add(one)
      // Of "人免疫球蛋白" nothing but a word of physiology would remain.
      found.add(
        one.replace(
          /(?<=.)人(?=免疫球蛋白|凝血|纤维蛋白原|胰岛素|生长激素|干扰素|促红|粒细胞|白介素|血小板生成素)/u,
          '',
        ),
      )
    }
  }
  found.delete(name)
  return [...found]
}

/** The shortest form of a Chinese name: its active substance as far as the name tells. */
export function chineseCore(name: string): string {
  return chineseForms(name).reduce(
    (short, form) => (form.length < short.length ? form : short),
    foldName(name),
  )
}

/** The folded forms of a Latin name: whole, and without salts and dosage forms. */
export function latinForms(name: string): readonly string[] {
  const words = normalizeText(name)
    .replace(/\([^)]*\)?/gu, ' ')
    .split(/[\s,/]+/u)
    .filter((word) => word !== '')
  const withoutForm = words.filter((word) => !ENGLISH_FORMS.has(word))
  const core = withoutForm.filter((word) => !ENGLISH_SALTS.has(word))
  // "Sodium Chloride": a name that is nothing but salts keeps them.
  const kept = core.length === 0 || (core.length === 1 && core[0] === 'chloride') ? withoutForm : core
  return [...new Set([foldName(name), foldName(withoutForm.join('')), foldName(kept.join(''))])].filter(
    (form) => form.length >= 3,
  )
}

function withoutEnd(name: string, endings: readonly string[], least: number): string {
  const ending = endings.find((one) => name.endsWith(one) && name.length - one.length >= least)
  return ending === undefined ? name : name.slice(0, -ending.length)
}

function withoutStart(name: string, starts: readonly string[], least: number): string {
  const start = starts.find((one) => name.startsWith(one) && name.length - one.length >= least)
  return start === undefined ? name : name.slice(start.length)
}
