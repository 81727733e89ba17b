import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import type { ImportRow, ImportRows } from '../core/import-rows.ts'
import { type CrmRoom, openCrmRoom } from '../test/crm-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createImportAccounts } from './import-accounts.ts'
import { createImportContacts } from './import-contacts.ts'
import { createImportPlans } from './import-plans.ts'
import { createImportTerritories } from './import-territories.ts'
import { createImportVisits } from './import-visits.ts'
import { targetsBetween } from './plan-store.ts'

let database: Database
let room: CrmRoom
beforeAll(async () => {
  database = await openTestDatabase()
  room = await openCrmRoom(database)
})
afterAll(() => database.close())

/** `a,b\n1,2` as rows. */
function table(text: string): readonly ImportRow[] {
  const [heading = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','))
  return lines.map((cells, index) => ({
    row: index + 2,
    cells: Object.fromEntries(heading.map((name, column) => [name, cells[column] ?? ''])),
  }))
}

const run = (importRows: ImportRows, text: string, dryRun = false) =>
  importRows(table(text), { dryRun, actorId: 'boss' })
const count = async (name: 'accounts' | 'contacts' | 'visits' | 'visit_revisions') =>
  (
    await database.query
      .selectFrom(name)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirst()
  )?.n

describe('an import of accounts', () => {
  const TABLE = `医院编号,医院名称,简称,类型,上级机构,城市
    B1,松陵区分院,松分,医院,松陵总医院,松陵
    B2,松陵总医院,松总;总院,医院,,松陵
    B3,,x,医院,,
    B4,松陵药房,,超市,,
    B5,某院,,,不存在的医院,
    A1,青岭市第一医院,青一;一院,hospital,,青岭`

  it('takes parents that come later, refuses bad rows by row, and changes nothing the second time', async () => {
    const importRows = createImportAccounts(room)
    const before = await count('accounts')
    const dry = await run(importRows, TABLE, true)
    expect(dry).toMatchObject({ created: 2, updated: 1, unchanged: 0 })
    expect(dry.rejected.map((one) => `${one.row} ${one.column} ${one.code}`)).toEqual([
      '4 医院名称 missing',
      '5 类型 unknown',
      '6 上级机构 unknown',
    ])
    expect(await count('accounts')).toBe(before)
    await run(importRows, TABLE)
    expect(await room.accounts.get('B1')).toMatchObject({
      parentId: 'B2',
      aliases: ['松分'],
      kind: 'hospital',
    })
    expect(await run(importRows, TABLE)).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
    const circle = await run(importRows, '编号,上级\nB2,B1')
    expect(circle.rejected).toMatchObject([{ row: 2, code: 'circle' }])
  })
})

describe('an import of contacts', () => {
  it('knows people by id, or by name, place and department, and says which rows it cannot place', async () => {
    const importRows = createImportContacts(room)
    const text = `姓名,医院,科室,职称,级别,截止日期
      江晚,附院,心内科,副主任医师,b,2026/12/31
      陆鸣,松总,,医师,C,
      沈知白,青一,心内科,科主任,A,
      佚名,没有的医院,,,,
      ,青一,,,,
      陆鸣,松陵总医院,,,,`
    const first = await run(importRows, text)
    expect(first).toMatchObject({ accepted: 3, created: 1, updated: 2 })
    expect(first.rejected.map((one) => `${one.row} ${one.code}`)).toEqual([
      '5 unknown',
      '6 missing',
      '7 duplicate',
    ])
    expect(await room.contacts.get('K3')).toMatchObject({
      title: '副主任医师',
      tier: 'B',
      until: '2027-01-01',
    })
    const contacts = await count('contacts')
    expect(await run(importRows, text)).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
    expect(await count('contacts')).toBe(contacts)
    const moved = await run(importRows, 'contact_id,status\nK3,moved\nK4,asleep')
    expect(moved).toMatchObject({ updated: 1, rejected: [{ row: 3, column: 'status', code: 'unknown' }] })
  })
})

