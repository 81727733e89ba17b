/**
 * Excel (.xlsx, .xlsm). A sheet is a page. Cells read as they show: dates as dates, shared texts, results of
 * formulas. Hidden sheets and comments are left out. What is a table in a sheet is sheet-blocks.ts's finding.
 */
import { finishDocument } from '../finish-document.ts'
import { macroWarnings, openOoxml } from '../ooxml-package.ts'
import type { Block, ParseWarning } from '../parsed-document.ts'
import type { Parser } from '../parser.ts'
import { attribute, child, elements, prefixedAttribute } from '../xml.ts'
import { sheetBlocks } from './sheet-blocks.ts'
import { readDateStyles, readSharedTexts, readSheetCells } from './sheet-cells.ts'

/** Names a program gives by itself say nothing and are not worth a heading. */
const DEFAULT_NAME = /^(sheet|工作表|feuil|tabelle|hoja|planilha|foglio)\s*\d*$/i

export const parseSheet: Parser = async (source) => {
  const opened = openOoxml(source, 'xl/workbook.xml')
  const workbook = opened.xml(opened.main)
  const relations = opened.relations(opened.main)
  const target = (type: string) => relations.find((each) => each.type === type)?.target
  const sharedPath = target('sharedStrings')
  const texts = sharedPath === undefined ? [] : readSharedTexts(opened.bytes(sharedPath))
  const dates = readDateStyles(opened.findXml(target('styles')))
  const startIn1904 = ['1', 'true'].includes(attribute(child(workbook, 'workbookPr'), 'date1904') ?? '')

  const listed = elements(child(workbook, 'sheets'), 'sheet')
  const blocks: Block[] = []
  const warnings: ParseWarning[] = [...macroWarnings(opened)]
  listed.forEach((each, index) => {
    const page = index + 1
    const name = attribute(each, 'name') ?? ''
    const relation = relations.find((candidate) => candidate.id === prefixedAttribute(each, 'id'))
    if (relation === undefined || relation.type !== 'worksheet') return
    if ((attribute(each, 'state') ?? 'visible') !== 'visible') {
      warnings.push({
        code: 'part_skipped',
        message: `Sheet ${page} (${name}) is hidden and was not read.`,
        page,
      })
      return
    }
    const rows = readSheetCells(opened.bytes(relation.target), { texts, dates, startIn1904 }, source.limits)
    for (const block of sheetBlocks({ name, rows }, page, !DEFAULT_NAME.test(name))) blocks.push(block)
    source.onProgress?.(page / listed.length)
  })
  return finishDocument(
    {
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      title: opened.title,
      pageCount: listed.length,
      blocks,
      warnings,
      hasPictures: opened.hasPictures,
    },
    source.limits,
  )
}
