/** Tests talk to loopback only: any other address is a test that would fail on another machine. */
import net from 'node:net'

const connect = net.Socket.prototype.connect
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0]
  const host =
    typeof first === 'object' && first !== null
      ? ((first as { host?: string }).host ?? 'localhost')
      : 'localhost'
  const isPath =
    typeof first === 'string' ||
    (typeof first === 'object' && first !== null && 'path' in first && (first as { path?: unknown }).path)
  if (!isPath && !LOOPBACK.has(host)) throw new Error(`A test tried to reach ${host}.`)
  return Reflect.apply(connect, this, args) as net.Socket
} as typeof connect
