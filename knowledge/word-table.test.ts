import { describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { MEDICINE_NAMES, parseMedicineNames } from './medicine-names.ts'
import { bridgeTerms, parseTermBridge } from './term-bridge.ts'
import { parseWordTable } from './word-table.ts'

const rows = (text: string) => parseWordTable('list.csv', text, ['said', 'written'])

function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_config') return error.message
    throw error
  }
  return 'nothing was thrown'
}

describe('a list of words', () => {
  it('is read line by line, with the line of each entry', () => {
    expect(rows('# 标题\nsaid,written\n\n拉稀;拉肚子,腹泻\n发烧,\n')).toEqual([
      { line: 4, words: { said: ['拉稀', '拉肚子'], written: ['腹泻'] } },
      { line: 5, words: { said: ['发烧'], written: [] } },
    ])
  })

  it('is taken as a spreadsheet saves it: with a mark in front, CRLF, blanks, filled-up lines and full-width semicolons', () => {
    const saved = '\ufeff# 标题,\r\nsaid,written\r\n,\r\n拉稀 ；拉肚子; , 腹泻\r\n'
    expect(rows(saved)).toEqual([{ line: 4, words: { said: ['拉稀', '拉肚子'], written: ['腹泻'] } }])
  })

  it('names the line that has a comma too many or too few', () => {
    expect(faultOf(() => rows('said,written\n拉稀,拉肚子,腹泻'))).toContain(
      'list.csv, line 2: 3 cells where 2',
    )
    expect(faultOf(() => rows('said,written\n拉稀'))).toContain('line 2: 1 cells where 2')
  })

  it('refuses a file without its columns and one with quoted cells', () => {
    expect(faultOf(() => rows('拉稀,腹泻'))).toContain('must be "said,written"')
    expect(faultOf(() => rows(''))).toContain('must be "said,written"')
    expect(faultOf(() => rows('said,written\n"拉稀",腹泻'))).toContain(
      'line 2: words have no quotation marks',
    )
  })
})

describe('the names of medicines', () => {
  const parse = (...lines: string[]) => parseMedicineNames(['chinese,english,brands', ...lines].join('\n'))

  it('come with the product: several hundred substances, each once', () => {
    expect(MEDICINE_NAMES.length).toBeGreaterThan(700)
    expect(MEDICINE_NAMES).toContainEqual({
      chinese: ['氯吡格雷'],
      english: ['clopidogrel'],
      brands: ['波立维', '泰嘉', 'Plavix'],
    })
  })

  it('are refused when one stands in two lines, naming both', () => {
    const fault = faultOf(() => parse('甲药,alpha,', '乙药,beta,ALPHA'))
    expect(fault).toContain('medicine-names.csv, line 3: "ALPHA" stands in line 2 already')
  })

  it('are refused in the wrong column', () => {
    expect(faultOf(() => parse('alpha,甲药,'))).toContain('line 2: "alpha" is not Chinese')
    expect(faultOf(() => parse('甲药,乙药,'))).toContain('line 2: "乙药" is not English')
    expect(faultOf(() => parse(',alpha,'))).toContain('line 2: a Chinese name is missing')
  })
})

describe('the words of the ward', () => {
  const parse = (...lines: string[]) => parseTermBridge(['said,written', ...lines].join('\n'))

  it('are refused when a saying stands twice, for the second would never be read', () => {
    expect(faultOf(() => parse('胖,体重', '胖,体重增加'))).toContain('line 3: "胖" stands in line 2 already')
  })

  it('are refused with an empty side, or in capitals, which no question has by then', () => {
    expect(faultOf(() => parse('胖,'))).toContain('line 2: one side is empty')
    expect(faultOf(() => parse('QT,QT'))).toContain('line 2: "QT" must be "qt"')
  })

  it('lead from each saying of a line to all that labels write', () => {
    expect(bridgeTerms('鼻饲能用吗').flatMap(({ written }) => written)).toContain('不能整片吞服')
  })
})
