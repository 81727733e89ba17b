import { describe, expect, it } from 'vitest'
import type { DocumentKind } from '../knowledge/document.ts'
import type { Block, TableBlock } from './parsed-document.ts'
import { sectionDocument } from './section.ts'

const heading = (text: string, level?: number, page: number | null = null): Block => ({
  kind: 'heading',
  text,
  page,
  ...(level === undefined ? {} : { level }),
})
const text = (value: string, page: number | null = null): Block => ({ kind: 'paragraph', text: value, page })
const table = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  page: number | null = null,
): TableBlock => ({
  kind: 'table',
  page,
  header,
  rows: rows.map((cells) => ({ cells, page })),
})

function section(
  blocks: readonly Block[],
  kind: DocumentKind = 'label',
  mediaType = 'text/plain',
  title = '文件',
) {
  return sectionDocument({ mediaType, pageCount: null, blocks, warnings: [] }, { kind, title })
}
const short = (blocks: readonly Block[], kind: DocumentKind = 'label') =>
  section(blocks, kind).sections.map((one) => [one.heading, one.code, one.text])
const paths = (blocks: readonly Block[], kind: DocumentKind = 'label', mediaType?: string) =>
  section(blocks, kind, mediaType).sections.map((one) => one.path.join(' > '))

const EXPECTED = [
  ['适应症', 'indications', '用于治疗高血压。'],
  ['用法用量', 'dosage', '口服，一次5mg。\n一日1次。'],
  ['禁忌', 'contraindications', '尚不明确'],
]

