import { describe, expect, it } from 'vitest'
import { exportSafetyCase, type SafetyCaseExport } from './export-safety-case.ts'

const CASE: SafetyCaseExport = {
  id: 'case-1',
  createdAt: new Date('2026-05-13T10:00:00Z'),
  event: {
    present: true,
    text: '62岁女性用药后呼吸困难，收住院，已停药',
    suspect_drug: 'D1',
    seriousness: 'serious',
    seriousness_reason: '收住院',
    criteria: { patient: true, reporter: true, drug: true, event: true },
    clock_start: '2026-05-12',
    event_date: '2026-05-10',
    action_taken: '停药',
    patient_desc: '62岁女性',
    causality_by_reporter: '考虑药物引起',
  },
  product: { id: 'D1', name: '平压定', generic: '苯磺酸氨氯地平片' },
  reporter: { qualification: 'physician', organisation: '湖州医院', department: '心内科' },
  sender: { organisation: '某制药' },
  country: 'CN',
  language: 'zho',
  clocks: {
    forwardBy: new Date('2026-05-13T00:00:00Z'),
    reportBy: new Date('2026-05-27T00:00:00Z'),
    clause: '第二十一条',
  },
}

describe('the export of a safety case', () => {
  it('stands under the element names of E2B(R3)', () => {
    expect(exportSafetyCase(CASE)).toMatchObject({
      'C.1': { 'C.1.1': 'case-1', 'C.1.3': '1', 'C.1.4': '20260512', 'C.1.7': true },
      'C.2.r': [{ 'C.2.r.4': '1', 'C.2.r.3': 'CN' }],
      D: { 'D.1': { nullFlavor: 'MSK' }, 'D.2.2a': '62', 'D.2.2b': 'a', 'D.5': '2' },
      'E.i': [{ 'E.i.3.2c': true, 'E.i.3.2a': { nullFlavor: 'UNK' }, 'E.i.4': '20260510', 'E.i.7': '0' }],
      'G.k': [{ 'G.k.1': '1', 'G.k.2.2': '平压定', 'G.k.8': '1' }],
      H: { 'H.2': '考虑药物引起' },
      local: { report_by: '2026-05-27T00:00:00.000Z', clause: '第二十一条' },
    })
  })

  it('says of a death that it was fatal', () => {
    const dead = {
      ...CASE,
      event: { ...CASE.event, seriousness: 'death' as const, seriousness_reason: '去世' },
    }
    expect(exportSafetyCase(dead)).toMatchObject({ 'E.i': [{ 'E.i.3.2a': true, 'E.i.7': '5' }] })
  })

  it('guesses nothing that was not told', () => {
    const bare = exportSafetyCase({
      ...CASE,
      product: null,
      event: { present: true, seriousness: 'unknown' },
    })
    expect(bare).toMatchObject({
      'C.1': { 'C.1.4': { nullFlavor: 'UNK' }, 'C.1.7': false },
      D: { 'D.2.2a': { nullFlavor: 'UNK' }, 'D.5': { nullFlavor: 'UNK' } },
      'G.k': [{ 'G.k.2.2': { nullFlavor: 'UNK' }, 'G.k.8': '0' }],
      local: { minimum_criteria: { patient: false, reporter: false, suspect_drug: false, event: false } },
    })
  })

  it.each([
    ['71M', '1'],
    ['60F', '2'],
    ['老太太', '2'],
    ['65岁男性', '1'],
  ])('reads the sex of %s', (patient_desc, sex) => {
    expect(exportSafetyCase({ ...CASE, event: { ...CASE.event, patient_desc } })).toMatchObject({
      D: { 'D.5': sex },
    })
  })
})
