/**
 * The flag of a safety case in Dataverse: how grave, whose, until when. What happened to whom has no column here:
 * it stays with drug safety.
 */
import type { SafetyCaseToPush } from '../sync/remote-crm.ts'
import { CASE_STATE_CHOICES, SERIOUSNESS_CHOICES } from './choices.ts'
import { idCell, momentCell, textCell } from './column.ts'
import { ACCOUNT, CONTACT, columnsOf, OWNER, PRODUCT, type Shape, type Table, USER } from './table.ts'

export function safetyCaseShape(prefix: string): Shape<SafetyCaseToPush> {
  const { named, text, plain, choice, lookup, bookkeeping } = columnsOf(prefix)
  const table: Table = {
    logical: named('safetycase'),
    entitySet: named('safetycases'),
    primaryId: named('safetycaseid'),
    label: ['药物警戒病例', 'Safety case'],
    columns: [
      text('name', 200, null, ['名称', 'Name']),
      choice('seriousness', SERIOUSNESS_CHOICES, 'seriousness', ['严重程度', 'Seriousness']),
      choice('state', CASE_STATE_CHOICES, 'state', ['状态', 'State']),
      text('flags', 500, 'flags', ['标记', 'Flags']),
      text('missing', 200, 'missing', ['缺少的要素', 'Missing criteria']),
      lookup('productid', PRODUCT, 'suspectProduct', ['怀疑药品', 'Suspect product']),
      text('productcode', 100, 'suspectProduct', ['产品编号', 'Code of the product']),
      lookup('repid', USER, 'owner', ['代表', 'Representative']),
      text('repcode', 100, 'owner', ['代表编号', 'Code of the representative']),
      lookup('hospitalid', ACCOUNT, 'account', ['机构', 'Institution']),
      text('hospitalcode', 100, 'account', ['机构编号', 'Code of the institution']),
      lookup('contactid', CONTACT, 'contact', ['报告者', 'Reporter']),
      text('contactcode', 100, 'contact', ['客户编号', 'Code of the contact']),
      lookup('visitid', { table: named('visit'), entitySet: named('visits') }, 'visitId', ['拜访', 'Visit']),
      plain('moment', 'firstknownat', 'firstKnownAt', ['获知时间', 'First known']),
      plain('moment', 'forwardby', 'forwardBy', ['转交期限', 'Forward by']),
      plain('moment', 'reportby', 'reportBy', ['上报期限', 'Report by']),
      plain('moment', 'forwardedat', 'forwardedAt', ['转交时间', 'Forwarded']),
      plain('moment', 'closedat', 'closedAt', ['关闭时间', 'Closed']),
      OWNER,
      ...bookkeeping(),
    ],
  }
  return {
    table,
    parts: [],
    navigations: {},
    row(id, body) {
      return {
        id: idCell(id)!,
        parts: [],
        attendees: [],
        targets: {},
        cells: {
          [named('name')]: textCell(`${momentCell(body.firstKnownAt)?.slice(0, 10)} ${id.slice(0, 8)}`, 200),
          [named('seriousness')]: body.seriousness,
          [named('state')]: body.state,
          [named('flags')]: textCell(body.flags.join(', '), 500),
          [named('missing')]: textCell(body.missing.join(', '), 200),
          [named('productid')]: idCell(body.suspectProduct?.remoteId),
          [named('productcode')]: textCell(body.suspectProduct?.id, 100),
          [named('repid')]: idCell(body.owner.remoteId),
          [named('repcode')]: textCell(body.owner.id, 100),
          [named('hospitalid')]: idCell(body.account?.remoteId),
          [named('hospitalcode')]: textCell(body.account?.id, 100),
          [named('contactid')]: idCell(body.contact?.remoteId),
          [named('contactcode')]: textCell(body.contact?.id, 100),
          [named('visitid')]: idCell(body.visitId),
          [named('firstknownat')]: momentCell(body.firstKnownAt),
          [named('forwardby')]: momentCell(body.forwardBy),
          [named('reportby')]: momentCell(body.reportBy),
          [named('forwardedat')]: momentCell(body.forwardedAt),
          [named('closedat')]: momentCell(body.closedAt),
          ownerid: idCell(body.owner.remoteId),
        },
      }
    },
  }
}
