/** The log port on pino: JSON lines on standard error, so that standard output stays for people. */
import pino from 'pino'
import type { Log } from '../core/log.ts'
import type { LogLevel } from './config.ts'

export function createLog(level: LogLevel): Log {
  const lines = pino({ level, base: null }, pino.destination(2))
  return {
    debug: (event, fields) => lines.debug({ ...fields, event }),
    info: (event, fields) => lines.info({ ...fields, event }),
    warn: (event, fields) => lines.warn({ ...fields, event }),
    error: (event, fields) => lines.error({ ...fields, event }),
  }
}
