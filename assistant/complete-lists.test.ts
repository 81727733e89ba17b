import { describe, expect, it } from 'vitest'
import type { Hit } from '../knowledge/retrieval.ts'
import { composeVerbatim } from './compose-verbatim.ts'

const hit = (passageId: number, sectionCode: string, sectionText: string, path = ['x']): Hit => ({
  passageId,
  sectionId: `s${passageId}`,
  versionId: 'v',
  documentId: 'd',
  kind: 'label',
  title: '甲说明书',
  effectiveFrom: null,
  section: path.at(-1)!,
  sectionCode,
  path,
  page: 1,
  text: sectionText,
  sectionText,
  start: 0,
  end: sectionText.length,
  passageKind: 'prose',
  header: null,
  productIds: ['A'],
  score: 1,
})

async function answer(question: string, hits: readonly Hit[], code: string): Promise<string> {
  const composition = await composeVerbatim({
    question,
    locale: 'zh-CN',
    retrieval: {
      products: [],
      unknownProduct: null,
      mentions: [],
      sections: [{ code, weight: 0.8 }],
      terms: [],
      hits,
      timings: {},
    },
  })
  return composition.kind === 'composed' ? composition.sentences.map((one) => one.text).join('\n') : ''
}

const LONG =
  '1. 对本品任一成份或辅料以及其他同类药物有严重过敏反应史者禁用。\n2. 严重低血压以及休克（包括心源性休克）患者禁用。\n3. 重度主动脉瓣狭窄等左心室流出道梗阻的患者禁用。\n4. 孕妇禁用。'
const FORBIDDEN = hit(1, 'contraindications', '1. 对本品过敏者禁用。\n2. 严重低血压患者禁用。\n3. 孕妇禁用。')
const KIDNEY = hit(
  2,
  'dosage',
  '表2 按eGFR的用药建议\neGFR | 用法\neGFR≥45 | 无需调整剂量\neGFR 25至＜45 | 减半\neGFR＜25 | 不推荐使用\n正在透析 | 禁用',
  ['用法用量', '肾功能不全患者'],
)

describe('whole lists and tables', () => {
  it('tells all contraindications to whoever asks for them', async () => {
    const text = await answer('禁忌有哪些', [FORBIDDEN], 'contraindications')
    expect(text).toContain('1. 对本品过敏者禁用。\n2. 严重低血压患者禁用。\n3. 孕妇禁用。')
  })

  it('tells the one that was asked for, and not what is forbidden to others', async () => {
    const text = await answer('孕妇能用吗', [hit(3, 'contraindications', LONG)], 'contraindications')
    expect(text).toContain('孕妇禁用。')
    expect(text).not.toContain('低血压')
  })

  it('tells the table under its header when no case of it is named', async () => {
    const text = await answer('肾功能不好的能用吗', [KIDNEY], 'dosage')
    expect(text).toContain('eGFR | 用法…eGFR≥45 | 无需调整剂量\neGFR 25至＜45 | 减半')
    expect(text).toContain('正在透析 | 禁用')
  })

  it.each([
    ['eGFR 40能用吗', 'eGFR | 用法…eGFR 25至＜45 | 减半'],
    ['eGFR 45能用吗', 'eGFR | 用法…eGFR≥45 | 无需调整剂量'],
    ['透析的能用吗', 'eGFR | 用法…正在透析 | 禁用'],
  ])('%s: the row that fits, alone', async (question, row) => {
    expect((await answer(question, [KIDNEY], 'dosage')).split('\n').slice(1)).toEqual([row])
  })
})
