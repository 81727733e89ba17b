import { describe, expect, it } from 'vitest'
import { countBroken, isIllegible, mapBullets, readsLikeWriting, withoutBroken } from './pdf-legible.ts'

describe('a text layer', () => {
  it('is illegible when many characters stand for nothing, but not for its bullets', () => {
    expect(isIllegible(countBroken('\uE123\uE124\uE125对本品'))).toBe(true)
    expect(isIllegible(countBroken(mapBullets('\uF0B7 对本品过敏者禁用')))).toBe(false)
    expect(withoutBroken('禁\uE123用')).toBe('禁用')
  })

  it('reads like writing in Chinese and English, not as glyph numbers', () => {
    expect(readsLikeWriting('对本品任何成份过敏者禁用，重度肾功能不全的患者不推荐使用。')).toBe(true)
    expect(readsLikeWriting('The recommended starting dose is one tablet daily')).toBe(true)
    expect(readsLikeWriting('7KH UHFRPPHQGHG VWDUWLQJ GRVH LV RQH WDEOHW')).toBe(false)
    expect(readsLikeWriting('3HQČåQt\u0003SURVWĜHGN')).toBe(false)
    expect(readsLikeWriting('駿𥕛鷄齉龘靐齾龗麤齾龗麤鱻爩')).toBe(false)
  })
})
