/** Classes of what people say in notes, each with what only looks like it. */
import { describe, expect, it } from 'vitest'
import { dues, readAt, whom } from '../../test/build-note.ts'

const MET_HIM = '今天去仁康见了陶然明主任，聊了平压定，'
const only = (text: string) => readAt(text).visits[0]

describe('somebody who could not be met', () => {
  it.each([
    '下午去仁康找陶然明主任，护士说飞上海开会了',
    '本来想见陶然明主任，结果他在手术，没等到',
    '去仁康找陶然明主任，门锁着',
    '到仁康，陶然明主任休年假去了',
    '给陶然明主任打电话，没人接',
  ])('%s', (text) => {
    expect(only(text)?.status).toBe('not_met')
    expect(whom(only(text)!)).toEqual(['K4:primary'])
  })

  it.each([
    '陶然明主任在查房，跟着边走边聊了平压定',
    '今天见了陶然明主任，平压定他说没遇到过水肿',
    '今天见了陶然明主任，聊完他就去开会了',
    '今天见了陶然明主任，聊了平压定，他笑笑没接话',
  ])('%s is a visit all the same', (text) => expect(only(text)?.status).toBe('completed'))

  it.each(['原定今天见陶然明主任，我自己发烧没去成', '今天约了陶然明主任，被放鸽子了'])(
    '%s was called off',
    (text) => expect(only(text)?.status).toBe('cancelled'),
  )
})

describe('people and houses', () => {
  it('never places somebody in another house than the note names', () => {
    for (const text of ['今天去五院心内见高主任，聊平压定', '今天去省人民心内见高主任，聊平压定'])
      expect(only(text)).toMatchObject({ institution: { id: null }, contacts: [{ id: null }] })
  })

  it('tells a patient from a newcomer', () => {
    expect(whom(only('今天见了陶然明主任，他一个病人叫李建军，吃平压定挺好')!)).toEqual(['K4:primary'])
    expect(only('今天仁康肾内新来的副主任叫贾文清，聊了平压定')?.contacts).toMatchObject([
      { id: null, role: 'primary', new_contact: true },
    ])
  })
})

describe('what somebody says that he or she will do', () => {
  it.each([
    ['要是过会了我再请医学部准备材料', 'rep', 'event'],
    ['我让医学部给他回复', 'medical', 'none'],
    ['我跟他说我把那段说明书发您', 'rep', 'none'],
    ['需要跟进进院进度', 'rep', 'none'],
  ])('%s', (text, owner, precision) =>
    expect(only(`${MET_HIM}${text}。`)?.follow_ups).toMatchObject([{ owner, precision }]),
  )

  it.each(['他说以后再说吧', '说明书当场给了', '他下周去北京开会'])('%s: nothing', (text) =>
    expect(only(`${MET_HIM}${text}。`)?.follow_ups).toEqual([]),
  )

  it('is held back where it carries a blocked deal or sale on', () => {
    const deal = only('今天跟陶然明主任谈妥了，每开50盒平压定就安排他讲一次课，一次两千。月底先安排第一场')
    expect(deal?.compliance_flags.map(({ code }) => code).toSorted()).toEqual(['QUID_PRO_QUO', 'SPEAKER_FEE'])
    expect(deal?.follow_ups).toMatchObject([{ blocked: true }])
  })

  it('is reminded of the day before a planned visit', () => {
    const plan = readAt('下周三下午跟仁康陶然明主任约好了视频，聊平压定，前一天上午10点提醒我测下设备')
    expect(plan.intent).toBe('plan_visit')
    expect(dues(plan)).toEqual(['2026-12-01'])
  })
})

describe('what is no finding and no case', () => {
  it.each(['本来想带盒点心，想起公司不让就没带', '他要送我一盒茶叶，我没要', '没去也没随份子'])(
    '%s',
    (text) =>
      expect(
        only(`${MET_HIM}${text}。`)?.compliance_flags.filter(({ severity }) => severity === 'block'),
      ).toEqual([]),
  )

  it.each(['食堂红烧肉绝了，我打了两份', 'Can Pingya tablets be crushed for a patient with a feeding tube?'])(
    '%s',
    (text) => expect(readAt(text).adverse_event?.present).not.toBe(true),
  )

  it('leaves a damaged pack that nobody used to the complaint it is', () => {
    expect(
      only('仁康药房发来照片，说平压定有一盒铝塑板压破了两粒，顾客没吃直接退的，陶然明主任告诉我的')
        ?.adverse_event.present,
    ).not.toBe(true)
  })
})

describe('a wish is no question', () => {
  it.each(['问能不能给他们科讲一次', '问要不要填表', '没啥问题继续用', '问我下周有没有空'])('%s', (text) =>
    expect(only(`${MET_HIM}${text}。`)?.questions).toEqual([]),
  )
  it.each([
    ['请教肾功能不全怎么调量', 'kb'],
    ['想看看长期随访数据', 'medical'],
    ['打听医保什么时候能报', 'market_access'],
  ])('%s -> %s', (text, route) =>
    expect(only(`${MET_HIM}${text}。`)?.questions.map((one) => one.route)).toEqual([route]),
  )
})

it('reads a telegraphic plan line by line', () => {
  const plan = readAt('排一下\n明10:30 仁康 陶然明 平压定\n下周一下午 市二 高洁 平压定')
  expect(plan.intent).toBe('plan_visit')
  expect(plan.visits.map(({ status, date }) => [status, date])).toEqual([
    ['planned', '2026-11-26'],
    ['planned', '2026-11-30'],
  ])
})
