/** The server as a process of its own, in a folder of its own, with nothing of this machine's environment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

export interface ServerProcess {
  readonly process: ChildProcess
  readonly url: string
  output(): string
  /** Until the output holds the text; fails when the process ends first. */
  says(text: string): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Neither this machine's variables nor a `.env` reach the process. */
export function bareEnvironment(folder: string, more: Readonly<Record<string, string>> = {}) {
  return { PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, 'data'), PORT: '0', ...more }
}

export async function startServer(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'main/server.ts')], {
    cwd: folder,
    env: bareEnvironment(folder, more),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const says = async (text: string): Promise<void> => {
    for (let waited = 0; !output.includes(text); waited += 50) {
      if (child.exitCode !== null || waited > 90_000) throw new Error(`No "${text}" in:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await says('sign-in?code=')
  return {
    process: child,
    url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '',
    output: () => output,
    says,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}
