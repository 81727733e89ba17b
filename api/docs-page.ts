/**
 * The description of the API as a page for people: every call with its fields, and the table of errors to
 * which each problem document links. One file without scripts; its style is allowed by its hash.
 */
import { createHash } from 'node:crypto'
import { ERROR_TABLE, type ErrorCode } from '../core/errors.ts'
import { type MessageKey, message, sayError } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { Html, html } from './html.ts'
import type { OpenApiDocument, Operation } from './openapi.ts'
import { schemaText } from './schema-text.ts'

type Schema = Readonly<Record<string, unknown>>

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
code, pre { font: 0.875rem/1.5 ui-monospace, "SF Mono", Consolas, monospace; }
pre { background: var(--soft); padding: .75rem 1rem; overflow-x: auto; border-radius: 6px; }
details { border-top: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; }
summary code { font-weight: 600; margin-inline-end: .75rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
tr:target { background: #fd08; }
.muted { opacity: .75; }
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`

export function docsPage(document: OpenApiDocument, locale: Locale): string {
  const say = (key: MessageKey) => message(locale, key)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const { text } = html`<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('docs_title')}</title>
${new Html(`<style>${STYLE}</style>`)}
</head>
<body>
<h1>${say('docs_title')}</h1>
<p>${say('docs_lead')} <a href="/openapi.json"><code>/openapi.json</code></a> · <a href="#errors">${say('docs_errors')}</a></p>
${document.tags.map(
  ({ name }) => html`<h2>${name}</h2>
${operations.filter((one) => one.operation.tags.includes(name)).map((one) => operationSection(one, say))}`,
)}
<h2 id="errors">${say('docs_errors')}</h2>
<p>${say('docs_errors_lead')}</p>
${errorTable(locale, say)}
</body>
</html>
`
  return `<!doctype html>\n${text}`
}

type Say = (key: MessageKey) => string

function operationSection(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  say: Say,
): Html {
  const body = contentOf(operation.requestBody)
  const done = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const answer = contentOf(done?.[1])
  return html`<details id="${operation.operationId}">
<summary><code>${method.toUpperCase()} ${path}</code>${operation.summary}</summary>
<p class="muted">${operation.description}</p>
${operation.parameters.length > 0 && parameterTable(operation.parameters, say)}
${body !== undefined && html`<h3>${say('docs_body')} <code>${body.mediaType}</code></h3><pre>${schemaText(body.schema)}</pre>`}
${answer !== undefined && html`<h3>${say('docs_answer')} <code>${done?.[0]} ${answer.mediaType}</code></h3><pre>${schemaText(answer.schema)}</pre>`}
</details>
`
}

function parameterTable(parameters: readonly Schema[], say: Say): Html {
  return html`<h3>${say('docs_parameters')}</h3>
<table>${parameters.map((one) => {
    const schema = one['schema'] as Schema
    const note = (one['description'] ?? schema['description'] ?? '') as string
    return html`<tr><td><code>${String(one['name'])}</code></td><td>${String(one['in'])}${one['required'] === true && html`, ${say('docs_required')}`}</td><td><code>${schemaText(schema)}</code></td><td>${note}</td></tr>`
  })}</table>`
}

function errorTable(locale: Locale, say: Say): Html {
  const codes = Object.keys(ERROR_TABLE) as ErrorCode[]
  return html`<table>
<tr><th>${say('docs_code')}</th><th>${say('docs_status')}</th><th>${say('docs_retry')}</th><th>${say('docs_meaning')}</th></tr>
${codes.map((code) => {
  const { status, retry } = ERROR_TABLE[code]
  return html`<tr id="error-${code}"><td><code>${code}</code></td><td>${status}</td><td>${retry && say('docs_yes')}</td><td>${sayError(locale, code)}</td></tr>
`
})}</table>`
}

function contentOf(part: Schema | undefined) {
  const content = part?.['content'] as Readonly<Record<string, { schema: Schema }>> | undefined
  const [mediaType, described] = Object.entries(content ?? {})[0] ?? []
  return mediaType === undefined || described === undefined
    ? undefined
    : { mediaType, schema: described.schema }
}
