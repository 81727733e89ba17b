/** The shape of each kind of record under one prefix, and every table that Pharos has to do with. */
import type { PushedKind, RecordToPush } from '../sync/remote-crm.ts'
import { appointmentShape } from './appointment-shape.ts'
import { safetyCaseShape } from './safety-case-shape.ts'
import type { Row, Shape } from './table.ts'
import { taskShape } from './task-shape.ts'
import { visitShape } from './visit-shape.ts'

export interface Shapes {
  readonly prefix: string
  of(kind: PushedKind): Pick<Shape<never>, 'table' | 'parts' | 'navigations'>
  rowOf(record: RecordToPush): Row
}

export function createShapes(prefix: string): Shapes {
  const visit = visitShape(prefix)
  const task = taskShape(prefix)
  const appointment = appointmentShape(prefix)
  const safetyCase = safetyCaseShape(prefix)
  const shapes = { visit, task, appointment, safety_case: safetyCase }
  return {
    prefix,
    of: (kind) => shapes[kind],
    rowOf(record) {
      switch (record.kind) {
        case 'visit':
          return visit.row(record.id, record.body)
        case 'task':
          return task.row(record.id, record.body)
        case 'appointment':
          return appointment.row(record.id, record.body)
        case 'safety_case':
          return safetyCase.row(record.id, record.body)
      }
    },
  }
}
