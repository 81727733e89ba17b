/**
 * Whether a body may be written to a table: known columns, right types and lengths, references by binding alone,
 * nothing that only the server sets. Strict where Dataverse is, and where it is lenient but the documentation warns.
 */

import { badRequest, noRow, noSegment, Refusal } from './fake-refusal.ts'
import type { Attribute, FakeTable } from './fake-schema.ts'

export type Value = string | number | boolean | null
export type Values = Record<string, Value>

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export interface PayloadContext {
  readonly creating: boolean
  tableOfSet(entitySet: string): FakeTable | undefined
  exists(table: string, id: string): boolean
}

/** The values to store, lookups as ids with the table that they point to beside them. */
export function readPayload(table: FakeTable, body: unknown, context: PayloadContext): Values {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('An error occurred while validating input parameters: the body is no JSON object.')
  }
  const values: Values = {}
  for (const [name, value] of Object.entries(body)) {
    if (name.endsWith('@odata.bind')) {
      Object.assign(values, bind(table, name.slice(0, -'@odata.bind'.length), value, context))
      continue
    }
    if (name.startsWith('@odata.')) continue
    const attribute = table.attributes.get(name)
    if (attribute === undefined) {
      throw badRequest(
        `An error occurred while validating input parameters: Microsoft.OData.ODataException: The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${table.logical}'. Make sure to only use property names that are defined by the type.`,
      )
    }
    if (name === table.primaryId) {
      throw badRequest(
        `The key '${name}' stands in the address already and must not be repeated in the body.`,
      )
    }
    if (attribute.readOnly === true) throw badRequest(`Attribute '${name}' cannot be set.`, '0x80040203')
    if (attribute.type === 'Lookup' || attribute.type === 'Owner') {
      throw badRequest(`A reference is set by '${name}@odata.bind', not by the property '${name}' itself.`)
    }
    if ((attribute.type === 'State' || attribute.type === 'Status') && context.creating) {
      throw badRequest(`Attribute '${name}' is not valid for create.`, '0x80040203')
    }
    values[name] = typed(table, attribute, value)
  }
  return values
}

function bind(table: FakeTable, navigation: string, value: unknown, context: PayloadContext): Values {
  const attribute = [...table.attributes.values()].find((one) =>
    Object.values(one.targets ?? {}).includes(navigation),
  )
  if (attribute === undefined) {
    throw badRequest(
      `Error identified in Payload provided by the user for Entity :'${table.logical}' ----> InnerException : Microsoft.OData.ODataException: An undeclared property '${navigation}' which only has property annotations in the payload but no property value was found in the payload.`,
      '0x80048d19',
    )
  }
  if (value === null) return { [attribute.name]: null }
  const found = /^\/?(\w+)\(([^)]+)\)$/.exec(String(value))
  if (typeof value !== 'string' || found === null)
    throw badRequest(`The value of '${navigation}@odata.bind' is no address.`)
  const target = context.tableOfSet(found[1]!)
  if (target === undefined) throw noSegment(found[1]!)
  if (attribute.targets?.[target.logical] !== navigation) {
    throw badRequest(`'${navigation}' does not take a reference to '${target.logical}'.`, '0x80048d19')
  }
  const id = found[2]!.toLowerCase()
  if (!GUID.test(id)) throw badRequest(`'${found[2]}' is not a valid Guid.`)
  if (!context.exists(target.logical, id)) throw noRow(target.logical, id)
  return { [attribute.name]: id, [`${attribute.name}#table`]: target.logical }
}

function typed(table: FakeTable, attribute: Attribute, value: unknown): Value {
  if (value === null) return null
  const wrong = () =>
    badRequest(
      `Cannot convert a value to target type '${attribute.type}' of the attribute '${attribute.name}'.`,
      '0x80048d19',
    )
  switch (attribute.type) {
    case 'String':
    case 'Memo':
      if (typeof value !== 'string') throw wrong()
      if (value.length > (attribute.maxLength ?? 0)) {
        throw new Refusal(
          400,
          '0x80044331',
          `A validation error occurred. The length of the '${attribute.name}' attribute of the '${table.logical}' entity exceeded the maximum allowed length of '${attribute.maxLength}'.`,
        )
      }
      if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value) || !value.isWellFormed()) {
        throw badRequest(`'${attribute.name}' has a character that is invalid.`, '0x80040203')
      }
      return value === '' ? null : value
    case 'Integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrong()
      return value
    case 'Decimal':
      if (typeof value !== 'number') throw wrong()
      return Math.round(value * 100) / 100
    case 'Boolean':
      if (typeof value !== 'boolean') throw wrong()
      return value
    case 'Picklist':
    case 'State':
      if (typeof value !== 'number') throw wrong()
      if (attribute.options?.includes(value) === false) {
        throw badRequest(
          `A validation error occurred. The value ${value} of '${attribute.name}' on record of type '${table.logical}' is outside the valid range.`,
          '0x80048408',
        )
      }
      return value
    case 'Status':
      if (typeof value !== 'number') throw wrong()
      return value
    case 'DateTime':
      return readDate(attribute, value, wrong)
    case 'Uniqueidentifier':
      if (typeof value !== 'string' || !GUID.test(value)) throw wrong()
      return value.toLowerCase()
    default:
      throw wrong()
  }
}

function readDate(attribute: Attribute, value: unknown, wrong: () => Refusal): string {
  if (typeof value !== 'string') throw wrong()
  if (attribute.dateOnly === true) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) throw wrong()
    return value
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(value) || Number.isNaN(Date.parse(value)))
    throw wrong()
  // Kept to the second.
  return `${value.slice(0, 19)}Z`
}