describe('an import of territories', () => {
  it('takes what ends before what follows, whatever the order, and refuses overlaps', async () => {
    const importRows = createImportTerritories(room)
    expect(await run(importRows, '代表,医院,开始日期\nrep-a,青一,2026-01-01')).toMatchObject({ created: 1 })
    const text = `代表,医院,医生,开始日期,结束日期
      rep-a@example.com,A1,,2026-07-01,
      rep-a,青岭市第一医院,,2026年1月1日,2026-07-01
      rep-b,附院,沈知白,2026-01-01,
      rep-b,,沈知白,2026-01-01,
      rep-b,附院,,2026-05-05,2026-05-05
      rep-a,A1,,2026-09-01,
      nobody,A1,,2026-01-01,`
    const done = await run(importRows, text)
    expect(done).toMatchObject({ created: 2, updated: 1 })
    expect(done.rejected.map((one) => `${one.row} ${one.column} ${one.code}`)).toEqual([
      '5 医生 ambiguous',
      '6 结束日期 invalid',
      '7 开始日期 duplicate',
      '8 代表 unknown',
    ])
    expect(await run(importRows, text)).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
    expect((await room.territories.list({ userId: 'rep-b' })).items).toMatchObject([{ contactId: 'K4' }])
  })
})

describe('an import of plans', () => {
  it('reads months and quarters, and what it read adds up by part of the time', async () => {
    const importRows = createImportPlans(room)
    const text = `客户编号,月份,计划次数
      K1,2026-04,4
      K1,2026年5月,6次
      K2,2026Q2,9
      K2,2026-05,2
      K5,2026-13,1
      K5,2026-04,many`
    const done = await run(importRows, text)
    expect(done.rejected.map((one) => `${one.row} ${one.code}`)).toEqual([
      '5 duplicate',
      '6 invalid',
      '7 invalid',
    ])
    expect(await run(importRows, text)).toMatchObject({ created: 0, unchanged: 3 })
    expect(await run(importRows, text.replace('2026-04,4', '2026-04,5'))).toMatchObject({ updated: 1 })
    const targets = await targetsBetween(database.query, { from: '2026-04-16', to: '2026-06-01' })
    expect(targets).toEqual([
      { contactId: 'K1', userId: null, target: 8.5 },
      { contactId: 'K2', userId: null, target: expect.closeTo((9 * 46) / 91, 6) },
    ])
  })
})

describe('an import of visits', () => {
  const TABLE = `拜访编号,工号,拜访日期,拜访方式,状态,医院,医生,态度,产品,主题,异议,备注
    X1,rep-a,2026-02-03 10:30,现场,已完成,青一,沈知白,积极,ZNP;康衡,疗效;集采,价格：比集采贵,患者 13800001111 问过
    ,rep-a,2026/2/4,电话,,附院,沈知白;江晚,中立,,,,
    ,rep-b,2026-02-30,飞鸽,,,,,,,,
    X4,,2026-02-05,,,,,,,,,
    X5,rep-a,2026-02-05,,,,沈知白,,,,,`
  const mask = (text: string) => text.replace(/1\d{10}/g, '[phone]')

  it('makes records of rows, once, and a new revision of a row that changed', async () => {
    const importRows = createImportVisits({ ...room, mask })
    const first = await run(importRows, TABLE)
    expect(first).toMatchObject({ created: 2 })
    expect(first.rejected.map((one) => `${one.row} ${one.column} ${one.code}`)).toEqual([
      '4 拜访日期 invalid',
      '4 拜访方式 unknown',
      '5 工号 missing',
      '6 医生 ambiguous',
    ])
    const visit = await database.query
      .selectFrom('visits')
      .innerJoin('visit_revisions', 'visit_id', 'id')
      .selectAll()
      .where('external_id', '=', 'X1')
      .executeTakeFirstOrThrow()
    expect(visit).toMatchObject({
      visited_on: '2026-02-03',
      visited_at: '10:30',
      contact_ids: ['K1'],
      product_ids: ['P1', 'P2'],
      topics: ['EFFICACY', 'VBP'],
      note: '患者 [phone] 问过',
    })
    expect(await run(importRows, TABLE)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect(await count('visits')).toBe(2)
    expect(await run(importRows, TABLE.replace('积极', '反对'))).toMatchObject({ updated: 1, unchanged: 1 })
    expect(await count('visit_revisions')).toBe(3)
    const stolen = await run(importRows, TABLE.replace('X1,rep-a', 'X1,rep-b'))
    expect(stolen.rejected[0]).toMatchObject({ row: 2, code: 'invalid' })
  })

  it('of the same table at the same moment are one', async () => {
    const importRows = createImportVisits({ ...room, mask })
    const text = '编号,代表,日期\nY1,rep-a,2026-02-09\nY2,rep-b,2026-02-09'
    const both = await Promise.all([run(importRows, text), run(importRows, text)])
    expect(both.map((one) => one.created).toSorted()).toEqual([0, 2])
  })
})
