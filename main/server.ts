/**
 * `npm start`: reads the environment and runs the server. What follows is loaded late, so that Node finds it
 * compiled in the data folder from the second start on.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { loadEnvironment } from './environment.ts'

const env = loadEnvironment()
// Where it cannot be written the start is slower, nothing else.
enableCompileCache(join(env['DATA_DIR'] || '.data', 'compiled'))
const { runServer } = await import('./run-server.ts')
await runServer(env)
