import { describe, expect, it } from 'vitest'
import { betweenMarks } from './publish.ts'

const text = 'before\n<!-- bench:speed -->\nold\n<!-- /bench:speed -->\nafter'

describe('a published table', () => {
  it('stands between its marks and nowhere else, however often it is published', () => {
    const once = betweenMarks(text, 'speed', '| new |\n')
    expect(once).toBe('before\n<!-- bench:speed -->\n| new |\n<!-- /bench:speed -->\nafter')
    expect(betweenMarks(once, 'speed', '| new |')).toBe(once)
  })

  it('is refused where there are no marks for it', () => {
    expect(() => betweenMarks(text, 'quality', 'x')).toThrow('quality')
  })
})
