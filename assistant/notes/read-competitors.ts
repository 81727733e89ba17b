/**
 * Medicines of others that a note names: those of the directory, and generic names by list or stem that are none
 * of the company's own ("恩格列净", "empagliflozin").
 */
import type { MeaningFacts } from './meaning-facts.ts'
import type { NoteSegment } from './note-segment.ts'
import type { SpeechUnit } from './speech-units.ts'

/** Generic names that are often on the other side of a comparison. */
export const OTHER_MEDICINES =
  '恩格列净 卡格列净 恒格列净 艾托格列净 瑞舒伐他汀 辛伐他汀 匹伐他汀 普伐他汀 氟伐他汀 依折麦布 硝苯地平 非洛地平 左氨氯地平 贝尼地平 拉西地平 缬沙坦 厄贝沙坦 替米沙坦 奥美沙坦 氯沙坦 沙库巴曲缬沙坦 培哚普利 依那普利 贝那普利 美托洛尔 比索洛尔 利拉鲁肽 度拉糖肽 替尔泊肽 洛塞那肽 西格列汀 利格列汀 维格列汀 阿格列汀 沙格列汀 二甲双胍 甘精胰岛素 亚胺培南 厄他培南 比阿培南 头孢他啶阿维巴坦 哌拉西林 奥希替尼 厄洛替尼 埃克替尼 阿法替尼 达可替尼 阿美替尼 伏美替尼 银杏叶 丹参 丁苯酞 脑心通 通心络 氯吡格雷 替格瑞洛 阿司匹林 利伐沙班'.split(
    ' ',
  )
const ENGLISH =
  /\b[a-z]{3,}(?:gliflozin|vastatin|dipine|sartan|gliptin|glutide|zepatide|tinib|penem|grel|xaban)\b/giu

export function readCompetitors(
  segment: NoteSegment,
  units: readonly SpeechUnit[],
  { directory }: MeaningFacts,
): readonly string[] {
  const ours = directory.products
    .flatMap(({ name, generic, aliases }) => [name, generic ?? '', ...aliases])
    .join('\n')
    .toLowerCase()
  const foreign = units.flatMap(({ text }) => [
    ...OTHER_MEDICINES.filter((name) => text.includes(name)),
    ...[...text.matchAll(ENGLISH)].map((match) => match[0]),
  ])
  const named = segment.mentions.filter(({ kind }) => kind === 'competitor').map(({ text }) => text)
  const all = [...named, ...foreign.filter((name) => !ours.includes(name.toLowerCase()))]
  return all.filter(
    (name, at) => all.indexOf(name) === at && !all.some((other) => other !== name && other.includes(name)),
  )
}
