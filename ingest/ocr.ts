/**
 * Text of a picture by the `tesseract` program, if it is installed. Gives the lines of an upright page with
 * their places and how sure the program is; what a line means is decided in parsers/pdf-*.ts.
 */
import { spawn } from 'node:child_process'
import { AppError } from '../core/errors.ts'
import { childEnvironment } from './child-environment.ts'
import { betterLines, isDoubtful, type OcrPage, toPage, type WordLine } from './ocr-lines.ts'
import { turnUpright } from './ocr-upright.ts'

export interface Ocr {
  /**
   * @param image a PNG, JPEG, GIF, TIFF, WebP or BMP file
   * @param page of a TIFF that has several, from 0
   * @throws AppError parse_timeout after two minutes, damaged when the picture cannot be decoded
   */
  recognize(image: Uint8Array, page?: number): Promise<OcrPage>
}

const PAGE_TIME_MS = 120_000
/** A page is read at most twice; after that it ends in its own error, which must not cost the other pages. */
export const LONGEST_PAGE_MS = 2 * PAGE_TIME_MS
/** The program's own threads only get in each other's way: one takes half the time of two. */
const ONE_THREAD = { OMP_THREAD_LIMIT: '1' }
const found = new Map<string, Promise<Ocr | undefined>>()

/** Undefined when the program is not there, or knows neither Chinese nor English. Asked once a process. */
export function findOcr(program: string): Promise<Ocr | undefined> {
  const known = found.get(program) ?? probe(program)
  found.set(program, known)
  return known
}

async function probe(program: string): Promise<Ocr | undefined> {
  const listed = await run(program, ['--list-langs'], new Uint8Array(0))
  if (listed === undefined) return undefined
  const languages = listed.output.split(/\s+/)
  const wanted = ['chi_sim', 'eng'].filter((language) => languages.includes(language))
  if (wanted.length === 0) return undefined
  // Mode 1 also turns a picture upright; it needs the orientation data.
  const mode = languages.includes('osd') ? '1' : '3'
  const read = async (image: Uint8Array, page: number, language: string) => {
    const place = ['-c', `tessedit_page_number=${page}`]
    const result = await run(
      program,
      ['stdin', 'stdout', '-l', language, '--psm', mode, ...place, 'tsv'],
      image,
    )
    if (result === undefined || result.code !== 0)
      throw new AppError('damaged', 'The picture could not be read. Save it as PNG or JPEG and upload that.')
    return readTsv(result.output)
  }
  return {
    async recognize(image, page = 0) {
      const { lines: mixed, size } = await read(image, page, wanted.join('+'))
      // With two languages some Chinese words come out as Latin letters; one language reads those.
      const lines =
        wanted.length > 1 && mixed.some(isDoubtful)
          ? betterLines(mixed, (await read(image, page, 'chi_sim')).lines)
          : mixed
      return toPage(lines, size)
    },
  }
}

interface Finished {
  readonly code: number | null
  readonly output: string
}

/** Undefined when there is no such program. */
function run(program: string, args: readonly string[], input: Uint8Array): Promise<Finished | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Finished | undefined>()
  const child = spawn(program, [...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...childEnvironment(), ...ONE_THREAD },
  })
  const chunks: Buffer[] = []
  const clock = setTimeout(() => {
    child.kill('SIGKILL')
    reject(
      new AppError('parse_timeout', 'A page takes too long to recognise. Scan it with fewer dots per inch.'),
    )
  }, PAGE_TIME_MS)
  child.on('error', (error: NodeJS.ErrnoException) => {
    clearTimeout(clock)
    if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(undefined)
    else reject(error)
  })
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.on('close', (code) => {
    clearTimeout(clock)
    resolve({ code, output: Buffer.concat(chunks).toString('utf8') })
  })
  // A program that ends before it has read its input closes the pipe; its exit code tells the story.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return promise
}

/** Columns: level page block par line word left top width height conf text; level 1 is the page, 5 a word. */
function readTsv(tsv: string): ReturnType<typeof turnUpright> {
  const lines = new Map<string, { block: number; words: WordLine['words'][number][] }>()
  let size = { width: 0, height: 0 }
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    const text = (cells[11] ?? '').trim()
    const [left = 0, top = 0, width = 0, height = 0, confidence = 0] = cells.slice(6, 11).map(Number)
    if (cells[0] === '1') size = { width, height }
    if (cells[0] !== '5' || text === '') continue
    const key = `${cells[2]}/${cells[3]}/${cells[4]}`
    const line = lines.get(key) ?? { block: Number(cells[2]), words: [] }
    lines.set(key, line)
    line.words.push({ text, confidence, left, top, right: left + width, bottom: top + height })
  }
  return turnUpright([...lines.values()], size)
}
