import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { readConfig } from './config.ts'

const example = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8')
const source = readFileSync(join(import.meta.dirname, 'config.ts'), 'utf8')

function faultsOf(env: Record<string, string>): readonly { variable: string; message: string }[] {
  try {
    readConfig(env)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('invalid_config')
    return error.details['faults'] as { variable: string; message: string }[]
  }
  return []
}

describe('the configuration', () => {
  it('needs nothing: an empty environment is the embedded example company', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      dataDir: '.data',
      roles: ['api', 'bot', 'worker'],
      examples: true,
      timezone: 'Asia/Shanghai',
      locale: 'zh-CN',
      forwardHours: 24,
      slack: null,
      wecom: null,
      dataverse: null,
      rerank: null,
    })
  })

  it('loads no examples into a server database unless told to', () => {
    const server = { DATABASE_URL: 'postgres://127.0.0.1/pharos' }
    expect(readConfig(server).examples).toBe(false)
    expect(readConfig({ ...server, EXAMPLES: 'on' }).examples).toBe(true)
  })

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', ADMIN_TOKEN: '' })).toEqual(readConfig({}))
  })

  it('names every fault at once', () => {
    const faults = faultsOf({
      PORT: 'http',
      ROLES: 'api,cook',
      DEFAULT_TIMEZONE: 'Mars/Olympus',
      DEFAULT_LOCALE: 'fr',
      EXAMPLES: 'maybe',
      CHAT_MODEL: 'some-model',
      WECOM_BOT_ID: 'bot',
    })
    expect(faults.map((fault) => fault.variable).toSorted()).toEqual([
      'CHAT_MODEL',
      'DEFAULT_LOCALE',
      'DEFAULT_TIMEZONE',
      'EXAMPLES',
      'PORT',
      'ROLES',
      'WECOM_BOT_SECRET',
    ])
  })

  it('never repeats a secret in a fault', () => {
    const env = { ADMIN_TOKEN: 'hunter2', DATABASE_URL: 'mysql://root:hunter2@db/x' }
    const faults = faultsOf(env)
    expect(faults).toHaveLength(2)
    expect(JSON.stringify(faults)).not.toContain('hunter2')
  })

  it('takes no administrator’s token that a header could not carry', () => {
    for (const ADMIN_TOKEN of ['sixteen characters and more', '十六个字符以上的管理员令牌也不行呀']) {
      expect(faultsOf({ ADMIN_TOKEN })).toHaveLength(1)
    }
    expect(readConfig({ ADMIN_TOKEN: 'a-token-of-19-signs' }).adminToken).toBe('a-token-of-19-signs')
  })

  it('wants the way in beside the token of Slack', () => {
    expect(faultsOf({ SLACK_BOT_TOKEN: 'xoxb' })).toHaveLength(1)
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb', SLACK_APP_TOKEN: 'xapp' }).slack?.botToken).toBe('xoxb')
  })

  it('takes a model server without a key', () => {
    expect(readConfig({ OPENAI_BASE_URL: 'http://ollama:11434/v1', CHAT_MODEL: 'm' }).model.apiKey).toBeNull()
  })

  it('is frozen to the bottom', () => {
    const config = readConfig({ RERANK_URL: 'http://127.0.0.1:9/rerank' })
    expect(Object.isFrozen(config) && Object.isFrozen(config.model) && Object.isFrozen(config.rerank)).toBe(
      true,
    )
  })

  it('is described in .env.example, variable for variable', () => {
    const described = new Set([...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]))
    const read = new Set([...source.matchAll(/read\.\w+\('([A-Z][A-Z0-9_]+)'/g)].map((match) => match[1]))
    expect([...described].toSorted()).toEqual([...read].toSorted())
  })

  it('is right as .env.example shows its defaults', () => {
    const defaults = Object.fromEntries(
      [
        ...example.matchAll(
          /^#(HOST|PORT|DATA_DIR|ROLES|EXAMPLES|DEFAULT_\w+|AE_\w+|MODEL_TIMEOUT_MS|LOG_LEVEL)=(.*)$/gm,
        ),
      ].map((match) => [match[1], match[2]]),
    )
    expect(Object.keys(defaults)).toHaveLength(10)
    expect(readConfig(defaults)).toEqual(readConfig({}))
  })
})
