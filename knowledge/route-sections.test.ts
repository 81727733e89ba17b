import { describe, expect, it } from 'vitest'
import { INTERACTION, joinRoutings, priorOf, routeSections, scaleRouting } from './route-sections.ts'

const first = (text: string) => routeSections(text).sections[0]?.code

describe('routing', () => {
  it('leads from the words of the ward to the heading of the label', () => {
    expect(first('一天吃几片')).toBe('dosage')
    expect(first('从多少微克起')).toBe('dosage')
    expect(first('两个药一起吃行吗')).toBe('interactions')
    expect(first('孕妇能不能用')).toBe('pregnancy')
    expect(first('常见副作用有哪些')).toBe('adverse_reactions')
    expect(first('放冰箱吗')).toBe('storage')
    expect(first('half-life?')).toBe('pharmacokinetics')
    expect(first('吃多了怎么办')).toBe('overdose')
  })

  it('is not misled by words that look alike', () => {
    expect(routeSections('肾上腺素受体').needs).not.toContain('kidney')
    expect(routeSections('Child-Pugh B').needs).not.toContain('children')
    expect(routeSections('黄体酮（孕酮）').needs).not.toContain('pregnancy')
    expect(routeSections('浓度多少合适').needs).not.toContain('interaction')
  })

  it('names nothing for a question without a need', () => {
    expect(routeSections('你好')).toEqual({ needs: [], sections: [], parts: [] })
  })

  it('keeps every need of a question with two', () => {
    const routing = routeSections('肾功能不全一天吃几片')
    expect(routing.needs).toEqual(expect.arrayContaining(['dose', 'kidney']))
    expect(routing.sections[0]).toMatchObject({ code: 'dosage' })
  })

  it('joins a second routing with less weight', () => {
    const own = routeSections('一天几片')
    const joined = joinRoutings(INTERACTION, scaleRouting(own, 0.5), 1)
    expect(joined.sections[0]?.code).toBe('interactions')
    const weight = (code: string) => joined.sections.find((one) => one.code === code)?.weight ?? 0
    expect(weight('dosage')).toBeLessThan(own.sections[0]!.weight)
  })
})

describe('the prior of a passage', () => {
  const { parts } = routeSections('肾功能不好的能用吗')

  it('counts a heading only where the passage speaks of the need', () => {
    const speaks = priorOf(parts, [['dosage', 1]], '重度肾功能损害者减量。')
    const silent = priorOf(parts, [['dosage', 1]], '成人一次一片，一日两次。')
    expect(speaks).toBeGreaterThan(silent * 2)
  })

  it('is nothing for other headings', () => {
    expect(priorOf(parts, [['manufacturer', 1]], '肾')).toBe(0)
  })
})
