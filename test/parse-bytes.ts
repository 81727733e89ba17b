/** Parses bytes in this process as the parsing child would, and shows blocks as short lines to compare with. */
import { AppError } from '../core/errors.ts'
import type { Ocr } from '../ingest/ocr.ts'
import type { Block, ParsedDocument } from '../ingest/parsed-document.ts'
import { DEFAULT_PARSE_LIMITS, type ParseLimits } from '../ingest/parser.ts'
import { findParser } from '../ingest/parsers/registry.ts'
import { sniff } from '../ingest/sniff.ts'

export interface ParseBytesOptions {
  readonly limits?: Partial<ParseLimits>
  readonly ocr?: Ocr
}

export async function parseBytes(
  content: Uint8Array | string,
  fileName = 'file',
  options: ParseBytesOptions = {},
): Promise<ParsedDocument> {
  const bytes = typeof content === 'string' ? new Uint8Array(Buffer.from(content, 'utf8')) : content
  const { format, mediaType } = sniff(bytes, fileName)
  const parser = await findParser(format)
  const { ocr } = options
  return await parser({
    bytes,
    fileName,
    mediaType,
    limits: { ...DEFAULT_PARSE_LIMITS, ...options.limits },
    ...(ocr === undefined ? {} : { ocr }),
  })
}

/** The code that parsing ends in; 'parsed' when it does not fail. Throws what is no AppError. */
export async function codeOf(parsing: Promise<unknown>): Promise<string> {
  try {
    await parsing
    return 'parsed'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** "# heading", "- item", "paragraph", "| a | b |" under "| header |" with "=" before it. */
export function show(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'table') {
      const mark = { heading: '# ', list_item: '- ', paragraph: '' }[block.kind]
      return [mark + block.text]
    }
    const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    return [
      ...(block.caption === undefined ? [] : [`^ ${block.caption}`]),
      ...(block.header.length === 0 ? [] : [`=${row(block.header)}`]),
      ...block.rows.map((each) => row(each.cells)),
    ]
  })
}
