/**
 * A short message as the answer to what a draft asks: the number of a choice, its words, or the patient's age
 * and sex. Null for everything else; what it changes is decided in change-reading.ts.
 */
import type { DraftQuestion } from '../crm/visit-draft.ts'
import { patientIn } from './notes/describe-case.ts'

const LONGEST = 40
const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九']
const ORDINAL =
  /^(?:选|选择|就?是|第|option|choice|number|the|#)?\s*(?:第)?\s*([1-9]|[一二三四五六七八九]|first|second|third|fourth)\s*(?:个|位|项|号|种|one|choice|\.|、|吧)*[。.!！]?$/iu
const ENGLISH = ['first', 'second', 'third', 'fourth']
/** What may stand around the words of a choice. */
const AROUND =
  /^(?:是|就是|应该是|选|选择|it'?s|it is|the|with)\s*|(?:那个|那位|吧|的|啊|哈|please)?[。.!！]?$/giu

export interface Choice {
  readonly field: string
  readonly value: string
}

export function readChoice(text: string, questions: readonly DraftQuestion[]): Choice | null {
  const said = text.normalize('NFKC').trim()
  if (said.length > LONGEST || /[?？]$/u.test(said)) return null
  const first = questions.find((one) => one.choices.length > 0)
  const ordinal = ORDINAL.exec(said)?.[1]?.toLowerCase()
  if (ordinal !== undefined && first !== undefined) {
    const at = positionOf(ordinal)
    const choice = first.choices[at]
    return choice === undefined ? null : { field: first.field, value: choice.value }
  }
  const words = said.replace(AROUND, '').trim().toLowerCase()
  if (words === '') return null
  for (const question of questions) {
    const fits = question.choices.filter(({ label, value }) => {
      const shown = label.normalize('NFKC').toLowerCase()
      return shown === words || value.toLowerCase() === words || (words.length > 1 && shown.includes(words))
    })
    if (fits.length === 1) return { field: question.field, value: fits[0]!.value }
  }
  const patient = questions.find((one) => one.code === 'ae_patient')
  const desc = patient === undefined ? undefined : patientIn(said)
  return patient === undefined || desc === undefined ? null : { field: patient.field, value: desc }
}

function positionOf(ordinal: string): number {
  if (/\d/u.test(ordinal)) return Number(ordinal) - 1
  const chinese = NUMBERS.indexOf(ordinal)
  return chinese >= 0 ? chinese : ENGLISH.indexOf(ordinal)
}
