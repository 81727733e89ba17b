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
