/**
 * `npm start`: reads the configuration, opens the database, composes the house and runs the parts that ROLES
 * names. What a person must know is printed; everything else is in the log. Ends with 1 and one clear
 * line when it cannot start.
 */
import { toAppError } from '../core/errors.ts'
import { sayError } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { createAnnounce } from './announce.ts'
import { compose, type House } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { loadEnvironment } from './environment.ts'
import { readLocalSignIn, removeLocalSignIn, writeLocalSignIn } from './local-sign-in.ts'
import { createLog } from './log.ts'
import { openDatabase } from './open-database.ts'

/** After this the process ends whatever still runs. */
const STOP_WITHIN_MS = 25_000

const env = loadEnvironment()
let locale: Locale = env['DEFAULT_LOCALE'] === 'en' ? 'en' : 'zh-CN'
try {
  await run(readConfig(env))
} catch (error) {
  const failure = toAppError(error)
  const detail = failure.visible || failure.code === 'database_unavailable' ? failure.message : String(error)
  console.error(`${sayError(locale, failure.code)} ${detail} (${failure.code})`)
  process.exit(1)
}

async function run(config: Config): Promise<void> {
  locale = config.locale
  const log = createLog(config.logLevel)
  const announce = createAnnounce(config.locale, (text) => console.log(text))
  const database = await openDatabase(config)
  const house = await compose(config, { database, log })
  const stopping = stopOnSignal(config, house, () => announce.stopping())
  try {
    const admin = await house.ensureAdmin(config.adminToken ?? undefined)
    if (config.roles.includes('worker')) await house.startWorker()
    if (config.roles.includes('api')) {
      const { url } = await house.api.listen(config.host, config.port)
      const publicUrl = config.publicUrl ?? url
      await signInLocally(config, house, url)
      const link = await house.tokens.issueLink(admin.userId, null)
      announce.ready({
        url: publicUrl,
        link: `${publicUrl}/sign-in?code=${encodeURIComponent(link.token)}`,
        adminToken: admin.generated ? admin.token : null,
      })
    }
    if (config.examples && config.roles.includes('worker')) {
      const count = await house.loadExamples((progress) => announce.example(progress))
      if (count > 0) announce.examplesLoaded(count)
    }
  } catch (error) {
    if (stopping.begun()) return
    await house.close()
    throw error
  }
}

/** A token of its own for the terminal program of this machine; the one before it is revoked. */
async function signInLocally(config: Config, house: House, url: string): Promise<void> {
  const before = readLocalSignIn(config.dataDir)
  if (before !== undefined && (await house.tokens.find(before.tokenId)) !== undefined) {
    await house.tokens.revoke(before.tokenId, null)
  }
  const { token, tokenId } = await house.tokens.issue('admin', { label: 'terminal' }, null)
  await writeLocalSignIn(config.dataDir, { url, token, tokenId })
}

function stopOnSignal(config: Config, house: House, tell: () => void): { begun(): boolean } {
  let begun = false
  const stop = async () => {
    if (begun) process.exit(1)
    begun = true
    tell()
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    await removeLocalSignIn(config.dataDir)
    await house.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { begun: () => begun }
}
