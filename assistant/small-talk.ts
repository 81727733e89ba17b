/**
 * Messages that ask nothing about a product: greetings, thanks, "what can you do". A message is small talk
 * only when nothing else stands in it; everything else is a question.
 */

export type SmallTalk = 'greeting' | 'thanks' | 'acknowledgement' | 'help'

const WORDS: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'help',
    /帮助|使用说明|怎么使用你|怎么用你|你(?:能|会|可以)(?:做|干|帮我做|帮我干|回答)?(?:些?什么|啥|哪些)(?:问题|事情?)?|你是谁|你有(?:什么|哪些)功能|有(?:什么|哪些)功能|功能介绍|菜单|^\s*\/?(?:help|menu)\b|what can (?:you|i) (?:do|ask)(?: (?:for me|you|here))?|who are you|how does this work/giu,
  ],
  [
    'thanks',
    /谢谢?(?:你|您|了|啦|哈|老师)*|多谢|感谢|辛苦(?:你|您)?了?|\b(?:thanks?(?: you)?(?: (?:a lot|so much|very much))?|thx|ty|cheers)\b/giu,
  ],
  [
    'greeting',
    /你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|哈喽|嗨|在(?:吗|不在|么)|\b(?:hi|hello|hey|good (?:morning|afternoon|evening)|there|pharos)\b/giu,
  ],
  [
    'acknowledgement',
    /好的?|行|收到|明白|知道了|了解|清楚了|没事了?|没问题|不用了?|嗯+|哦+|再见|拜拜|\b(?:ok(?:ay)?|got it|i see|great|good|fine|cool|perfect|bye|goodbye|sure|yes|no)\b/giu,
  ],
]
/** What may stand beside it without asking anything. */
const BESIDE = /[啊呀吧哈啦呢吗了的]|[^\p{L}\p{N}]/gu

/** Null for a question. A message of nothing but signs is answered with how to ask. */
export function readSmallTalk(text: string): SmallTalk | null {
  let rest = text.normalize('NFKC')
  let found: SmallTalk | undefined
  for (const [kind, words] of WORDS) {
    const without = rest.replace(words, ' ')
    if (without !== rest) found ??= kind
    rest = without
  }
  if (rest.replace(BESIDE, '') !== '') return null
  return found ?? 'help'
}
