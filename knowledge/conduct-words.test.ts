import { describe, expect, it } from 'vitest'
import { conductTopics } from './conduct-words.ts'

const topics = (text: string) => conductTopics(text).map((topic) => topic.name)

describe('conductTopics', () => {
  it.each([
    ['请医生吃饭不能超过多少钱', 'meals'],
    ['请王主任吃个饭可以吗', 'meals'],
    ['餐标多少', 'meals'],
    ['能给医生送礼品吗', 'gifts'],
    ['过节发个红包行不行', 'cash'],
    ['讲课费一年最多给多少', 'fees'],
    ['可以统方吗', 'prescription data'],
    ['听到不良反应多久要报告', 'reporting'],
    ['副作用要怎么上报', 'reporting'],
    ['How soon must I report an adverse event?', 'reporting'],
    ['医生主动问超适应症的用法 我怎么办', 'questions outside the label'],
    ['拜访完多久要写记录', 'visits'],
  ])('%s', (text, topic) => {
    expect(topics(text)).toContain(topic)
  })

  it.each([
    '请问吃饭前还是吃饭后服用',
    '请患者吃饭时服用',
    '吃饭会影响吸收吗',
    '有不良反应报告吗',
    '不良反应报告的发生率是多少',
    '有横纹肌溶解的报告吗',
    '最常见的副作用',
    'Were adverse reactions reported in trials?',
  ])('%s is no question of conduct', (text) => {
    expect(topics(text)).toEqual([])
  })
})
