import { describe, expect, it } from 'vitest'
import { FINDING_CODES } from '../../crm/visit.ts'
import { factsOf, segmentOf } from '../../test/build-segment.ts'
import { CODED_CLAUSES, FINDING_RULES, findFindings } from './find-findings.ts'
import type { MeaningFacts } from './meaning-facts.ts'
import { speechUnits } from './speech-units.ts'

const found = (note: string, change: Partial<MeaningFacts> = {}) => {
  const segment = segmentOf(note)
  return findFindings(segment, speechUnits(segment), factsOf(segment, change))
}
const codes = (note: string, change: Partial<MeaningFacts> = {}): readonly string[] =>
  found(note, change).map(({ flag }) => `${flag.code} ${flag.severity}`)

describe('the rules that are data', () => {
  for (const rule of FINDING_RULES) {
    it.each(rule.examples)(`${rule.id} catches: %s`, (example) => {
      expect(found(example).map(({ flag }) => flag.code)).toContain(rule.code)
    })
    it.each(rule.nearMisses)(`${rule.id} leaves alone: %s`, (nearMiss) => {
      expect(found(nearMiss).map((one) => one.rule)).not.toContain(rule.id)
    })
  }

  it('have names of their own, a clause, and examples of both sorts', () => {
    expect(new Set(FINDING_RULES.map(({ id }) => id)).size).toBe(FINDING_RULES.length)
    for (const rule of FINDING_RULES) {
      expect(rule.clause).not.toBe('')
      expect(rule.examples.length).toBeGreaterThan(1)
      expect(rule.nearMisses.length).toBeGreaterThan(1)
    }
  })

  it('cover every code together with the rules that are code', () => {
    const covered = new Set([...FINDING_RULES.map(({ code }) => code), ...Object.keys(CODED_CLAUSES)])
    expect(FINDING_CODES.filter((code) => !covered.has(code))).toEqual([])
  })
})

describe('use outside the label', () => {
  it.each([
    '我跟高主任讲靶替尼野生型的也可以试试',
    '给苏晴推荐降糖素用来减肥',
    '我说络通丸急性期也能用',
    '跟苏医生介绍降糖素给十几岁的孩子用效果也好',
    'Told her Glucose-X works for weight loss too',
    '苏晴问降糖素能不能减肥，我说可以试，不少人都在用',
  ])('is promotion where the rep pushes it: %s', (note) => {
    expect(codes(note)).toContain('OFF_LABEL_PROMOTION block')
  })

  it.each([
    ['苏晴问降糖素能不能用来减重，我说转医学部答复', 'info'],
    ['高主任问靶替尼野生型能不能试', 'review'],
    ['苏医生想给多囊的病人用降糖素', 'review'],
    ['She asked whether Glucose-X can be used for weight loss, referred to medical', 'info'],
  ])('is unsolicited where the doctor asks: %s', (note, severity) => {
    expect(codes(note)).toEqual([`OFF_LABEL_UNSOLICITED ${severity}`])
  })

  it.each([
    '讲了平压定的高血压适应症',
    '跟高主任讲降糖素用于2型糖尿病',
    '高主任问肾功能不全的平压定怎么用',
    '苏晴问孕妇能不能用降糖素',
    '我跟他讲络通丸恢复期用',
    '高血压合并糖尿病的病人愿意用平压定',
    '降糖素降糖效果她认可',
  ])('is none: %s', (note) => {
    expect(codes(note).filter((code) => code.startsWith('OFF_LABEL'))).toEqual([])
  })
})

describe('a meal', () => {
  it.each([
    ['科会盒饭每人40', 'MEAL info'],
    ['请高主任吃了顿饭，人均500', 'MEAL review'],
    ['请苏医生吃饭', 'MEAL review'],
    ['中午订了外卖，一共600，到了12个人', 'MEAL info'],
    ['晚上请主任去KTV唱歌', 'MEAL block'],
    ['Lunch provided, 60 per head', 'MEAL info'],
  ])('is graded by its cost: %s', (note, expected) => {
    expect(codes(note)).toContain(expected)
  })
  it.each(['一天一次饭后服用', '主任去吃饭了没见着', '餐后血糖降得好', '在食堂碰到高主任'])(
    'is none: %s',
    (note) => {
      expect(codes(note)).not.toContainEqual(expect.stringContaining('MEAL'))
    },
  )
})

describe('material', () => {
  it.each([
    ['留了一份资料', ['UNAPPROVED_MATERIAL review']],
    ['给他看了网上下载的文献', ['UNAPPROVED_MATERIAL review']],
    ['下周去带上那份国外的译文', ['UNAPPROVED_MATERIAL review']],
    ['用的是医学部批过的PPT', []],
    ['留了说明书', []],
    ['单页编号MK-2026留了一份', []],
    ['他要文献，下周给他', []],
    ['资料没带', []],
  ])('is asked about unless it was approved: %s', (note, expected) => {
    expect(codes(note)).toEqual(expected)
  })
})

describe('what must not be kept', () => {
  it('is no part of the finding: a volume, a name of a patient', () => {
    const [tracking] = found('上月的数出来了 高远 63 苏晴 19')
    expect(tracking?.flag).toMatchObject({ code: 'PRESCRIPTION_TRACKING', severity: 'block' })
    expect(tracking?.flag.span).not.toMatch(/63|19/u)
    const [identity] = found('患者李秀英，住院号778812，吃平压定')
    expect(identity?.flag).toMatchObject({ code: 'PATIENT_PII' })
    expect(JSON.stringify(found('患者李秀英，住院号778812'))).not.toMatch(/李秀英|778812/u)
  })

  it('is not seen in a doctor’s own telephone or in an age', () => {
    expect(codes('高主任电话13812345678，约了下周')).toEqual([])
    expect(codes('有个68岁男患者吃平压定血压稳定')).toEqual([])
  })
})

describe('a refusal', () => {
  it('makes a blocking benefit one to review, unless it was taken after all', () => {
    expect(codes('带了盒茶叶，高主任没收退回来了')).toEqual(['GIFT review'])
    expect(codes('带了盒茶叶，高主任推了半天还是收了')).toEqual(['GIFT block'])
  })
})
