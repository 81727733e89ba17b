/**
 * The fault run of the exchange, in real time: visits are written while a worker brings them into a Dataverse that
 * fails at random, the worker is killed with -9 again and again, and the database server is restarted hard by the
 * command that is given. In the end both sides are compared record by record, by what stands there rather than by our
 * own hashes. Needs a PostgreSQL server; prints one JSON object.
 *
 *   node test/fault-run/run-sync-faults.ts --database postgres://… [--visits 10000] [--share 0.2] [--kills 20]
 *     [--restart "command" --restarts 2] [--minutes 40]
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { systemClock } from '../../core/clock.ts'
import type { Database } from '../../core/database.ts'
import { newId } from '../../core/ids.ts'
import { silentLog } from '../../core/log.ts'
import { createDataverse } from '../../crm/dataverse/create-dataverse.ts'
import { provision } from '../../crm/dataverse/provision.ts'
import { createTokenSource } from '../../crm/dataverse/token-source.ts'
import { addDays } from '../../crm/day.ts'
import { saveVisits } from '../../crm/save-visits.ts'
import { createReconcileCrm } from '../../crm/sync/reconcile-crm.ts'
import { addTask } from '../../crm/task-store.ts'
import { openDatabase } from '../../main/open-database.ts'
import { aVisit } from '../crm-room.ts'
import { createFakeDataverse, type FakeDataverse } from '../fakes/dataverse/fake-dataverse.ts'
import { randomFaults } from '../fakes/dataverse/fake-faults.ts'
import { httpTokens } from '../fakes/dataverse/http-tokens.ts'

const { values: options } = parseArgs({
  options: {
    database: { type: 'string' },
    visits: { type: 'string', default: '10000' },
    share: { type: 'string', default: '0.2' },
    kills: { type: 'string', default: '20' },
    restart: { type: 'string' },
    restarts: { type: 'string', default: '0' },
    minutes: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
})
const VISITS = Number(options.visits)
const KILLS = Number(options.kills)
const RESTARTS = options.restart === undefined ? 0 : Number(options.restarts)
const REPS = 20
const CONTACTS = 200
const BLOCK = 50
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const say = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`)

if (options.database === undefined) throw new Error('--database postgres://… is needed.')
const name = `pharos_fault_run_${process.pid}`
await onServer(`create database ${name}`)
const url = new URL(options.database)
url.pathname = `/${name}`
const database = await openDatabase({ databaseUrl: url.href, dataDir: '' })

const began = Date.now()
const fake = createFakeDataverse({ lateMs: 5_000, serviceMs: () => 20 })
const crmUrl = await fake.listen()
const connect = () =>
  createDataverse({
    url: crmUrl,
    prefix: 'xa',
    tokens: createTokenSource(httpTokens(crmUrl), systemClock),
    clock: systemClock,
    log: silentLog,
  })
await provision({ client: connect().client, prefix: 'xa', say: () => undefined, pause: async () => {} })
const { contacts } = seedThere(fake)
await seedHere(database)
fake.fail(randomFaults(Number(options.seed), Number(options.share)))

let worker = startWorker()
let kills = 0
let restarts = 0
let wanted = true
const killing = killAgainAndAgain()
await until('master data are read', async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from sync_pulls where finished_at is not null`.execute(database.query)
  return rows[0]!.n === 5
})
const restarting = restartAgainAndAgain()
const localIds = await contactIds(database, contacts)
await writeEverything()
say(`written: ${VISITS} visits`)
await until(
  'everything is sent',
  async () => {
    const { rows } = await sql<{ waiting: number; parked: number }>`
      select count(*) filter (where state = 'waiting')::int as waiting,
        count(*) filter (where state = 'parked')::int as parked from sync_records`.execute(database.query)
    say(`waiting ${rows[0]!.waiting}, parked ${rows[0]!.parked}, kills ${kills}, restarts ${restarts}`)
    return rows[0]!.waiting === 0 && kills >= KILLS && restarts >= RESTARTS
  },
  10_000,
)
wanted = false
await Promise.all([killing, restarting])
const lane = await stopWorker()
fake.fail(() => undefined)
const seconds = Math.round((Date.now() - began) / 1000)
say('comparing')
const report = await createReconcileCrm({ database, clock: systemClock, remote: connect() })(
  { mend: false },
  new AbortController().signal,
)
const { rows: parked } = await sql`
  select kind, fault_code, count(*)::int as n from sync_records where state = 'parked' group by 1, 2`.execute(
  database.query,
)
const independent = await compareByHand(database, fake)
const failedCalls = fake.seen.filter((call) => call.fault !== undefined).length
const result = {
  visits: VISITS,
  seconds,
  kills,
  restarts,
  calls: fake.seen.length,
  failedCalls,
  share: Number((failedCalls / fake.seen.length).toFixed(3)),
  throttle: fake.throttle.report(),
  parked,
  ...independent,
  reconciliation: report.kinds.map(({ kind, here, there, same, missing, different, extra, pending }) => ({
    kind,
    here,
    there,
    same,
    missing,
    different,
    extra,
    pending,
  })),
  agree: report.agree,
  laneOfTheLastWorker: lane,
}
console.log(JSON.stringify(result, null, 2))
await database.close()
await fake.close()
await onServer(`drop database ${name} with (force)`)
process.exit(report.agree && independent.lost + independent.doubled + independent.wrong === 0 ? 0 : 1)

function startWorker(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'sync-worker.ts'), url.href, crmUrl], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors = `${errors}${text}`.slice(-2_000)
  })
  child.stdout!.resume()
  child.on('exit', (code, signal) => {
    if (signal === 'SIGKILL' || !wanted) return
    say(`the worker ended by itself (${code}): ${errors.trim().split('\n').slice(-6).join(' | ')}`)
    worker = startWorker()
  })
  return child
}

async function stopWorker(): Promise<unknown> {
  let output = ''
  worker.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const ended = new Promise((resolve) => worker.on('exit', resolve))
  worker.kill('SIGTERM')
  await ended
  return output.split('\n').flatMap((line) => (line.includes('"stopped"') ? [JSON.parse(line).lane] : []))[0]
}

async function killAgainAndAgain(): Promise<void> {
  while (wanted && kills < KILLS) {
    await pause(15_000 + Math.random() * 25_000)
    if (!wanted) return
    worker.kill('SIGKILL')
    kills += 1
    await pause(Math.random() * 1_000)
    worker = startWorker()
  }
}

async function restartAgainAndAgain(): Promise<void> {
  const [command = '', ...words] = (options.restart ?? '').split(' ')
  while (wanted && restarts < RESTARTS) {
    await pause(60_000 + Math.random() * 60_000)
    if (!wanted) return
    say('restarting the database server')
    await promisify(execFile)(command, words)
    restarts += 1
  }
}

/** Visits in blocks; every tenth is planned, every fifth has a task, every twentieth is corrected later. */
async function writeEverything(): Promise<void> {
  for (let start = 0; start < VISITS; start += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, VISITS - start) }, (_, at) => visitNumber(start + at))
    await insisting(() =>
      database.transaction(async (trx) => {
        const at = systemClock.now()
        await saveVisits(trx, block, at)
        for (const [index, visit] of block.entries()) {
          if (index % 5 !== 0) continue
          const due = addDays(visit.record.date!, 7)
          const key = `fault-run:${visit.id}`
          const task = {
            userId: visit.userId,
            text: '送文献',
            due,
            timezone: 'Asia/Shanghai',
            messageKey: key,
          }
          await addTask(trx, { ...task, visitId: visit.id, kind: 'follow_up' }, visit.userId, at)
        }
      }),
    )
    const again = block.filter((_, index) => index % 20 === 0)
    const corrected = again.map((visit) => ({ ...visit, record: { ...visit.record, department: '老年科' } }))
    await insisting(() => database.transaction((trx) => saveVisits(trx, corrected, systemClock.now())))
    await pause(500)
  }
}

