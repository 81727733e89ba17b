import { describe, expect, it } from 'vitest'
import { readSmallTalk } from './small-talk.ts'

describe('readSmallTalk', () => {
  it.each([
    ['你好！', 'greeting'],
    ['您好，在吗', 'greeting'],
    ['Hi there', 'greeting'],
    ['谢谢啦～', 'thanks'],
    ['好的，谢谢您', 'thanks'],
    ['thanks a lot!', 'thanks'],
    ['嗯嗯好的', 'acknowledgement'],
    ['OK', 'acknowledgement'],
    ['你能做什么？', 'help'],
    ['你好，你是谁', 'help'],
    ['/help', 'help'],
    ['？？', 'help'],
    ['👍', 'help'],
  ])('takes %s for %s', (text, kind) => {
    expect(readSmallTalk(text)).toBe(kind)
  })

  it.each([
    '你好，唯宁平孕妇能用吗',
    '谢谢，那儿童呢？',
    '怎么用',
    '好用吗',
    '行不行，eGFR 40',
    'thanks, and in pregnancy?',
    'is it good for kids',
    '唯宁平',
    '在吃华法林能用吗',
  ])('takes %s for a question', (text) => {
    expect(readSmallTalk(text)).toBeNull()
  })
})
