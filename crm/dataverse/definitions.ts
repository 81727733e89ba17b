/**
 * Tables, columns, lookups and keys as the metadata API takes them. What is to be made is said in
 * expected-tables.ts; in which order, in provision.ts.
 */
import type { Choice, Column } from './column.ts'
import type { Label, Table } from './table.ts'

const CHINESE = 2052

/** Of the environment, its base language among them: each must have its label. */
export type Languages = readonly number[]

export function labelDefinition([zh, en]: Label, languages: Languages): Record<string, unknown> {
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.Label',
    LocalizedLabels: languages.map((code) => ({
      '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel',
      Label: code === CHINESE ? zh : en,
      LanguageCode: code,
    })),
  }
}

export function tableDefinition(table: Table, languages: Languages): Record<string, unknown> {
  const name = table.columns.find((column) => column.name.endsWith('_name'))!
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.EntityMetadata',
    SchemaName: table.logical,
    EntitySetName: table.entitySet,
    DisplayName: labelDefinition(table.label, languages),
    DisplayCollectionName: labelDefinition(table.label, languages),
    Description: labelDefinition(['由 Pharos 写入', 'Written by Pharos'], languages),
    OwnershipType: 'UserOwned',
    IsActivity: false,
    HasActivities: false,
    HasNotes: false,
    ChangeTrackingEnabled: true,
    Attributes: [
      { ...columnDefinition(name, languages), IsPrimaryName: true },
      ...table.columns
        .filter((column) => column !== name && column.type !== 'lookup' && column.standard !== true)
        .map((column) => columnDefinition(column, languages)),
    ],
  }
}

export function columnDefinition(column: Column, languages: Languages): Record<string, unknown> {
  const common = {
    SchemaName: column.name,
    DisplayName: labelDefinition(column.label, languages),
    RequiredLevel: {
      Value: 'None',
      CanBeChanged: true,
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
  }
  const typed = (type: string, more: Record<string, unknown>) => ({
    '@odata.type': `Microsoft.Dynamics.CRM.${type}AttributeMetadata`,
    AttributeType: type,
    AttributeTypeName: { Value: `${type}Type` },
    ...common,
    ...more,
  })
  switch (column.type) {
    case 'text':
      return typed('String', { MaxLength: column.max, FormatName: { Value: 'Text' } })
    case 'memo':
      return typed('Memo', { MaxLength: column.max, Format: 'TextArea' })
    case 'integer':
      return typed('Integer', { MinValue: -2_147_483_648, MaxValue: 2_147_483_647, Format: 'None' })
    case 'decimal':
      return typed('Decimal', { MinValue: -100_000_000_000, MaxValue: 100_000_000_000, Precision: 2 })
    case 'boolean':
      return typed('Boolean', {
        DefaultValue: false,
        OptionSet: {
          OptionSetType: 'Boolean',
          TrueOption: { Value: 1, Label: labelDefinition(['是', 'Yes'], languages) },
          FalseOption: { Value: 0, Label: labelDefinition(['否', 'No'], languages) },
        },
      })
    case 'date':
      // A day is a day everywhere: as a moment, an evening in Beijing would be the day before in UTC.
      return typed('DateTime', { Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } })
    case 'moment':
      return typed('DateTime', { Format: 'DateAndTime', DateTimeBehavior: { Value: 'UserLocal' } })
    case 'choice':
      return typed('Picklist', {
        OptionSet: {
          '@odata.type': 'Microsoft.Dynamics.CRM.OptionSetMetadata',
          IsGlobal: false,
          OptionSetType: 'Picklist',
          Options: column.choices.map((choice) => optionDefinition(choice, languages)),
        },
      })
    case 'lookup':
      return typed('Lookup', {})
  }
}

export function optionDefinition(choice: Choice, languages: Languages): Record<string, unknown> {
  return { Value: choice.value, Label: labelDefinition(choice.label, languages) }
}

/** A lookup is made with its relationship. A part goes with the record that it belongs to; nothing else goes along. */
export function relationshipDefinition(
  table: Table,
  column: Extract<Column, { type: 'lookup' }>,
  schemaName: string,
  languages: Languages,
): Record<string, unknown> {
  const target = column.targets[0]!
  const isParent = table.parent === column.name
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata',
    SchemaName: schemaName,
    ReferencedEntity: target.table,
    ReferencedAttribute: `${target.table}id`,
    ReferencingEntity: table.logical,
    ReferencedEntityNavigationPropertyName: schemaName,
    CascadeConfiguration: {
      Assign: isParent ? 'Cascade' : 'NoCascade',
      Delete: isParent ? 'Cascade' : 'RemoveLink',
      Merge: 'NoCascade',
      Reparent: isParent ? 'Cascade' : 'NoCascade',
      Share: isParent ? 'Cascade' : 'NoCascade',
      Unshare: isParent ? 'Cascade' : 'NoCascade',
    },
    AssociatedMenuConfiguration: {
      Behavior: isParent ? 'UseCollectionName' : 'DoNotDisplay',
      Group: 'Details',
      Order: 10_000,
    },
    Lookup: columnDefinition(column, languages),
  }
}

export function keyDefinition(
  schemaName: string,
  columns: readonly string[],
  languages: Languages,
): Record<string, unknown> {
  return {
    SchemaName: schemaName,
    DisplayName: labelDefinition([schemaName, schemaName], languages),
    KeyAttributes: columns,
  }
}

/** What an attribute of the metadata must be for a column. */
export function attributeTypeOf(column: Column): string {
  const types = {
    text: 'String',
    memo: 'Memo',
    integer: 'Integer',
    decimal: 'Decimal',
    boolean: 'Boolean',
    date: 'DateTime',
    moment: 'DateTime',
    choice: 'Picklist',
    lookup: 'Lookup',
  } as const
  return types[column.type]
}

export function relationshipName(prefix: string, table: Table, column: Column): string {
  const own = table.logical.startsWith(`${prefix}_`) ? table.logical.slice(prefix.length + 1) : table.logical
  if (table.parent === column.name) return `${prefix}_visit_${own}`
  return `${prefix}_${own}_${column.name.slice(prefix.length + 1)}`
}

export function keyName(table: Table, columns: readonly string[]): string {
  const prefix = columns[0]?.split('_')[0] ?? ''
  return `${prefix}_${table.logical.replace(`${prefix}_`, '')}_key_${columns.map((one) => one.slice(prefix.length + 1)).join('_')}`
}
