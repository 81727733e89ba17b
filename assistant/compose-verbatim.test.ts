import { describe, expect, it } from 'vitest'
import type { Hit, Retrieval } from '../knowledge/retrieval.ts'
import { routeSections } from '../knowledge/route-sections.ts'
import { composeVerbatim } from './compose-verbatim.ts'

const CODES = {
  用法用量: 'dosage',
  禁忌: 'contraindications',
  不良反应: 'adverse_reactions',
  适应症: 'indications',
  注意事项: 'precautions',
  药物相互作用: 'interactions',
} as const

interface Label {
  readonly id: string
  readonly role?: 'subject' | 'partner'
  readonly sections: Readonly<Partial<Record<keyof typeof CODES, string>>>
}

/** What retrieval would bring for the question, each label's sections in the order given. */
function retrieved(question: string, labels: readonly Label[], partner?: string): Retrieval {
  const hits = labels.flatMap(({ id, sections }, product) =>
    Object.entries(sections).map(
      ([section, text], at): Hit => ({
        passageId: product * 100 + at,
        sectionId: `${id} ${section}`,
        versionId: id,
        documentId: id,
        kind: 'label',
        title: `${id}说明书`,
        effectiveFrom: new Date('2026-01-01T00:00:00Z'),
        section,
        sectionCode: CODES[section as keyof typeof CODES],
        path: [section],
        page: 1,
        text,
        sectionText: text,
        start: 0,
        end: text.length,
        passageKind: 'prose',
        header: null,
        productIds: [id],
        score: 1,
      }),
    ),
  )
  const mentions = [
    ...labels.map(({ id, role = 'subject' }) => ({ start: 0, end: 0, label: id, productIds: [id], role })),
    ...(partner === undefined
      ? []
      : [{ start: 0, end: 0, label: partner, productIds: [], role: 'partner' as const }]),
  ]
  return {
    products: labels.map(({ id, role = 'subject' }, group) => ({
      productId: id,
      name: id,
      certainty: 'certain',
      by: 'name',
      group,
      role,
    })),
    unknownProduct: null,
    mentions,
    sections: routeSections(question).sections,
    terms: [],
    hits,
    timings: {},
  } as Retrieval
}

async function quotes(question: string, labels: readonly Label[], partner?: string): Promise<string> {
  const composition = await composeVerbatim({
    question,
    locale: 'zh-CN',
    retrieval: retrieved(question, labels, partner),
  })
  if (composition.kind === 'insufficient') return ''
  return composition.sentences
    .flatMap((sentence) => sentence.citations.map((citation) => citation.quote))
    .join(' / ')
}

const DOSES =
  '口服：⑴成人高血压：初始剂量一次5mg，一日1次，最大剂量为一日10mg。⑵儿童：6～17岁一次2.5mg，一日1次。⑶肌酐清除率30～49ml/min者一次2.5mg；肌酐清除率＜30ml/min者禁用本品，并应改用其他治疗。'

