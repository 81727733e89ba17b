import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { AppError } from '../core/errors.ts'
import { writeCompoundFile } from '../test/write-compound-file.ts'
import { sniff } from './sniff.ts'

function kindOf(content: string | Uint8Array, fileName = 'file'): string {
  const bytes = typeof content === 'string' ? strToU8(content) : content
  try {
    return sniff(bytes, fileName).format
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
const hex = (digits: string) => new Uint8Array(Buffer.from(digits, 'hex'))
const zip = (...names: readonly string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])))
const compound = (...names: readonly string[]) =>
  writeCompoundFile(Object.fromEntries(names.map((name) => [name, new Uint8Array(8)])))

describe('what a file is', () => {
  it('is told by its bytes, whatever its name says', () => {
    expect(kindOf('%PDF-1.7', 'label.docx')).toBe('pdf')
    expect(kindOf('junk before %PDF-1.7')).toBe('pdf')
    expect(kindOf(String.raw`{\rtf1 a}`, 'label.doc')).toBe('rtf')
    expect(kindOf(zip('word/document.xml'), 'label.pdf')).toBe('docx')
    expect(kindOf(zip('ppt/presentation.xml'))).toBe('pptx')
    expect(kindOf(zip('xl/workbook.xml'))).toBe('xlsx')
    expect(kindOf(compound('WordDocument'), 'label.wps')).toBe('doc')
    expect(kindOf(compound('Workbook'))).toBe('xls')
    expect(kindOf(compound('PowerPoint Document'))).toBe('ppt')
    expect(kindOf(compound('__properties_version1.0'))).toBe('msg')
    expect(kindOf(hex('89504e470d0a1a0a00000000'), 'label.txt')).toBe('image')
    expect(kindOf('<!doctype html><p>a', 'label.xls')).toBe('html')
    expect(kindOf('From: a@b.c\nSubject: x\n\ntext', 'a.txt')).toBe('eml')
  })

  it('is told by its looks among texts, and by its name where looks do not decide', () => {
    expect(kindOf('1\n00:00:01,000 --> 00:00:02,000\nx')).toBe('subtitles')
    expect(kindOf('# 甲\n\n# 乙\n')).toBe('markdown')
    expect(kindOf('a,b\nc,d\ne,f\n')).toBe('csv')
    expect(kindOf('a,b\nc,d\ne,f\n', 'a.txt')).toBe('text')
    expect(kindOf('x', 'a.csv')).toBe('csv')
    expect(kindOf('说明书')).toBe('text')
  })

  it('is old where nobody reads it any more', () => {
    expect(kindOf(hex('dba52d0000000000'))).toBe('legacy')
    expect(kindOf(compound('MatOST'))).toBe('legacy')
    expect(kindOf('<?xml version="1.0"?><w:wordDocument xmlns:w="w"/>')).toBe('legacy')
  })

  it('is refused with the reason when it is no document', () => {
    expect(kindOf(compound('EncryptedPackage'), 'a.docx')).toBe('encrypted')
    expect(kindOf(zip('photo.jpg', 'notes.txt'))).toBe('unsupported_type')
    expect(kindOf(compound('Something'))).toBe('unsupported_type')
    expect(kindOf('<?xml version="1.0"?><data/>')).toBe('unsupported_type')
    expect(kindOf(hex('7f454c46020101000000000000000000'))).toBe('unsupported_type')
    expect(kindOf(hex('000000186674797068656963'))).toBe('unsupported_type')
    expect(kindOf(compound('WordDocument').subarray(0, 512))).toBe('damaged')
    expect(kindOf(new Uint8Array(100))).toBe('empty')
  })
})
