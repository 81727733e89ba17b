/**
 * Released prompts: Markdown files that a medical reviewer can read, with front matter (id, version, locale,
 * approved_by) and two parts, `# system` and `# user`. A released file never changes: its hash stands in
 * released.json, and whoever wants other words releases the next version beside it.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { Locale } from '../core/reader.ts'

export interface Prompt {
  readonly id: string
  readonly version: number
  readonly approvedBy: string
  /** SHA-256 of the file, in hex. */
  readonly hash: string
  /** "compose-answer/v1.zh": what an answer keeps of it. */
  readonly name: string
  readonly system: string
  /** Throws `internal` for a value that is missing or that the prompt has no place for. */
  renderUser(values: Readonly<Record<string, string>>): string
}

const FORM = /^---\n([\s\S]*?)\n---\n# system\n([\s\S]*?)\n# user\n([\s\S]*)$/u
const PLACE = /\{\{(\w+)\}\}/gu

/** Reads and checks one released prompt. Throws `internal` for a file that is missing or not of the form. */
export function loadPrompt(
  id: string,
  version: number,
  locale: Locale,
  folder = import.meta.dirname,
): Prompt {
  const name = `${id}/v${version}.${locale === 'en' ? 'en' : 'zh'}`
  let text: string
  try {
    text = readFileSync(join(folder, `${name}.md`), 'utf8')
  } catch (cause) {
    throw new AppError('internal', `There is no prompt ${name}.`, { cause })
  }
  return parsePrompt(name, text)
}

/** `name` as in `Prompt`; its parts must agree with the front matter. */
export function parsePrompt(name: string, text: string): Prompt {
  const [, front = '', system = '', user = ''] = FORM.exec(text) ?? []
  const fields = new Map(
    front.split('\n').map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
    }),
  )
  const id = fields.get('id') ?? ''
  const version = Number(fields.get('version'))
  const approvedBy = fields.get('approved_by') ?? ''
  if (`${id}/v${version}.${fields.get('locale')}` !== name || approvedBy === '' || user.trim() === '') {
    throw new AppError('internal', `The prompt ${name} is not of the form that prompts have.`)
  }
  if (system.includes('{{'))
    throw new AppError('internal', `The prompt ${name} has places in its system part.`)
  const places = new Set([...user.matchAll(PLACE)].map((match) => match[1] ?? ''))
  return {
    id,
    version,
    approvedBy,
    hash: createHash('sha256').update(text).digest('hex'),
    name,
    system: system.trim(),
    renderUser(values) {
      const wrong = [...new Set([...places, ...Object.keys(values)])].filter(
        (place) => !places.has(place) || values[place] === undefined,
      )
      if (wrong.length > 0) {
        throw new AppError('internal', `The prompt ${name} and its values disagree on ${wrong.join(', ')}.`)
      }
      // In one pass: what a value contains is never read as a place.
      return user.trim().replace(PLACE, (_, place: string) => values[place] ?? '')
    },
  }
}
