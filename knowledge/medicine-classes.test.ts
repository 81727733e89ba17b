import { describe, expect, it } from 'vitest'
import { groupWords } from './medicine-classes.ts'

describe('the groups of a medicine', () => {
  it('are what labels print for it, with salt and form or without', () => {
    expect(groupWords('华法林')).toContain('口服抗凝')
    expect(groupWords('华法林钠片')).toContain('香豆素')
    expect(groupWords('地高辛')).toContain('洋地黄')
    expect(groupWords('克拉霉素')).toEqual(expect.arrayContaining(['大环内酯']))
  })

  it('are none for what no group is known of', () => {
    expect(groupWords('某某胶囊')).toEqual([])
    expect(groupWords('')).toEqual([])
  })
})
