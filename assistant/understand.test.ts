import { describe, expect, it } from 'vitest'
import { draftVerb, understand } from './understand.ts'

const purposeOf = (text: string, inConversation = false) => understand(text, { inConversation }).purpose

describe('a message that is for the documents', () => {
  it.each([
    '王主任问糖诺利eGFR 40还能用吗',
    '糖诺利肾功能不好的能用吗？',
    '糖诺利的用法用量',
    '那孕妇呢？',
    '拜访客户可以请吃饭吗？',
    '拜访了医生之后可以送礼品吗',
    '科室会的餐费标准是多少',
    '医生问起竞品时怎么回答？',
    '如何提醒患者按时服药？',
    '患者吃了糖诺利后全身皮疹，住院了',
    '李主任的病人吃了糖诺利后低血糖怎么处理？',
    '我明天要见王主任，糖诺利有什么卖点？',
    '糖诺利和对照药的心衰住院风险有什么不同',
    '样品能不能给医生',
    'Can Dr Wang use dapagliflozin at eGFR 40?',
    'What is the dose in renal impairment?',
    'Which visits need approval?',
    'dosage of semaglutide',
  ])('%s', (text) => {
    expect(purposeOf(text)).toBe('question')
    expect(purposeOf(text, true)).toBe('question')
  })

  it('also where a conversation goes on with a question that begins like a correction', () => {
    expect(purposeOf('不是糖尿病，是心衰的患者能用吗？', true)).toBe('question')
    expect(purposeOf('改成每天两次可以吗？', true)).toBe('question')
  })
})

describe('a message that tells of a visit', () => {
  it.each([
    '今天见了王主任，他问eGFR 40能不能用',
    '今天上午拜访市一院内分泌科刘敏主任，聊了糖诺利，她比较认可。',
    '下午去了中心医院，李医生不在，没见着。',
    '刚跟张教授通了电话，答应下周三给他送文献',
    '11/30\n① 协仁 神内 吴刚主任｜醒络通｜2min，没细讲，资料留下了',
    '今天见了王主任，没聊什么。',
    '明天下午去拜访省医院的周主任',
    '拜访记录：王主任 心内科 价格',
    'Met Dr Li at the county hospital today, she asked about renal dosing.',
    'Stopped by the clinic, Dr Chen was not in',
    'Visiting Prof Wu on Monday',
  ])('%s', (text) => {
    expect(purposeOf(text)).toBe('note')
  })

  it('is told from the question that follows it', () => {
    const text = '今天见了王主任，聊了糖诺利。糖诺利和二甲双胍能一起用吗？'
    const understood = understand(text, { inConversation: false })
    expect(understood.purpose).toBe('note')
    expect(text.slice(understood.question)).toBe('糖诺利和二甲双胍能一起用吗？')
  })

  it('keeps what a physician asked', () => {
    const understood = understand('今天见了王主任。他问糖诺利和二甲双胍能一起用吗？', {
      inConversation: false,
    })
    expect(understood).toEqual({ purpose: 'note', sure: true })
  })
})

describe('other messages', () => {
  it.each([
    ['提醒我周五上午给李医生送文献', 'task'],
    ['周五上午提醒我给李医生送文献', 'task'],
    ['Remind me on Friday to send the paper', 'task'],
    ['我的待办', 'tasks'],
    ['今天有什么待办？', 'tasks'],
    ['完成 2', 'tasks'],
    ['第三项做完了', 'tasks'],
    ['snooze 1 tomorrow', 'tasks'],
    ['上周华东组拜访怎么样', 'summary'],
    ['见王主任之前给我过一遍', 'summary'],
  ] as const)('%s', (text, purpose) => {
    expect(purposeOf(text)).toBe(purpose)
  })

  it('correct the draft before only in its conversation', () => {
    for (const text of ['不是王建国，是王丽', '日期错了，是昨天', 'not Wang, it was Li']) {
      expect([purposeOf(text, true), purposeOf(text, false)]).toEqual(['note', 'question'])
    }
  })

  it('cost next to nothing', () => {
    const text = '糖诺利在肾功能不全eGFR 40的患者里怎么调整剂量，需要停药吗？'
    const began = performance.now()
    for (let round = 0; round < 200; round += 1) understand(text, { inConversation: true })
    expect((performance.now() - began) / 200).toBeLessThan(2)
  })
})

describe('a word to the open draft', () => {
  it('confirms, edits or drops it', () => {
    expect(['确认', '好的', '1', 'ok', 'confirm'].map((text) => draftVerb(text, false))).toEqual(
      Array.from({ length: 5 }, () => 'confirm'),
    )
    expect(['修改', '2'].map((text) => draftVerb(text, false))).toEqual(['edit', 'edit'])
    expect(['放弃', '3', 'discard'].map((text) => draftVerb(text, false))).toEqual(Array(3).fill('discard'))
    expect(draftVerb('确认一下糖诺利的剂量', false)).toBeNull()
  })

  it('is no consent where the draft still asks something', () => {
    expect(['好的', '1', '2', '3'].map((text) => draftVerb(text, true))).toEqual([null, null, null, null])
    expect(draftVerb('确认', true)).toBe('confirm')
  })
})
