/** What reading RTF gives: paragraphs, ends of cells and rows in the order of the file. */

export interface RtfParagraph {
  readonly text: string
  /** 1 is the highest heading; undefined for running text. */
  readonly level: number | undefined
  /** Every letter is bold. */
  readonly bold: boolean
  /** An automatic number or a bullet stands before it. */
  readonly listed: boolean
  /** 0 outside tables. */
  readonly tableDepth: number
}

export interface RtfRow {
  readonly isHeader: boolean
  readonly cells: readonly RtfRowCell[]
}

export interface RtfRowCell {
  /** Right edge in twips; what stands under each other has the same. */
  readonly edge: number
  readonly merge: 'none' | 'right' | 'above'
}

export type RtfEvent =
  | { readonly kind: 'paragraph'; readonly paragraph: RtfParagraph }
  | { readonly kind: 'cell_end'; readonly paragraph: RtfParagraph }
  | { readonly kind: 'row_end'; readonly row: RtfRow }

export interface RtfContent {
  readonly events: readonly RtfEvent[]
  readonly title: string | undefined
  readonly hasPictures: boolean
  /** The file ends inside a group: something was cut off. */
  readonly isCut: boolean
}
