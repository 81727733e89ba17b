import { expect, it } from 'vitest'
import { judgeFollowUp } from './judge-follow-up.ts'

const flag = (
  code: 'OFF_LABEL_PROMOTION' | 'SPEAKER_FEE' | 'GIFT' | 'COMPETITOR_DISPARAGEMENT',
  severity: 'block' | 'review',
) => ({
  code,
  severity,
  span: '',
})

it('blocks what a rule forbids and what carries a blocked talk on', () => {
  expect(judgeFollowUp('中秋给高主任送月饼', [])).toEqual({ blocked: true })
  expect(judgeFollowUp('月底按老规矩兑现', [])).toEqual({ blocked: true })
  expect(judgeFollowUp('下周再访', [flag('OFF_LABEL_PROMOTION', 'block')])).toEqual({ blocked: true })
})

it('sends to review what needs an approval first', () => {
  expect(judgeFollowUp('发邀请函', [flag('SPEAKER_FEE', 'review')])).toEqual({ needs_review: true })
  expect(judgeFollowUp('给文献', [flag('COMPETITOR_DISPARAGEMENT', 'block')])).toEqual({ needs_review: true })
  expect(judgeFollowUp('把PPT电子版发邮箱', [])).toEqual({ needs_review: true })
})

it('leaves the rest alone', () => {
  for (const words of ['下周再访高主任', '送纸质说明书', '给他回话', '把说明书拍给他', '初八来拜年'])
    expect(judgeFollowUp(words, [flag('GIFT', 'block')])).toEqual({})
})
