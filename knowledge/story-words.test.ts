import { describe, expect, it } from 'vitest'
import { DEPARTMENT, isStoryWord } from './story-words.ts'

describe('words of a story', () => {
  it('are the department that asks, not an operation of it', () => {
    expect('骨科那边问'.replace(DEPARTMENT, '')).toBe('问')
    expect('心内科和静配中心'.replace(DEPARTMENT, '')).toBe('和')
    expect('骨科手术前'.replace(DEPARTMENT, '')).toBe('骨科手术前')
  })

  it('are who asks and when, and no word of medicine', () => {
    expect(['昨天', '家属', 'neurologist', 'resident', 'wants', 'monograph'].every(isStoryWord)).toBe(true)
    expect(['漏服', '睡前', 'dialysis', 'resistance', 'radiology'].some(isStoryWord)).toBe(false)
  })
})
