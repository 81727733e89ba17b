/**
 * The configuration: every variable of the environment, read once, checked together, frozen.
 * Pure: it looks at nothing but `env`. Rooms get the slice they need and never see this file.
 */
import { AppError } from '../core/errors.ts'
import type { Locale } from '../core/reader.ts'
import { type ConfigFault, createEnvironmentReader } from './environment-reader.ts'

export const PROCESS_ROLES = ['api', 'bot', 'worker'] as const
export type ProcessRole = (typeof PROCESS_ROLES)[number]

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface ModelConfig {
  readonly apiKey: string | null
  readonly baseUrl: string | null
  readonly chatModel: string | null
  readonly embeddingModel: string | null
  readonly embeddingDimensions: number | null
  readonly transcriptionModel: string | null
  readonly timeoutMs: number
  /** Of the chat model, prompt and answer together, per day of the company's time zone; null: no limit. */
  readonly dailyTokens: number | null
  /** For a million tokens; null: cost is not counted. */
  readonly prices: { readonly prompt: number; readonly completion: number } | null
}

export interface SlackConfig {
  readonly botToken: string
  readonly appToken: string | null
  readonly signingSecret: string | null
  readonly apiUrl: string | null
}

export interface DataverseConfig {
  readonly url: string
  readonly authority: string | null
  readonly tenantId: string
  readonly clientId: string
  /** One of the two; the certificate wins. */
  readonly clientSecret: string | null
  /** Of a PEM file with the private key and its certificate. */
  readonly certificatePath: string | null
  /** Of the publisher: the tables are `xa_visit`, … */
  readonly prefix: string
  /** Requests a day that the licences allow; shown beside what was used. */
  readonly dailyRequests: number | null
}

export interface Config {
  readonly host: string
  readonly port: number
  /** What links are built from; null: the address that the server listens on. */
  readonly publicUrl: string | null
  readonly databaseUrl: string | null
  readonly dataDir: string
  readonly roles: readonly ProcessRole[]
  readonly examples: boolean
  readonly adminToken: string | null
  readonly timezone: string
  readonly locale: Locale
  readonly forwardHours: number
  readonly logLevel: LogLevel
  readonly model: ModelConfig
  readonly rerank: {
    readonly url: string
    readonly model: string | null
    readonly apiKey: string | null
  } | null
  readonly slack: SlackConfig | null
  readonly wecom: { readonly botId: string; readonly secret: string; readonly wsUrl: string | null } | null
  readonly dataverse: DataverseConfig | null
  readonly webhook: { readonly url: string; readonly secret: string } | null
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Throws `invalid_config` naming every fault at once; the values of secrets are never in it. */
export function readConfig(env: Environment): Config {
  const read = createEnvironmentReader(env)
  const databaseUrl = read.url('DATABASE_URL', ['postgres:', 'postgresql:'], { secret: true })
  // The invented visits of the example company have no place in a real CRM.
  const connected = read.text('DATAVERSE_URL') !== null || read.text('WEBHOOK_URL') !== null
  const config: Config = {
    host: read.text('HOST') ?? '127.0.0.1',
    port: read.whole('PORT', { from: 0, to: 65_535 }) ?? 3000,
    publicUrl: read.url('PUBLIC_URL', ['http:', 'https:'])?.replace(/\/+$/, '') ?? null,
    databaseUrl,
    dataDir: read.text('DATA_DIR') ?? '.data',
    roles: read.list('ROLES', PROCESS_ROLES) ?? PROCESS_ROLES,
    examples:
      (read.oneOf('EXAMPLES', ['on', 'off']) ?? (databaseUrl === null && !connected ? 'on' : 'off')) === 'on',
    adminToken: read.token('ADMIN_TOKEN', 16),
    timezone: read.timezone('DEFAULT_TIMEZONE') ?? 'Asia/Shanghai',
    locale: read.oneOf('DEFAULT_LOCALE', ['zh-CN', 'en']) ?? 'zh-CN',
    forwardHours: read.number('AE_FORWARD_HOURS', { above: 0, to: 720 }) ?? 24,
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS) ?? 'warn',
    model: {
      apiKey: read.secret('OPENAI_API_KEY'),
      baseUrl: read.url('OPENAI_BASE_URL', ['http:', 'https:']),
      chatModel: read.text('CHAT_MODEL'),
      embeddingModel: read.text('EMBEDDING_MODEL'),
      embeddingDimensions: read.whole('EMBEDDING_DIMENSIONS', { from: 1, to: 16_000 }),
      transcriptionModel: read.text('TRANSCRIPTION_MODEL'),
      timeoutMs: read.whole('MODEL_TIMEOUT_MS', { from: 100, to: 600_000 }) ?? 20_000,
      dailyTokens: read.whole('MODEL_DAILY_TOKENS', { from: 1, to: 1e12 }),
      prices: read.group(
        {
          prompt: read.number('MODEL_PROMPT_PRICE', { above: 0, to: 1e6 }),
          completion: read.number('MODEL_COMPLETION_PRICE', { above: 0, to: 1e6 }),
        },
        { MODEL_PROMPT_PRICE: 'prompt', MODEL_COMPLETION_PRICE: 'completion' },
      ),
    },
    rerank: read.group(
      {
        url: read.url('RERANK_URL', ['http:', 'https:']),
        model: read.text('RERANK_MODEL'),
        apiKey: read.secret('RERANK_API_KEY'),
      },
      { RERANK_URL: 'url' },
    ),
    slack: read.group(
      {
        botToken: read.secret('SLACK_BOT_TOKEN'),
        appToken: read.secret('SLACK_APP_TOKEN'),
        signingSecret: read.secret('SLACK_SIGNING_SECRET'),
        apiUrl: read.url('SLACK_API_URL', ['http:', 'https:']),
      },
      { SLACK_BOT_TOKEN: 'botToken' },
    ),
    wecom: read.group(
      {
        botId: read.text('WECOM_BOT_ID'),
        secret: read.secret('WECOM_BOT_SECRET'),
        wsUrl: read.url('WECOM_WS_URL', ['ws:', 'wss:']),
      },
      { WECOM_BOT_ID: 'botId', WECOM_BOT_SECRET: 'secret' },
    ),
    dataverse: read.group(
      {
        url: read.url('DATAVERSE_URL', ['http:', 'https:']),
        // Secrets go there: never in the clear.
        authority: read.url('DATAVERSE_AUTHORITY', ['https:']),
        tenantId: read.text('DATAVERSE_TENANT_ID'),
        clientId: read.text('DATAVERSE_CLIENT_ID'),
        clientSecret: read.secret('DATAVERSE_CLIENT_SECRET'),
        certificatePath: read.text('DATAVERSE_CERTIFICATE'),
        prefix: read.text('DATAVERSE_PREFIX') ?? 'xa',
        dailyRequests: read.whole('DATAVERSE_DAILY_REQUESTS', { from: 1, to: 1e9 }),
      },
      {
        DATAVERSE_URL: 'url',
        DATAVERSE_TENANT_ID: 'tenantId',
        DATAVERSE_CLIENT_ID: 'clientId',
      },
      ['prefix', 'dailyRequests'],
    ),
    webhook: read.group(
      {
        url: read.url('WEBHOOK_URL', ['http:', 'https:'], { secret: true }),
        secret: read.token('WEBHOOK_SECRET', 16),
      },
      { WEBHOOK_URL: 'url', WEBHOOK_SECRET: 'secret' },
    ),
  }
  const faults = [...read.faults, ...relations(config)]
  if (faults.length > 0) throw invalid(faults)
  return freeze(config)
}

