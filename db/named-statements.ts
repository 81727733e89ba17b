/**
 * A question runs the same few statements every time, and planning one takes longer than running it. Statements
 * that begin with the comment "prepared:name" are sent under a name, so that the server plans them once a
 * connection. Only statements whose text does not grow with their parameters may carry it.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'

const MARK = /^\s*\/\* prepared:([a-z_]+) \*\//

/** A client for `pg.Pool` that names marked statements. */
export class NamingClient extends pg.Client {
  readonly #names = new Map<string, string>()

  // The signatures of `query` are many; here only (text, values) is looked at, the rest passes as it is.
  override query(...call: never[]): never {
    const [text, values, ...rest] = call as unknown[]
    const name = typeof text === 'string' ? this.#nameOf(text) : undefined
    const sent = name === undefined ? call : [{ name, text, values }, ...rest]
    return Reflect.apply(super.query, this, sent as never) as never
  }

  #nameOf(text: string): string | undefined {
    const mark = MARK.exec(text)?.[1]
    if (mark === undefined) return undefined
    const known = this.#names.get(text)
    if (known !== undefined) return known
    // One name may have several texts (who reads decides some conditions): the hash tells them apart.
    const name = `${mark}_${createHash('sha1').update(text).digest('hex').slice(0, 8)}`
    this.#names.set(text, name)
    return name
  }
}
