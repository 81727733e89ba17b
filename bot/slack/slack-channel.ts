/**
 * Slack as a channel, with the real Bolt: Socket Mode, HTTP, or both. It verifies, turns what arrives into events,
 * and renders replies; what is answered, in which order and whether it was sent, the bot's other files decide.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { AppError } from '../../core/errors.ts'
import { message } from '../../core/messages.ts'
import type { Channel } from '../channel.ts'
import { acknowledgeKept } from './acknowledge-kept.ts'
import { platformError } from './call-failure.ts'
import { createFetchFile } from './fetch-file.ts'
import { createKeptConnection, REFUSED_TOKEN } from './keep-connected.ts'
import { listenToButtons } from './listen-to-buttons.ts'
import { listenToCommands } from './listen-to-commands.ts'
import { listenToForms } from './listen-to-forms.ts'
import { listenToMessages } from './listen-to-messages.ts'
import { createPeople } from './people.ts'
import { createPublishHome } from './publish-home.ts'
import { renderReply } from './render-reply.ts'
import { createSendMessage } from './send-message.ts'
import { clientOptions, createSlackClient, SILENT_LOGGER } from './slack-client.ts'
import type { SlackChannelDeps } from './slack-deps.ts'
import { createSlackDesk } from './slack-desk.ts'
import { asSlackMessage } from './slack-message.ts'
import { readPlace } from './slack-place.ts'
import { createWorkStatus } from './work-status.ts'

export interface SlackChannel extends Channel {
  /** For POST /slack/events, with the body unread; there where a signing secret is set. */
  readonly requestListener?: (request: IncomingMessage, response: ServerResponse) => void
}

export const EVENTS_PATH = '/slack/events'
const MAX_FILE_BYTES = 50 * 1024 * 1024
/** Slack waits three seconds. */
const ACKNOWLEDGE_MS = 2_900

export function createSlackChannel(deps: SlackChannelDeps): SlackChannel {
  const { botToken, appToken, signingSecret, apiUrl, log } = deps
  const client = createSlackClient(botToken, apiUrl)
  const people = createPeople({ client })
  const desk = createSlackDesk({ ...deps, client })
  const home = createPublishHome({ ...deps, client })
  const status = createWorkStatus({ client })
  const sendMessage = createSendMessage({ ...deps, client, people, home })
  const socket =
    appToken === null
      ? null
      : new SocketModeReceiver({
          appToken,
          logger: SILENT_LOGGER,
          autoReconnectEnabled: false,
          installerOptions: { clientOptions: clientOptions(apiUrl) },
          processEventErrorHandler: async () => {
            log.warn('slack.not_kept', { way: 'socket' })
            return false
          },
        })
  const http = signingSecret === null ? null : httpReceiver(signingSecret)
  const connection = socket === null ? null : createKeptConnection({ client: socket.client, log })
  const app = new App({
    // Who we are is not asked for at each event: it would be acknowledged unkept where Slack does not say.
    authorize: async () => ({ botToken }),
    receiver: { init() {}, start: async () => {}, stop: async () => {} },
    ignoreSelf: false,
    convoStore: false,
    logger: SILENT_LOGGER,
    clientOptions: clientOptions(apiUrl),
  })
  listenToMessages(app, desk, home)
  listenToCommands(app, desk)
  listenToButtons(app, desk, deps.findCard)
  listenToForms(app, desk, deps.findCard)
  for (const receiver of [socket, http]) receiver?.init(acknowledgeKept(app))

  function httpReceiver(secret: string): HTTPReceiver {
    return new HTTPReceiver({
      signingSecret: secret,
      endpoints: EVENTS_PATH,
      logger: SILENT_LOGGER,
      unhandledRequestTimeoutMillis: ACKNOWLEDGE_MS,
      unhandledRequestHandler: ({ response }) => notKept(response),
      processEventErrorHandler: async ({ response }) => {
        notKept(response)
        return false
      },
    })
  }

  /** Slack delivers it again. */
  function notKept(response: ServerResponse): void {
    log.warn('slack.not_kept', { way: 'http' })
    if (response.headersSent) return
    response.writeHead(503)
    response.end()
  }

  const channel: Channel = {
    name: 'slack',

    async show(place, state, locale) {
      await status.show(
        readPlace(place),
        message(locale, state === 'queued' ? 'channel_queued' : 'channel_working'),
      )
    },

    render: renderReply,

    async send(at, rendered, mark) {
      const place = readPlace(at)
      const shown = asSlackMessage(rendered)
      const outcome = await sendMessage(place, shown, mark)
      const over = outcome.kind === 'refused' || (outcome.kind === 'sent' && mark.ordinal === mark.count)
      if (over) status.end(place)
      if (outcome.kind === 'sent' && shown.kind !== 'home' && shown.touchesHome && home.seen(place.user)) {
        desk.later('home', () => home.publish(place.user, null))
      }
      return outcome
    },

    findPrivatePlace: people.findPrivatePlace,
    findEmail: people.findEmail,
    fetchFile: createFetchFile({ botToken, apiUrl, maxFileBytes: deps.maxFileBytes ?? MAX_FILE_BYTES }),

    async start() {
      try {
        await client.auth.test()
      } catch (error) {
        const word = platformError(error)
        if (word !== undefined && REFUSED_TOKEN.has(word)) {
          throw new AppError('invalid_config', `Slack refuses the bot token (${word}).`, {
            details: { field: 'SLACK_BOT_TOKEN' },
          })
        }
        // Slack is away: what is sent meanwhile is tried again.
        log.warn('slack.away', { code: word ?? 'unreached' })
      }
      await connection?.start()
    },

    async stop() {
      await connection?.stop()
      await Promise.all([desk.settle(), status.settle()])
    },
  }
  if (http === null) return channel
  return {
    ...channel,
    requestListener(request, response) {
      try {
        http.requestListener(request, response)
      } catch {
        // Bolt throws for every other path and method.
        response.writeHead(404)
        response.end()
      }
    },
  }
}