/** What no variable shows alone. */
function relations(config: Config): readonly ConfigFault[] {
  const faults: ConfigFault[] = []
  const { model, slack, dataverse } = config
  const named = [
    ['CHAT_MODEL', model.chatModel],
    ['EMBEDDING_MODEL', model.embeddingModel],
    ['TRANSCRIPTION_MODEL', model.transcriptionModel],
  ] as const
  for (const [variable, value] of named) {
    if (value !== null && model.apiKey === null && model.baseUrl === null) {
      faults.push({ variable, message: 'needs OPENAI_API_KEY or OPENAI_BASE_URL' })
    }
  }
  if (model.embeddingDimensions !== null && model.embeddingModel === null) {
    faults.push({ variable: 'EMBEDDING_DIMENSIONS', message: 'needs EMBEDDING_MODEL' })
  }
  if (slack !== null && slack.appToken === null && slack.signingSecret === null) {
    faults.push({ variable: 'SLACK_BOT_TOKEN', message: 'needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET' })
  }
  if (dataverse !== null && dataverse.clientSecret === null && dataverse.certificatePath === null) {
    faults.push({
      variable: 'DATAVERSE_CLIENT_ID',
      message: 'needs DATAVERSE_CLIENT_SECRET or DATAVERSE_CERTIFICATE',
    })
  }
  if (dataverse !== null && !/^[a-z][a-z0-9]{1,7}$/.test(dataverse.prefix)) {
    faults.push({
      variable: 'DATAVERSE_PREFIX',
      message: 'must be 2 to 8 small letters and digits, a letter first',
    })
  }
  if (dataverse !== null && !isSafe(dataverse.url)) {
    faults.push({ variable: 'DATAVERSE_URL', message: 'must be https://' })
  }
  if (config.webhook !== null && !isSafe(config.webhook.url)) {
    faults.push({ variable: 'WEBHOOK_URL', message: 'must be https://' })
  }
  if ((dataverse !== null || config.webhook !== null) && config.examples) {
    faults.push({ variable: 'EXAMPLES', message: 'must be off where a CRM or a webhook is connected' })
  }
  return faults
}

/** Encrypted, or not leaving this machine. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

function invalid(faults: readonly ConfigFault[]): AppError {
  const lines = faults.map((fault) => `  ${fault.variable} ${fault.message}`)
  return new AppError('invalid_config', `The environment is not right:\n${lines.join('\n')}`, {
    details: { faults },
  })
}

function freeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) freeze(inner as object)
  }
  return Object.freeze(value)
}
