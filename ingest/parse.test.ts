import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { codeOf, show } from '../test/parse-bytes.ts'
import { writePdf } from '../test/write-pdf.ts'
import { childEnvironment } from './child-environment.ts'
import { createParse, type Parse, type ParseOptions } from './parse.ts'

const UNRULY = fileURLToPath(new URL('../test/unruly-parse-child.ts', import.meta.url))
/** Wall time of a document that hangs; a busy machine needs a second or two to start a child. */
const SHORT = 4_000

/** The head of a picture of one point; nothing here decodes it. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex')
const folder = mkdtempSync(join(tmpdir(), 'parse-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Whether a process with this word in its command line is there. */
function running(word: string): boolean {
  return spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.includes(word)
}

const open = new Set<Parse>()
afterEach(async () => {
  await Promise.all([...open].map((parse) => parse.close()))
  open.clear()
  vi.unstubAllEnvs()
})

function start(options: ParseOptions = {}): Parse {
  const parse = createParse(options)
  open.add(parse)
  return parse
}
const unruly = (options: ParseOptions = {}) => start({ childEntry: UNRULY, ...options })
const file = (content: string | Uint8Array, fileName = 'a.txt') => ({
  bytes: typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : content,
  fileName,
})

describe('parsing in a child', () => {
  it('reads real files one after the other in the same child, and reports progress that never falls', async () => {
    const parse = start()
    const steps: number[] = []
    const pdf = await parse.parse(
      file(writePdf([{ texts: [{ text: '【禁忌】', x: 60, y: 700 }] }, {}, {}]), 'a.pdf'),
      {
        onProgress: (fraction) => steps.push(fraction),
      },
    )
    expect(show(pdf.blocks)).toEqual(['# 【禁忌】'])
    expect(steps.length).toBeGreaterThan(0)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(show((await parse.parse(file('对本品过敏者禁用。'))).blocks)).toEqual(['对本品过敏者禁用。'])
    expect(await codeOf(parse.parse(file('{"a":1}\u0000\u0001\u0002', 'a.pdf')))).toBe('unsupported_type')
  })

  it('says what to do without an OCR program', async () => {
    const parse = start({ ocrProgram: '/nowhere/tesseract' })
    const scan = writePdf([{ lines: [[60, 60, 400, 700]] }])
    await expect(parse.parse(file(scan, 'scan.pdf'))).rejects.toMatchObject({
      code: 'needs_ocr',
      message: expect.stringContaining('chi_sim'),
    })
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    expect(await codeOf(parse.parse(file(png, 'scan.png')))).toBe('needs_ocr')
  })

  it('refuses empty and oversized files before any child sees them', async () => {
    const parse = unruly({ maxFileBytes: 10 })
    expect(await codeOf(parse.parse(file('')))).toBe('empty')
    expect(await codeOf(parse.parse(file('12345678901')))).toBe('too_large')
  })

  it('ends a document that hangs or spins, and goes on with the next', async () => {
    const parse = unruly({ timeLimitMs: SHORT, children: 2 })
    const outcomes = await Promise.all(['hang', 'spin'].map((order) => codeOf(parse.parse(file(order)))))
    expect(outcomes).toEqual(['parse_timeout', 'parse_timeout'])
    expect(await codeOf(parse.parse(file('fine')))).toBe('parsed')
  })

  it('allows more time when a parser asks for it', async () => {
    const parse = unruly({ timeLimitMs: SHORT, maxTimeMs: 60_000 })
    const steps: number[] = []
    const slow = parse.parse(file('slow 4500'), { onProgress: (fraction) => steps.push(fraction) })
    expect(await codeOf(slow)).toBe('parsed')
    expect(steps).toEqual([0.5, 0.5])
  })

  it('gives no more time than the longest, however often a parser asks', async () => {
    const parse = unruly({ timeLimitMs: SHORT - 1000, maxTimeMs: SHORT })
    expect(await codeOf(parse.parse(file('greedy')))).toBe('parse_timeout')
  })

  it('hides the secrets of the service from the child and from the program that recognises', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-secret')
    vi.stubEnv('DATABASE_URL', 'postgres://u:secret@h/d')
    vi.stubEnv('NODE_OPTIONS', '--max-http-header-size=9000')
    const { blocks } = await unruly().parse(file('environment'))
    const names = show(blocks)[0]?.split(' ') ?? []
    expect(names).toContain('PATH')
    for (const name of ['OPENAI_API_KEY', 'DATABASE_URL', 'NODE_OPTIONS']) expect(names).not.toContain(name)

    const program = join(folder, 'spy')
    const row = (text: string) => `5\\t1\\t1\\t1\\t1\\t1\\t50\\t40\\t90\\t30\\t95\\t${text}\\n`
    writeFileSync(
      program,
      `#!/bin/sh\nif [ "$1" = "--list-langs" ]; then printf 'eng\\n'; exit 0; fi\ncat > /dev/null\n` +
        // The shell puts in "leaked" where it knows the key.
        `printf "${row(`key\${OPENAI_API_KEY:+leaked}`)}"\n`,
    )
    chmodSync(program, 0o755)
    const seen = await start({ ocrProgram: program }).parse(file(PNG, 'scan.png'))
    expect(show(seen.blocks)).toEqual(['key'])
    expect(childEnvironment({ Path: '/bin', Secret: 'x', tmp: '/t' })).toEqual({ Path: '/bin', tmp: '/t' })
  })

  it('ends a child whose program outgrows the memory, and the program with it', async () => {
    const parse = unruly({ residentLimitMb: 400 })
    const mark = `pharos-swelling-${process.pid}`
    const swell = `exec ${process.execPath} -e "const k=[];for(;;)k.push(Buffer.alloc(1<<25,1))" ${mark}`
    expect(await codeOf(parse.parse(file(`run ${swell}`)))).toBe('parse_memory')
    await vi.waitFor(() => expect(running(mark)).toBe(false), 5_000)
  })

  it('survives a child that swells or dies, with a code for each', async () => {
    const parse = unruly({ heapLimitMb: 64, residentLimitMb: 400, children: 2 })
    const swelling = ['swell-heap', 'swell-buffers'].map((order) => codeOf(parse.parse(file(order))))
    expect(await Promise.all(swelling)).toEqual(['parse_memory', 'parse_memory'])
    expect(await codeOf(parse.parse(file('exit')))).toBe('damaged')
    expect(await codeOf(parse.parse(file('throw')))).toBe('damaged')
    await expect(parse.parse(file('refuse'))).rejects.toMatchObject({
      code: 'encrypted',
      details: { why: 'test' },
    })
    expect(await codeOf(parse.parse(file('fine')))).toBe('parsed')
  })

  it('keeps one child for many documents, replaces it in turn, and lets it go when idle', async () => {
    const parse = unruly({ documentsPerChild: 15, idleMs: 300 })
    const parsed = await Promise.all(Array.from({ length: 20 }, (_, at) => parse.parse(file(`file-${at}`))))
    expect(parsed.map(({ blocks }) => show(blocks)[0]?.split(' ')[1])).toEqual(
      Array.from({ length: 20 }, (_, at) => `file-${at}`),
    )
    const children = parsed.map(({ title }) => title)
    expect(new Set(children.slice(0, 15)).size).toBe(1)
    expect(new Set(children).size).toBe(2)
    await wait(900)
    expect((await parse.parse(file('later'))).title).not.toBe(children.at(-1))
  })

  it('is not brought down by a promise that a library left alone', async () => {
    const parse = unruly()
    const first = await parse.parse(file('reject-later'))
    await wait(50)
    expect((await parse.parse(file('fine'))).title).toBe(first.title)
  })

  it('gives texts that a database can store', async () => {
    const { blocks } = await unruly().parse(file('fine'))
    expect(show(blocks)).toEqual(['ab\uFFFDc fine'])
  })

  it('stops for a caller who gives up, under way or still waiting', async () => {
    const parse = unruly()
    const [busy, queued] = [new AbortController(), new AbortController()]
    const first = parse.parse(file('hang'), { signal: busy.signal })
    const second = parse.parse(file('fine'), { signal: queued.signal })
    const third = parse.parse(file('fine'))
    queued.abort(new Error('not needed'))
    await expect(second).rejects.toThrow('not needed')
    busy.abort(new Error('gave up'))
    await expect(first).rejects.toThrow('gave up')
    expect(await codeOf(third)).toBe('parsed')
    await expect(parse.parse(file('fine'), { signal: busy.signal })).rejects.toThrow('gave up')
  })

  it('fails what is under way or waiting when it is closed, and what comes after', async () => {
    const parse = unruly()
    const documents = ['hang', 'fine', 'fine'].map((order) => codeOf(parse.parse(file(order))))
    await parse.close()
    expect(await Promise.all(documents)).toEqual(['overloaded', 'overloaded', 'overloaded'])
    expect(await codeOf(parse.parse(file('fine')))).toBe('overloaded')
    await parse.close()
  })
})
