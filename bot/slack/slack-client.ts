/**
 * The client of Slack's Web API. It neither retries nor waits by itself: what became of a call is decided by whoever
 * made it, for a call that is made twice may be a message twice. It logs nothing, for its words hold texts.
 */
import { type Logger, LogLevel, webApi } from '@slack/bolt'

export type SlackClient = webApi.WebClient

/** Milliseconds; a call that takes longer has an unknown end. */
const CALL_MS = 10_000

export const SILENT_LOGGER: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

export function clientOptions(apiUrl: string | null): webApi.WebClientOptions {
  return {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    logger: SILENT_LOGGER,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_MS,
  }
}

export function createSlackClient(token: string, apiUrl: string | null): SlackClient {
  return new webApi.WebClient(token, clientOptions(apiUrl))
}
