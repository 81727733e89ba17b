/**
 * Everything that Pharos needs to find in an environment: its own tables, and its columns on tables that come with
 * the product. `provision` makes it, `check` looks whether it is there.
 */
import { ACCOUNT_KIND_CHOICES } from './choices.ts'
import type { Column } from './column.ts'
import { createShapes } from './shapes.ts'
import { ACCOUNT, CONTACT, columnsOf, type Table, USER } from './table.ts'

export interface ExpectedTable extends Table {
  /** Changes of it are read, which needs change tracking. */
  readonly tracked: boolean
  /** It is written under optimistic concurrency. */
  readonly versioned: boolean
  /** What the application does with its rows, for the rights of the security role. */
  readonly rights: readonly ('Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo' | 'Assign')[]
}

const OWN = ['Create', 'Read', 'Write', 'Append', 'AppendTo', 'Assign'] as const
/** A part that is no longer part of its record is deleted; nothing else ever is. */
const PART = [...OWN, 'Delete'] as const
const ACTIVITY = ['Create', 'Read', 'Write', 'Append', 'AppendTo', 'Assign'] as const
const READ = ['Read', 'AppendTo'] as const

export function expectedTables(prefix: string): readonly ExpectedTable[] {
  const shapes = createShapes(prefix)
  const visit = shapes.of('visit')
  const own = { tracked: false, versioned: true, rights: OWN }
  const activity = { tracked: false, versioned: true, rights: ACTIVITY }
  return [
    { ...visit.table, ...own },
    ...visit.parts.map((part) => ({ ...part, ...own, versioned: false, rights: PART })),
    { ...shapes.of('safety_case').table, ...own },
    { ...territory(prefix), tracked: true, versioned: false, rights: ['Read'] },
    { ...shapes.of('task').table, ...activity },
    { ...shapes.of('appointment').table, ...activity },
    ...masterData(prefix).map((table) => ({ ...table, tracked: true, versioned: false, rights: READ })),
  ]
}

/** Who covers whom: the company keeps it there, Pharos reads it. */
function territory(prefix: string): Table {
  const { named, text, plain, lookup } = columnsOf(prefix)
  return {
    logical: named('territory'),
    entitySet: named('territories'),
    primaryId: named('territoryid'),
    label: ['辖区', 'Territory'],
    columns: [
      text('name', 200, null, ['名称', 'Name']),
      text('code', 100, null, ['编号', 'Code']),
      lookup('userid', USER, 'userRemoteId', ['代表', 'Representative']),
      lookup('accountid', ACCOUNT, 'accountRemoteId', ['机构', 'Institution']),
      lookup('contactid', CONTACT, 'contactRemoteId', ['客户', 'Contact']),
      plain('date', 'fromdate', 'from', ['开始', 'From']),
      plain('date', 'todate', 'to', ['结束（不含）', 'Until, not counted']),
    ],
  }
}

function masterData(prefix: string): readonly Table[] {
  const { named, text, choice } = columnsOf(prefix)
  const table = (
    logical: string,
    label: Table['label'],
    columns: readonly Column[],
    keys: readonly (readonly string[])[] = [],
  ): Table => ({
    logical,
    entitySet: `${logical}s`,
    primaryId: `${logical}id`,
    label,
    columns,
    keys,
    standard: true,
  })
  return [
    table(
      'account',
      ['机构', 'Account'],
      [
        text('hcocode', 100, null, ['机构编号（主数据）', 'HCO code']),
        choice('accountkind', ACCOUNT_KIND_CHOICES, 'accountKind', ['机构类别', 'Kind of institution']),
      ],
      [[named('hcocode')]],
    ),
    table(
      'contact',
      ['客户', 'Contact'],
      [
        text('hcpcode', 100, null, ['客户编号（主数据）', 'HCP code']),
        text('tier', 20, 'tier', ['分级', 'Tier']),
      ],
      [[named('hcpcode')]],
    ),
    table('product', ['产品', 'Product'], []),
    table('systemuser', ['用户', 'User'], []),
  ]
}
