import { describe, expect, it } from 'vitest'
import { cutStatements } from './cut-statements.ts'

function read(text: string) {
  return cutStatements(text).map(({ start, end, captions }) => ({
    text: text.slice(start, end),
    captions: captions.map((one) => text.slice(one.start, one.end)),
  }))
}

describe('statements', () => {
  it('know the captions above them, outermost first', () => {
    expect(read('⑴成人：①高血压：一次5mg。②心绞痛：一次10mg。⑵儿童：①6岁以上：一次2.5mg。')).toEqual([
      { text: '①高血压：一次5mg。', captions: ['⑴成人：'] },
      { text: '②心绞痛：一次10mg。', captions: ['⑴成人：'] },
      { text: '①6岁以上：一次2.5mg。', captions: ['⑵儿童：'] },
    ])
  })

  it('keep a sentence whole and part only a long one, which knows its beginning', () => {
    expect(read('一次一片；一日两次。')).toHaveLength(1)
    const long = `治疗高血压，${'初始剂量一次10mg，一日1次，疗效不佳时可加至一日20mg，'.repeat(3)}分次服；服用利尿药时减为5mg。`
    const [first, second] = cutStatements(long)
    expect(long.slice(second!.start, second!.end)).toBe('服用利尿药时减为5mg。')
    expect(second!.before).toEqual({ start: first!.start, end: second!.start })
  })

  it('take a line of its own and a sentence that introduces a list for captions', () => {
    expect(read('特殊人群\n重度者避免使用。')).toEqual([{ text: '重度者避免使用。', captions: ['特殊人群'] }])
    expect(read('下列情况禁用：\n1. 心源性休克。\n2. 严重低血压。').map((one) => one.captions)).toEqual([
      ['下列情况禁用：'],
      ['下列情况禁用：'],
    ])
  })

  it('do not take amounts and brackets for list marks', () => {
    expect(read('一次0.5mg（1片），每日2.5mg。')).toHaveLength(1)
    expect(read('体重10.5kg者一次1.5片。')).toHaveLength(1)
  })

  it('are slices of any text, also of none', () => {
    for (const text of ['', ' \n ', '：：。；', '①②③', '😀'.repeat(50)]) {
      for (const { start, end } of cutStatements(text)) expect(text.slice(start, end).trim()).not.toBe('')
    }
  })
})
