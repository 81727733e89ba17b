import { describe, expect, it } from 'vitest'
import { TERRITORY } from '../../test/build-note.ts'
import { createDirectoryIndex } from './directory-index.ts'
import { findNames } from './find-names.ts'
import { foldNote } from './fold-note.ts'
import { createSounds } from './name-table.ts'

const index = createDirectoryIndex(TERRITORY, createSounds())
const named = (text: string): readonly string[] =>
  findNames(foldNote(text), index, ['小沈']).map((name) => `${name.kind}:${name.text}`)
const ids = (text: string): readonly string[] =>
  findNames(foldNote(text), index, []).flatMap((name) =>
    name.kind === 'person'
      ? [name.candidates.map(({ id }) => id).join('+') || '?']
      : name.kind === 'place'
        ? [name.ids.join('+') || '?']
        : name.kind === 'product'
          ? [name.id!]
          : [],
  )

describe('names in a note', () => {
  it.each([
    ['高远山主任', ['K1']],
    ['高洁高主任', ['K2']],
    ['高主任', ['K1+K2']],
    ['陶主任', ['K4']],
    ['找陶然名主任', ['K4']],
    ['Dr. Su Qing', ['K3']],
    ['met Prof Tao', ['K4']],
    ['去了市二', ['A1']],
    ['仁康医院', ['A2']],
    ['南浔社区', ['A3']],
    ['氨氯地平', ['D1']],
    ['平鸭定', ['D1']],
    ['讲了PYD', ['D1']],
    ['司美格鲁肽', ['D2']],
    ['semaglutide', ['D2']],
  ])('%s', (text, expected) => expect(ids(text)).toEqual(expected))

  it('finds whom the directory does not have, by title, by introduction, by the surname alone', () => {
    expect(named('遇到严文静主任')).toEqual(['person:严文静主任'])
    expect(named('新来的 严文静 女')).toEqual(['person:严文静'])
    expect(named('有个姓严的主治')).toEqual(['person:姓严的主治'])
  })

  it('takes no word for a name', () => {
    for (const text of [
      '常用药',
      '两位医生都在',
      '和主任聊',
      '高血压病人',
      '时间还早',
      '方便的话',
      '肿瘤患者多',
      '呼吸困难',
    ])
      expect(
        named(text).filter((one) => /person|department/u.test(one)),
        text,
      ).toEqual([])
  })

  it('tells colleagues from contacts', () => {
    expect(named('跟Kevin一起去的')).toEqual(['colleague:Kevin'])
    expect(named('和我们经理一起拜访')).toEqual(['colleague:经理'])
    expect(named('小沈也在')).toEqual(['colleague:小沈'])
    expect(named('和胰岛素一起用')).toEqual([])
  })

  it('reads departments beside a place, and hears them there', () => {
    expect(named('市二心内')).toEqual(['place:市二', 'department:心内'])
    expect(named('市二新内')).toEqual(['place:市二', 'department:新内'])
  })

  it('proposes an institution that nobody has, and none where somebody comes from', () => {
    expect(named('去了德清县人民医院')).toEqual(['place:德清县人民医院'])
    expect(named('德清县人民医院来的').filter((one) => one.startsWith('place'))).toEqual([])
  })
})
