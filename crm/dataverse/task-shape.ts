/**
 * A task or follow-up in Dataverse: the `task` that comes with the product, with columns of ours. It regards the
 * contact, else the institution; the visit that it came from is a lookup.
 */
import type { TaskToPush } from '../sync/remote-crm.ts'
import { TASK_KIND_CHOICES, TASK_STATES } from './choices.ts'
import { type Column, idCell, momentCell, textCell } from './column.ts'
import { ACCOUNT, CONTACT, columnsOf, OWNER, type Shape, STATE, type Table } from './table.ts'

export function taskShape(prefix: string): Shape<TaskToPush> {
  const { named, text, plain, choice, lookup, bookkeeping } = columnsOf(prefix)
  const table: Table = {
    logical: 'task',
    entitySet: 'tasks',
    primaryId: 'activityid',
    label: ['任务', 'Task'],
    standard: true,
    states: TASK_STATES,
    columns: [
      { type: 'text', max: 200, name: 'subject', field: 'text', label: ['主题', 'Subject'], standard: true },
      {
        type: 'memo',
        max: 2_000,
        name: 'description',
        field: 'text',
        label: ['内容', 'Description'],
        standard: true,
      },
      { type: 'moment', name: 'scheduledend', field: 'dueAt', label: ['截止时间', 'Due'], standard: true },
      regarding('task'),
      OWNER,
      plain('date', 'dueon', 'due', ['截止日', 'Due day']),
      plain('date', 'dueuntil', 'dueUntil', ['截止日（末）', 'Last due day']),
      choice('taskkind', TASK_KIND_CHOICES, 'taskKind', ['种类', 'Kind']),
      text('promisedby', 20, 'promisedBy', ['承诺方', 'Promised by']),
      text('repcode', 100, 'owner', ['代表编号', 'Code of the representative']),
      text('contactcode', 100, 'contact', ['客户编号', 'Code of the contact']),
      text('hospitalcode', 100, 'account', ['机构编号', 'Code of the institution']),
      text('products', 400, 'products', ['产品', 'Products']),
      text('recurrence', 200, 'recurrence', ['重复', 'Recurrence']),
      plain('moment', 'nextreminderat', 'nextReminderAt', ['下次提醒', 'Next reminder']),
      plain('moment', 'lastremindedat', 'lastRemindedAt', ['上次提醒', 'Last reminder']),
      plain('moment', 'closedat', 'closedAt', ['完成时间', 'Closed']),
      lookup('visitid', { table: named('visit'), entitySet: named('visits') }, 'visitId', ['拜访', 'Visit']),
      ...bookkeeping(),
    ],
  }
  return {
    table,
    parts: [],
    navigations: {},
    row(id, body) {
      const contact = idCell(body.contact?.remoteId)
      const about = contact ?? idCell(body.account?.remoteId)
      return {
        id: idCell(id)!,
        parts: [],
        attendees: [],
        targets: { regardingobjectid: contact === null ? 'account' : 'contact' },
        cells: {
          subject: textCell(body.text, 200),
          description: textCell(body.text, 2_000),
          scheduledend: momentCell(body.dueAt),
          regardingobjectid: about,
          ownerid: idCell(body.owner.remoteId),
          [named('dueon')]: body.due,
          [named('dueuntil')]: body.dueUntil,
          [named('taskkind')]: body.taskKind,
          [named('promisedby')]: textCell(body.promisedBy, 20),
          [named('repcode')]: textCell(body.owner.id, 100),
          [named('contactcode')]: textCell(body.contact?.id, 100),
          [named('hospitalcode')]: textCell(body.account?.id, 100),
          [named('products')]: textCell(body.products.map((one) => one.name).join('、'), 400),
          [named('recurrence')]: textCell(body.recurrence, 200),
          [named('nextreminderat')]: momentCell(body.nextReminderAt),
          [named('lastremindedat')]: momentCell(body.lastRemindedAt),
          [named('closedat')]: momentCell(body.closedAt),
          [named('visitid')]: idCell(body.visitId),
          [STATE]: body.status,
        },
      }
    },
  }
}

/** What an activity is about: bound by another navigation for each table. */
export function regarding(activity: 'task' | 'appointment'): Column {
  return {
    type: 'lookup',
    name: 'regardingobjectid',
    targets: [
      { ...CONTACT, navigation: `regardingobjectid_contact_${activity}` },
      { ...ACCOUNT, navigation: `regardingobjectid_account_${activity}` },
    ],
    field: activity === 'task' ? 'contact' : 'contacts',
    label: ['关于', 'Regarding'],
    standard: true,
  }
}
