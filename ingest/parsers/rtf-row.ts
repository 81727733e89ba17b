/** The definition of a table row in RTF: where its cells end and which of them are merged. It holds until the next. */
import type { RtfRow, RtfRowCell } from './rtf-content.ts'

export interface RtfRowDefinition {
  /** Takes one control word; those that define no row are passed over. */
  define(word: string, value: number | undefined): void
  current(): RtfRow
}

export function createRtfRow(): RtfRowDefinition {
  let isHeader = false
  let cells: RtfRowCell[] = []
  let merge: RtfRowCell['merge'] = 'none'
  return {
    define(word, value) {
      switch (word) {
        case 'trowd':
          isHeader = false
          cells = []
          merge = 'none'
          return
        case 'trhdr':
          isHeader = true
          return
        case 'clmrg':
          merge = 'right'
          return
        case 'clvmrg':
          merge = 'above'
          return
        case 'cellx':
          cells.push({ edge: value ?? 0, merge })
          merge = 'none'
          return
      }
    },
    current: () => ({ isHeader, cells: [...cells] }),
  }
}
