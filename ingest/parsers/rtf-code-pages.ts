/**
 * Bytes of RTF text as characters (which code page a font's character set or a document's number means), and
 * the characters that control words stand for.
 */
import { symbolCharacter } from '../symbol-font.ts'

const SYMBOL_SET = 2
/** \fcharsetN -> encoding. 0 is Western, 1 the document's own. */
const SETS: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}
/** \ansicpgN -> encoding. */
const PAGES: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  54936: 'gb18030',
  65001: 'utf-8',
}

export interface RtfFont {
  readonly name: string
  readonly charset: number | undefined
}

/** @param documentPage the number of \ansicpg */
export function decodeRtfBytes(
  bytes: readonly number[],
  font: RtfFont | undefined,
  documentPage: number,
): string {
  if (font?.charset === SYMBOL_SET || /^(symbol|wingdings)/i.test(font?.name ?? ''))
    return bytes.map((byte) => symbolCharacter(byte, font?.name ?? 'Symbol')).join('')
  const own =
    PAGES[documentPage] ?? (/^125\d$/.test(String(documentPage)) ? `windows-${documentPage}` : undefined)
  const named = font?.charset === undefined ? undefined : SETS[font.charset]
  // Hospital programs write Chinese bytes under fonts that they declare Western.
  const isWide = own !== undefined && !own.startsWith('windows-')
  const encoding =
    named === 'windows-1252' && isWide && arePairs(bytes) ? own : (named ?? own ?? 'windows-1252')
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes))
}

/** All high bytes come in pairs of high bytes, as in GB 2312, Big5 and the Korean set. */
function arePairs(bytes: readonly number[]): boolean {
  let pairs = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] ?? 0) < 0x81) continue
    if ((bytes[at + 1] ?? 0) < 0xa1) return false
    pairs += 1
    at += 1
  }
  return pairs > 0
}

/** Control word -> what it shows. */
export const RTF_CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  '~': '\u00a0',
  _: '‑',
  '{': '{',
  '}': '}',
  '\\': '\\',
}
