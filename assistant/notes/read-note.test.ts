import { describe, expect, it } from 'vitest'
import { dues, EVENING, readAt, whom } from '../../test/build-note.ts'

const MORNING = '2026-11-26T01:30:00+08:00'

describe('what a message is', () => {
  it.each([
    ['今天去仁康见了陶然明主任，聊了平压定', 'log_visit'],
    ['市二心内 高洁 平压定 认可', 'log_visit'],
    ['明天上午去南浔社区见罗薇医生', 'plan_visit'],
    ['提醒我周五下午给苏晴送文献', 'task'],
    ['上周我们组拜访情况怎么样', 'manager_query'],
    ['平压定肾功能不好能用吗？', 'question'],
    ['听说竞安宁降价了', 'market_intel'],
    ['今天好冷啊', 'small_talk'],
    ['跑了一天一个人都没见着，累', 'small_talk'],
    ['10月的出来了 平压定 高远山75 高洁33', 'compliance_incident'],
  ])('%s -> %s', (text, intent) => expect(readAt(text).intent).toBe(intent))

  it('never keeps the numbers of a prescriber', () => {
    expect(JSON.stringify({ ...readAt('10月的出来了 平压定 高远山75 高洁33'), evidence: {} })).not.toMatch(
      /75|33/u,
    )
  })
})

describe('visits of a note', () => {
  it('are cut at another house, another room, another part of the day, and after nobody was met', () => {
    const many = readAt(
      '上午去市二心内找高远山主任，在开会没见着，碰到高洁聊了平压定。下午转去仁康，陶然明主任，聊了平压定，周五送他一份说明书。',
    )
    expect(
      many.visits.map((visit) => [visit.status, visit.institution?.id, visit.time, ...whom(visit)]),
    ).toEqual([
      ['not_met', 'A1', 'am', 'K1:primary'],
      ['completed', 'A1', 'am', 'K2:primary'],
      ['completed', 'A2', 'pm', 'K4:primary'],
    ])
    expect(dues(many)).toEqual(['2026-11-27'])
  })

  it('follow the lines of a list, and give an errand to the doctor whom it names', () => {
    const list = readAt(
      '1. 市二 内分泌 苏晴 降糖素 讲了起始剂量\n2. 仁康 肾内 陶然明主任 没聊产品\n3. 明天给苏晴送说明书',
    )
    expect(list.visits.map(whom)).toEqual([['K3:primary'], ['K4:primary']])
    expect(list.visits.map(({ products }) => products.map(({ id }) => id))).toEqual([['D2'], []])
    expect(list.visits[0]?.follow_ups).toMatchObject([{ due: '2026-11-26', owner: 'rep' }])
  })

  it('carry the day of each heading', () => {
    expect(
      readAt('周一：市二心内高洁，平压定，她认可。\n周二：仁康肾内陶然明主任，讲了平压定。').visits.map(
        ({ date }) => date,
      ),
    ).toEqual(['2026-11-23', '2026-11-24'])
  })

  it('tell who came, who did not and who was only spoken of', () => {
    const [meeting] = readAt(
      '中午市二心内科会，高远山主任主持，高洁点评，到了11个人，丁志强主任说来没来，讲的平压定',
    ).visits
    expect(meeting).toMatchObject({
      kind: 'dept_meeting',
      channel: 'group_meeting',
      attendee_count: 11,
      time: 'noon',
    })
    expect(whom(meeting)).toEqual(['K1:primary', 'K2:attendee', 'K6:absent'])
    expect(whom(readAt('今天见了高远山主任，他让我去找药剂科丁主任问一下').visits[0])).toEqual([
      'K1:primary',
      'K6:mentioned',
    ])
  })

  it('belong to the day before when the message was sent after midnight', () => {
    const late = readAt('今天见了苏晴，降糖素讲了，明天给她回话', MORNING)
    expect(late.visits[0]?.date).toBe('2026-11-25')
    expect(dues(late)).toEqual(['2026-11-26'])
  })

  it('are read in English, too', () => {
    const [visit] = readAt(
      'Met Dr. Tao at Renkang yesterday afternoon with my DM, detailed Pressnorm. Will send the PI by Friday.',
    ).visits
    expect(visit).toMatchObject({ date: '2026-11-24', time: 'pm', kind: 'joint', joint_with: 'DM' })
    expect(whom(visit)).toEqual(['K4:primary'])
    expect(visit?.follow_ups).toMatchObject([{ due: '2026-11-27', owner: 'rep' }])
  })
})

