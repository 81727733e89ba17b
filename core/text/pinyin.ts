/**
 * How Chinese characters sound, for names that were dictated or typed by ear: syllables without tone,
 * with the confusions that speakers and input methods make folded (zh/z, ch/c, sh/s, -ng/-n).
 * One reading per character, so that the same name always sounds the same whatever stands around it.
 */
import { createRequire } from 'node:module'

type PinyinPro = typeof import('pinyin-pro')

const require = createRequire(import.meta.url)
/** Its dictionary takes a tenth of a second to read: at the first name, not at the start. */
const pinyin = ((text: string, options: Parameters<PinyinPro['pinyin']>[1]) =>
  (require('pinyin-pro') as PinyinPro).pinyin(text, options)) as PinyinPro['pinyin']

/** Readings that were looked up: a language has some thousands of characters, and every question uses the same few. */
const READ = new Map<string, string>()
const MOST_READ = 20_000

/** One folded syllable per character; a character without a reading stands for itself. */
export function syllables(text: string): readonly string[] {
  return [...text].map(syllableOf)
}

function syllableOf(character: string): string {
  const known = READ.get(character)
  if (known !== undefined) return known
  const syllable = /\p{Script=Han}/u.test(character)
    ? foldSyllable(pinyin(character, { toneType: 'none', type: 'string' }))
    : character
  if (READ.size < MOST_READ) READ.set(character, syllable)
  return syllable
}

/** The syllables as they are written in Latin letters, without tones and blanks: 力康汀 is "likangting". */
export function romanize(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', v: true }).join('')
}

/** Syllables joined: two texts with the same key sound alike. */
export function soundKey(text: string): string {
  return syllables(text).join(' ')
}

function foldSyllable(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/u, '$1')
    .replace(/ng$/u, 'n')
    .replace(/ü/gu, 'v')
}
