/** An HTML page. Its encoding is what it declares where that can be true, else what its bytes look like. */
import { finishDocument } from '../finish-document.ts'
import type { Parser } from '../parser.ts'
import { readHtml } from './html-blocks.ts'
import { readText } from './text.ts'

export const parseHtml: Parser = async (source) => {
  const declared = declaredEncoding(source.bytes)
  const { text, warnings } =
    declared === undefined
      ? readText(source)
      : { text: new TextDecoder(declared).decode(source.bytes), warnings: [] }
  const { title, blocks, hasPictures } = readHtml(text, null)
  return finishDocument(
    { mediaType: 'text/html', title, pageCount: null, blocks, warnings, hasPictures },
    source.limits,
  )
}

/** Only the encodings that guessing does not know (Big5, Shift_JIS, EUC, …); the others it tells better. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  const name = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase()
  return name !== undefined &&
    /^(big5|big5-hkscs|shift[_-]jis|euc-jp|euc-kr|iso-2022-jp|koi8-r|windows-125[01345678]|iso-8859-\d+)$/.test(
      name,
    )
    ? name
    : undefined
}
