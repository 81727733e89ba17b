import { describe, expect, it } from 'vitest'
import { redactVolumes, tellsVolumes } from './redact-volumes.ts'

describe('amounts of a prescriber', () => {
  it.each([
    ['高远75盒、苏晴22盒', ['高远', '苏晴'], '高远[数量]盒、苏晴[数量]盒'],
    ['上月的出来了 高远 41 苏晴 17', ['高远', '苏晴'], '上月的出来了 高远 [数量] 苏晴 [数量]'],
    ['高主任上个月开了三十盒', [], '高主任上个月开了[数量]盒'],
    ['拉了数 高远88', ['高远'], '拉了数 高远[数量]'],
    ['Dr. Gao 55 boxes, Su 12 boxes', ['Gao', 'Su'], 'Dr. Gao [数量] boxes, Su [数量] boxes'],
  ])('are gone from %s', (text, names, safe) => {
    expect(tellsVolumes(text, names)).toBe(true)
    expect(redactVolumes(text, names)).toBe(safe)
    expect(redactVolumes(redactVolumes(text, names), names)).toBe(safe)
  })

  it.each([
    '高远10分钟，苏晴3点',
    '高主任65岁退休',
    '科会到了12个人',
    '店里还剩20盒',
    '高主任用了3例，反应不错',
    '给高主任留了2盒样品',
    '高主任一次2片',
    '高远 5月8号 苏晴 5月9号',
  ])('are not what %s tells', (text) => {
    expect(tellsVolumes(text, ['高远', '苏晴'])).toBe(false)
    expect(redactVolumes(text, ['高远', '苏晴'])).toBe(text)
  })
})
