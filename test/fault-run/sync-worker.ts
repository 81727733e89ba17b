/** The worker of the fault run, as a process of its own that may be killed at any moment: what a server's worker does. */
import { systemClock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import { createDataverse } from '../../crm/dataverse/create-dataverse.ts'
import { createTokenSource } from '../../crm/dataverse/token-source.ts'
import { connectSync } from '../../main/connect-sync.ts'
import { openDatabase } from '../../main/open-database.ts'
import { httpTokens } from '../fakes/dataverse/http-tokens.ts'

const [databaseUrl = '', crmUrl = ''] = process.argv.slice(2)
const write = (event: string, fields?: Readonly<Record<string, unknown>>) =>
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`)
const quiet = () => undefined
const log: Log = { debug: quiet, info: quiet, warn: write, error: write }

const database = await openDatabase({ databaseUrl, dataDir: '' })
const remote = createDataverse({
  url: crmUrl,
  prefix: 'xa',
  tokens: createTokenSource(httpTokens(crmUrl), systemClock),
  clock: systemClock,
  log,
  timeoutMs: 3_000,
})
const sync = connectSync(
  { dataverse: null, webhook: null, timezone: 'Asia/Shanghai', publicUrl: null },
  { database, clock: systemClock, log, crm: { remote, address: crmUrl } },
)
await sync.start()
process.on('SIGTERM', async () => {
  await sync.stop()
  write('stopped', { lane: remote.state() })
  await database.close()
  process.exit(0)
})
