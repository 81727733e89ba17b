/**
 * Runs after the packages are installed (`npm ci`): makes the template of the embedded database and compiles the
 * programs, so that the first start need not. What goes wrong here costs a slower first start and nothing else.
 */
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { silentLog } from '../core/log.ts'
import { makeTemplate } from '../db/embedded-template.ts'
import { createJobs } from '../db/jobs.ts'
import { migrate } from '../db/migrate.ts'
import { openPglite } from '../db/pglite.ts'
import { QUEUES } from './queues.ts'

try {
  await makeTemplate(async (folder) => {
    const database = await openPglite(folder, { template: false })
    try {
      await migrate(database)
      const jobs = await createJobs({ database, queues: QUEUES, log: silentLog })
      await jobs.stop()
    } finally {
      await database.close()
    }
    return join(folder, 'db')
  })
  // Loaded for the compile cache that main/launch.js keeps.
  await import('./run-server.ts')
  await import('./compose.ts')
  flushCompileCache()
} catch (error) {
  console.error(
    `The embedded database will be prepared at the first start instead: ${(error as Error).message}`,
  )
}
