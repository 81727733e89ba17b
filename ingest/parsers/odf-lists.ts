/** List styles of OpenDocument: which level is numbered, how, and what stands around the number. */
import { formatListNumber } from '../list-number.ts'
import { attribute, child, elements, type XmlElement } from '../xml.ts'

export interface OdfLists {
  /** The label of an item, "2." or "(c)"; '' for bullets. `counts` has one number for each level above and this. */
  readonly label: (style: string | undefined, counts: readonly number[]) => string
}

const FORMATS: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '一, 二, 三, ...': 'chineseCounting',
  '壹, 贰, 叁, ...': 'chineseLegalSimplified',
  '①, ②, ③, ...': 'decimalEnclosedCircle',
}

/** @param parts content.xml and styles.xml, where there is one */
export function readOdfLists(parts: readonly (XmlElement | undefined)[]): OdfLists {
  const styles = new Map<string, readonly (XmlElement | undefined)[]>()
  for (const part of parts) {
    for (const group of ['automatic-styles', 'styles']) {
      for (const style of elements(child(part, group), 'list-style')) {
        const levels: (XmlElement | undefined)[] = []
        for (const level of elements(style)) levels[Number(attribute(level, 'level') ?? 1) - 1] = level
        styles.set(attribute(style, 'name') ?? '', levels)
      }
    }
  }
  return {
    label: (style, counts) => {
      const levels = styles.get(style ?? '')
      const level = levels?.[counts.length - 1]
      if (level?.name !== 'list-level-style-number') return ''
      const format = attribute(level, 'num-format') ?? ''
      if (format === '') return ''
      const shown = Math.max(1, Number(attribute(level, 'display-levels') ?? 1))
      const number = counts
        .slice(-shown)
        .map((count, index, all) => {
          const own = levels?.[counts.length - all.length + index]
          return formatListNumber(count, FORMATS[attribute(own, 'num-format') ?? '1'] ?? 'decimal')
        })
        .join('.')
      return `${attribute(level, 'num-prefix') ?? ''}${number}${attribute(level, 'num-suffix') ?? ''}`
    },
  }
}
