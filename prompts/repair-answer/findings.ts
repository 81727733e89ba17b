/** What a model is told of a fault in its answer. [Chinese, English] */
import type { Locale } from '../../core/reader.ts'

const FINDINGS: Readonly<Record<string, readonly [string, string]>> = {
  schema: ['输出不是规定形式的 JSON 对象。', 'The output is no JSON object of the given form.'],
  empty: ['句子是空的。', 'The sentence is empty.'],
  uncited: ['没有注明出处。', 'It names no source.'],
  unknown_passage: ['引用的片段编号不存在。', 'It cites a passage that does not exist.'],
  not_verbatim: ['引句与该片段原文不是逐字一致。', 'A quote does not stand in its passage to the letter.'],
  number: [
    '句中的数字、单位、范围、比较或次数与引句不一致。',
    'A number, unit, range, comparison or frequency does not stand in its own quotes.',
  ],
  other_product: [
    '所引片段或句中的产品不是这一句应说的产品。',
    'The cited passage, or a product that is named, is not the one that this sentence is about.',
  ],
  misplaced: ['数字在引句中说的是别的对象或情形。', 'The number stands in the quote, but of something else.'],
  negation: [
    '否定、禁止、例外或限度与引句不一致。',
    'A negation, prohibition, exception or limit differs from the quote.',
  ],
  direction: [
    '方向或程度与引句不一致（升高与降低、轻度与重度等）。',
    'A direction or degree differs from the quote (increase and decrease, mild and severe).',
  ],
  unsupported: [
    '句中有引句没有的内容，请改用原文的词语。',
    'It says what its quote does not say; keep to the words of the passage.',
  ],
  other_population: [
    '剂量或规定所对应的人群、程度与引句不一致。',
    'The population or degree differs from the one in the quote.',
  ],
  claim: [
    '句中有原文没有的宣传、保证或无关的话。',
    'It promises, praises or speaks of something that the passage does not.',
  ],
  markup: [
    '句中有网址、标记或未写成句子的表格行。',
    'It contains an address, markup or a table row that was not put into a sentence.',
  ],
  missing_answer: [
    '答案没有用到回答问题的那段原文（排在前面的片段）。',
    'The answer does not use the text that answers the question (the first passages).',
  ],
  missing_warning: [
    '漏掉了与问题有关的禁止或警告，请写进答案并引用。',
    'A prohibition or warning that belongs to the answer is missing; state and cite it.',
  ],
  too_long: ['句子过长或句子过多。', 'It is too long, or there are too many sentences.'],
}

/** One line a finding; `statement` counts from 0, -1 for the whole answer. */
export function tellFindings(
  locale: Locale,
  findings: readonly { readonly statement: number; readonly fault: string }[],
): string {
  return findings
    .map(({ statement, fault }) => {
      const [zh, en] = FINDINGS[fault] ?? [
        '句子的意思与引句不一致（否定、方向或程度）。',
        'The sentence does not mean what its quote means (negation, direction or degree).',
      ]
      if (locale === 'en') return statement < 0 ? `- ${en}` : `- Sentence ${statement + 1}: ${en}`
      return statement < 0 ? `- ${zh}` : `- 第 ${statement + 1} 句：${zh}`
    })
    .join('\n')
}
