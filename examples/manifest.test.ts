/** The example company's files agree with each other: every name leads somewhere, every date is in order. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from './build/read-source.ts'

interface Version {
  readonly file: string
  readonly title: string
  readonly titleEn: string
  readonly effectiveFrom: string
  readonly expiresAt?: string
}

interface Manifest {
  readonly documents: readonly {
    readonly id: string
    readonly kind: string
    readonly products: readonly string[]
    readonly audience: { readonly roles: readonly string[]; readonly teams: readonly string[] }
    readonly versions: readonly Version[]
  }[]
}

interface Company {
  readonly products: readonly {
    readonly id: string
    readonly name: string
    readonly genericName: string
    readonly aliases: readonly string[]
    readonly strengths: readonly string[]
  }[]
  readonly accounts: readonly { readonly id: string }[]
  readonly contacts: readonly {
    readonly id: string
    readonly accountId: string
    readonly tier: string | null
  }[]
}

interface People {
  readonly teams: readonly {
    readonly id: string
    readonly parentId: string | null
    readonly nameEn: string
  }[]
  readonly users: readonly {
    readonly id: string
    readonly teamId: string
    readonly roles: readonly string[]
    readonly nameEn: string
    readonly jobEn: string
  }[]
  readonly territories: readonly {
    readonly userId: string
    readonly accountId: string
    readonly from: string
  }[]
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))
const { documents } = read('manifest.json') as Manifest
const company = read('company.json') as Company
const people = read('people.json') as People
const versions = documents.flatMap((document) => document.versions)
const ids = (list: readonly { readonly id: string }[]) => new Set(list.map((one) => one.id))

const MOST_BYTES = 4 * 1024 * 1024
const DAY = /^\d{4}-\d{2}-\d{2}$/

describe('the example documents', () => {
  it('name files that exist, and no file is left unnamed', () => {
    const built = readdirSync(join(import.meta.dirname, 'files')).map((name) => `files/${name}`)
    expect(versions.map((version) => version.file).toSorted()).toEqual(built.toSorted())
  })

  it('are small enough to ship', () => {
    const sizes = versions.map((version) => statSync(join(import.meta.dirname, version.file)).size)
    expect(Math.min(...sizes)).toBeGreaterThan(1000)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES)
  })

  it('are what their names say', () => {
    const signatures: Readonly<Record<string, string>> = { pdf: '%PDF-', docx: 'PK', pptx: 'PK', xlsx: 'PK' }
    const wrong = versions.filter(({ file }) => {
      const signature = signatures[file.split('.').at(-1) ?? '']
      return (
        signature !== undefined &&
        !readFileSync(join(import.meta.dirname, file))
          .toString('latin1')
          .startsWith(signature)
      )
    })
    expect(wrong).toEqual([])
  })

  it('have ids of their own, known products and teams, and titles in both languages', () => {
    expect(ids(documents).size).toBe(documents.length)
    const products = ids(company.products)
    const teams = ids(people.teams)
    for (const document of documents) {
      expect(document.products.filter((id) => !products.has(id))).toEqual([])
      expect(document.audience.teams.filter((id) => !teams.has(id))).toEqual([])
      expect(document.versions.every((version) => version.title !== '' && version.titleEn !== '')).toBe(true)
    }
  })

  it('come into force in the order of their versions and expire after that', () => {
    for (const document of documents) {
      const days = document.versions.map((version) => version.effectiveFrom)
      expect(days.every((day) => DAY.test(day))).toBe(true)
      expect(days).toEqual([...new Set(days)].toSorted())
      for (const { effectiveFrom, expiresAt } of document.versions) {
        if (expiresAt !== undefined) expect(expiresAt > effectiveFrom).toBe(true)
      }
    }
  })

  it('give every product a label, and two documents a superseded version', () => {
    const labelled = documents.filter((one) => one.kind === 'label').flatMap((one) => one.products)
    expect(labelled.toSorted()).toEqual(company.products.map((product) => product.id).toSorted())
    expect(documents.filter((one) => one.versions.length === 2).map((one) => one.id)).toEqual([
      'D-LKT-LABEL',
      'D-VISIT-POLICY',
    ])
  })
})

/** The regulator's order of headings. */
const CHEMICAL =
  '药品名称 成份 性状 适应症 规格 用法用量 不良反应 禁忌 注意事项 孕妇及哺乳期妇女用药 儿童用药 老年用药 药物相互作用 药物过量 临床试验 药理毒理 药代动力学 贮藏 包装 有效期 执行标准 批准文号 上市许可持有人 生产企业'.split(
    ' ',
  )
