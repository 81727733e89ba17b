/**
 * Acknowledges an event after its listener is done, that is: after it is kept. Bolt by itself acknowledges events
 * before it calls a listener, and one that was not kept would then never be delivered again. Buttons, commands and
 * forms are acknowledged by their listeners, which have something to say.
 */
import type { App, Receiver, ReceiverEvent } from '@slack/bolt'

/** What a receiver hands its events to. */
export function acknowledgeKept(app: App): Parameters<Receiver['init']>[0] {
  const gate = {
    async processEvent(event: ReceiverEvent): Promise<void> {
      if (event.body['type'] !== 'event_callback') return app.processEvent(event)
      let wanted = false
      await app.processEvent({
        ...event,
        ack: async () => {
          wanted = true
        },
      })
      if (wanted) await event.ack()
    },
  }
  // A receiver asks nothing else of an app.
  return gate as unknown as App
}
