import { describe, expect, it } from 'vitest'
import { findJson } from './find-json.ts'

describe('findJson', () => {
  it('finds the object alone, fenced, behind thoughts and between words', () => {
    for (const text of [
      '{"a":1}',
      ' \n{"a":1}\n',
      '```json\n{"a":1}\n```',
      '<think>{"b":2} maybe</think>{"a":1}',
      'Here it is: {"a":1}. Good luck!',
    ]) {
      expect(findJson(text)).toEqual({ a: 1 })
    }
  })

  it('finds nothing in what is cut off, no object, or absurdly long', () => {
    for (const text of ['', '{"a":', '[1]', '"a"', 'null', 'no', `{"a":"${'x'.repeat(100_000)}"}`]) {
      expect(findJson(text)).toBeUndefined()
    }
  })
})
