/**
 * Runs the server: opens the database, composes the house and runs the parts that ROLES names. What a person
 * must know is printed; everything else is in the log. Ends the process with 1 and one clear line when it
 * cannot start.
 */
import { flushCompileCache } from 'node:module'
import { ADMIN_ID } from '../access/ensure-admin.ts'
import { toAppError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { sayError } from '../core/messages.ts'
import type { Locale } from '../core/reader.ts'
import { createAnnounce } from './announce.ts'
import type { House } from './compose.ts'
import { type Config, type Environment, readConfig } from './config.ts'
import { readLocalSignIn, removeLocalSignIn, writeLocalSignIn } from './local-sign-in.ts'
import { createLog } from './log.ts'
import { openDatabase } from './open-database.ts'

/** After this the process ends whatever still runs. */
const STOP_WITHIN_MS = 25_000

export async function runServer(env: Environment): Promise<void> {
  let locale: Locale = env['DEFAULT_LOCALE'] === 'en' ? 'en' : 'zh-CN'
  try {
    const config = readConfig(env)
    locale = config.locale
    await run(config)
  } catch (error) {
    const failure = toAppError(error)
    const detail =
      failure.visible || failure.code === 'database_unavailable' ? failure.message : String(error)
    console.error(`${sayError(locale, failure.code)} ${detail} (${failure.code})`)
    process.exit(1)
  }
}

async function run(config: Config): Promise<void> {
  const log = createLog(config.logLevel)
  const announce = createAnnounce(config.locale, (text) => console.log(text))
  // The embedded engine compiles and reads its files while the house is loaded; one after the other takes longer.
  const [database, { compose }] = await Promise.all([openDatabase(config), import('./compose.ts')])
  const house = await compose(config, { database, log })
  const stopping = stopOnSignal(config, house, log, () => announce.stopping())
  try {
    const admin = await house.ensureAdmin(config.adminToken ?? undefined)
    let address: string | null = config.publicUrl
    if (config.roles.includes('api')) {
      const { url } = await house.api.listen(config.host, config.port)
      house.warmUp().catch((error: unknown) => log.warn('warm_up_failed', { error: toAppError(error).code }))
      const publicUrl = config.publicUrl ?? url
      address = publicUrl
      announce.ready({
        url: publicUrl,
        link: admin.active ? await signInLocally(config, house, { url, publicUrl }) : null,
        adminToken: admin.generated ? admin.token : null,
      })
    }
    // After the address is told: questions need no worker, and what is uploaded meanwhile waits for it.
    if (config.roles.includes('worker')) await house.startWorker()
    if (config.roles.includes('bot')) await house.startBot(address)
    if (config.examples && config.roles.includes('worker')) {
      const count = await house.loadExamples((progress) => announce.example(progress))
      if (count > 0) announce.examplesLoaded(count)
    }
    // Not at the end: a process that is killed would leave nothing for the next start.
    flushCompileCache()
  } catch (error) {
    if (stopping.begun()) return
    await house.close()
    throw error
  }
}

/** A token of its own for the terminal program of this machine, and a link for a browser, which is returned. */
async function signInLocally(
  config: Config,
  house: House,
  address: { readonly url: string; readonly publicUrl: string },
): Promise<string> {
  await signOutLocally(config, house)
  const { token, tokenId } = await house.tokens.issue(ADMIN_ID, { label: 'terminal' }, null)
  await writeLocalSignIn(config.dataDir, { url: address.url, token, tokenId })
  const link = await house.tokens.issueLink(ADMIN_ID, null)
  return `${address.publicUrl}/sign-in?code=${encodeURIComponent(link.token)}`
}

/** The terminal's token ends with the server that gave it, or with the next one where that was killed. */
async function signOutLocally(config: Config, house: House): Promise<void> {
  const before = readLocalSignIn(config.dataDir)
  await removeLocalSignIn(config.dataDir)
  if (before !== undefined && (await house.tokens.find(before.tokenId)) !== undefined) {
    await house.tokens.revoke(before.tokenId, null)
  }
}

function stopOnSignal(config: Config, house: House, log: Log, tell: () => void): { begun(): boolean } {
  let begun = false
  const stop = async () => {
    if (begun) process.exit(1)
    begun = true
    tell()
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    try {
      // A database that is away must not keep the rest from closing.
      await signOutLocally(config, house).catch((error: unknown) => failed(error))
      await house.close()
      process.exit(0)
    } catch (error) {
      failed(error)
      process.exit(1)
    }
  }
  const failed = (error: unknown) => log.warn('server.stop_failed', { code: toAppError(error).code })
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { begun: () => begun }
}