function visitNumber(n: number) {
  const contact = localIds[n % localIds.length]!
  const planned = n % 10 === 3
  const record = aVisit({
    date: planned ? '2030-01-08' : addDays('2026-01-01', n % 60),
    time: planned ? '14:30' : null,
    status: planned ? 'planned' : 'completed',
    institution: { text: contact.account, id: contact.accountId },
    contacts: [{ text: contact.name, id: contact.id, role: 'primary', attitude: 'positive' }],
    products: [{ text: '产品一', id: 'P1', order: 1, detailed: true, attitude: 'positive' }],
    objections: n % 3 === 0 ? [{ category: 'price', text: `太贵 ${n}`, product: 'P1' }] : [],
    keywords: [`n${n}`],
  })
  const userId = `rep-${n % REPS}`
  return { id: newId(), source: 'form', userId, record, note: `记录 ${n}`, changedBy: userId } as const
}

function seedThere(there: FakeDataverse): { readonly contacts: readonly string[] } {
  const accounts = Array.from({ length: 40 }, (_, n) =>
    there.put('account', { name: `医院 ${n}`, accountnumber: `A${n}` }),
  )
  for (let n = 0; n < REPS; n += 1) {
    there.put('systemuser', {
      fullname: `代表 ${n}`,
      lastname: '代',
      firstname: `表${n}`,
      employeeid: `rep-${n}`,
      internalemailaddress: `rep-${n}@example.com`,
      isdisabled: false,
      azureactivedirectoryobjectid: newId(),
    })
  }
  there.put('product', { name: '产品一', productnumber: 'P1' })
  return {
    contacts: Array.from({ length: CONTACTS }, (_, n) =>
      there.put('contact', {
        lastname: '王',
        firstname: `医生${n}`,
        parentcustomerid: accounts[n % accounts.length]!,
      }),
    ),
  }
}

