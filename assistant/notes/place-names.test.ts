import { describe, expect, it } from 'vitest'
import { shortNames } from './place-names.ts'

describe('short names of institutions', () => {
  it.each([
    ['湖州市第二人民医院', ['市二', '市二院', '二院', '第二医院']],
    ['湖州大学附属仁康医院', ['仁康', '仁康医院']],
    ['南浔社区卫生服务中心', ['南浔社区']],
    ['吴兴区人民医院', ['区医院', '吴兴区院']],
    ['湖州市妇幼保健院', ['妇幼', '妇保院']],
  ])('%s', (name, some) => expect(shortNames(name)).toEqual(expect.arrayContaining(some)))

  it('are never a mere kind of institution', () => {
    for (const name of ['湖州市人民医院', '南浔社区卫生服务中心'])
      for (const plain of ['医院', '人民医院', '社区', '卫生服务中心'])
        expect(shortNames(name)).not.toContain(plain)
  })
})
