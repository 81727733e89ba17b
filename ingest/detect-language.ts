/** The language of a document's text, Chinese or English: by what most of it is written in. */
import type { SectionDraft } from './section-draft.ts'

const SAMPLE = 200_000

/** Undefined when there are no words, or in no language that Pharos reads. */
export function detectLanguage(sections: readonly SectionDraft[]): 'zh' | 'en' | undefined {
  let [han, words, read] = [0, 0, 0]
  for (const { text } of sections) {
    if (read > SAMPLE) break
    read += text.length
    han += text.match(/\p{Script=Han}/gu)?.length ?? 0
    words += text.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0
  }
  if (han === 0 && words === 0) return undefined
  // A Chinese word has about two characters; names, units and abbreviations are Latin in Chinese labels too.
  return han >= words ? 'zh' : 'en'
}
