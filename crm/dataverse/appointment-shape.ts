/**
 * A planned visit in Dataverse: the `appointment` that comes with the product, with the contacts invited. The list
 * of the invited is also kept as a text of ours: the other side adds organizers and owners to its own list.
 */
import type { AppointmentToPush } from '../sync/remote-crm.ts'
import { APPOINTMENT_STATES } from './choices.ts'
import { idCell, momentCell, textCell } from './column.ts'
import { columnsOf, OWNER, type Shape, STATE, type Table } from './table.ts'
import { regarding } from './task-shape.ts'

export function appointmentShape(prefix: string): Shape<AppointmentToPush> {
  const { named, text, bookkeeping } = columnsOf(prefix)
  const table: Table = {
    logical: 'appointment',
    entitySet: 'appointments',
    primaryId: 'activityid',
    label: ['约会', 'Appointment'],
    standard: true,
    states: APPOINTMENT_STATES,
    columns: [
      {
        type: 'text',
        max: 200,
        name: 'subject',
        field: 'subject',
        label: ['主题', 'Subject'],
        standard: true,
      },
      { type: 'moment', name: 'scheduledstart', field: 'start', label: ['开始', 'Start'], standard: true },
      { type: 'moment', name: 'scheduledend', field: 'end', label: ['结束', 'End'], standard: true },
      {
        type: 'text',
        max: 200,
        name: 'location',
        field: 'location',
        label: ['地点', 'Location'],
        standard: true,
      },
      regarding('appointment'),
      OWNER,
      text('repcode', 100, 'owner', ['代表编号', 'Code of the representative']),
      text('hospitalcode', 100, 'account', ['机构编号', 'Code of the institution']),
      text('contactcodes', 1_000, 'contacts', ['客户编号', 'Codes of the contacts']),
      text('attendees', 2_000, 'contacts', ['受邀客户', 'Contacts invited']),
      text('visitkey', 36, 'visitId', ['拜访键', 'Key of the visit']),
      ...bookkeeping(),
    ],
  }
  return {
    table,
    parts: [],
    navigations: {},
    row(id, body) {
      const attendees = [...new Set(body.contacts.flatMap((one) => idCell(one.remoteId) ?? []))].toSorted()
      const contact = idCell(body.contacts.find((one) => one.remoteId !== undefined)?.remoteId)
      return {
        id: idCell(id)!,
        parts: [],
        attendees,
        targets: { regardingobjectid: contact === null ? 'account' : 'contact' },
        cells: {
          subject: textCell(body.subject, 200),
          scheduledstart: momentCell(body.start),
          scheduledend: momentCell(body.end),
          location: textCell(body.location, 200),
          regardingobjectid: contact ?? idCell(body.account?.remoteId),
          ownerid: idCell(body.owner.remoteId),
          [named('repcode')]: textCell(body.owner.id, 100),
          [named('hospitalcode')]: textCell(body.account?.id, 100),
          [named('contactcodes')]: textCell(body.contacts.map((one) => one.id).join(', '), 1_000),
          [named('attendees')]: textCell(attendees.join(' '), 2_000),
          [named('visitkey')]: idCell(body.visitId),
          [STATE]: body.status,
        },
      }
    },
  }
}
