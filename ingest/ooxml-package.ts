/**
 * The package around Word, PowerPoint and Excel files: its parts, the relations between them, the title
 * from its properties and whether it carries macros (which nobody ever runs).
 */
import { posix } from 'node:path'
import type { ParseWarning } from './parsed-document.ts'
import type { ParseSource } from './parser.ts'
import { attribute, child, elements, readXml, textOf, type XmlElement } from './xml.ts'
import { openZip } from './zip-archive.ts'

export interface Relation {
  readonly id: string
  /** The last word of its type: slide, image, styles, notesSlide, ... */
  readonly type: string
  /** Path of the part inside the package. */
  readonly target: string
}

export interface OoxmlPackage {
  /** Path of the main part. */
  readonly main: string
  readonly title: string | undefined
  readonly hasMacros: boolean
  readonly hasPictures: boolean
  /** The bytes of a part. @throws AppError damaged when it is missing */
  readonly bytes: (path: string) => Uint8Array
  readonly xml: (path: string) => XmlElement
  readonly findXml: (path: string | undefined) => XmlElement | undefined
  /** Relations inside the package that start at a part; outside targets are left out. */
  readonly relations: (path: string) => readonly Relation[]
}

/** @throws AppError damaged | zip_bomb | encrypted */
export function openOoxml(source: ParseSource, usualMain: string): OoxmlPackage {
  const zip = openZip(source.bytes, source.limits.maxUnpackedBytes)
  const findXml = (path: string | undefined) => {
    const part = path === undefined ? undefined : zip.find(path)
    return part === undefined ? undefined : readXml(part)
  }
  const relations = (path: string): readonly Relation[] => {
    const folder = posix.dirname(path)
    const listed = findXml(posix.join(folder, '_rels', `${posix.basename(path)}.rels`))
    return elements(listed, 'Relationship')
      .filter((each) => attribute(each, 'TargetMode') !== 'External')
      .map((each) => ({
        id: attribute(each, 'Id') ?? '',
        type: (attribute(each, 'Type') ?? '').split('/').at(-1) ?? '',
        target: posix.resolve('/', folder, attribute(each, 'Target') ?? '').slice(1),
      }))
  }
  const main = relations('').find((each) => each.type === 'officeDocument')?.target ?? usualMain
  return {
    main,
    title: textOf(child(findXml('docProps/core.xml'), 'title')).trim() || undefined,
    hasMacros: zip.names.some((name) => /vbaProject\.bin$/i.test(name)),
    hasPictures: zip.names.some((name) => /\/media\/|\/embeddings\//i.test(name)),
    bytes: (path) => zip.get(path),
    xml: (path) => readXml(zip.get(path)),
    findXml,
    relations,
  }
}

export function macroWarnings(opened: OoxmlPackage): readonly ParseWarning[] {
  if (!opened.hasMacros) return []
  return [{ code: 'macros_ignored', message: 'The file carries macros. They were neither read nor run.' }]
}
