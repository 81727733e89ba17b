import { describe, expect, it } from 'vitest'
import { namedMedicines } from './named-medicines.ts'

const substances = (text: string) => namedMedicines(text).map((one) => one.substance)

describe('namedMedicines', () => {
  it('knows one substance by each of its names', () => {
    const [warfarin] = substances('与华法林合用')
    expect(warfarin).toBeDefined()
    expect(substances('given with Warfarin sodium')).toEqual([warfarin])
    expect(substances('氨氯地平片')).toEqual(substances('amlodipine'))
  })
  it('takes the longer name, and no name out of the middle of a word', () => {
    expect(namedMedicines('左氨氯地平').map((one) => one.name)).toEqual(['左氨氯地平'])
    expect(namedMedicines('antiwarfarins')).toEqual([])
    expect(namedMedicines('孕妇禁用，一次5mg')).toEqual([])
  })
})
