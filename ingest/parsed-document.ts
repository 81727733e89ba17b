/**
 * What every parser returns: the document as a flat list of blocks in reading order, already free of
 * running headers, footers and page numbers, with lines that the page broke joined again.
 * What a block means for a label (which section it opens) is decided later, in section.ts.
 */

export interface ParsedDocument {
  readonly mediaType: string
  /** Title from the file's properties or its first heading, if any. */
  readonly title?: string
  /** Pages, slides or sheets; null where the format has none. */
  readonly pageCount: number | null
  readonly blocks: readonly Block[]
  readonly warnings: readonly ParseWarning[]
}

export type Block = TextBlock | TableBlock

export interface TextBlock {
  readonly kind: 'heading' | 'paragraph' | 'list_item'
  readonly text: string
  /** 1-based page, slide or sheet; null where the format has none. */
  readonly page: number | null
  /** For headings: 1 is the highest. Absent when the format does not tell (a bold line). */
  readonly level?: number
}

export interface TableBlock {
  readonly kind: 'table'
  readonly page: number | null
  readonly caption?: string
  /** The header cells; empty when the table has none. */
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  readonly cells: readonly string[]
  /** A row of a table that runs over pages has a page of its own. */
  readonly page: number | null
}

export interface ParseWarning {
  readonly code:
    | 'page_without_text'
    | 'low_confidence_ocr'
    | 'poor_scan'
    | 'broken_characters'
    | 'table_uncertain'
    | 'part_skipped'
    | 'macros_ignored'
    | 'truncated'
  readonly message: string
  readonly page?: number
}
