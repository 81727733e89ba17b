import { describe, expect, it } from 'vitest'
import { changeReading, correctReading } from './change-reading.ts'
import type { NoteContext } from './notes/note-reading.ts'
import { readNote } from './notes/read-note.ts'

const CONTEXT: NoteContext = {
  referenceTime: new Date('2026-03-05T10:00:00Z'),
  timezone: 'Asia/Shanghai',
  directory: {
    accounts: [{ id: 'ACC-1', name: '临江市第一医院', aliases: [] }],
    contacts: [{ id: 'K1', name: '高远', accountId: 'ACC-1', department: '心内科', title: '主任' }],
    products: [],
    competitors: [],
  },
}
const FIELD = 'visits.0.adverse_event'
const WORDS = '有个老病号说吃完像踩棉花'
const asked = {
  ...readNote(`昨天拜访高远主任，谈了随访。${WORDS}。`, CONTEXT),
  questions: [
    {
      field: FIELD,
      code: 'ae_possible',
      text: '要上报吗？',
      choices: [
        { value: WORDS, label: '是，要上报' },
        { value: 'no', label: '不是' },
      ],
    },
  ],
}

describe('what may be harm to a patient', () => {
  it("becomes a case on the rep's word, with the words that were asked about", () => {
    for (const said of [WORDS, '是，要上报', '是']) {
      const changed = changeReading(asked, { answers: { [FIELD]: said } })
      expect(changed.visits[0]!.adverse_event).toMatchObject({ present: true, text: WORDS })
      expect(changed.questions).toEqual([])
    }
  })

  it('is none when the rep says so or says something else', () => {
    for (const said of ['no', '不是', '明天再看']) {
      const changed = changeReading(asked, { answers: { [FIELD]: said } })
      expect(changed.visits[0]!.adverse_event.present).toBe(false)
      expect(changed.questions).toEqual([])
    }
  })
})

describe('what is written by hand', () => {
  const plain = readNote('昨天拜访高远主任，谈了随访。', CONTEXT)

  it('never frees a follow-up that a rule forbids, old or new', () => {
    const followUp = {
      text: '下周再谈',
      due: null,
      precision: 'none',
      range: null,
      owner: 'rep',
      event: null,
    } as const
    const [visit] = plain.visits
    const before = {
      ...plain,
      visits: [{ ...visit!, follow_ups: [{ ...followUp, blocked: true as const }] }],
    }
    const gift = { ...followUp, text: '给高主任送2000元购物卡' }
    const call = { ...followUp, text: '给高主任打电话' }
    const changed = changeReading(before, { visits: [{ follow_ups: [followUp, gift, call] }] })
    expect(changed.visits[0]!.follow_ups.map((one) => one.blocked)).toEqual([true, true, undefined])
  })

  it('goes through the mask, in the record and in what tells of the change', () => {
    const changed = changeReading(
      plain,
      { visits: [{ objections: [{ category: 'price', text: '病人秘密', product: null }] }] },
      (text) => text.replaceAll('秘密', '[姓名]'),
    )
    expect(JSON.stringify(changed)).not.toContain('秘密')
    expect(changed.visits[0]!.objections[0]!.text).toBe('病人[姓名]')
  })

  it('is refused as a status or channel that there is not', () => {
    for (const field of ['visits.0.status', 'visits.0.channel', 'visits.0.kind']) {
      expect(() => changeReading(plain, { answers: { [field]: 'whatever' } })).toThrow(/one of/u)
    }
  })

  it('adds to what was told of an event and loses nothing of it', () => {
    const told = changeReading(asked, { answers: { [FIELD]: WORDS } })
    const changed = changeReading(told, {
      visits: [{ adverse_event: { present: true, outcome: '好转' } as never }],
    })
    expect(changed.visits[0]!.adverse_event).toMatchObject({ present: true, text: WORDS })
  })
})

it('the same finding for other words is a finding of its own', () => {
  const [visit] = readNote('昨天拜访高远主任，谈了随访。', CONTEXT).visits
  const flag = (span: string) => ({ code: 'GIFT' as never, severity: 'block' as const, span })
  const before = { ...asked, visits: [{ ...visit!, compliance_flags: [flag('送购物卡')] }] }
  const correction = {
    ...asked,
    visits: [{ ...visit!, compliance_flags: [flag('送购物卡'), flag('送手机')] }],
  }
  const spans = correctReading(before, correction, 0).visits[0]!.compliance_flags.map((one) => one.span)
  expect(spans).toEqual(['送购物卡', '送手机'])
})
