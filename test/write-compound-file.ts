/**
 * Writes small OLE compound files (.doc, .xls, .ppt, .msg) for tests: one level of streams, or storages named
 * before a slash, in sectors of 512 bytes. Every stream is padded to a length that keeps it out of the mini stream.
 */
const SECTOR = 512
const SHORTEST = 4096
const NONE = 0xffffffff
const END = 0xfffffffe
const TABLE = 0xfffffffd

interface Node {
  readonly name: string
  readonly type: 1 | 2 | 5
  readonly content: Buffer
  readonly children: number[]
}

/** @param streams "name" or "storage/name" -> bytes */
export function writeCompoundFile(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const nodes: Node[] = [{ name: 'Root Entry', type: 5, content: Buffer.alloc(0), children: [] }]
  const folders = new Map<string, number>()
  for (const [path, bytes] of Object.entries(streams)) {
    const [folder, name] = path.includes('/') ? (path.split('/') as [string, string]) : [undefined, path]
    let parent = 0
    if (folder !== undefined) {
      parent =
        folders.get(folder) ??
        nodes.push({ name: folder, type: 1, content: Buffer.alloc(0), children: [] }) - 1
      if (!folders.has(folder)) nodes[0]?.children.push(parent)
      folders.set(folder, parent)
    }
    const content = Buffer.alloc(Math.max(SHORTEST, Math.ceil(bytes.length / SECTOR) * SECTOR))
    content.set(bytes)
    nodes[parent]?.children.push(nodes.push({ name, type: 2, content, children: [] }) - 1)
  }
  const directorySectors = Math.ceil((nodes.length * 128) / SECTOR)
  const table: number[] = [TABLE]
  const chain = (count: number) => {
    const start = table.length
    for (let at = 0; at < count; at += 1) table.push(at === count - 1 ? END : start + at + 1)
    return start
  }
  const directoryStart = chain(directorySectors)
  const starts = nodes.map(({ content }) => (content.length === 0 ? END : chain(content.length / SECTOR)))
  if (table.length > SECTOR / 4) throw new Error('Too much for one sector of the allocation table.')

  const header = Buffer.alloc(SECTOR)
  header.write('d0cf11e0a1b11ae1', 'hex')
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(1, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(SHORTEST, 56)
  header.writeUInt32LE(END, 60)
  header.writeUInt32LE(END, 68)
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76)

  const allocation = Buffer.alloc(SECTOR, 0xff)
  for (const [at, next] of table.entries()) allocation.writeUInt32LE(next, at * 4)
  const directory = Buffer.alloc(directorySectors * SECTOR)
  nodes.forEach((node, at) => {
    const entry = directory.subarray(at * 128, at * 128 + 128)
    entry.write(node.name, 'utf16le')
    entry.writeUInt16LE((node.name.length + 1) * 2, 64)
    entry[66] = node.type
    entry[67] = 1
    // Brothers hang in a chain to the right.
    const parent = nodes.find((each) => each.children.includes(at))
    const place = parent?.children.indexOf(at) ?? -1
    entry.writeUInt32LE(NONE, 68)
    entry.writeUInt32LE(parent?.children[place + 1] ?? NONE, 72)
    entry.writeUInt32LE(node.children[0] ?? NONE, 76)
    entry.writeUInt32LE(starts[at] ?? END, 116)
    entry.writeUInt32LE(node.content.length, 120)
  })
  return new Uint8Array(
    Buffer.concat([header, allocation, directory, ...nodes.map(({ content }) => content)]),
  )
}
