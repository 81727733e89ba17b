/**
 * The groups under which labels speak of other medicines: "口服抗凝剂" for warfarin, "洋地黄类" for digoxin,
 * "CYP3A4强效抑制剂" for ketoconazole. General pharmacology (medicine-classes.csv). A label that warns of the group
 * warns of its members.
 */
import { faultyLine, readWordTable } from './word-table.ts'

const FILE = 'medicine-classes.csv'
const GROUPS: ReadonlyMap<string, readonly string[]> = grouped()

function grouped(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>()
  for (const { line, words } of readWordTable(FILE, ['members', 'printed'])) {
    const { members, printed } = words
    if (members.length === 0 || printed.length === 0) throw faultyLine(FILE, line, 'one side is empty')
    for (const member of members) {
      groups.set(member, [...new Set([...(groups.get(member) ?? []), ...printed])])
    }
  }
  return groups
}

/** What labels print for the groups of a medicine, in lower case; `name` with or without salt and dosage form. */
export function groupWords(name: string): readonly string[] {
  const exact = GROUPS.get(name)
  if (exact !== undefined) return exact
  // "华法林钠片": the longest member that the name holds.
  let best = ''
  for (const member of GROUPS.keys()) {
    if (member.length > best.length && member.length >= 2 && name.includes(member)) best = member
  }
  return best === '' ? [] : (GROUPS.get(best) ?? [])
}
