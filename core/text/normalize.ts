/**
 * One spelling for comparison: NFKC (full-width, Kangxi radicals, ligatures), lower case, single spaces.
 * Stored text is never changed by this; only what is compared or indexed is.
 */

/** Text for matching: NFKC, lower case, white space folded to one space, trimmed. */
export function normalizeText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** A name as a key: normalised, without spaces, hyphens, dots, brackets or trademark signs. */
export function foldName(name: string): string {
  return normalizeText(name.replace(/[®™©]/gu, '')).replace(/[\s\-‐-―·•・.,，。()（）[\]【】/'’"“”]+/gu, '')
}

/**
 * Text for comparing a quote with its source: NFKC without any white space, as the verification
 * rule says. Numbers, units, signs and case stay as they are.
 */
export function quoteKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}