const CHINESE = CHEMICAL.filter((heading) => heading !== '药物过量').map((heading) =>
  heading === '适应症' ? '功能主治' : heading,
)

describe('the Chinese labels', () => {
  const labels = documents
    .filter((document) => document.kind === 'label' && document.id !== 'D-SML-LABEL')
    .flatMap((document) =>
      document.versions.map((version) => ({
        product: company.products.find((product) => product.id === document.products[0]),
        version,
        source: readSource(version.file.replace(/^files\/(.*)\.\w+$/, '$1.md')),
      })),
    )

  it('have every heading of the regulator, in order', () => {
    for (const { product, source } of labels) {
      const headings = [...source.body.matchAll(/^## 【(.+)】$/gm)].map((match) => match[1])
      expect(headings).toEqual(product?.id === 'P-XLT' ? CHINESE : CHEMICAL)
    }
  })

  it('name the strengths of the master data and were revised before they came into force', () => {
    for (const { product, version, source } of labels) {
      const strengths = section(source.body, '规格')
      expect(product?.strengths.filter((strength) => !strengths.includes(strength))).toEqual([])
      const revised = [...source.body.matchAll(/(\d{4})年(\d{2})月(\d{2})日/g)].map((match) =>
        match.slice(1, 4).join('-'),
      )
      expect(revised).toEqual(revised.toSorted())
      expect((revised.at(-1) ?? '') < version.effectiveFrom).toBe(true)
    }
  })

  it('number their tables one after the other', () => {
    for (const { source } of labels) {
      const numbers = [...source.body.matchAll(/^表(\d+) /gm)].map((match) => Number(match[1]))
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    }
  })
})

describe('the policies', () => {
  it('number their articles without a gap and cite articles that exist', () => {
    for (const name of ['visit-policy-2025.md', 'visit-policy-2026.md']) {
      const { body } = readSource(name)
      const articles = [...body.matchAll(/^(第[一二三四五六七八九十]+条)　/gm)].map((match) => match[1] ?? '')
      expect(articles).toEqual(articles.map((_, index) => `第${chineseNumber(index + 1)}条`))
      const cited = [...body.matchAll(/第[一二三四五六七八九十]+条/g)].map((match) => match[0])
      expect(cited.filter((article) => !articles.includes(article))).toEqual([])
    }
  })
})

describe('the people', () => {
  it('belong to teams that exist, and territories to people and accounts that exist', () => {
    const teams = ids(people.teams)
    const users = ids(people.users)
    const accounts = ids(company.accounts)
    expect(people.teams.filter((team) => team.parentId !== null && !teams.has(team.parentId))).toEqual([])
    expect(people.users.filter((user) => !teams.has(user.teamId))).toEqual([])
    expect(
      people.territories.filter((one) => !users.has(one.userId) || !accounts.has(one.accountId)),
    ).toEqual([])
    expect(company.contacts.filter((contact) => !accounts.has(contact.accountId))).toEqual([])
  })

  it('have an English name and job, and cover every account once', () => {
    expect(people.users.every((user) => user.nameEn !== '' && user.jobEn !== '')).toBe(true)
    const covered = people.territories.map((one) => one.accountId)
    expect(covered.toSorted()).toEqual(company.accounts.map((account) => account.id).toSorted())
  })

  it('can review in all three ways', () => {
    expect(people.users.filter((user) => user.roles.includes('reviewer'))).toHaveLength(3)
  })
})

function section(body: string, heading: string): string {
  return body.split(`## 【${heading}】`)[1]?.split('\n## ')[0] ?? ''
}

/** Up to 99. */
function chineseNumber(value: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const tens = Math.floor(value / 10)
  return `${tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`}${digits[value % 10]}`
}

describe('the visits', () => {
  const { visits } = read('visits.json') as {
    readonly visits: readonly {
      readonly id: string
      readonly rep: string
      readonly account: string
      readonly contacts: Readonly<Record<string, string>>
      readonly products?: Readonly<Record<string, string>>
    }[]
  }

  it('are of reps, places, people and products that exist, each with an id of its own', () => {
    const known = new Set([
      ...ids(people.users),
      ...ids(company.accounts),
      ...ids(company.contacts),
      ...ids(company.products),
    ])
    const named = visits.flatMap((one) => [
      one.rep,
      one.account,
      ...Object.keys(one.contacts),
      ...Object.keys(one.products ?? {}),
    ])
    expect(named.filter((id) => !known.has(id))).toEqual([])
    expect(ids(visits).size).toBe(visits.length)
    expect(visits.length).toBeGreaterThan(50)
  })
})
