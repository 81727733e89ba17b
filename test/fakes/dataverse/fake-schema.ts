/**
 * The tables of the fake environment: those that come with the product, written here by hand and apart from the
 * product's code, and those that the metadata API makes. Knows types and names, no rows.
 */

export type AttributeType =
  | 'Uniqueidentifier'
  | 'String'
  | 'Memo'
  | 'Integer'
  | 'Decimal'
  | 'Boolean'
  | 'DateTime'
  | 'Picklist'
  | 'Lookup'
  | 'Owner'
  | 'State'
  | 'Status'

export interface Attribute {
  readonly name: string
  readonly type: AttributeType
  readonly maxLength?: number
  /** Of a DateTime. */
  readonly dateOnly?: boolean
  options?: number[]
  /** Of a lookup: table -> navigation property. */
  readonly targets?: Readonly<Record<string, string>>
  readonly createOnly?: boolean
  readonly readOnly?: boolean
}

export interface Key {
  readonly name: string
  readonly columns: readonly string[]
  index: 'Pending' | 'InProgress' | 'Active' | 'Failed'
}

export interface FakeTable {
  readonly logical: string
  readonly entitySet: string
  readonly primaryId: string
  readonly custom: boolean
  readonly activity: boolean
  tracked: boolean
  versioned: boolean
  readonly attributes: Map<string, Attribute>
  readonly keys: Key[]
  /** Collections: navigation -> the table and lookup that point here; `cascade`: deleted with the row. */
  readonly collections: Map<string, { table: string; lookup: string; cascade: boolean }>
}

type Columns = Readonly<Record<string, Omit<Attribute, 'name'>>>

const text = (maxLength: number) => ({ type: 'String' as const, maxLength })
const moment = { type: 'DateTime' as const }
const lookup = (targets: Readonly<Record<string, string>>) => ({ type: 'Lookup' as const, targets })
const choice = (...options: number[]) => ({ type: 'Picklist' as const, options })

function table(
  logical: string,
  entitySet: string,
  primaryId: string,
  columns: Columns,
  more: Partial<Pick<FakeTable, 'activity' | 'tracked' | 'custom'>> & {
    readonly states?: readonly number[]
  } = {},
): FakeTable {
  const own: Columns = {
    [primaryId]: { type: 'Uniqueidentifier' },
    ...columns,
    statecode: { type: 'State', options: [...(more.states ?? [0, 1])] },
    statuscode: { type: 'Status' },
    ownerid: { type: 'Owner', targets: { systemuser: 'ownerid', team: 'ownerid' } },
    createdby: { ...lookup({ systemuser: 'createdby' }), readOnly: true },
    createdonbehalfby: { ...lookup({ systemuser: 'createdonbehalfby' }), readOnly: true },
    modifiedby: { ...lookup({ systemuser: 'modifiedby' }), readOnly: true },
    createdon: { ...moment, readOnly: true },
    modifiedon: { ...moment, readOnly: true },
  }
  return {
    logical,
    entitySet,
    primaryId,
    custom: more.custom ?? false,
    activity: more.activity ?? false,
    tracked: more.tracked ?? false,
    versioned: true,
    attributes: new Map(Object.entries(own).map(([name, attribute]) => [name, { name, ...attribute }])),
    keys: [],
    collections: new Map(),
  }
}

export function standardTables(): Map<string, FakeTable> {
  const activity = (name: string): Columns => ({
    subject: text(200),
    scheduledstart: moment,
    scheduledend: moment,
    actualend: moment,
    prioritycode: choice(0, 1, 2),
    regardingobjectid: lookup({
      account: `regardingobjectid_account_${name}`,
      contact: `regardingobjectid_contact_${name}`,
    }),
  })
  const tables = [
    table('account', 'accounts', 'accountid', {
      name: text(160),
      accountnumber: text(20),
      address1_city: text(80),
      merged: { type: 'Boolean', readOnly: true },
      masterid: { ...lookup({ account: 'masterid' }), readOnly: true },
      parentaccountid: lookup({ account: 'parentaccountid' }),
    }),
    table('contact', 'contacts', 'contactid', {
      fullname: { ...text(160), readOnly: true },
      firstname: text(50),
      lastname: text(50),
      department: text(100),
      jobtitle: text(100),
      merged: { type: 'Boolean', readOnly: true },
      masterid: { ...lookup({ contact: 'masterid' }), readOnly: true },
      parentcustomerid: lookup({ account: 'parentcustomerid_account', contact: 'parentcustomerid_contact' }),
    }),
    table(
      'product',
      'products',
      'productid',
      { name: text(100), productnumber: text(100) },
      { states: [0, 1, 2, 3] },
    ),
    table('systemuser', 'systemusers', 'systemuserid', {
      fullname: { ...text(200), readOnly: true },
      firstname: text(256),
      lastname: text(256),
      internalemailaddress: text(100),
      employeeid: text(100),
      isdisabled: { type: 'Boolean' },
      azureactivedirectoryobjectid: { type: 'Uniqueidentifier' },
    }),
    table(
      'task',
      'tasks',
      'activityid',
      { ...activity('task'), description: { type: 'Memo', maxLength: 2_000 } },
      { activity: true, states: [0, 1, 2] },
    ),
    table(
      'appointment',
      'appointments',
      'activityid',
      {
        ...activity('appointment'),
        description: { type: 'Memo', maxLength: 1_048_576 },
        location: text(200),
      },
      { activity: true, states: [0, 1, 2, 3] },
    ),
    table('publisher', 'publishers', 'publisherid', {
      uniquename: text(256),
      friendlyname: text(256),
      customizationprefix: text(8),
      customizationoptionvalueprefix: { type: 'Integer' },
    }),
    table('solution', 'solutions', 'solutionid', {
      uniquename: text(65),
      friendlyname: text(256),
      version: text(256),
      publisherid: lookup({ publisher: 'publisherid' }),
    }),
  ]
  return new Map(tables.map((one) => [one.logical, one]))
}

export function customTable(logical: string, entitySet: string, tracked: boolean): FakeTable {
  return table(logical, entitySet, `${logical}id`, {}, { custom: true, tracked })
}
