/**
 * Starts a program of this folder by name: `node main/launch.js server`. Plain JavaScript, so that Node's
 * compile cache is on before the first line of TypeScript is read: from the second start on nothing has to be
 * stripped or compiled again. Where the cache cannot be written a start is slower, nothing else.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'pharos', 'compiled'))
const [name] = process.argv.splice(2, 1)
await import(`./${name}.ts`)
