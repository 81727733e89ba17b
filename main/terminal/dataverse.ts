/**
 * `pharos dataverse check` and `provision`: straight to the environment that DATAVERSE_* names, without a server.
 * Says what it looked at and made, and of each fault what to do.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '../../core/clock.ts'
import { AppError } from '../../core/errors.ts'
import { silentLog } from '../../core/log.ts'
import { message } from '../../core/messages.ts'
import type { Locale } from '../../core/reader.ts'
import { checkEnvironment } from '../../crm/dataverse/check-environment.ts'
import type { Dataverse } from '../../crm/dataverse/create-dataverse.ts'
import { provision } from '../../crm/dataverse/provision.ts'
import { type Environment, readConfig } from '../config.ts'
import { connectDataverse } from '../connect-dataverse.ts'
import { failure, TerminalFailure } from './client.ts'

type Print = (text: string) => void

/** Throws a `TerminalFailure` where nothing is configured. */
export function openDataverse(locale: Locale, env: Environment): { crm: Dataverse; prefix: string } {
  try {
    const { dataverse } = readConfig(env)
    if (dataverse === null) throw failure(locale, 'dataverse_not_configured')
    return {
      crm: connectDataverse(dataverse, { clock: systemClock, log: silentLog }),
      prefix: dataverse.prefix,
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_config') throw new TerminalFailure(error.message)
    throw error
  }
}

/** True when nothing stands in the way of the exchange. */
export async function checkDataverse(
  { crm, prefix }: { readonly crm: Dataverse; readonly prefix: string },
  locale: Locale,
  print: Print,
): Promise<boolean> {
  let faults = 0
  let warnings = 0
  for await (const { subject, state, detail } of checkEnvironment(crm.client, prefix)) {
    const mark = { ok: '✓', warning: '!', fault: '✗' }[state]
    print(`${mark} ${message(locale, `dataverse_${subject}`)}${detail === '' ? '' : `  ${detail}`}`)
    if (state === 'ok') continue
    print(`    ${message(locale, `dataverse_${subject}_help`)}`)
    if (state === 'fault') faults += 1
    else warnings += 1
  }
  print(
    `\n${message(locale, faults === 0 ? 'dataverse_ready' : 'dataverse_not_ready', { faults, warnings })}`,
  )
  return faults === 0
}

/** False when a column is there in another form than Pharos needs. */
export async function provisionDataverse(
  { crm, prefix }: { readonly crm: Dataverse; readonly prefix: string },
  locale: Locale,
  print: Print,
  pause: (milliseconds: number) => Promise<void> = async (milliseconds) => void (await delay(milliseconds)),
): Promise<boolean> {
  const counts = { created: 0, present: 0, changed: 0, differs: 0 }
  try {
    await provision({
      client: crm.client,
      prefix,
      pause,
      say({ did, what, name }) {
        counts[did] += 1
        const mark = { created: '+', present: '=', changed: '~', differs: '✗' }[did]
        print(`${mark} ${message(locale, `dataverse_made_${what}`)}  ${name}`)
      },
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_ready') throw error
    throw failure(locale, 'dataverse_refused', { what: error.message })
  }
  print(`\n${message(locale, 'dataverse_provisioned', counts)}`)
  if (counts.differs > 0) print(message(locale, 'dataverse_differs'))
  return counts.differs === 0
}
