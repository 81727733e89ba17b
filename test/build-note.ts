/** A small territory and a reader for tests of reading notes; every name is invented. A Wednesday evening. */
import type { NoteContext, NoteDirectory, NoteReading } from '../assistant/notes/note-reading.ts'
import { createReadNote } from '../assistant/notes/read-note.ts'
import type { Visit } from '../crm/visit.ts'

export const TERRITORY: NoteDirectory = {
  accounts: [
    { id: 'A1', name: '湖州市第二人民医院', aliases: ['市二', 'Huzhou No.2'] },
    { id: 'A2', name: '湖州大学附属仁康医院', aliases: ['仁康'] },
    { id: 'A3', name: '南浔社区卫生服务中心', aliases: [] },
  ],
  contacts: [
    { id: 'K1', name: '高远山', accountId: 'A1', department: '心内科', title: '科主任/主任医师' },
    { id: 'K2', name: '高洁', accountId: 'A1', department: '心内科', title: '副主任医师' },
    { id: 'K3', name: '苏晴', accountId: 'A1', department: '内分泌科', title: '主治医师' },
    { id: 'K4', name: '陶然明', accountId: 'A2', department: '肾内科', title: '科主任/主任医师' },
    { id: 'K5', name: '罗薇', accountId: 'A3', department: '全科', title: '全科医生' },
    { id: 'K6', name: '丁志强', accountId: 'A1', department: '药剂科', title: '药剂科主任' },
  ],
  products: [
    {
      id: 'D1',
      name: '平压定',
      generic: '苯磺酸氨氯地平片',
      aliases: ['PYD', 'Pressnorm'],
      indications: ['高血压'],
    },
    {
      id: 'D2',
      name: '降糖素',
      generic: '司美格鲁肽注射液',
      aliases: ['Glucose-X'],
      indications: ['成人2型糖尿病血糖控制'],
    },
  ],
  competitors: ['竞安宁'],
}

/** 2026-11-25, 18:00 in Shanghai. */
export const EVENING = '2026-11-25T18:00:00+08:00'

export function contextOf(
  at: string = EVENING,
  previous?: readonly Visit[],
  colleagues?: readonly string[],
): NoteContext {
  return {
    referenceTime: new Date(at),
    timezone: 'Asia/Shanghai',
    directory: TERRITORY,
    ...(previous === undefined ? {} : { previous }),
    ...(colleagues === undefined ? {} : { colleagues }),
  }
}

const reader = createReadNote()

export const readAt = (text: string, at?: string, previous?: readonly Visit[]): NoteReading =>
  reader(text, contextOf(at, previous))

/** Whom, as `id:role`; somebody unknown as `?text:role`. */
export const whom = (visit: Visit | undefined): readonly string[] =>
  (visit?.contacts ?? []).map(({ id, text, role }) => `${id ?? `?${text}`}:${role}`)

export const dues = (reading: NoteReading): readonly (string | null)[] =>
  reading.visits.flatMap(({ follow_ups }) => follow_ups.map(({ due }) => due))
