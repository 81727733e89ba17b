/**
 * True statements to start from: sentences of the example company's documents, of a folder of monographs
 * where one is given, and those written for this purpose.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { readLines } from '../golden-question.ts'
import type { SourceStatement } from './case.ts'
import { OWN_STATEMENTS } from './own-statements.ts'

const SOURCES = resolve(import.meta.dirname, '../../examples/build/sources')
const SHORTEST = 8
const LONGEST = 180
const SENTENCE = /[^。！？\n]+[。！？]?/gu
const ENGLISH_SENTENCE = /[^\n]+?(?:\.(?=\s+[A-Z]|\s*$)|$)/gmu

/** The mark of a list item is no part of what it states. */
const LIST_MARK = /^(?:[-•·]\s+|\d{1,2}[.、．]\s*(?!\d)|[（(]\d{1,2}[）)]\s*|[①-⑳⑴-⒇]\s*)+/u

/** Statements of the committed sources. */
export function exampleStatements(): readonly SourceStatement[] {
  return readdirSync(SOURCES)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => fromMarkdown(name, readFileSync(join(SOURCES, name), 'utf8')))
}

export function ownStatements(): readonly SourceStatement[] {
  return OWN_STATEMENTS.map(({ text }) => toStatement('own', '示例药品', '示例', text, text))
}

const monographSchema = z.object({
  id: z.string(),
  name: z.string(),
  sections: z.record(z.string(), z.string()),
})

/** `folder` holds monographs/monographs.jsonl.gz. */
export function monographStatements(folder: string): readonly SourceStatement[] {
  const path = join(folder, 'monographs', 'monographs.jsonl.gz')
  if (!existsSync(path)) throw new Error(`${path} does not exist.`)
  return readLines(path).flatMap((line) => {
    const { id, name, sections } = monographSchema.parse(line)
    return Object.entries(sections).flatMap(([heading, text]) => fromSection(id, name, heading, text))
  })
}

function fromMarkdown(name: string, source: string): readonly SourceStatement[] {
  const body = source.replace(/^---\n[\s\S]*?\n---\n/u, '')
  const title = /^# (.+)$/mu.exec(body)?.[1] ?? name
  return body
    .split(/^##+ /mu)
    .slice(1)
    .flatMap((section) => {
      const [heading = '', ...lines] = section.split('\n')
      const text = lines
        .filter((line) => line.trim() !== '' && !/^\s*[|#>]/u.test(line))
        .map((line) => line.replace(/\*\*/gu, '').trim())
        .join('\n')
      return fromSection(name, title, heading, text)
    })
}

function fromSection(id: string, title: string, heading: string, text: string): readonly SourceStatement[] {
  const chinese = /\p{Script=Han}/u.test(text)
  return (text.match(chinese ? SENTENCE : ENGLISH_SENTENCE) ?? [])
    .map((sentence) => sentence.trim().replace(LIST_MARK, ''))
    .filter((sentence) => sentence.length >= SHORTEST && sentence.length <= LONGEST)
    .map((sentence) => toStatement(id, title, heading, text, sentence))
}

function toStatement(
  productId: string,
  title: string,
  heading: string,
  sectionText: string,
  text: string,
): SourceStatement {
  return { productId, title, heading, sectionText, text }
}
