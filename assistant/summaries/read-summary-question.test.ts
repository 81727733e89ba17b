import { describe, expect, it } from 'vitest'
import { readSummaryQuestion, wantsSummary } from './read-summary-question.ts'

describe('a question for numbers', () => {
  it.each([
    ['上周华东组拜访怎么样', { kind: 'overview' }],
    ['A级客户拜访不到4次的都是谁', { kind: 'behind', fewerThan: 4, tier: 'A' }],
    ['本月还有哪些客户没拜访', { kind: 'behind', fewerThan: 1 }],
    ['哪些客户没达标', { kind: 'behind' }],
    ['进院卡在哪几家', { kind: 'access' }],
    ['逾期跟进有哪些', { kind: 'overdue' }],
    ['本季度覆盖率', { kind: 'coverage' }],
    ['糖诺利最近态度变化', { kind: 'attitudes' }],
    ['Q3主要异议是什么', { kind: 'objections' }],
    ['见王主任之前给我过一遍', { kind: 'brief' }],
    ['我们答应了王主任什么，兑现了吗', { kind: 'promises' }],
    ['how many visits did the team make last week', { kind: 'overview' }],
    ['brief me before I see Dr Wang', { kind: 'brief' }],
    ['which tier B contacts were seen fewer than 2 times', { kind: 'behind', fewerThan: 2, tier: 'B' }],
    ['王主任上个月开了多少盒', { kind: 'volumes' }],
    ['给我各医生的处方量排名', { kind: 'volumes' }],
  ])('%s', (text, question) => {
    expect(readSummaryQuestion(text)).toEqual(question)
  })

  it('is not one that the documents answer, nor a note of a visit', () => {
    for (const text of [
      '糖诺利肾功能不好的能用吗？',
      '孕妇能用欣泽平吗',
      '不良反应发生率是多少',
      '每日剂量少于5mg可以吗',
      '今天见了王主任，聊了糖诺利的疗效',
      '明天上午去见李医生',
      '谢谢',
    ]) {
      expect(wantsSummary(text), text).toBe(false)
    }
  })
})
