import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../core/database.ts'
import { getIngestJob, type IngestJob } from '../knowledge/ingest-queue.ts'
import { type ControlRoom, openControlRoom } from '../test/control-room.ts'
import { openTestDatabase } from '../test/open-database.ts'
import { createIngestVersion, type IngestVersionDeps, type JobWarning } from './ingest-version.ts'
import { createParse, type Parse } from './parse.ts'
import type { ParsedDocument } from './parsed-document.ts'

const LABEL = `# 安泰素片说明书

核准日期：2020年01月02日

## 【适应症】

用于治疗高血压。

## 【用法用量】

### 成人

口服，一次5mg，一日1次。

| 肾功能 | 剂量 |
| --- | --- |
| 轻度 | 5mg 每日一次 |
| 重度 | 2.5mg 每日一次 |

## 【禁 忌】

尚不明确。
`

describe('ingestVersion', () => {
  let database: Database
  let room: ControlRoom
  let parse: Parse
  beforeAll(async () => {
    database = await openTestDatabase()
    room = await openControlRoom(database)
    parse = createParse()
    await sql`insert into products (id, name, created_at, updated_at)
      values ('P1', '安泰素片', now(), now()), ('P2', '别的药胶囊', now(), now())`.execute(database.query)
    await sql`insert into product_names (product_id, kind, name, normalized)
      values ('P1', 'name', '安泰素片', '安泰素片'), ('P2', 'name', '别的药胶囊', '别的药胶囊')`.execute(
      database.query,
    )
  })
  afterAll(async () => {
    await parse.close()
    await database.close()
  })

  const handler = (deps: Partial<IngestVersionDeps> = {}) =>
    createIngestVersion({ database, clock: room.clock, parse, ...deps })

  let count = 0
  async function upload(text: string | Uint8Array, name = 'label.md', productIds: readonly string[] = []) {
    count += 1
    const bytes = typeof text === 'string' ? Buffer.from(`${text}\n<!-- ${count} -->\n`) : text
    return room.documents.createDocument({
      kind: 'label',
      title: `说明书 ${count}`,
      productIds,
      createdBy: room.author.userId,
      file: { name, bytes },
    })
  }

  const jobOf = (jobId: string): Promise<IngestJob> => getIngestJob(database.query, jobId)

  async function stored(versionId: string) {
    const version = await database.query
      .selectFrom('versions')
      .select(['extraction', 'media_type', 'language', 'page_count', 'title'])
      .where('id', '=', versionId)
      .executeTakeFirstOrThrow()
    const sections = await database.query
      .selectFrom('sections')
      .selectAll()
      .where('version_id', '=', versionId)
      .orderBy('ordinal')
      .execute()
    const passages = await database.query
      .selectFrom('passages')
      .selectAll()
      .where('version_id', '=', versionId)
      .orderBy('ordinal')
      .execute()
    return { version, sections, passages }
  }

  it('brings a label from bytes to stored and indexed passages', async () => {
    const added = await upload(LABEL, 'label.md', ['P1'])
    await handler()(added)
    const job = await jobOf(added.jobId)
    expect(job).toMatchObject({
      state: 'done',
      stage: 'done',
      progress: 1,
      error: null,
      attempts: 1,
      warnings: [],
    })
    const { version, sections, passages } = await stored(added.versionId)
    expect(version).toMatchObject({ extraction: 'done', media_type: 'text/markdown', language: 'zh' })
    expect(sections.map((section) => [section.heading, section.code, section.path])).toEqual([
      ['安泰素片说明书', null, ['安泰素片说明书']],
      ['适应症', 'indications', ['适应症']],
      ['用法用量', 'dosage', ['用法用量', '成人']],
      ['禁 忌', 'contraindications', ['禁 忌']],
    ])
    expect(sections[3]?.text).toBe('尚不明确。')
    for (const passage of passages) {
      const section = sections.find((one) => one.id === passage.section_id)
      expect(section?.text.slice(passage.start_offset, passage.end_offset)).toBe(passage.text)
    }
    expect(passages.find((passage) => passage.kind === 'table')).toMatchObject({
      header: '肾功能 | 剂量',
      text: '轻度 | 5mg 每日一次\n重度 | 2.5mg 每日一次',
    })
    const { rows } = await sql<{ indexed: number }>`
      select count(*)::int as indexed from passage_lexical l join passages p on p.id = l.passage_id
      where p.version_id = ${added.versionId}`.execute(database.query)
    expect(rows[0]?.indexed).toBe(passages.length)
  })

  it('calls afterSave in the same transaction, and keeps nothing when that fails', async () => {
    const added = await upload(LABEL)
    const failing = handler({
      attempts: 1,
      afterSave: async () => {
        throw new Error('no')
      },
    })
    await failing(added)
    expect(await jobOf(added.jobId)).toMatchObject({ state: 'failed', error: { code: 'internal' } })
    expect(await stored(added.versionId)).toMatchObject({
      version: { extraction: 'failed' },
      sections: [],
      passages: [],
    })
    const { jobId } = await room.documents.retryExtraction(added.versionId, room.author.userId)
    const seen: string[] = []
    await handler({
      afterSave: async (trx, versionId) => {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from passages where version_id = ${versionId}`.execute(trx)
        seen.push(`${versionId} ${rows[0]?.n}`)
      },
    })({ jobId, versionId: added.versionId })
    expect(seen).toEqual([`${added.versionId} 5`])
    expect((await stored(added.versionId)).version.extraction).toBe('done')
  })

  it('ends with a code for files that cannot be read, without trying again', async () => {
    const files: readonly [string, Uint8Array, string][] = [
      ['encrypted.zip', Buffer.from('PK\x03\x04 not a zip at all'), 'damaged'],
      ['program.pdf', Buffer.from('\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00'), 'unsupported_type'],
      ['broken.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<<'), 'damaged'],
    ]
    for (const [name, bytes, code] of files) {
      const added = await upload(bytes, name)
      await handler()(added)
      const job = await jobOf(added.jobId)
      expect(job).toMatchObject({ state: 'failed', error: { code }, attempts: 1 })
      expect(job.error?.message).toMatch(/\p{Script=Han}/u)
      expect(await stored(added.versionId)).toMatchObject({ version: { extraction: 'failed' }, sections: [] })
    }
  })

  it('is tried again after a failure that is not the file’s, up to its limit', async () => {
    const added = await upload(LABEL)
    const broken = { parse: { parse: async () => Promise.reject(new Error('disk')) }, attempts: 3 }
    for (const attempts of [1, 2]) {
      await expect(handler(broken)(added)).rejects.toThrow()
      expect(await jobOf(added.jobId)).toMatchObject({ state: 'waiting', attempts, error: null })
    }
    await handler(broken)(added)
    expect(await jobOf(added.jobId)).toMatchObject({
      state: 'failed',
      attempts: 3,
      error: { code: 'internal' },
    })
    // The queue may deliver it once more: it has ended.
    await handler()(added)
    expect(await jobOf(added.jobId)).toMatchObject({ state: 'failed', attempts: 3 })
  })

  it('begins a job again that a crashed worker left running, and gives up on one that crashes every worker', async () => {
    const added = await upload(LABEL)
    const never = { parse: () => new Promise<ParsedDocument>(() => {}) }
    void handler({ parse: never })(added)
    await expect.poll(async () => (await jobOf(added.jobId)).state).toBe('running')
    expect((await stored(added.versionId)).version.extraction).toBe('running')
    await handler()(added)
    expect(await jobOf(added.jobId)).toMatchObject({ state: 'done', attempts: 2 })

    const deadly = await upload(LABEL)
    await sql`update ingest_jobs set state = 'running', attempts = 3 where id = ${deadly.jobId}`.execute(
      database.query,
    )
    await handler()(deadly)
    expect(await jobOf(deadly.jobId)).toMatchObject({ state: 'failed', error: { code: 'internal' } })
  })

  it('does nothing to a version whose text is there, whoever asks', async () => {
    const added = await upload(LABEL)
    await Promise.all([handler()(added), handler()(added)])
    const before = await stored(added.versionId)
    await sql`update ingest_jobs set state = 'waiting', progress = 0 where id = ${added.jobId}`.execute(
      database.query,
    )
    await handler()(added)
    expect(await jobOf(added.jobId)).toMatchObject({ state: 'done', progress: 1 })
    expect(await stored(added.versionId)).toEqual(before)
    expect(before.sections).toHaveLength(4)
  })

  it('gives the job back when the worker stops, without counting the attempt', async () => {
    const added = await upload(LABEL)
    const stop = new AbortController()
    const waits: Pick<Parse, 'parse'> = {
      parse: (_source, call) =>
        new Promise((_resolve, reject) => {
          if (call?.signal?.aborted === true) reject(call.signal.reason)
          call?.signal?.addEventListener('abort', () => reject(call.signal?.reason))
        }),
    }
    const run = handler({ parse: waits })(added, stop.signal)
    await expect.poll(async () => (await jobOf(added.jobId)).state).toBe('running')
    stop.abort()
    await expect(run).rejects.toThrow()
    expect(await jobOf(added.jobId)).toMatchObject({ state: 'waiting', attempts: 0 })
    await handler()(added)
    expect(await jobOf(added.jobId)).toMatchObject({ state: 'done', attempts: 1 })
  })

  it('shows the stage and a progress that never falls', async () => {
    const added = await upload(LABEL)
    const seen: [string, number][] = []
    const look = async () => {
      const { stage, progress } = await jobOf(added.jobId)
      seen.push([stage, progress])
    }
    const slow: Pick<Parse, 'parse'> = {
      async parse(source, call) {
        for (const fraction of [0.2, 0.9, 0.5]) {
          call?.onProgress?.(fraction)
          await new Promise((resolve) => setTimeout(resolve, 15))
          await look()
        }
        return parse.parse(source)
      },
    }
    await handler({ parse: slow, progressEveryMs: 0 })(added)
    await look()
    const progress = seen.map(([, fraction]) => fraction)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(seen[0]?.[0]).toBe('reading')
    expect(progress[0]).toBeCloseTo(0.16)
    expect(seen.at(-1)).toEqual(['done', 1])
  })

  it('warns the uploader, in their language, about what looks wrong', async () => {
    const missing = await upload(
      '# 某药说明书\n\n## 【适应症】\n\n用于治疗高血压，可单独使用，也可与其他降压药物合用。\n\n## 【规格】\n\n5mg',
      'a.md',
      ['P2'],
    )
    await handler()(missing)
    const warnings = (await jobOf(missing.jobId)).warnings as readonly JobWarning[]
    expect(warnings.map((warning) => warning.code)).toEqual(['missing_section', 'product_not_found'])
    expect(warnings[0]?.message).toContain('【用法用量】【禁忌】')
    expect(warnings[1]?.message).toContain('别的药胶囊')
    const letter = await upload(
      'Dear colleague, this is a letter and certainly not a label of anything.',
      'a.txt',
    )
    await handler()(letter)
    expect((await jobOf(letter.jobId)).warnings).toMatchObject([{ code: 'no_label_sections' }])
  })

  it('takes the printed title when the uploader gave none', async () => {
    const bytes = Buffer.from(`${LABEL}\nuntitled upload`)
    const added = await room.documents.createDocument({
      kind: 'label',
      createdBy: room.author.userId,
      file: { name: 'scan_0042.md', bytes },
    })
    await handler()(added)
    expect((await stored(added.versionId)).version.title).toBe('安泰素片说明书')
    const named = await upload(LABEL)
    await handler()(named)
    expect((await stored(named.versionId)).version.title).toMatch(/^说明书 \d+$/)
  })

  it('rolls back as a whole: no section is ever seen before the version is done', async () => {
    const added = await upload(LABEL)
    await handler()(added)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from sections s join versions v on v.id = s.version_id where v.extraction <> 'done'`.execute(
      database.query,
    )
    expect(rows[0]?.n).toBe(0)
  })
})
