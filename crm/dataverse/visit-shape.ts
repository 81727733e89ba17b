/**
 * A visit in Dataverse: one row with its contacts, products, objections and findings as rows of their own, written
 * together. The primary keys are ours. Follow-ups are tasks, and stand in task-shape.ts.
 */
import type { VisitToPush } from '../sync/remote-crm.ts'
import {
  ATTITUDE_CHOICES,
  CHANNEL_CHOICES,
  FINDING_STATE_CHOICES,
  REVIEW_CHOICES,
  ROLE_CHOICES,
  SEVERITY_CHOICES,
  STATUS_CHOICES,
  VISIT_KIND_CHOICES,
} from './choices.ts'
import { decimalCell, idCell, integerCell, momentCell, textCell } from './column.ts'
import {
  ACCOUNT,
  CONTACT,
  columnsOf,
  type Label,
  OWNER,
  type PartRow,
  PRODUCT,
  type Shape,
  type Table,
  USER,
} from './table.ts'

export function visitShape(prefix: string): Shape<VisitToPush> {
  const { named, text, memo, plain, choice, lookup, bookkeeping } = columnsOf(prefix)
  const visit = { table: named('visit'), entitySet: named('visits') }

  const table: Table = {
    logical: visit.table,
    entitySet: visit.entitySet,
    primaryId: named('visitid'),
    label: ['拜访', 'Visit'],
    keys: [[named('sourcekey')]],
    columns: [
      text('name', 200, null, ['名称', 'Name']),
      plain('date', 'visitdate', 'date', ['拜访日期', 'Date']),
      text('timeofday', 20, 'time', ['时间', 'Time of day']),
      choice('channel', CHANNEL_CHOICES, 'channel', ['方式', 'Channel']),
      choice('status', STATUS_CHOICES, 'status', ['状态', 'Status']),
      choice('kind', VISIT_KIND_CHOICES, 'visitKind', ['类型', 'Kind']),
      lookup('hospitalid', ACCOUNT, 'account', ['机构', 'Institution']),
      text('hospitalcode', 100, 'account', ['机构编号', 'Code of the institution']),
      text('hospitalname', 200, 'accountName', ['机构名称（记录时）', 'Institution as recorded']),
      text('department', 200, 'department', ['科室', 'Department']),
      lookup('repid', USER, 'rep', ['代表', 'Representative']),
      text('repcode', 100, 'rep', ['代表编号', 'Code of the representative']),
      memo('note', 100_000, 'note', ['记录（已脱敏）', 'Note, masked']),
      memo('topics', 2_000, 'topics', ['话题', 'Topics']),
      memo('keywords', 4_000, 'keywords', ['关键词', 'Keywords']),
      memo('competitors', 4_000, 'competitors', ['竞品', 'Competitors']),
      memo('materials', 4_000, 'materials', ['资料', 'Materials']),
      plain('integer', 'durationmin', 'durationMin', ['时长（分钟）', 'Duration in minutes']),
      plain('integer', 'attendeecount', 'attendeeCount', ['参加人数', 'Attendees']),
      plain('decimal', 'expensecny', 'expenseCny', ['费用（元）', 'Expense in CNY']),
      plain('boolean', 'aeflag', 'adverseEvent', ['疑似不良事件', 'Possible adverse event']),
      choice('reviewstate', REVIEW_CHOICES, 'review', ['合规审核', 'Compliance review']),
      text('sourcekey', 200, 'sourceKey', ['来源键', 'Source key']),
      memo('snapshot', 1_000_000, 'snapshot', ['完整记录（JSON）', 'Whole record, JSON']),
      plain('moment', 'submittedat', 'submittedAt', ['提交时间', 'Submitted']),
      OWNER,
      ...bookkeeping(),
    ],
  }

  const part = (name: string, label: Label, columns: Table['columns']): Table => ({
    logical: named(name),
    entitySet: named(`${name}s`),
    primaryId: named(`${name}id`),
    label,
    parent: named('visitid'),
    columns: [
      text('name', 200, null, ['名称', 'Name']),
      lookup('visitid', visit, null, ['拜访', 'Visit']),
      plain('integer', 'position', 'position', ['次序', 'Position']),
      ...columns,
    ],
  })
  const contact = part(
    'visitcontact',
    ['拜访客户', 'Visit contact'],
    [
      lookup('contactid', CONTACT, 'contact', ['客户', 'Contact']),
      text('contactcode', 100, 'contact', ['客户编号', 'Code of the contact']),
      text('department', 200, 'department', ['科室（记录时）', 'Department as recorded']),
      text('title', 200, 'title', ['职称（记录时）', 'Title as recorded']),
      text('tier', 20, 'tier', ['分级（记录时）', 'Tier as recorded']),
      choice('role', ROLE_CHOICES, 'role', ['角色', 'Role']),
      choice('attitude', ATTITUDE_CHOICES, 'attitude', ['态度', 'Attitude']),
      plain('boolean', 'isnew', 'isNew', ['新客户', 'New contact']),
    ],
  )
  const product = part(
    'visitproduct',
    ['拜访产品', 'Visit product'],
    [
      lookup('productid', PRODUCT, 'product', ['产品', 'Product']),
      text('productcode', 100, 'product', ['产品编号', 'Code of the product']),
      plain('boolean', 'detailed', 'detailed', ['详细介绍', 'Detailed']),
      choice('attitude', ATTITUDE_CHOICES, 'attitude', ['态度', 'Attitude']),
    ],
  )
  const objection = part(
    'visitobjection',
    ['拜访异议', 'Visit objection'],
    [
      text('category', 40, 'category', ['类别', 'Category']),
      memo('text', 4_000, 'text', ['内容', 'Text']),
      lookup('productid', PRODUCT, 'product', ['产品', 'Product']),
      text('productcode', 100, 'product', ['产品编号', 'Code of the product']),
    ],
  )
  const finding = part(
    'finding',
    ['合规发现', 'Compliance finding'],
    [
      text('code', 60, 'code', ['代码', 'Code']),
      choice('severity', SEVERITY_CHOICES, 'severity', ['级别', 'Severity']),
      memo('span', 4_000, 'span', ['原文', 'Words']),
      text('ruleid', 100, 'ruleId', ['规则', 'Rule']),
      text('clause', 400, 'clause', ['条款', 'Clause']),
      choice('state', FINDING_STATE_CHOICES, 'state', ['结论', 'Decision']),
    ],
  )
  const parts = [contact, product, objection, finding]

  const partRow = (
    of: Table,
    visitId: string,
    one: { readonly id: string; readonly position: number },
    name: string,
    cells: Readonly<Record<string, PartRow['cells'][string]>>,
  ): PartRow => ({
    table: of,
    id: idCell(one.id)!,
    cells: {
      [named('name')]: textCell(name, 200),
      [named('visitid')]: idCell(visitId),
      [named('position')]: one.position,
      ...Object.fromEntries(Object.entries(cells).map(([column, cell]) => [named(column), cell])),
    },
  })

  return {
    table,
    parts,
    navigations: Object.fromEntries(parts.map((one) => [one.logical, partNavigation(prefix, one)])),
    row(id, body) {
      const where = body.accountName ?? body.account?.name ?? ''
      return {
        id: idCell(id)!,
        targets: {},
        attendees: [],
        cells: {
          [named('name')]: textCell(`${body.date} ${where}`.trim(), 200),
          [named('visitdate')]: body.date,
          [named('timeofday')]: textCell(body.time, 20),
          [named('channel')]: body.channel,
          [named('status')]: body.status,
          [named('kind')]: body.visitKind,
          [named('hospitalid')]: idCell(body.account?.remoteId),
          [named('hospitalcode')]: textCell(body.account?.id, 100),
          [named('hospitalname')]: textCell(where, 200),
          [named('department')]: textCell(body.department, 200),
          [named('repid')]: idCell(body.rep.remoteId),
          [named('repcode')]: textCell(body.rep.id, 100),
          [named('note')]: textCell(body.note, 100_000),
          [named('topics')]: textCell(body.topics.join(', '), 2_000),
          [named('keywords')]: textCell(body.keywords.join('、'), 4_000),
          [named('competitors')]: textCell(body.competitors.join('、'), 4_000),
          [named('materials')]: textCell(body.materials.join('、'), 4_000),
          [named('durationmin')]: integerCell(body.durationMin),
          [named('attendeecount')]: integerCell(body.attendeeCount),
          [named('expensecny')]: decimalCell(body.expenseCny),
          [named('aeflag')]: body.adverseEvent,
          [named('reviewstate')]: body.review,
          [named('sourcekey')]: textCell(body.sourceKey, 200),
          [named('snapshot')]: textCell(JSON.stringify(body.snapshot), 1_000_000),
          [named('submittedat')]: momentCell(body.submittedAt),
          ownerid: idCell(body.rep.remoteId),
        },
        parts: [
          ...body.contacts.map((one) =>
            partRow(contact, id, one, one.name, {
              contactid: idCell(one.contact?.remoteId),
              contactcode: textCell(one.contact?.id, 100),
              department: textCell(one.department, 200),
              title: textCell(one.title, 200),
              tier: textCell(one.tier, 20),
              role: one.role,
              attitude: one.attitude,
              isnew: one.isNew,
            }),
          ),
          ...body.products.map((one) =>
            partRow(product, id, one, one.name, {
              productid: idCell(one.product?.remoteId),
              productcode: textCell(one.product?.id, 100),
              detailed: one.detailed,
              attitude: one.attitude,
            }),
          ),
          ...body.objections.map((one) =>
            partRow(objection, id, one, one.category, {
              category: textCell(one.category, 40),
              text: textCell(one.text, 4_000),
              productid: idCell(one.product?.remoteId),
              productcode: textCell(one.product?.id, 100),
            }),
          ),
          ...body.findings.map((one) =>
            partRow(finding, id, one, one.code, {
              code: textCell(one.code, 60),
              severity: one.severity,
              span: textCell(one.span, 4_000),
              ruleid: textCell(one.ruleId, 100),
              clause: textCell(one.clause, 400),
              state: one.state,
            }),
          ),
        ],
      }
    },
  }
}

/** The relationship of a visit to a part, which is also the navigation that reads them: `xa_visit_finding`. */
export function partNavigation(prefix: string, part: Table): string {
  return `${prefix}_visit_${part.logical.slice(prefix.length + 1)}`
}
