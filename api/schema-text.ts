/** A JSON Schema as a few readable lines: names, types and what they mean, for people who read a page. */

type Schema = Readonly<Record<string, unknown>>

export function schemaText(schema: Schema, indent = ''): string {
  const options = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined
  if (options !== undefined) return [...new Set(options.map((one) => schemaText(one, indent)))].join(' | ')
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ')
  if (schema['type'] === 'array') {
    const item = schemaText((schema['items'] ?? {}) as Schema, indent)
    return item.includes(' | ') && !item.includes('\n') ? `(${item})[]` : `${item}[]`
  }
  if (schema['type'] === 'object') return objectText(schema, indent)
  return plainText(schema)
}

function objectText(schema: Schema, indent: string): string {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>)
  if (properties.length === 0) {
    const values = schema['additionalProperties']
    const inner = typeof values === 'object' && values !== null ? schemaText(values as Schema, indent) : 'any'
    return `{ [name]: ${inner} }`
  }
  const required = new Set((schema['required'] ?? []) as readonly string[])
  const deeper = `${indent}  `
  const lines = properties.map(([name, inner]) => {
    const note = inner['description'] === undefined ? '' : `   // ${String(inner['description'])}`
    return `${deeper}${name}${required.has(name) ? '' : '?'}: ${schemaText(inner, deeper)}${note}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

function plainText(schema: Schema): string {
  if (schema['format'] === 'date-time') return 'timestamp'
  const type = schema['type']
  if (typeof type !== 'string') return 'any'
  const from = schema['minimum']
  const to = schema['maximum']
  const hasRange = typeof from === 'number' && typeof to === 'number' && Math.abs(to) < 1e9
  return hasRange ? `${type} ${from}..${to}` : type
}