describe('sections of a label', () => {
  it.each<[string, readonly Block[]]>([
    [
      'heading blocks in brackets',
      [
        heading('【适应症】', 2),
        text('用于治疗高血压。'),
        heading('【用法用量】', 2),
        text('口服，一次5mg。'),
        text('一日1次。'),
        heading('【禁忌】', 2),
        text('尚不明确'),
      ],
    ],
    [
      'brackets with the text behind',
      [
        text('【适应症】用于治疗高血压。'),
        text('【用法用量】口服，一次5mg。'),
        text('一日1次。'),
        text('【禁忌】：尚不明确'),
      ],
    ],
    [
      'everything on one line',
      [text('【适应症】用于治疗高血压。【用法用量】口服，一次5mg。\n一日1次。【禁忌】尚不明确')],
    ],
    [
      'heading blocks without brackets',
      [
        heading('适应症', 2),
        text('用于治疗高血压。'),
        heading('用法用量', 2),
        text('口服，一次5mg。'),
        text('一日1次。'),
        heading('禁忌', 2),
        text('尚不明确'),
      ],
    ],
    [
      'bare lines',
      [
        text('适应症'),
        text('用于治疗高血压。'),
        text('用法用量'),
        text('口服，一次5mg。'),
        text('一日1次。'),
        text('禁忌'),
        text('尚不明确'),
      ],
    ],
    [
      'a line before a colon',
      [
        text('适应症：用于治疗高血压。'),
        text('用法用量：口服，一次5mg。'),
        text('一日1次。'),
        text('禁忌：尚不明确'),
      ],
    ],
    [
      'square brackets',
      [
        text('[适应症]'),
        text('用于治疗高血压。'),
        text('[用法用量] 口服，一次5mg。'),
        text('一日1次。'),
        text('［禁忌］尚不明确'),
      ],
    ],
    [
      'a table of headings beside texts',
      [
        table(
          [],
          [
            ['适应症', '用于治疗高血压。'],
            ['用法用量', '口服，一次5mg。\n一日1次。'],
            ['禁忌', '尚不明确'],
            ['贮藏', '密封。'],
          ],
        ),
      ],
    ],
    [
      'a frame of one cell',
      [
        table(
          [],
          [['【适应症】用于治疗高血压。'], ['【用法用量】口服，一次5mg。\n一日1次。'], ['【禁忌】尚不明确']],
        ),
      ],
    ],
  ])('come from %s', (_form, blocks) => {
    expect(short(blocks).slice(0, 3)).toEqual(EXPECTED)
  })

  it('come from numbered lines, and keep the number as printed', () => {
    const lines = [
      '一、适应症',
      '用于治疗高血压。',
      '二、用法用量',
      '口服，一次5mg。',
      '一日1次。',
      '三、禁忌',
      '尚不明确',
    ]
    expect(short(lines.map((line) => text(line))).map(([, code, body]) => [code, body])).toEqual(
      EXPECTED.map(([, code, body]) => [code, body]),
    )
  })

  it('are found under spaces, full width, synonyms, look-alike characters and lost brackets', () => {
    const lines = [
      '【禁 忌 症】一',
      '【规　格】二',
      '【成分】三',
      '【⽤法⽤量】四',
      '【老年患者用药】五',
      '【药理作用】六',
      '〖贮 藏〗七',
      '【功能主治',
      '八',
    ]
    expect(short(lines.map((line) => text(line)))).toEqual([
      ['禁 忌 症', 'contraindications', '一'],
      ['规　格', 'specification', '二'],
      ['成分', 'composition', '三'],
      ['⽤法⽤量', 'dosage', '四'],
      ['老年患者用药', 'geriatric', '五'],
      ['药理作用', 'pharmacology', '六'],
      ['贮 藏', 'storage', '七'],
      ['功能主治', 'indications', '八'],
    ])
  })

  it('keep unknown headings as sections of their own', () => {
    expect(
      short([text('【适应症】一'), text('【运动员用药】二'), text('【禁忌】三'), text('【规格】四')]),
    ).toEqual([
      ['适应症', 'indications', '一'],
      ['运动员用药', null, '二'],
      ['禁忌', 'contraindications', '三'],
      ['规格', 'specification', '四'],
    ])
  })

  it('are not opened by a section that is only spoken of', () => {
    const body = [
      '严重肝功能不全者禁用（见【禁忌】）。参见【注意事项】和【不良反应】项下内容。',
      '请按【用法用量】部分调整。',
      '【禁忌】项下所列患者不得使用。',
    ]
    expect(
      short([
        text('【适应症】一'),
        text('【注意事项】'),
        ...body.map((line) => text(line)),
        text('【规格】二'),
      ]),
    ).toEqual([
      ['适应症', 'indications', '一'],
      ['注意事项', 'precautions', body.join('\n')],
      ['规格', 'specification', '二'],
    ])
  })

  it('leave bare words in the text of a label that uses brackets', () => {
    const blocks = [
      text('【适应症】一'),
      text('【注意事项】'),
      text('禁忌'),
      text('二'),
      text('不良反应：三'),
      text('【规格】四'),
    ]
    expect(short(blocks)[1]).toEqual(['注意事项', 'precautions', '禁忌\n二\n不良反应：三'])
  })

  it('are parted by sub-headings, which stand in the path and inherit the code', () => {
    const blocks = [
      heading('某药片说明书', 1),
      heading('【用法用量】', 2),
      text('口服。'),
      heading('肾功能不全患者', 3),
      text('减量。'),
      heading('辅料', 3),
      text('含乳糖。'),
      heading('【禁忌】', 2),
      text('尚不明确'),
    ]
    expect(section(blocks).sections.map((one) => [one.heading, one.code, one.path, one.text])).toEqual([
      ['用法用量', 'dosage', ['用法用量'], '口服。'],
      ['用法用量', 'dosage', ['用法用量', '肾功能不全患者'], '减量。'],
      ['用法用量', 'dosage', ['用法用量', '辅料'], '含乳糖。'],
      ['禁忌', 'contraindications', ['禁忌'], '尚不明确'],
    ])
  })

  it('put the text before the first heading under the title', () => {
    const { title, sections } = section([
      heading('某药片说明书', 1),
      text('核准日期：2020年01月02日'),
      text('【禁忌】一'),
    ])
    expect(title).toBe('某药片说明书')
    expect(sections[0]).toMatchObject({
      heading: '某药片说明书',
      code: null,
      text: '某药片说明书\n核准日期：2020年01月02日',
    })
  })

  it('are one section under the title when there is no heading at all', () => {
    expect(short([text('这是一段没有标题的文字。'), text('第二段。')])).toEqual([
      ['文件', null, '这是一段没有标题的文字。\n第二段。'],
    ])
  })

  it('keep the labels of several presentations apart', () => {
    const one = (name: string) => [
      heading(`${name}说明书`, 1),
      heading('【规格】', 2),
      text(`${name}5mg`),
      heading('【禁忌】', 2),
      text('一'),
    ]
    expect(paths([...one('某药片'), ...one('某药胶囊')])).toEqual([
      '某药片说明书 > 规格',
      '某药片说明书 > 禁忌',
      '某药胶囊说明书 > 规格',
      '某药胶囊说明书 > 禁忌',
    ])
    const unnamed = [
      '【药品名称】',
      '通用名称：某药片',
      '【规格】5mg',
      '【禁忌】一',
      '【药品名称】',
      '通用名称：某药胶囊',
      '【规格】6mg',
    ]
    expect(paths(unnamed.map((line) => text(line))).slice(-2)).toEqual([
      '某药胶囊 > 药品名称',
      '某药胶囊 > 规格',
    ])
  })

  it('hold tables as rows that carry their header, with the pages on which they run', () => {
    const rows = [
      ['轻度', '5mg 每日一次'],
      ['重度', ''],
    ]
    const { sections } = section([
      heading('【用法用量】', 2, 1),
      text('按肾功能给药：', 1),
      { ...table(['肾功能', '剂量'], rows, 2), caption: '表1 剂量' },
      heading('【禁忌】', 2, 3),
      text('一', 3),
    ])
    expect(sections[0]).toMatchObject({
      text: '按肾功能给药：\n表1 剂量\n肾功能 | 剂量\n轻度 | 5mg 每日一次\n重度',
      pageFrom: 1,
      pageTo: 2,
    })
    expect(sections[0]?.spans.map((span) => [span.kind, span.header])).toEqual([
      ['prose', null],
      ['caption', null],
      ['header', null],
      ['row', '肾功能 | 剂量'],
      ['row', '肾功能 | 剂量'],
    ])
  })

  it('come from the numbered headings of an FDA label, also as plain lines', () => {
    const lines = [
      'BOXED WARNING',
      'Serious infections.',
      '1 INDICATIONS AND USAGE',
      'Treats hypertension.',
      '2 DOSAGE AND ADMINISTRATION',
      'Take one tablet daily.',
      '2.1 Renal Impairment',
      '2.5 mg tablets are scored.',
      '8 USE IN SPECIFIC POPULATIONS',
      '8.1 Pregnancy',
      'Avoid.',
      'WARNINGS',
      'Old style.',
    ]
    expect(
      section(lines.map((line) => text(line))).sections.map((one) => [
        one.code,
        one.heading,
        one.path.at(-1),
        one.text,
      ]),
    ).toEqual([
      ['boxed_warning', 'BOXED WARNING', 'BOXED WARNING', 'Serious infections.'],
      ['indications', '1 INDICATIONS AND USAGE', '1 INDICATIONS AND USAGE', 'Treats hypertension.'],
      ['dosage', '2 DOSAGE AND ADMINISTRATION', '2 DOSAGE AND ADMINISTRATION', 'Take one tablet daily.'],
      ['dosage', '2 DOSAGE AND ADMINISTRATION', '2.1 Renal Impairment', '2.5 mg tablets are scored.'],
      ['pregnancy', '8.1 Pregnancy', '8.1 Pregnancy', 'Avoid.'],
      ['precautions', 'WARNINGS', 'WARNINGS', 'Old style.'],
    ])
  })

  it('keep highlights and contents apart from the label that says the same again', () => {
    const lines = [
      'HIGHLIGHTS OF PRESCRIBING INFORMATION',
      'WARNING: INFECTIONS',
      'Short.',
      'INDICATIONS AND USAGE',
      'Treats hypertension. (1)',
      'CONTRAINDICATIONS',
      'Allergy. (4)',
      'FULL PRESCRIBING INFORMATION: CONTENTS*',
      '1 INDICATIONS AND USAGE',
      '4 CONTRAINDICATIONS',
      '* Sections or subsections omitted from the full prescribing information are not listed.',
      'FULL PRESCRIBING INFORMATION',
      'WARNING: INFECTIONS',
      'Serious infections.',
      '1 INDICATIONS AND USAGE',
      'It is indicated for hypertension.',
      '4 CONTRAINDICATIONS',
      'Allergy to it.',
    ]
    const label = (some: readonly string[]) =>
      short(some.map((line) => text(line))).map(([heading, code]) => [heading, code])
    const body = [
      ['WARNING: INFECTIONS', 'boxed_warning'],
      ['1 INDICATIONS AND USAGE', 'indications'],
      ['4 CONTRAINDICATIONS', 'contraindications'],
    ]
    expect(label(lines)).toEqual([
      ['HIGHLIGHTS OF PRESCRIBING INFORMATION', null],
      ['FULL PRESCRIBING INFORMATION: CONTENTS*', null],
      ...body,
    ])
    expect(label([...lines.slice(0, 7), ...lines.slice(12)])).toEqual([
      ['HIGHLIGHTS OF PRESCRIBING INFORMATION', null],
      ...body,
    ])
    expect(label(lines.slice(0, 7)).map(([, code]) => code)).toContain('indications')
  })

  it('come from a UK SmPC', () => {
    const lines = [
      '4. CLINICAL PARTICULARS',
      '4.1 Therapeutic indications',
      'Pain.',
      '4.2 Posology and method of administration',
      'One tablet.',
      '4.3 Contraindications',
      'Allergy.',
      '5. PHARMACOLOGICAL PROPERTIES',
      '5.2 Pharmacokinetic properties',
      'Fast.',
    ]
    expect(
      section(lines.map((line) => text(line))).sections.map((one) => [one.code, one.path.length]),
    ).toEqual([
      ['indications', 2],
      ['dosage', 2],
      ['contraindications', 2],
      ['pharmacokinetics', 2],
    ])
  })

  it('go on under the same name when they are very long', () => {
    const long = Array.from({ length: 60 }, (_, at) => text(`第${at}段。${'药'.repeat(400)}`))
    const { sections } = section([text('【注意事项】'), ...long, text('【禁忌】一')])
    expect(
      sections.slice(0, -1).every((one) => one.heading === '注意事项' && one.text.length <= 12_000),
    ).toBe(true)
    expect(
      sections
        .slice(0, -1)
        .map((one) => one.text)
        .join('\n'),
    ).toBe(long.map((one) => (one.kind === 'table' ? '' : one.text)).join('\n'))
  })
})

