import { describe, expect, it } from 'vitest'
import { spokenNames } from './name-parts.ts'

describe('what a name is called aloud', () => {
  it('has its number in words', () => {
    expect(spokenNames('达英35')).toEqual(['达英三十五'])
    expect(spokenNames('优泌林70')).toContain('优泌林七十')
  })

  it('is the number of a clotting factor, with or without its making', () => {
    expect(spokenNames('重组人凝血因子viii')).toEqual(
      expect.arrayContaining(['重组八因子', '重组因子八', '重组凝血八因子', '重组凝血因子viii']),
    )
    expect(spokenNames('人凝血因子ix')).toContain('九因子')
  })

  it('leaves out what every biological of its kind is made of, and shortens its disease', () => {
    expect(spokenNames('乙型肝炎人免疫球蛋白')).toContain('乙肝免疫球蛋白')
    expect(spokenNames('人免疫球蛋白')).toEqual([])
  })

  it('is nothing else for most names', () => {
    expect(spokenNames('氨氯地平')).toEqual([])
  })
})
