/**
 * Word's automatic numbers. They stand nowhere in the text, yet labels and policies are cited by them
 * ("see 4.2"), so they are counted here as Word would and put back. Bullets carry no meaning and are left out.
 */
import { formatListNumber, listDepth } from '../list-number.ts'
import { attribute, child, elements, type XmlElement } from '../xml.ts'

export interface Numbering {
  /** Counts one paragraph; its label ("1.", "（二）", "a)") or '' for bullets and unknown lists. */
  readonly next: (numberingId: string, level: number) => string
}

interface Level {
  readonly format: string
  readonly pattern: string
  readonly start: number
  readonly legal: boolean
}

interface List {
  readonly abstractId: string
  readonly levels: readonly (Level | undefined)[]
  readonly restarts: readonly (number | undefined)[]
}

export function readNumbering(part: XmlElement | undefined): Numbering {
  const abstracts = new Map(
    elements(part, 'abstractNum').map((each) => [attribute(each, 'abstractNumId') ?? '', readLevels(each)]),
  )
  const lists = new Map<string, List>()
  for (const each of elements(part, 'num')) {
    const abstractId = attribute(child(each, 'abstractNumId'), 'val') ?? ''
    const levels = [...(abstracts.get(abstractId) ?? [])]
    const restarts: (number | undefined)[] = []
    for (const override of elements(each, 'lvlOverride')) {
      const level = listDepth(attribute(override, 'ilvl'))
      const start = attribute(child(override, 'startOverride'), 'val')
      if (start !== undefined) restarts[level] = Number(start)
      const own = child(override, 'lvl')
      if (own !== undefined) levels[level] = readLevel(own)
    }
    lists.set(attribute(each, 'numId') ?? '', { abstractId, levels, restarts })
  }
  // Lists of one abstract definition go on counting together; an override starts its own count, once.
  const counters = new Map<string, (number | undefined)[]>()
  const started = new Set<string>()

  return {
    next: (numberingId, level) => {
      const list = lists.get(numberingId)
      const definition = list?.levels[level]
      if (list === undefined || definition === undefined) return ''
      const counts = counters.get(list.abstractId) ?? []
      counters.set(list.abstractId, counts)
      const restart = list.restarts[level]
      const key = `${numberingId}/${level}`
      if (restart !== undefined && !started.has(key)) counts[level] = restart
      else counts[level] = (counts[level] ?? definition.start - 1) + 1
      started.add(key)
      counts.length = level + 1
      if (definition.format === 'bullet' || definition.format === 'none') return ''
      return definition.pattern.replace(/%(\d)/g, (_, digit: string) => {
        const index = Number(digit) - 1
        const other = list.levels[index]
        const value = counts[index] ?? other?.start ?? 1
        const format = definition.legal && index < level ? 'decimal' : (other?.format ?? 'decimal')
        return formatListNumber(value, format)
      })
    },
  }
}

function readLevels(abstract: XmlElement): readonly (Level | undefined)[] {
  const levels: (Level | undefined)[] = []
  for (const each of elements(abstract, 'lvl')) levels[listDepth(attribute(each, 'ilvl'))] = readLevel(each)
  return levels
}

function readLevel(level: XmlElement): Level {
  const format = child(level, 'numFmt') ?? child(level, 'AlternateContent', 'Fallback', 'numFmt')
  return {
    format: attribute(format, 'val') ?? 'decimal',
    pattern: attribute(child(level, 'lvlText'), 'val') ?? '',
    start: Number(attribute(child(level, 'start'), 'val') ?? 1),
    legal: child(level, 'isLgl') !== undefined,
  }
}