describe('sections of other documents', () => {
  it('are the articles of a law below its chapters, not those it speaks of', () => {
    const lines = [
      '某办法',
      '第一章　总则',
      '第一条 为了规范。',
      '第二条 第一条规定的人员',
      '适用本办法。',
      '第二章　罚则',
      '第三条违反第二条规定的，处罚。',
      '第三条之一 另有规定的除外。',
      '第四十二条　施行。',
    ]
    const { sections } = section(
      lines.map((line) => text(line)),
      'policy',
    )
    expect(sections.map((one) => [one.path.join(' > '), one.text])).toEqual([
      ['文件', '某办法'],
      ['第一章　总则 > 第一条', '为了规范。'],
      ['第一章　总则 > 第二条', '第一条规定的人员\n适用本办法。'],
      ['第二章　罚则 > 第三条', '违反第二条规定的，处罚。'],
      ['第二章　罚则 > 第三条之一', '另有规定的除外。'],
      ['第二章　罚则 > 第四十二条', '施行。'],
    ])
  })

  it('end the last article of a law where its appendices start', () => {
    const blocks = [
      ...['第一条 为了规范。', '第二条 见附表一。', '第三条 自发布之日起施行。'].map((line) => text(line)),
      { ...table(['项目', '标准'], [['工作餐', '300元']]), caption: '附表一 费用的标准' },
      text('附件：申请表'),
      text('姓名'),
    ]
    const { sections } = section(blocks, 'policy')
    expect(sections.slice(2).map((one) => [one.path, one.text])).toEqual([
      [['第三条'], '自发布之日起施行。'],
      [['附表一 费用的标准'], '附表一 费用的标准\n项目 | 标准\n工作餐 | 300元'],
      [['附件：申请表'], '姓名'],
    ])
  })

  it('follow headings and their levels; the title is in no path', () => {
    const blocks = [
      heading('拜访指南', 1),
      text('前言。'),
      heading('一线', 2),
      text('甲。'),
      heading('细节', 3),
      text('乙。'),
      heading('二线', 2),
      text('丙。'),
    ]
    expect(paths(blocks, 'training')).toEqual(['拜访指南', '一线', '一线 > 细节', '二线'])
  })

  it('know the heads of a paper', () => {
    const lines = [
      'Abstract',
      'We studied.',
      '1. Introduction',
      'It hurts.',
      'Methods',
      'We asked.',
      '参考文献',
      '[1] X',
    ]
    expect(
      paths(
        lines.map((line) => text(line)),
        'literature',
      ),
    ).toEqual(['Abstract', '1. Introduction', 'Methods', '参考文献'])
  })

  it('are the slides of a deck, with their notes', () => {
    const pptx = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
    const blocks = [
      heading('产品培训', 1, 1),
      heading('机制', 1, 2),
      text('抑制。', 2),
      heading('备注', 3, 2),
      text('慢慢讲。', 2),
      text('没有标题的一页', 3),
      text('内容。', 3),
    ]
    const { sections } = section(blocks, 'training', pptx)
    expect(sections.map((one) => [one.path.join(' > '), one.pageFrom, one.text])).toEqual([
      ['产品培训', 1, '产品培训'],
      ['机制', 2, '抑制。'],
      ['机制 > 备注', 2, '慢慢讲。'],
      ['没有标题的一页', 3, '没有标题的一页\n内容。'],
    ])
  })

  it('are stretches of subtitles, called by their times', () => {
    const clock = (at: number) =>
      `00:${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    const cues = Array.from({ length: 12 }, (_, at) => text(`[${clock(at * 30)}] 第${at}句话说完了。`))
    const { sections } = section(cues, 'training', 'application/x-subrip', '视频')
    expect(sections.map((one) => one.heading)).toEqual(['00:00:00–00:02:30', '00:03:00–00:05:30'])
    expect(sections[1]?.path).toEqual(['视频', '00:03:00–00:05:30'])
    expect(sections[1]?.text.startsWith('[00:03:00] 第6句话')).toBe(true)
  })

  it('are the rows of a sheet of questions, with the topic above and the source below', () => {
    const blocks = [
      heading('医学问答', 1, 1),
      table(
        ['编号', '产品', '问题', '答案', '来源'],
        [
          ['QA-1', '某药', '能掰开吗？', '不能。\n整片吞服。', '说明书'],
          ['QA-2', '某药', '没有答案', '', ''],
        ],
        1,
      ),
    ]
    const { sections } = section(blocks, 'qa')
    expect(sections).toMatchObject([
      {
        heading: '能掰开吗？',
        path: ['医学问答', '某药', '能掰开吗？'],
        text: '不能。\n整片吞服。\n来源：说明书',
      },
      { heading: '医学问答', text: 'QA-2 | 某药 | 没有答案' },
    ])
  })

  it('are questions and answers in running text', () => {
    const lines = [
      '常见问题',
      '问：能掰开吗？',
      '答：不能。',
      '整片吞服。',
      'Q2: Can it be split?',
      'A2: No.',
    ]
    expect(
      short(
        lines.map((line) => text(line)),
        'qa',
      ),
    ).toEqual([
      ['文件', null, '常见问题'],
      ['能掰开吗？', null, '不能。\n整片吞服。'],
      ['Can it be split?', null, 'No.'],
    ])
  })

  it('are never label sections: no other kind of document gets their codes', () => {
    expect(section([heading('用法用量', 1), text('每日一次。')], 'training').sections[0]?.code).toBeNull()
  })
})

describe('sectionDocument', () => {
  it('loses no text of any label or document, whatever its form', () => {
    const blocks: readonly Block[] = [
      heading('某药片说明书', 1, 1),
      text('核准日期：2020年', 1),
      text('一、【适应症】用于 高血压。【禁忌】无', 1),
      {
        ...table(
          ['甲', '乙'],
          [
            ['1', '2'],
            ['', '3'],
          ],
          2,
        ),
        caption: '表1',
      },
      heading('某小标题', 3, 2),
      text('【】空 [1] 引文 【一二三，四】', 2),
      heading('很'.repeat(200), 2, 3),
    ]
    const letters = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, '')
    const whole = letters(
      blocks
        .map((block) =>
          block.kind === 'table'
            ? [block.caption, ...block.header, ...block.rows.flatMap((row) => row.cells)].join('')
            : block.text,
        )
        .join(''),
    )
    for (const kind of ['label', 'training', 'policy', 'qa', 'literature'] as const) {
      const all = section(blocks, kind)
        .sections.map((one) => letters(`${one.heading}${one.path.join('')}${one.text}`))
        .join('')
      for (const part of ['核准日期2020年', '用于高血压', '甲乙12', '空1引文一二三四', '很很很'])
        expect([kind, all.includes(part)]).toEqual([kind, true])
      expect(all.length).toBeGreaterThanOrEqual(whole.length - 12)
    }
  })
})
