/**
 * RTF's destinations: a group that opens with one of these words holds something other than the text of the
 * body (fonts, pictures, headers, field codes, comments, ...). Unknown starred ones are left out, as the
 * format asks of every reader.
 */

export type RtfTarget = 'body' | 'skip' | 'fonts' | 'styles' | 'title' | 'label'

const SKIPPED = new Set(
  (
    'colortbl filetbl pict object header headerl headerr headerf footer footerl footerr footerf annotation ' +
    'atnid atnauthor atnref atndate fldinst xe tc bkmkstart bkmkend ftnsep ftnsepc aftnsep aftnsepc nonshppict ' +
    'private revtbl shprslt pntxta pntxtb txe rxe do info listtable listoverridetable generator'
  ).split(' '),
)
/** Starred destinations that hold text of the body all the same. */
const STARRED_TEXT = new Set([
  'shpinst',
  'shptxt',
  'shppict',
  'ud',
  'nesttableprops',
  'fldrslt',
  'objresult',
  'result',
])

/** Where the text of a group goes that opens with `word`, in a group whose text goes to `target`. */
export function rtfTarget(word: string, isStarred: boolean, target: RtfTarget): RtfTarget {
  // The title stands inside the properties, whose rest is left out.
  if (word === 'title') return 'title'
  if (word === 'info' || target === 'skip') return 'skip'
  if (word === 'fonttbl') return 'fonts'
  if (word === 'stylesheet') return 'styles'
  if (word === 'listtext' || word === 'pntext') return 'label'
  const isForeign = isStarred && !STARRED_TEXT.has(word) && target !== 'styles'
  return SKIPPED.has(word) || isForeign ? 'skip' : target
}
