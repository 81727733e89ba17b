/**
 * Whether a text layer says what the print says. Fonts without a character map give private-use
 * characters, controls or shifted signs instead of letters; such a page is read as if it had no text.
 */

/** Wingdings and Symbol keep their bullets in the private area; everything else there is lost. */
const BULLET = /[\uF0A7\uF0A8\uF0B7\uF06C\uF06E\uF076\uF0D8\uF0FC\uF0E0]/gu
const BROKEN = /[\uE000-\uF8FF\uFFFD\p{Cn}\u{F0000}-\u{10FFFF}]|[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/gu

export function mapBullets(text: string): string {
  return text.replace(BULLET, '•')
}

export interface Legibility {
  readonly letters: number
  readonly broken: number
}

/** Counts over the raw text of a page, white space apart. */
export function countBroken(raw: string): Legibility {
  const text = raw.replace(/\s+/gu, '')
  return { letters: text.length, broken: text.match(BROKEN)?.length ?? 0 }
}

/** More than a fifth of lost characters: no sentence can be trusted. */
export function isIllegible({ letters, broken }: Legibility): boolean {
  return broken > 0 && broken > 0.2 * letters
}

/** The text without characters that stand for nothing. */
export function withoutBroken(text: string): string {
  return text.replace(BROKEN, '')
}

/** Text of a font without a character map: every sign is lost, none is a letter. */
export function hideUnmapped(text: string): string {
  return text.replace(/[^\s]/gu, '\uFFFD')
}

/** The commonest characters of Chinese prose and of labels: real text cannot do without them. */
const COMMON_HAN =
  /[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严药患禁忌孕妇剂服]/gu

/** Whether characters that may be mere glyph numbers make words all the same. */
export function readsLikeWriting(text: string): boolean {
  if (/[\u0000-\u0008\u000E-\u001F]/u.test(text)) return false
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (han >= 10 && han > 0.5 * letters) return (text.match(COMMON_HAN)?.length ?? 0) > 0.3 * han
  const words = text.match(/(?<!\p{L})(\p{Lu}?[a-z]{2,}|\p{Lu}{2,}|[a-z])(?!\p{L})/gu)?.join('') ?? ''
  const vowels = words.match(/[aeiouy]/giu)?.length ?? 0
  return (
    letters >= 10 &&
    words.length > 0.7 * letters &&
    vowels > 0.2 * words.length &&
    vowels < 0.6 * words.length
  )
}
