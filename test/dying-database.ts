/**
 * A database as a process sees it that dies at its n-th step. A step is a statement, or the end of a transaction: just
 * before it is committed or just after. From then on nothing of that process reaches the database any more.
 */
import type { KyselyPlugin } from 'kysely'
import type { Database } from '../core/database.ts'

export class Died extends Error {}

export interface DyingDatabase {
  readonly database: Database
  /** Counts a step of the world outside, such as a message that was sent. Throws where the process dies or is dead. */
  step(): void
  /** Steps that were taken. */
  steps(): number
  readonly dead: () => boolean
}

/** `lastStep` is the one it dies at, 1-based; Infinity for one that lives. */
export function dyingDatabase(real: Database, lastStep: number): DyingDatabase {
  let taken = 0
  let dead = false
  function step(): void {
    if (!dead) taken += 1
    if (taken >= lastStep) dead = true
    if (dead) throw new Died('The process is gone.')
  }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      step()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    step,
    steps: () => taken,
    dead: () => dead,
    database: {
      ...real,
      query: real.query.withPlugin(plugin),
      async transaction(work) {
        if (dead) throw new Died('The process is gone.')
        const result = await real.transaction(async (trx) => {
          const done = await work(trx.withPlugin(plugin))
          step()
          return done
        })
        step()
        return result
      },
    },
  }
}
