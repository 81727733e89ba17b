/** Where to go after signing in: a path of this service and nothing else, whoever wrote the link. */

/** `next` when it is such a path, else "/". */
export function nextPath(next: unknown): string {
  if (typeof next !== 'string' || next.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return '/'
  // A browser reads "\" as "/" and drops what it cannot read: the parsed address decides.
  const base = 'http://here.invalid'
  if (!URL.canParse(next, base)) return '/'
  const url = new URL(next, base)
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-')) return '/'
  return `${url.pathname}${url.search}`
}