describe('the grammar of short and of dictated notes', () => {
  it('reads a heading over a list as a plan, and a reminder as no visit', () => {
    const plan = readAt('计划\n周四上午 仁康 陶然明\n周五10点 南浔社区 罗薇')
    expect(plan.intent).toBe('plan_visit')
    expect(plan.visits.map(({ date, status }) => [date, status])).toEqual([
      ['2026-11-26', 'planned'],
      ['2026-11-27', 'planned'],
    ])
    const reminder = readAt('提醒 明早9:15 给丁志强主任送申请表')
    expect(reminder.visits).toEqual([])
    expect(reminder.tasks).toMatchObject([{ due: '2026-11-26', time: '09:15' }])
  })

  it('takes an effect that never came up for no failed visit', () => {
    expect(readAt('今天见苏晴 市二内分泌 降糖素 胰腺炎没遇到过 用着放心').visits[0]?.status).toBe('completed')
  })

  it('gives the second point of a list its own time and channel', () => {
    const [first, second] = readAt('昨天\n1 仁康 陶然明 没见到\n2 下午4点 罗薇微信 问平压定饭前饭后').visits
    expect([first?.status, first?.time]).toEqual(['not_met', null])
    expect([second?.channel, second?.time, ...whom(second)]).toEqual(['wechat', '16:00', 'K5:primary'])
  })

  it('knows an order to oneself, and a department that only acts', () => {
    const [visit] = readAt(
      'Su Qing, Huzhou No.2 endo. Glucose-X detailed. Pharmacy still blocks it. See Ding Zhiqiang Mon 9:30.',
    ).visits
    expect([visit?.date, visit?.department]).toEqual(['2026-11-25', '内分泌科'])
    expect(visit?.follow_ups).toMatchObject([{ due: '2026-11-30', time: '09:30' }])
  })

  it('settles whom a surname means by who is said not to be meant', () => {
    const note = readAt('市二心内 高主任(不是高洁) 今天聊了平压定')
    expect(whom(note.visits[0])).toEqual(['K1:primary'])
    expect(note.questions.map(({ code }) => code)).not.toContain('ambiguous_contact')
  })

  it('hears a dictated name that begins with no surname, and a newcomer with an English rank', () => {
    expect(whom(readAt('今天去仁康见了逃然明主任聊了平压定').visits[0])).toEqual(['K4:primary'])
    expect(whom(readAt('今天中午市二心内新来的fellow严文静 聊平压定').visits[0])).toEqual(['?严文静:primary'])
  })

  it('takes a favour that led to the room of somebody for a visit', () => {
    expect(
      whom(readAt('今天下午帮高远山主任取了快递送到市二心内他办公室，聊了会儿平压定').visits[0]),
    ).toEqual(['K1:primary'])
  })

  it('keeps a day that names an event from being when the call was', () => {
    const [visit] = readAt('刚打完电话仁康的陶然明主任12月6号那个沙龙请他讲，下周一我催一下审批').visits
    expect([visit?.date, visit?.channel, visit?.kind]).toEqual(['2026-11-25', 'phone', 'individual'])
    expect(readAt('补一个上周四的去南浔社区找的罗薇医生，聊了平压定').visits[0]?.date).toBe('2026-11-19')
  })
})

