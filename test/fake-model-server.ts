/**
 * A chat model on loopback for tests: strict in what it takes, answering well, wrongly, or not at all as a test
 * wants (eval/models/). It keeps every call, and every sentence in which it lied, so that a test can look for them
 * in what was delivered.
 */
import { type LoopbackModel, openLoopbackModel } from '../eval/models/loopback-model.ts'
import { type Behaviour, behave } from '../eval/models/misbehaviour.ts'

export interface FakeModelServer extends LoopbackModel {
  /** Sentences that it sent and that must never be read by anybody. */
  readonly lies: ReadonlySet<string>
  /** What the next calls are answered with; a function is asked each time, with the number of calls before. */
  behave(how: Behaviour | ((call: number) => Behaviour)): void
}

export async function openFakeModelServer(): Promise<FakeModelServer> {
  const lies = new Set<string>()
  let how: (call: number) => Behaviour = () => 'honest'
  const server = await openLoopbackModel((call, response, at) => behave(response, how(at), call, lies))
  return {
    ...server,
    lies,
    behave(next) {
      how = typeof next === 'function' ? next : () => next
    },
    forget() {
      server.forget()
      lies.clear()
    },
  }
}
