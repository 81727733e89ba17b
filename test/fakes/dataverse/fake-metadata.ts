/**
 * The metadata API of the fake: definitions read, tables, columns, lookups, keys and choices made, and what goes
 * wrong when they are asked for twice, in another form, or under another name than Dataverse takes.
 */

import { readExpand, readQuery, splitList } from './fake-query.ts'
import { badRequest, noColumn, Refusal } from './fake-refusal.ts'
import type { Attribute, AttributeType, FakeTable } from './fake-schema.ts'
import { customTable } from './fake-schema.ts'

type Json = Record<string, unknown>

export interface MetadataAnswer {
  readonly status: number
  readonly body?: Json
}

const TYPES: readonly AttributeType[] = [
  'String',
  'Memo',
  'Integer',
  'Decimal',
  'Boolean',
  'DateTime',
  'Picklist',
]

export function createFakeMetadata(deps: {
  readonly tables: Map<string, FakeTable>
  /** Whether a new key is at once in force; else it is when the test says so. */
  readonly keysActive: () => boolean
}) {
  const { tables } = deps
  /** Changed and not published yet. */
  const unpublished = new Set<string>()

  function definitionOf(logical: string): FakeTable {
    const table = tables.get(logical)
    if (table === undefined) {
      throw new Refusal(
        404,
        '0x80060888',
        `Could not find an entity with name ${logical} and id 00000000-0000-0000-0000-000000000000.`,
      )
    }
    return table
  }

  function createTable(body: Json): MetadataAnswer {
    typed(body, 'EntityMetadata')
    const logical = schemaName(body).toLowerCase()
    if (tables.has(logical))
      throw new Refusal(400, '0x80044363', `An entity with the specified name ${logical} already exists.`)
    labelled(body, 'DisplayName')
    labelled(body, 'DisplayCollectionName')
    if (body['OwnershipType'] !== 'UserOwned' && body['OwnershipType'] !== 'OrganizationOwned') {
      throw badRequest('OwnershipType is missing.')
    }
    for (const name of ['IsActivity', 'HasActivities', 'HasNotes']) {
      if (typeof body[name] !== 'boolean') throw badRequest(`${name} is missing.`)
    }
    const attributes = body['Attributes']
    if (
      !Array.isArray(attributes) ||
      attributes.filter((one: Json) => one['IsPrimaryName'] === true).length !== 1
    ) {
      throw badRequest('One attribute must be the primary name.')
    }
    const table = customTable(
      logical,
      String(body['EntitySetName'] ?? `${logical}s`),
      body['ChangeTrackingEnabled'] === true,
    )
    for (const one of attributes as Json[]) addAttribute(table, one)
    tables.set(logical, table)
    unpublished.add(logical)
    return { status: 204 }
  }

  function addAttribute(table: FakeTable, body: Json): void {
    const type = String(body['AttributeType']) as AttributeType
    if (!TYPES.includes(type)) throw badRequest(`An attribute of type '${type}' cannot be made here.`)
    typed(body, `${type}AttributeMetadata`)
    if ((body['AttributeTypeName'] as Json | undefined)?.['Value'] !== `${type}Type`)
      throw badRequest('AttributeTypeName is wrong.')
    labelled(body, 'DisplayName')
    if ((body['RequiredLevel'] as Json | undefined)?.['Value'] === undefined)
      throw badRequest('RequiredLevel is missing.')
    const name = schemaName(body).toLowerCase()
    if (table.attributes.has(name))
      throw new Refusal(400, '0x80044364', `An attribute with the specified name ${name} already exists.`)
    const most = { String: 4_000, Memo: 1_048_576 }[type as 'String' | 'Memo']
    if (most !== undefined && !(Number(body['MaxLength']) >= 1 && Number(body['MaxLength']) <= most)) {
      throw badRequest(`MaxLength of ${name} must be between 1 and ${most}.`)
    }
    if (type === 'DateTime') {
      const dateOnly = (body['DateTimeBehavior'] as Json | undefined)?.['Value'] === 'DateOnly'
      if (dateOnly !== (body['Format'] === 'DateOnly'))
        throw badRequest(`Format and DateTimeBehavior of ${name} do not fit.`)
    }
    const options = (body['OptionSet'] as Json | undefined)?.['Options']
    if (type === 'Picklist') {
      if (!Array.isArray(options) || options.length === 0) throw badRequest(`${name} has no options.`)
      for (const option of options as Json[]) labelled(option, 'Label')
    }
    if (type === 'Boolean' && (body['OptionSet'] as Json | undefined)?.['TrueOption'] === undefined) {
      throw badRequest(`${name} has no TrueOption.`)
    }
    table.attributes.set(name, {
      name,
      type,
      ...(most === undefined ? {} : { maxLength: Number(body['MaxLength']) }),
      ...(type === 'DateTime' ? { dateOnly: body['Format'] === 'DateOnly' } : {}),
      ...(type === 'Picklist' ? { options: (options as Json[]).map((one) => Number(one['Value'])) } : {}),
    })
    unpublished.add(table.logical)
  }

  function createRelationship(body: Json): MetadataAnswer {
    typed(body, 'OneToManyRelationshipMetadata')
    const schema = schemaName(body)
    const from = definitionOf(String(body['ReferencingEntity']))
    const to = definitionOf(String(body['ReferencedEntity']))
    if (body['ReferencedAttribute'] !== to.primaryId)
      throw badRequest('ReferencedAttribute is not the primary key.')
    const cascade = body['CascadeConfiguration'] as Json | undefined
    for (const name of ['Assign', 'Delete', 'Merge', 'Reparent', 'Share', 'Unshare']) {
      if (cascade?.[name] === undefined) throw badRequest(`CascadeConfiguration.${name} is missing.`)
    }
    const lookup = body['Lookup'] as Json | undefined
    if (lookup === undefined) throw badRequest('Lookup is missing.')
    typed(lookup, 'LookupAttributeMetadata')
    labelled(lookup, 'DisplayName')
    const navigation = schemaName(lookup)
    const name = navigation.toLowerCase()
    if (from.attributes.has(name))
      throw new Refusal(400, '0x80044364', `An attribute with the specified name ${name} already exists.`)
    if (to.collections.has(schema))
      throw new Refusal(400, '0x80044365', `A relationship ${schema} already exists.`)
    from.attributes.set(name, { name, type: 'Lookup', targets: { [to.logical]: navigation } })
    to.collections.set(schema, {
      table: from.logical,
      lookup: name,
      cascade: cascade?.['Delete'] === 'Cascade',
    })
    unpublished.add(from.logical)
    return { status: 204 }
  }

  function createKey(table: FakeTable, body: Json): MetadataAnswer {
    const name = schemaName(body).toLowerCase()
    labelled(body, 'DisplayName')
    const columns = body['KeyAttributes']
    if (!Array.isArray(columns) || columns.length === 0 || columns.length > 16)
      throw badRequest('KeyAttributes is missing.')
    if (table.keys.length >= 10) throw badRequest('A table has at most ten keys.')
    if (table.keys.some((key) => key.name === name))
      throw new Refusal(400, '0x80060890', `A key ${name} already exists.`)
    for (const column of columns as string[]) {
      const attribute = table.attributes.get(column)
      if (attribute === undefined) throw noColumn(column, table.logical)
      if (!['String', 'Integer', 'Decimal', 'DateTime', 'Lookup', 'Picklist'].includes(attribute.type)) {
        throw badRequest(`A column of type ${attribute.type} cannot be part of a key.`)
      }
      if ((attribute.maxLength ?? 0) * 2 > 900) throw badRequest(`The key ${name} is longer than 900 bytes.`)
    }
    table.keys.push({ name, columns: columns as string[], index: deps.keysActive() ? 'Active' : 'Pending' })
    return { status: 204 }
  }

  function definition(table: FakeTable): Json {
    return {
      '@odata.context': '$metadata#EntityDefinitions/$entity',
      LogicalName: table.logical,
      SchemaName: table.logical,
      EntitySetName: table.entitySet,
      PrimaryIdAttribute: table.primaryId,
      IsActivity: table.activity,
      IsCustomEntity: table.custom,
      ChangeTrackingEnabled: table.tracked,
      IsOptimisticConcurrencyEnabled: table.versioned,
      DisplayName: { LocalizedLabels: [{ Label: table.logical, LanguageCode: 1033 }] },
    }
  }

  const attributeBody = (attribute: Attribute): Json => ({
    LogicalName: attribute.name,
    AttributeType: attribute.type,
  })
  const keyBody = (key: FakeTable['keys'][number]): Json => ({
    LogicalName: key.name,
    KeyAttributes: key.columns,
    EntityKeyIndexStatus: key.index,
  })

  return {
    unpublished: unpublished as ReadonlySet<string>,

    /** Undefined: the address is not of the metadata API. */
    handle(
      method: string,
      path: string,
      headers: Readonly<Record<string, string>>,
      body: Json,
    ): MetadataAnswer | undefined {
      const [address, search = ''] = path.split('?') as [string, string?]
      const { options } = readQuery(search)
      if ((options.get('$filter') ?? '').includes('startswith')) {
        throw badRequest('The function startswith is not supported by metadata.')
      }
      if (address === 'RetrieveAvailableLanguages()')
        return { status: 200, body: { LocaleIds: [1033, 2052] } }
      if (address === 'PublishXml' && method === 'POST') {
        const xml = String(body['ParameterXml'] ?? '')
        if (
          !/^<importexportxml><entities>(<entity>\w+<\/entity>)+<\/entities><\/importexportxml>$/.test(xml)
        ) {
          throw badRequest('ParameterXml is not understood.')
        }
        for (const found of xml.matchAll(/<entity>(\w+)<\/entity>/g)) unpublished.delete(found[1]!)
        return { status: 204 }
      }
      if (address === 'ReactivateEntityKey' && method === 'POST') {
        const key = definitionOf(String(body['EntityLogicalName'])).keys.find(
          (one) => one.name === body['EntityKeyLogicalName'],
        )
        if (key === undefined) throw badRequest('There is no such key.')
        key.index = deps.keysActive() ? 'Active' : 'Pending'
        return { status: 204 }
      }
      if (address === 'InsertOptionValue' && method === 'POST') {
        const table = definitionOf(String(body['EntityLogicalName']))
        const attribute = table.attributes.get(String(body['AttributeLogicalName']))
        if (attribute?.options === undefined) throw badRequest('There is no such choice.')
        labelled(body, 'Label')
        attribute.options.push(Number(body['Value']))
        unpublished.add(table.logical)
        return { status: 200, body: { NewOptionValue: body['Value'] } }
      }
      if (address === 'RelationshipDefinitions' && method === 'POST') return createRelationship(body)
      if (address === 'EntityDefinitions' && method === 'POST') return createTable(body)

      const found = /^EntityDefinitions\(LogicalName='(\w+)'\)(?:\/(.+))?$/.exec(address)
      if (found === null) return undefined
      const table = definitionOf(found[1]!)
      const rest = found[2]
      if (rest === undefined && method === 'GET') {
        const all = definition(table)
        const select = options.get('$select')
        const chosen =
          select === undefined
            ? all
            : Object.fromEntries(
                select.split(',').map((name) => {
                  if (!(name in all)) throw noColumn(name, 'EntityMetadata')
                  return [name, all[name]]
                }),
              )
        for (const { navigation } of readExpand(options.get('$expand') ?? '')) {
          if (navigation === 'Attributes')
            chosen['Attributes'] = [...table.attributes.values()].map(attributeBody)
          else if (navigation === 'Keys') chosen['Keys'] = table.keys.map(keyBody)
          else throw noColumn(navigation, 'EntityMetadata')
        }
        return { status: 200, body: chosen }
      }
      if (rest === undefined && method === 'PUT') {
        if (headers['mscrm.mergelabels'] !== 'true')
          throw badRequest('Without MSCRM.MergeLabels labels would be lost.')
        if (body['LogicalName'] !== table.logical || body['EntitySetName'] !== table.entitySet) {
          throw badRequest('A definition is replaced as a whole.')
        }
        if (table.tracked && body['ChangeTrackingEnabled'] !== true)
          throw badRequest('Change tracking cannot be turned off.')
        table.tracked = body['ChangeTrackingEnabled'] === true
        table.versioned = body['IsOptimisticConcurrencyEnabled'] === true
        unpublished.add(table.logical)
        return { status: 204 }
      }
      if (rest === 'Attributes' && method === 'POST') {
        addAttribute(table, body)
        return { status: 204 }
      }
      if (rest === 'Keys' && method === 'POST') return createKey(table, body)
      const concrete = /^Attributes\/Microsoft\.Dynamics\.CRM\.(\w+)AttributeMetadata$/.exec(rest ?? '')
      if (concrete !== null && method === 'GET') {
        const select = splitList(options.get('$select') ?? '')
        const withOptions = options.get('$expand') !== undefined
        if (withOptions && concrete[1] !== 'Picklist')
          throw badRequest('OptionSet is of Picklist attributes alone.')
        const value = [...table.attributes.values()]
          .filter((one) => one.type === concrete[1])
          .map((one) => ({
            LogicalName: one.name,
            ...(select.includes('MaxLength') ? { MaxLength: one.maxLength } : {}),
            ...(withOptions
              ? { OptionSet: { Options: (one.options ?? []).map((option) => ({ Value: option })) } }
              : {}),
          }))
        return { status: 200, body: { value } }
      }
      throw badRequest(`${method} ${address} is not understood.`)
    },
  }
}

function typed(body: Json, type: string): void {
  if (body['@odata.type'] !== `Microsoft.Dynamics.CRM.${type}`)
    throw badRequest(`@odata.type must be ${type}.`)
}

function schemaName(body: Json): string {
  const name = String(body['SchemaName'] ?? '')
  // Without a prefix of a publisher nothing is made.
  if (!/^[a-z][a-z0-9]{1,7}_\w{1,90}$/i.test(name)) throw badRequest(`SchemaName '${name}' is not valid.`)
  return name
}

function labelled(body: Json, name: string): void {
  const label = body[name] as Json | undefined
  const texts = label?.['LocalizedLabels']
  if (
    label?.['@odata.type'] !== 'Microsoft.Dynamics.CRM.Label' ||
    !Array.isArray(texts) ||
    texts.length === 0
  ) {
    throw badRequest(`${name} has no label.`)
  }
  if (!(texts as Json[]).some((one) => one['LanguageCode'] === 1033))
    throw badRequest(`${name} has no label in the base language.`)
}
