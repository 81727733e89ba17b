/** A long text in pieces that fit: at the end of a row or a sentence where there is one, never inside a character. */

const SENTENCE_ENDS = /[。！？；.!?;]["'”’）)]*\s*$/u

export function cutText(text: string, room: number): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > room) {
    const at = cutAt(rest, room)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  if (rest !== '') pieces.push(rest)
  return pieces
}

/** On one line with a sign that it was cut; `room` in UTF-16 code units, as Slack counts. */
export function shorten(text: string, room: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= room) return line
  const end = isInsidePair(line, room - 1) ? room - 2 : room - 1
  return `${line.slice(0, end)}…`
}

function cutAt(text: string, room: number): number {
  const half = Math.floor(room / 2)
  const row = text.lastIndexOf('\n', room - 1)
  if (row >= half) return row + 1
  for (let at = room; at > half; at -= 1) {
    if (SENTENCE_ENDS.test(text.slice(Math.max(0, at - 4), at))) return at
  }
  const comma = Math.max(...['，', '、', ', ', ' '].map((sign) => text.lastIndexOf(sign, room - 1)))
  if (comma >= half) return comma + 1
  return isInsidePair(text, room) ? room - 1 : room
}

function isInsidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return before >= 0xd800 && before <= 0xdbff
}
