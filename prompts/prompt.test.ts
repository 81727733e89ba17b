import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPrompt, parsePrompt } from './prompt.ts'

const folder = import.meta.dirname
const released = JSON.parse(readFileSync(join(folder, 'released.json'), 'utf8')) as Record<string, string>
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.replaceAll('\\', '/'))

const text = (user: string, front = 'id: x\nversion: 2\nlocale: zh\napproved_by: someone') =>
  `---\n${front}\n---\n# system\n\nrules\n\n# user\n\n${user}\n`

describe('a released prompt', () => {
  it('stands in the list of hashes and never changes', () => {
    expect(files.toSorted()).toEqual(Object.keys(released).toSorted())
    for (const file of files) {
      const { hash, approvedBy } = parsePrompt(file.slice(0, -3), readFileSync(join(folder, file), 'utf8'))
      expect({ file, hash }).toEqual({ file, hash: released[file] })
      expect(approvedBy).not.toBe('')
    }
  })

  it('exists in both languages', () => {
    for (const file of files)
      expect(files).toContain(
        file.replace(/\.(zh|en)\.md$/u, (_, one) => `.${one === 'zh' ? 'en' : 'zh'}.md`),
      )
  })

  it('is found by id, version and locale', () => {
    const prompt = loadPrompt('compose-answer', 1, 'en')
    expect(prompt).toMatchObject({ id: 'compose-answer', version: 1, name: 'compose-answer/v1.en' })
    expect(prompt.system).toContain('JSON')
    expect(() => loadPrompt('compose-answer', 99, 'en')).toThrow('There is no prompt')
  })
})

describe('a prompt', () => {
  it('is filled in one pass: a value is never read as a place', () => {
    const prompt = parsePrompt('x/v2.zh', text('问：{{question}} 文：{{passages}} {{question}}'))
    expect(prompt.renderUser({ question: '{{passages}}$&', passages: 'p' })).toBe(
      '问：{{passages}}$& 文：p {{passages}}$&',
    )
  })

  it('wants every value and no other', () => {
    const prompt = parsePrompt('x/v2.zh', text('{{question}}'))
    expect(() => prompt.renderUser({})).toThrow('question')
    expect(() => prompt.renderUser({ question: 'q', other: 'o' })).toThrow('other')
  })

  it('must say what it is, who approved it, and what is asked', () => {
    for (const wrong of [
      '',
      'no front matter',
      text('x').replace('version: 2', 'version: 3'),
      text('x', 'id: x\nversion: 2\nlocale: zh'),
      text(''),
      text('x').replace('rules', '{{place}}'),
    ]) {
      expect(() => parsePrompt('x/v2.zh', wrong)).toThrow('x/v2.zh')
    }
  })
})
