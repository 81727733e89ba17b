/**
 * Characters that Word stores as positions of the fonts Symbol and Wingdings. In labels these are the signs
 * that matter most (≥, ≤, ±, μ): read by position they would turn into letters of another meaning.
 */

const SYMBOL: Readonly<Record<number, string>> = {
  34: '∀',
  36: '∃',
  39: '∋',
  42: '∗',
  45: '−',
  64: '≅',
  94: '⊥',
  126: '∼',
  163: '≤',
  164: '⁄',
  165: '∞',
  171: '↔',
  172: '←',
  173: '↑',
  174: '→',
  175: '↓',
  176: '°',
  177: '±',
  178: '″',
  179: '≥',
  180: '×',
  181: '∝',
  182: '∂',
  183: '•',
  184: '÷',
  185: '≠',
  186: '≡',
  187: '≈',
  188: '…',
  197: '⊕',
  198: '∅',
  199: '∩',
  200: '∪',
  206: '∈',
  208: '∠',
  210: '®',
  211: '©',
  212: '™',
  213: '∏',
  214: '√',
  215: '⋅',
  222: '⇒',
  226: '®',
  227: '©',
  228: '™',
  229: '∑',
  242: '∫',
}
const GREEK_UPPER = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ'
const GREEK_LOWER = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ'
const WINGDINGS: Readonly<Record<number, string>> = {
  108: '●',
  110: '■',
  111: '□',
  117: '◆',
  158: '·',
  159: '•',
  167: '▪',
  168: '□',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  240: '⇨',
  251: '✗',
  252: '✓',
  254: '☑',
}

/** @param code position in the font, with or without the private-use offset 0xF000 */
export function symbolCharacter(code: number, font: string): string {
  const position = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code
  if (/^wingdings/i.test(font)) return WINGDINGS[position] ?? '•'
  if (!/^symbol/i.test(font)) return code >= 0xf000 && code <= 0xf0ff ? '' : String.fromCodePoint(code)
  if (position >= 0x41 && position <= 0x5a) return GREEK_UPPER[position - 0x41] ?? ''
  if (position >= 0x61 && position <= 0x7a) return GREEK_LOWER[position - 0x61] ?? ''
  return SYMBOL[position] ?? (position >= 0x20 && position < 0x7f ? String.fromCharCode(position) : '')
}

/** Private-use characters inside ordinary text of a symbol font, as older files have them. */
export function plainSymbols(text: string, font: string): string {
  return text.replace(/[\uF020-\uF0FF]/g, (char) => symbolCharacter(char.charCodeAt(0), font || 'Symbol'))
}
