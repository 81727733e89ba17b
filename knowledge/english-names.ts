/** The English generic names of a medicine that is named in Chinese, in lower case; none when it is not known. */
import { MEDICINE_NAMES } from './medicine-names.ts'

const BY_CHINESE: ReadonlyMap<string, readonly string[]> = new Map(
  MEDICINE_NAMES.flatMap(({ chinese, english }) =>
    chinese.map((name): [string, readonly string[]] => [name, english.map((one) => one.toLowerCase())]),
  ),
)

/** `name` without salt and dosage form: 二甲双胍 -> metformin. */
export function englishNames(name: string): readonly string[] {
  return (BY_CHINESE.get(name) ?? []).filter((one) => one.length > 3)
}
