/**
 * `npm run pharos -- COMMAND`: the terminal face. It speaks HTTP with the server that PHAROS_URL names, or
 * with the one of this machine. Results go to standard output, faults to standard error, exit code 1.
 */
import { parseArgs } from 'node:util'
import { message } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { loadEnvironment } from './environment.ts'
import { localSignInPath, readLocalSignIn } from './local-sign-in.ts'
import { ask, chat, search } from './terminal/ask.ts'
import { type Client, createClient, failure, TerminalFailure } from './terminal/client.ts'
import { checkDataverse, openDataverse, provisionDataverse } from './terminal/dataverse.ts'
import { IMPORT_KINDS, importKindOf, importTable, ingest } from './terminal/ingest.ts'
import { logVisit } from './terminal/log-visit.ts'
import { sync } from './terminal/sync.ts'

const OPTIONS = {
  product: { type: 'string' },
  json: { type: 'boolean' },
  kind: { type: 'string' },
  title: { type: 'string' },
  products: { type: 'string' },
  document: { type: 'string' },
  effective: { type: 'string' },
  expires: { type: 'string' },
  audience: { type: 'string' },
  publish: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  confirm: { type: 'boolean' },
  k: { type: 'string', short: 'k' },
  help: { type: 'boolean', short: 'h' },
} as const

const print = (text: string) => console.log(text)

interface Terminal {
  readonly client: Client
  readonly baseUrl: string
}

async function main(): Promise<number> {
  const env = loadEnvironment()
  const locale: Locale = env['DEFAULT_LOCALE'] === 'en' ? 'en' : 'zh-CN'
  const { values, positionals } = readArguments(locale)
  const [command, ...words] = positionals
  if (command === undefined || values.help === true || command === 'help') {
    print(message(locale, 'terminal_usage'))
    return command === undefined && values.help !== true ? 1 : 0
  }
  const needs = (what: 'terminal_question' | 'terminal_file' | 'terminal_user') =>
    failure(locale, 'terminal_needs', { command, what: message(locale, what) })
  const open = () => connect(locale, env)

  switch (command) {
    case 'ask': {
      const question = words.join(' ')
      if (question.trim() === '') throw needs('terminal_question')
      const { client, baseUrl } = open()
      print(await ask(client, question, { productId: values.product, json: values.json === true, baseUrl }))
      return 0
    }
    case 'chat': {
      const { client, baseUrl } = open()
      await chat(client, baseUrl, print)
      return 0
    }
    case 'log': {
      const note = words.join(' ')
      if (note.trim() === '') {
        throw failure(locale, 'terminal_needs', { command, what: message(locale, 'terminal_log_needs') })
      }
      const { client, baseUrl } = open()
      const options = { baseUrl, json: values.json === true, confirm: values.confirm === true }
      return (await logVisit(client, note, options, print)) ? 0 : 1
    }
    case 'search':
      if (words.length === 0) throw needs('terminal_question')
      print(await search(open().client, words.join(' '), values.k))
      return 0
    case 'ingest': {
      if (words.length === 0) throw needs('terminal_file')
      const fields = {
        kind: values.kind ?? (values.document === undefined ? 'label' : undefined),
        title: values.title,
        products: values.products,
        effectiveFrom: values.effective,
        expiresAt: values.expires,
        audience: values.audience,
      }
      const options = { fields, documentId: values.document, publish: values.publish === true }
      return (await ingest(open().client, words, options, print)) ? 0 : 1
    }
    case 'import': {
      if (words[0] === undefined) throw needs('terminal_file')
      const kind = importKindOf(words[0], values.kind)
      if (kind === undefined) {
        const what = message(locale, 'terminal_kind', { kinds: IMPORT_KINDS.join(', ') })
        throw failure(locale, 'terminal_needs', { command, what })
      }
      const options = { kind, dryRun: values['dry-run'] === true }
      print(await importTable(open().client, words[0], options))
      return 0
    }
    case 'token': {
      if (words[0] === undefined) throw needs('terminal_user')
      const path = `/v1/users/${encodeURIComponent(words[0])}/tokens`
      const { token } = await open().client.post<{ token: string }>(path, {})
      print(`${message(locale, 'terminal_token', { user: words[0] })}\n${token}`)
      return 0
    }
    case 'link': {
      const path = `/v1/users/${encodeURIComponent(words[0] ?? 'admin')}/links`
      const { client, baseUrl } = open()
      const { url } = await client.post<{ url: string }>(path, {})
      print(`${message(locale, 'terminal_link')}\n${new URL(url, baseUrl).href}`)
      return 0
    }
    case 'dataverse': {
      const run = words[0] === 'check' ? checkDataverse : words[0] === 'provision' ? provisionDataverse : null
      if (run === null) {
        throw failure(locale, 'terminal_needs', { command, what: message(locale, 'dataverse_needs') })
      }
      return (await run(openDataverse(locale, env), locale, print)) ? 0 : 1
    }
    case 'sync':
      await sync(open().client, words, { json: values.json === true }, print)
      return 0
    default:
      throw new TerminalFailure(
        `${message(locale, 'terminal_unknown_command', { command })}\n\n${message(locale, 'terminal_usage')}`,
      )
  }
}

function readArguments(locale: Locale) {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new TerminalFailure(`${(error as Error).message}\n\n${message(locale, 'terminal_usage')}`)
  }
}

function connect(locale: Locale, env: Readonly<Record<string, string | undefined>>): Terminal {
  const dataDir = env['DATA_DIR'] || '.data'
  const local = readLocalSignIn(dataDir)
  const baseUrl = env['PHAROS_URL']?.trim() || local?.url
  if (baseUrl !== undefined && !URL.canParse(baseUrl)) {
    throw failure(locale, 'terminal_not_pharos', { url: baseUrl })
  }
  // The token of this machine's server is for nobody else.
  const token = env['PHAROS_TOKEN']?.trim() || (isSame(baseUrl, local?.url) ? local?.token : undefined)
  if (baseUrl === undefined || token === undefined) {
    throw failure(locale, 'terminal_no_local', { path: localSignInPath(dataDir) })
  }
  return { client: createClient({ url: baseUrl, token, locale }), baseUrl }
}

/** Whether both name one server: by origin, with localhost and 127.0.0.1 as one. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false
  const origin = (url: string) => new URL(url).origin.replace('//localhost', '//127.0.0.1')
  return origin(one) === origin(other)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof TerminalFailure)) throw error
  console.error(error.message)
  process.exitCode = 1
}
