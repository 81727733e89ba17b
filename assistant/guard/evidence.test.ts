import { describe, expect, it } from 'vitest'
import { isMisfiled, missesTopic, saysNoData } from './evidence.ts'

describe('evidence', () => {
  it('must be about a topic that cannot be answered from other words', () => {
    expect(missesTopic('一盒多少钱', ['一次一片，一日一次。'])).toBe(true)
    expect(missesTopic('半衰期多久', ['血浆半衰期（t1/2）约35小时。'])).toBe(false)
    expect(missesTopic('半衰期多久', ['每日服用一次。'])).toBe(true)
    expect(missesTopic('HORIZON研究结果', ['降低血压。'])).toBe(true)
    expect(missesTopic('一天几次', ['一日一次。'])).toBe(false)
  })

  it('is none where the whole section says that there are no data', () => {
    expect(saysNoData(['尚无相关研究资料。'])).toBe(true)
    expect(saysNoData(['尚不明确。'])).toBe(false)
    expect(saysNoData(['尚无儿童资料。成人一次一片。'])).toBe(false)
    expect(saysNoData([])).toBe(false)
  })
})

describe('a document under the wrong product', () => {
  it('is told by a way of giving that the form does not allow', () => {
    expect(isMisfiled('某某胶囊', ['外用，涂于患处，一日两次。'])).toBe(true)
    expect(isMisfiled('某某滴眼液', ['口服，一次一片。'])).toBe(true)
    expect(isMisfiled('某某注射液', ['滴眼：一次一滴。'])).toBe(true)
  })

  it('is not one that describes tablets and injections together, nor one without a word of it', () => {
    expect(isMisfiled('某某注射液', ['口服：一次一片，一日三次。'])).toBe(false)
    expect(isMisfiled('某某片', ['口服：一次一片。外用洗剂另见。'])).toBe(false)
    expect(isMisfiled('某某片', [''])).toBe(false)
  })
})
