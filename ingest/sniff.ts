/**
 * What a file is, judged by its bytes: magic numbers, the parts inside a container, the look of a text.
 * The name never decides between kinds; it only breaks a tie between text formats (sniff-text.ts).
 * Whether the file can really be read is the parser's finding, not this one's.
 */
import { AppError } from '../core/errors.ts'
import { isCompoundFile, openCompoundFile } from './compound-file.ts'
import { decodeText } from './decode-text.ts'
import { ACCEPTED, type Format, MEDIA_TYPES } from './format.ts'
import { DEFAULT_PARSE_LIMITS } from './parser.ts'
import { sniffText } from './sniff-text.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

export interface Sniffed {
  readonly mediaType: string
  readonly format: Format
}

const MAGIC: readonly (readonly [string, Format, string?])[] = [
  ['89504e470d0a1a0a', 'image', 'image/png'],
  ['ffd8ff', 'image', 'image/jpeg'],
  ['47494638', 'image', 'image/gif'],
  ['424d', 'image', 'image/bmp'],
  ['49492a00', 'image', 'image/tiff'],
  ['4d4d002a', 'image', 'image/tiff'],
  ['7b5c727466', 'rtf'],
  // Word 1 and 2, Write, WordPerfect, Works; Excel 2, 3 and 4 without a container.
  ['dba52d00', 'legacy', 'application/msword'],
  ['9ba52100', 'legacy', 'application/msword'],
  ['31be0000', 'legacy', 'application/x-mswrite'],
  ['ff575043', 'legacy', 'application/vnd.wordperfect'],
  ['01fe', 'legacy', 'application/vnd.ms-works'],
  ['09000400', 'legacy', 'application/vnd.ms-excel'],
  ['09020600', 'legacy', 'application/vnd.ms-excel'],
  ['09040600', 'legacy', 'application/vnd.ms-excel'],
]

const OOXML: readonly (readonly [RegExp, Format])[] = [
  [/wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroEnabled/i, 'docx'],
  [/presentationml\.(presentation|slideshow|template)\.main|ms-powerpoint\.[a-z]+\.macroEnabled/i, 'pptx'],
  [/spreadsheetml\.(sheet|template)\.main|ms-excel\.(sheet|template)\.macroEnabled/i, 'xlsx'],
  [/ms-excel\.sheet\.binary/i, 'legacy'],
]

const ODF: Readonly<Record<string, Format>> = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' }

/**
 * @param fileName only a tie-break between text formats
 * @throws AppError empty | unsupported_type | damaged | encrypted | zip_bomb
 */
export function sniff(bytes: Uint8Array, fileName: string): Sniffed {
  if (isBlank(bytes)) throw new AppError('empty', 'The file is empty.')
  const head = Buffer.from(bytes.subarray(0, 1024))
  // Some producers put bytes before the PDF mark; readers accept it within the first kilobyte.
  if (head.includes('%PDF-')) return found('pdf')
  const hex = head.subarray(0, 12).toString('hex')
  if (hex.startsWith('52494646') && hex.endsWith('57454250')) return found('image', 'image/webp')
  if (/^....667479706865(69|76)[63]/.test(hex.slice(4)) || hex.slice(8).startsWith('6674797068656963'))
    throw unsupported('HEIC pictures are not read; save it as JPEG or PNG.')
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return sniffZip(bytes)
  if (isCompoundFile(bytes)) return sniffCompound(bytes)
  for (const [magic, format, mediaType] of MAGIC) {
    if (hex.startsWith(magic) && (format !== 'image' || !hex.startsWith('424d') || isBitmap(head)))
      return found(format, mediaType)
  }
  const decoded = decodeText(bytes.subarray(0, 65_536), bytes.length <= 65_536)
  if (decoded === undefined) throw unsupported('It is a binary file of another kind.')
  if (decoded.text.trim() === '') throw new AppError('empty', 'The file holds nothing but white space.')
  return found(sniffText(decoded.text, fileName, bytes.length))
}

function sniffZip(bytes: Uint8Array): Sniffed {
  const zip = openZip(bytes, DEFAULT_PARSE_LIMITS.maxUnpackedBytes)
  const names = new Set(zip.names.map((name) => name.toLowerCase()))
  const mimetype = partText(zip, 'mimetype').trim()
  if (mimetype === MEDIA_TYPES.epub) return found('epub')
  const odf = /^application\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(mimetype)?.[1]
  if (odf !== undefined || names.has('meta-inf/manifest.xml')) {
    const manifest = partText(zip, 'META-INF/manifest.xml')
    const kind = odf ?? /opendocument\.([a-z]+)/.exec(manifest)?.[1]
    const format = kind === undefined ? undefined : ODF[kind]
    if (format !== undefined && manifest.includes('encryption-data')) throw encrypted()
    if (format !== undefined) return found(format)
  }
  const types = partText(zip, '[Content_Types].xml')
  for (const [pattern, format] of OOXML) if (pattern.test(types)) return found(format)
  if (names.has('word/document.xml')) return found('docx')
  if (names.has('ppt/presentation.xml')) return found('pptx')
  if (names.has('xl/workbook.xml')) return found('xlsx')
  if (names.has('meta-inf/container.xml')) return found('epub')
  throw unsupported('It is an archive: unpack it and upload its documents one by one.')
}

function sniffCompound(bytes: Uint8Array): Sniffed {
  const names = new Set(openCompoundFile(bytes).names)
  if (names.has('EncryptedPackage')) throw encrypted()
  if (names.has('WordDocument')) return found('doc')
  if (names.has('Workbook') || names.has('Book')) return found('xls')
  if (names.has('PowerPoint Document')) return found('ppt')
  if (names.has('__properties_version1.0')) return found('msg')
  if (names.has('MatOST') || names.has('MM') || names.has('CONTENTS'))
    return found('legacy', 'application/vnd.ms-works')
  throw unsupported('It is an Office container of another kind.')
}

function partText(zip: ZipArchive, name: string): string {
  const part = zip.find(name)
  return part === undefined ? '' : (decodeText(part)?.text ?? '')
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** "BM" also begins texts; a bitmap states its header size of 12 to 124 bytes at offset 14. */
function isBitmap(head: Buffer): boolean {
  return head.length > 18 && [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14))
}

function found(format: Format, mediaType: string = MEDIA_TYPES[format]): Sniffed {
  return { format, mediaType }
}

function unsupported(reason: string): AppError {
  return new AppError('unsupported_type', `This file cannot be read. ${reason} Accepted are ${ACCEPTED}.`)
}

function encrypted(): AppError {
  return new AppError(
    'encrypted',
    'The file is protected by a password. Save a copy without it and upload that.',
  )
}
