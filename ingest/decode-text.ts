/**
 * Bytes of unknown origin as text: UTF-8, UTF-16 with or without a mark, GB18030 (which holds GBK and
 * GB2312), Western as the last resort. Bytes that are no text at all give undefined; who called decides
 * what that means.
 */

export interface DecodedText {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'
  /** Characters that could not be decoded and now read U+FFFD. */
  readonly broken: number
}

/** @param complete false when `bytes` is only the head of a file and may end inside a character */
export function decodeText(bytes: Uint8Array, complete = true): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le', complete)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be', complete)
  if (bytes.subarray(0, 4096).includes(0)) {
    return (['utf-16le', 'utf-16be'] as const)
      .map((encoding) => decode(bytes, encoding, complete))
      .find((decoded) => decoded !== undefined && decoded.broken === 0 && looksWritten(decoded.text))
  }
  const utf8 = decode(bytes, 'utf-8', complete)
  if (utf8?.broken === 0) return utf8
  const chinese = decode(bytes, 'gb18030', complete)
  if (chinese?.broken === 0 && pairsLikeChinese(bytes)) return chinese
  // A file that is UTF-8 but for a few spoilt bytes is still better read as UTF-8.
  if (utf8 !== undefined && utf8.broken * 100 < utf8.text.length) return utf8
  if (chinese !== undefined && pairsLikeChinese(bytes) && chinese.broken * 100 < chinese.text.length)
    return chinese
  const western = decode(bytes, 'windows-1252', complete)
  return western !== undefined && looksWestern(western.text) ? western : undefined
}

function decode(
  bytes: Uint8Array,
  encoding: DecodedText['encoding'],
  complete: boolean,
): DecodedText | undefined {
  const text = new TextDecoder(encoding).decode(bytes, { stream: !complete }).replace(/^\uFEFF/, '')
  const controls = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F]/g)?.length ?? 0
  if (controls * 500 > text.length) return undefined
  return { text, encoding, broken: text.match(/\uFFFD/g)?.length ?? 0 }
}

/** Text without a byte-order mark proves itself by its letters: ASCII, Latin, CJK and their punctuation. */
function looksWritten(text: string): boolean {
  const sample = text.slice(0, 4000)
  const usual = sample.match(/[\t\n\r\u0020-\u024F\u2000-\u206F\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]/g)
  return (usual?.length ?? 0) > sample.length * 0.95
}

/** In Chinese text most high bytes come in pairs; accented Western letters stand between ASCII ones. */
function pairsLikeChinese(bytes: Uint8Array): boolean {
  let pairs = 0
  let singles = 0
  for (let at = 0; at < Math.min(bytes.length, 65_536); at += 1) {
    if ((bytes[at] ?? 0) < 0x81) continue
    if ((bytes[at + 1] ?? 0) >= 0xa1) {
      pairs += 1
      at += 1
    } else singles += 1
  }
  return pairs > singles * 2
}

function looksWestern(text: string): boolean {
  const plain = text.match(/[\t\n\r\u0020-\u007E]/g)?.length ?? 0
  const letters = text.match(/[\p{L}‘’“”–—…•°±®©µ·«»]/gu)?.length ?? 0
  return plain > text.length * 0.7 && letters > text.length * 0.3
}
