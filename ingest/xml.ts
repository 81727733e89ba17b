/**
 * XML of office files, read by `saxes`: no DTD is honoured, no entity but the five of XML is known, nothing
 * is fetched, nesting is bounded. Small parts become a tree of elements; big ones (sheets) are streamed.
 * Names are local names: producers choose prefixes freely, and strict OOXML has other namespaces.
 */
import { SaxesParser } from 'saxes'
import { AppError } from '../core/errors.ts'

export interface XmlElement {
  readonly name: string
  /** As written, with prefix; read them by `attribute`. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

export interface XmlEvents {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

/** Deeper than any document nests; a walk down to it cannot exhaust the stack. */
const MAX_DEPTH = 400
const CHUNK = 256 * 1024

/** @throws AppError damaged | zip_bomb */
export function readXml(bytes: Uint8Array): XmlElement {
  const root: { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] } = {
    name: '',
    attributes: {},
    children: [],
  }
  const open = [root]
  streamXml(bytes, {
    open: (name, attributes) => {
      const element = { name, attributes: { ...attributes }, children: [] }
      open.at(-1)?.children.push(element)
      open.push(element)
    },
    close: () => open.pop(),
    text: (text) => open.at(-1)?.children.push(text),
  })
  const top = root.children.find((child) => typeof child !== 'string')
  if (top === undefined) throw damaged('it holds no element')
  return top
}

/** @throws AppError damaged | zip_bomb */
export function streamXml(bytes: Uint8Array, events: XmlEvents): void {
  const parser = new SaxesParser({ position: false })
  let depth = 0
  parser.on('error', (error) => {
    throw damaged(error.message)
  })
  parser.on('doctype', (doctype) => {
    if (!doctype.includes('<!ENTITY')) return
    // An entity that points outside would have a file or an address read; the others only serve to swell.
    if (/<!ENTITY[^>]*\s(SYSTEM|PUBLIC)\s/.test(doctype)) throw damaged('it refers to things outside itself')
    throw new AppError('zip_bomb', 'The file defines entities that swell when it is read, and was refused.')
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > MAX_DEPTH) throw damaged('it is nested too deeply')
    events.open(localName(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    events.close(localName(tag.name))
  })
  parser.on('text', events.text)
  parser.on('cdata', events.text)
  const decoder = decoderFor(bytes)
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }))
  }
  parser.write(decoder.decode()).close()
}

/** Child elements, of one name or all. */
export function elements(parent: XmlElement | undefined, name?: string): readonly XmlElement[] {
  return (parent?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )
}

/** The first child down a path of names. */
export function child(parent: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = parent
  for (const name of path) at = elements(at, name)[0]
  return at
}

/** Every element of that name below, in document order; does not look inside a match. */
export function descendants(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  return elements(parent).flatMap((each) => (each.name === name ? [each] : descendants(each, name)))
}

/** An attribute by its local name; the one without a prefix wins. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  if (element === undefined) return undefined
  return element.attributes[name] ?? prefixedAttribute(element, name)
}

/** An attribute that has a prefix, as r:id beside id. */
export function prefixedAttribute(element: XmlElement, name: string): string | undefined {
  const key = Object.keys(element.attributes).find((each) => each.endsWith(`:${name}`))
  return key === undefined ? undefined : element.attributes[key]
}

/** All text below an element. */
export function textOf(element: XmlElement | undefined): string {
  return (element?.children ?? []).map((each) => (typeof each === 'string' ? each : textOf(each))).join('')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function decoderFor(bytes: Uint8Array): InstanceType<typeof TextDecoder> {
  if (bytes[0] === 0xff || (bytes[0] === 0x3c && bytes[1] === 0)) return new TextDecoder('utf-16le')
  if (bytes[0] === 0xfe || (bytes[0] === 0 && bytes[1] === 0x3c)) return new TextDecoder('utf-16be')
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(declared)
  } catch (error) {
    throw new AppError('damaged', `The file is written in an unknown encoding (${declared}).`, {
      cause: error,
    })
  }
}

function damaged(reason: string): AppError {
  return new AppError('damaged', `The file is damaged: a part of it is not sound XML (${reason}).`)
}
