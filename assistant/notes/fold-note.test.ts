import { describe, expect, it } from 'vitest'
import { foldNote } from './fold-note.ts'

describe('a folded note', () => {
  it('is in one spelling and keeps every offset', () => {
    expect(foldNote('ＰＩ：１２月「週三」見劉醫師｜👍')).toBe('PI:12月“周三”见刘医师|👍')
    for (const note of ['', '😀a\ud800', '全角　空格\t制表', '①②③'])
      expect(foldNote(note)).toHaveLength(note.length)
  })
})
