import { describe, expect, it } from 'vitest'
import { skewOf } from './page-skew.ts'

/** A page of 40 lines of words that falls by `degrees` to the right. */
function page(degrees: number, lines = 40) {
  const [width, height] = [900, 1200]
  const data = new Uint8ClampedArray(4 * width * height).fill(255)
  const slope = Math.tan((degrees * Math.PI) / 180)
  for (let line = 0; line < lines; line += 1)
    for (let x = 80; x < 820; x += 1) {
      // Words of different lengths, with blanks between them.
      if ((x + line * 37) % 60 < 8) continue
      for (let thick = 0; thick < 12; thick += 1) {
        const y = Math.round(100 + line * 24 + thick + (x - 450) * slope)
        if (y >= 0 && y < height && (x + thick * 3) % 5 < 3)
          data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3)
      }
    }
  return { data, width, height }
}

describe('the skew of a page', () => {
  it('is found to a fifth of a degree, on both sides', () => {
    for (const degrees of [-9, -3, -1, 1, 2.5, 7])
      expect(Math.abs(skewOf(page(degrees)) - degrees)).toBeLessThan(0.21)
  })

  it('is none on a straight page, an empty one and one without lines', () => {
    expect(skewOf(page(0))).toBe(0)
    expect(skewOf(page(0.2))).toBe(0)
    expect(skewOf(page(3, 0))).toBe(0)
    const noise = page(0, 0)
    let seed = 7
    for (let at = 0; at < noise.data.length; at += 4) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      if (seed >>> 16 < 6500) noise.data.fill(0, at, at + 3)
    }
    expect(skewOf(noise)).toBe(0)
  })
})