describe('a built-in answer', () => {
  it('is for adults unless others are named', async () => {
    expect(await quotes('起始多少 最大多少', [{ id: '甲', sections: { 用法用量: DOSES } }])).toContain(
      '最大剂量为一日10mg',
    )
    expect(await quotes('起始多少 最大多少', [{ id: '甲', sections: { 用法用量: DOSES } }])).not.toContain(
      '儿童',
    )
    expect(await quotes('小孩吃多少', [{ id: '甲', sections: { 用法用量: DOSES } }])).toContain(
      '6～17岁一次2.5mg',
    )
  })

  it('takes the clause whose limits cover the value that is named', async () => {
    expect(await quotes('肌酐清除率40吃多少', [{ id: '甲', sections: { 用法用量: DOSES } }])).toContain(
      '30～49ml/min者一次2.5mg',
    )
  })

  it('shows both sides of a comparison', async () => {
    const both = await quotes('起始各多少', [
      { id: '甲', sections: { 用法用量: '起始剂量一次5mg，一日1次。' } },
      { id: '乙', sections: { 用法用量: '起始剂量一次80mg，一日1次。' } },
    ])
    expect(both).toContain('一次5mg')
    expect(both).toContain('一次80mg')
  })

  it('finds the group of what is taken beside, and reads the other label too', async () => {
    expect(
      await quotes(
        '和华法林能一起吃吗',
        [
          {
            id: '甲',
            sections: {
              药物相互作用:
                '⑴与利尿药合用可致低血压。⑵避免与口服抗凝剂合用，以免出血。⑶与食物无关，可在任何时间服用，并无须监测其他任何指标。',
            },
          },
        ],
        '华法林',
      ),
    ).toContain('口服抗凝剂')
    expect(
      await quotes('甲和乙能一起吃吗', [
        {
          id: '甲药',
          sections: {
            药物相互作用:
              '⑴与利尿药合用可致低血压，应监测血压。⑵与食物无关，可在任何时间服用，无须调整剂量，亦无须监测其他任何指标。',
          },
        },
        {
          id: '乙药',
          role: 'partner',
          sections: {
            药物相互作用:
              '⑴禁止与甲药合用。⑵与抗酸药间隔2小时服用，与其他药物未见有临床意义的相互作用，也无须常规监测血药浓度。',
          },
        },
      ]),
    ).toContain('禁止与甲药合用')
  })

  it('answers a question that names nothing but a need with the section for it', async () => {
    expect(await quotes('治什么的', [{ id: '甲', sections: { 适应症: '用于成人高血压。' } }])).toBe(
      '用于成人高血压。',
    )
  })

  it('is none where the label is silent on what was asked', async () => {
    expect(await quotes('打完多久能坐飞机', [{ id: '甲', sections: { 用法用量: DOSES } }])).toBe('')
    expect(await quotes('红酒能配着喝吗', [{ id: '甲', sections: { 用法用量: DOSES } }])).toBe('')
  })

  it('names what forbids before what doses', async () => {
    const text = await quotes('孕妇能用吗 用多少', [
      { id: '甲', sections: { 用法用量: '孕妇一次5mg，一日1次，或遵医嘱。', 禁忌: '孕妇禁用。' } },
    ])
    expect(text.indexOf('孕妇禁用')).toBe(0)
  })
})

describe('what is to be done, and beside which medicine', () => {
  const label: Label = {
    id: '甲',
    sections: {
      不良反应:
        '临床试验中最常见的是腹泻（29%）和皮疹（47%），约8%的患者出现3级或以上不良反应，因不良反应停药的患者约为3%。腹泻通常出现在用药的第一个月内，一般可逆。',
      用法用量:
        '推荐剂量为一次250mg，一日1次，与或不与食物同服，每日大致同一时间服用。出现以下情况时调整：\n不良反应 | 处理\n3级或以上腹泻 | 暂停给药，最长14日\n3级或以上皮肤反应 | 暂停给药，最长14日\n胃肠道穿孔 | 永久停药',
    },
  }

  it('answers a grade with its treatment and not with how often it happens', async () => {
    const answer = await quotes('甲3级腹泻怎么处理', [label])
    expect(answer).toContain('3级或以上腹泻 | 暂停给药')
    expect(answer).not.toContain('8%')
    expect(answer).not.toContain('胃肠道穿孔')
  })

  it('tells of a medicine taken beside from every section that names it, and of no other', async () => {
    const asked: Label = {
      id: '乙',
      sections: {
        药物相互作用:
          '与下列药物合用可使血药浓度升高，增加肌病的风险，应避免合用或限制剂量，并在合用期间密切监测患者：\n合用药物 | 影响 | 建议\n克拉霉素 | 升高至4.5倍 | 不超过20mg/日\n吉非罗齐 | 升高35% | 避免合用',
        用法用量:
          '起始剂量一次10mg，一日1次，剂量范围10～80mg，一日内任何时间服用均可，不受进餐影响，之后按血脂调整。\n合用药物 | 每日最大剂量\n克拉霉素、伊曲康唑 | 20mg\n环孢素 | 10mg',
      },
    }
    const answer = await quotes('乙和克拉霉素能一起用吗', [asked], '克拉霉素')
    expect(answer).toContain('克拉霉素 | 升高至4.5倍')
    expect(answer).toContain('克拉霉素、伊曲康唑 | 20mg')
    expect(answer).not.toContain('吉非罗齐')
    expect(answer).not.toContain('环孢素')
  })

  it('finds an age limit under another heading than the one for children', async () => {
    const asked: Label = {
      id: '丙',
      sections: {
        规格: '0.4g',
        禁忌: '对喹诺酮类过敏者禁用，有肌腱疾病史或发生过肌腱断裂的患者禁用。\n18岁以下青少年儿童禁用。',
      } as Label['sections'],
    }
    expect(await quotes('丙17岁能吃不', [asked])).toContain('18岁以下青少年儿童禁用')
  })
})
