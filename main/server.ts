/** `npm start`: reads the environment and runs the server. */
import { loadEnvironment } from './environment.ts'
import { runServer } from './run-server.ts'

await runServer(loadEnvironment())