describe('what is open', () => {
  it('is asked with choices where two bear the name, and settled where the title or the note tells', () => {
    const open = readAt('市二心内高主任，聊了平压定')
    expect(whom(open.visits[0])).toEqual(['?高主任:primary'])
    expect(
      open.questions.find(({ code }) => code === 'ambiguous_contact')?.choices.map(({ value }) => value),
    ).toEqual(['K1', 'K2'])
    expect(whom(readAt('市二心内高副主任，聊了平压定').visits[0])).toEqual(['K2:primary'])
    expect(whom(readAt('市二心内高洁，聊了平压定，高主任说还行').visits[0])).toEqual(['K2:primary'])
  })

  it('is asked of somebody new and of a day off, which is kept', () => {
    const note = readAt('今天在市二心内见了严文静医生，这周六给她送文献')
    expect(note.questions.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['new_contact', 'weekend_due']),
    )
    expect(dues(note)).toEqual(['2026-11-28'])
  })
})

describe('what is still to be done', () => {
  it.each([
    ['她要文献，已经发了', []],
    ['他说过会了再说', []],
    ['他周五出差', []],
    ['下周二药事会', []],
    ['护士说他周一上午出门诊', []],
    ['让我拿指南，周五之前给他', ['2026-11-27']],
    ['约了下周三下午两点', ['2026-12-02']],
    ['明天把PI发给他，下周四再去一趟', ['2026-11-26', '2026-12-03']],
    ['别往外说', []],
    ['补货下周二到', []],
    ['两周后再来', ['2026-12-09']],
    ['让病人两周后再来', []],
    ['元旦回来头一天再去找他', ['2027-01-04']],
    ['另外明天把编码发他', ['2026-11-26']],
  ])('今天见了陶然明主任，聊了平压定，%s', (tail, expected) =>
    expect(dues(readAt(`今天见了陶然明主任，聊了平压定，${tail}`))).toEqual(expected),
  )

  it('takes what is to be given from the clause before, and not a meal that is paid', () => {
    const [visit] = readAt('今天见了陶然明主任，聊了平压定，还缺授权书，我月底前补').visits
    expect(visit?.follow_ups).toMatchObject([{ text: expect.stringContaining('授权书'), due: '2026-11-30' }])
    expect(dues(readAt('今晚请仁康陶然明主任吃饭，人均180，聊了平压定'))).toEqual([])
    const moved = readAt(
      'su qing at Huzhou No.2 cancelled tomorrow two pm moved to next tuesday so nothing today',
    )
    expect([moved.visits[0]?.time, ...dues(moved)]).toEqual(['14:00', '2026-12-01'])
  })

  it('has an owner, and an event where there is no day', () => {
    const [task] = readAt('今天见了陶然明主任，聊了平压定，请MSL下周二联系他').visits[0]!.follow_ups
    expect(task).toMatchObject({ owner: 'medical', due: '2026-12-01' })
    expect(readAt('今天见了陶然明主任，聊了平压定，年后再去拜访').visits[0]?.follow_ups).toMatchObject([
      { due: null, precision: 'event' },
    ])
  })
})

describe('evidence', () => {
  it('stands for every field in the note as given, whatever its spelling', () => {
    const note = '今天去仁康見了陶然明主任，聊了「平压定」，明天送ＰＩ'
    const { evidence, visits } = readAt(note, EVENING)
    const said = (field: string): readonly string[] =>
      (evidence[field] ?? []).map(({ start, end }) => note.slice(start, end))
    expect(said('visits.0.contacts.0')).toEqual(['陶然明主任'])
    expect(said('visits.0.products.0')).toEqual(['平压定'])
    expect(said('visits.0.date')).toEqual(['今天'])
    expect(said('visits.0.follow_ups.0')).toEqual(['明天送ＰＩ'])
    for (const field of ['date', 'status', 'channel', 'kind', 'institution'])
      expect(evidence[`visits.0.${field}`], field).toBeDefined()
    expect(visits).toHaveLength(1)
  })

  it('is never needed to survive odd input', () => {
    for (const text of ['', '   ', '。。。', '((((', '😀', '\ud800', '11/31', '不对不对'])
      expect(() => readAt(text)).not.toThrow()
  })
})
