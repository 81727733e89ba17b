import { describe, expect, it } from 'vitest'
import { changeReading } from './change-reading.ts'
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