async function seedHere(db: Database): Promise<void> {
  const at = systemClock.now()
  for (let n = 0; n < REPS; n += 1) {
    await db.query
      .insertInto('users')
      .values({
        id: `rep-${n}`,
        name: `代表 ${n}`,
        email: `rep-${n}@example.com`,
        roles: ['rep'],
        created_at: at,
        updated_at: at,
      })
      .execute()
  }
  await db.query
    .insertInto('products')
    .values({ id: 'P1', name: '产品一', created_at: at, updated_at: at })
    .execute()
}

async function contactIds(db: Database, remoteIds: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; accountId: string; account: string }>`
    select c.id, c.name, a.id as "accountId", a.name as account from sync_links l join contacts c on c.id = l.local_id
    join accounts a on a.id = c.account_id where l.kind = 'contact' order by c.id`.execute(db.query)
  if (rows.length !== remoteIds.length)
    throw new Error(`${rows.length} of ${remoteIds.length} contacts are here.`)
  return rows
}

/** Cell by cell, and every part under the right visit. */
async function compareByHand(db: Database, there: FakeDataverse) {
  const { rows: here } = await sql<{
    id: string
    visited_on: string
    department: string
    note: string
    status: string
    objections: number
    directory: string
  }>`select v.id, v.visited_on, v.department, r.note, v.status, l.remote_id as directory,
      (select count(*)::int from visit_objections o where o.visit_id = v.id) as objections
    from visits v join visit_revisions r on r.visit_id = v.id and r.revision = v.revision
    join sync_links l on l.kind = 'user' and l.local_id = v.user_id`.execute(db.query)
  const tasks = await db.query.selectFrom('tasks').select('id').execute()
  const [lost, wrong]: [string[], string[]] = [[], []]
  const count = (table: string) => Map.groupBy(there.rows(table), (row) => String(row.values['xa_visitid']))
  const parts = {
    contact: count('xa_visitcontact'),
    product: count('xa_visitproduct'),
    objection: count('xa_visitobjection'),
  }
  for (const visit of here) {
    const row = there.row('xa_visit', visit.id)
    if (row === undefined) {
      lost.push(visit.id)
      continue
    }
    const { values } = row
    const right =
      values['xa_visitdate'] === visit.visited_on &&
      values['xa_department'] === visit.department &&
      values['xa_note'] === visit.note &&
      values['xa_repid'] === visit.directory &&
      parts.contact.get(visit.id)?.length === 1 &&
      parts.product.get(visit.id)?.length === 1 &&
      (parts.objection.get(visit.id)?.length ?? 0) === visit.objections
    if (!right) wrong.push(visit.id)
  }
  for (const task of tasks) if (there.row('task', task.id) === undefined) lost.push(task.id)
  const planned = here.filter((visit) => visit.status === 'planned')
  for (const visit of planned) if (there.row('appointment', visit.id) === undefined) lost.push(visit.id)
  const doubled =
    there.rows('xa_visit').length -
    here.length +
    (there.rows('task').length - tasks.length) +
    (there.rows('appointment').length - planned.length)
  if (wrong.length > 0) say(`wrong, for example: ${JSON.stringify(there.row('xa_visit', wrong[0]!))}`)
  return {
    records: here.length + tasks.length + planned.length,
    lost: lost.length,
    doubled,
    wrong: wrong.length,
  }
}

/** The server may be away for a while; a transaction that was not confirmed is written again under the same ids. */
async function insisting<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 60) throw error
      await pause(1_000)
    }
  }
}

async function until(what: string, done: () => Promise<boolean>, every = 2_000): Promise<void> {
  const last = began + Number(options.minutes) * 60_000
  while (!(await insisting(done))) {
    if (Date.now() > last) throw new Error(`Not in time: ${what}.`)
    await pause(every)
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: options.database })
  await client.connect()
  await client.query(statement)
  await client.end()
}
