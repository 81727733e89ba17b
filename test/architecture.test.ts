/**
 * Holds the house to its plan: arrows only point down, no circles, one door a vendor,
 * the environment read in main/ alone, no barrels. Reads the import lines, nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/** Room -> the rooms it may import from. A room may always import from itself. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  knowledge: ['core'],
  crm: ['core'],
  access: ['core'],
  prompts: ['core'],
  db: ['core'],
  llm: ['core'],
  ingest: ['core', 'knowledge'],
  assistant: ['core', 'knowledge', 'crm', 'prompts'],
  bot: ['core', 'assistant', 'access'],
  api: ['core', 'assistant', 'knowledge', 'crm', 'access'],
  main: ['core', 'knowledge', 'crm', 'access', 'prompts', 'db', 'llm', 'ingest', 'assistant', 'bot', 'api'],
  examples: [],
  eval: ['core', 'knowledge', 'crm', 'access', 'db', 'llm', 'ingest', 'assistant', 'main'],
}

/** Package -> the only places that may import it. */
const DOORS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@slack\//, ['bot/slack']],
  [/^@wecom\//, ['bot/wecom']],
  [/^(fastify|@fastify\/.*)$/, ['api']],
  [/^@azure\//, ['crm/dataverse']],
  [/^(openai|langchain|@langchain\/openai)(\/.*)?$/, ['llm']],
  [/^@langchain\/(community|textsplitters)(\/.*)?$/, ['ingest']],
  [/^(pdf-parse|pdfjs-dist)(\/.*)?$/, ['ingest']],
  [/^(pg|pg-boss|@electric-sql\/.*)(\/.*)?$/, ['db']],
  // It writes vectors as text and opens nothing; the SQL that has vectors in it is knowledge's.
  [/^pgvector(\/.*)?$/, ['db', 'knowledge']],
]

interface Source {
  readonly path: string
  readonly room: string
  readonly imports: readonly string[]
  readonly text: string
}

const sources: readonly Source[] = Object.keys(FLOORS).flatMap((room) =>
  list(join(ROOT, room))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      return { path: relative(ROOT, file), room, imports: importsOf(text), text }
    }),
)
const shipped = sources.filter((source) => !source.path.endsWith('.test.ts'))

describe('the house', () => {
  it('has no arrow that points up or sideways', () => {
    const wrong = shipped.flatMap((source) =>
      source.imports
        .filter((target) => target.startsWith('.'))
        .map((target) => relative(ROOT, resolve(ROOT, dirname(source.path), target)))
        .filter((target) => {
          const room = target.split('/')[0] ?? ''
          return room !== source.room && !FLOORS[source.room]?.includes(room)
        })
        .map((target) => `${source.path} -> ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('has no circle of imports, not even of types', () => {
    const graph = new Map(
      shipped.map((source) => [
        source.path,
        source.imports
          .filter((target) => target.startsWith('.'))
          .map((target) => relative(ROOT, resolve(ROOT, dirname(source.path), target))),
      ]),
    )
    expect(findCircle(graph)).toBeUndefined()
  })

  it('has one door for each vendor', () => {
    const wrong = shipped
      .filter((source) => source.room !== 'eval')
      .flatMap((source) =>
        source.imports
          .filter((name) =>
            DOORS.some(
              ([vendor, rooms]) =>
                vendor.test(name) && !rooms.some((room) => source.path.startsWith(`${room}/`)),
            ),
          )
          .map((name) => `${source.path} -> ${name}`),
      )
    expect(wrong).toEqual([])
  })

  it('reads the environment in main/ and eval/ alone', () => {
    const wrong = shipped
      .filter((source) => !['main', 'eval'].includes(source.room) && source.text.includes('process.env'))
      .map((source) => source.path)
    expect(wrong).toEqual([])
  })

  it('has no barrel and no catch-all file', () => {
    const wrong = shipped
      .filter(
        (source) =>
          /(^|\/)(index|utils?|helpers?|common|types|manager|service)\.ts$/.test(source.path) ||
          /^export \* from/m.test(source.text),
      )
      .map((source) => source.path)
    expect(wrong).toEqual([])
  })
})

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? list(join(folder, entry.name)) : [join(folder, entry.name)],
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function importsOf(text: string): readonly string[] {
  const pattern =
    /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function findCircle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>()
  const visit = (node: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node]
    if (done.has(node)) return undefined
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...trail, node])
      if (circle !== undefined) return circle
    }
    done.add(node)
    return undefined
  }
  for (const node of graph.keys()) {
    const circle = visit(node, [])
    if (circle !== undefined) return circle
  }
  return undefined
}
