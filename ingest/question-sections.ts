/**
 * The sections of questions and answers: a row of a sheet, or "问：… 答：…" in running text, is a section
 * whose heading is the question and whose text is the answer to the letter. Other columns that say where the
 * answer comes from follow it; columns before the question (product, topic) are the path.
 */
import { outlineSections } from './outline-sections.ts'
import { draftSections, type Line, type SectionDraft } from './section-draft.ts'

const QUESTION_COLUMN =
  /^(?:(?:常见|标准|用户|客户|医生)?(?:问题|问句|提问|问)(?:内容|描述)?|questions?|q)$/iu
const ANSWER_COLUMN =
  /^(?:(?:标准|参考|推荐)?(?:答案|回答|解答|答复|回复|答)(?:内容|要点)?|answers?|a|reply|response)$/iu
/** "12", "QA-001": says nothing about the question. */
const NUMBER = /^[a-z]{0,4}[-_ ]?\d+$/iu
const QUESTION_LINE = /^(?:问题?|q|question)\s*\d{0,3}\s*[：:.、．]\s*(\S.*)$/isu
const ANSWER_LINE = /^(?:答案?|a|answer)\s*\d{0,3}\s*[：:.、．]\s*/iu

export function questionSections(lines: readonly Line[], title: string): readonly SectionDraft[] {
  const sections: SectionDraft[] = []
  let rest: Line[] = []
  let columns: Columns | undefined
  let asked: { readonly question: string; readonly answer: Line[] } | undefined
  let sheet: string | undefined
  const close = (): void => {
    if (asked !== undefined)
      sections.push(
        ...draftSections(headOf(asked.question, sheet === undefined ? [] : [sheet]), asked.answer),
      )
    else if (rest.some((line) => line.text !== sheet)) sections.push(...outlineSections(rest, sheet ?? title))
    asked = undefined
    rest = []
  }
  for (const line of lines) {
    if (line.kind === 'header') columns = columnsOf(line.cells ?? [])
    if (line.kind === 'row' && columns === undefined) columns = columnsOf(line.cells ?? [])
    const row = line.kind === 'row' && columns !== undefined ? rowSections(line, columns, sheet) : []
    if (row.length > 0) {
      close()
      sections.push(...row)
      continue
    }
    if (line.kind === 'header' && columns !== undefined) continue
    const question = line.kind === 'text' || line.kind === 'heading' ? QUESTION_LINE.exec(line.text) : null
    if (question !== null) {
      close()
      asked = { question: question[1]!, answer: [] }
    } else if (line.kind === 'heading' && asked === undefined) {
      close()
      sheet = line.text
      rest.push(line)
    } else if (asked !== undefined && line.kind !== 'heading') {
      const text = asked.answer.length === 0 ? line.text.replace(ANSWER_LINE, '') : line.text
      if (text !== '') asked.answer.push({ ...line, text })
    } else if (asked !== undefined) {
      close()
      sheet = line.text
    } else rest.push(line)
  }
  close()
  return sections
}

interface Columns {
  readonly question: number
  readonly answer: number
  readonly names: readonly string[]
}

function columnsOf(cells: readonly string[]): Columns | undefined {
  const names = cells.map((cell) => cell.replace(/\s+/gu, ''))
  const question = names.findIndex((name) => QUESTION_COLUMN.test(name))
  const answer = names.findIndex((name) => ANSWER_COLUMN.test(name))
  return question === -1 || answer === -1 ? undefined : { question, answer, names }
}

function rowSections(line: Line, columns: Columns, sheet: string | undefined): readonly SectionDraft[] {
  const cells = line.cells ?? []
  const question = cells[columns.question]?.trim() ?? ''
  const answer = cells[columns.answer]?.trim() ?? ''
  if (question === '' || answer === '' || ANSWER_COLUMN.test(answer)) return []
  const above = cells.slice(0, columns.question).map((cell) => cell.trim())
  const topics = above.filter((cell) => cell !== '' && !NUMBER.test(cell))
  const remarks = cells.flatMap((cell, index): string[] => {
    if (index < columns.question || index === columns.question || index === columns.answer) return []
    const text = cell.replace(/\s+/gu, ' ').trim()
    return text === '' ? [] : [columns.names[index] ? `${columns.names[index]}：${text}` : text]
  })
  const text = [...answer.split(/\s*\n\s*/u), ...remarks].filter((each) => each !== '')
  return draftSections(
    headOf(question.replace(/\s+/gu, ' '), [...(sheet === undefined ? [] : [sheet]), ...topics]),
    text.map((each) => ({ kind: 'text', text: each, page: line.page })),
  )
}

function headOf(question: string, above: readonly string[]) {
  return { heading: question, code: null, path: [...above, question] }
}
