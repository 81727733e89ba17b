/**
 * Is this what the uploader meant? Plain checks of a read file against what it is said to be: a label without
 * headings or without its essential sections, a product whose name stands nowhere. They are warnings for a
 * person, never a reason to refuse.
 */
import { foldName } from '../core/text/normalize.ts'
import type { DocumentKind } from '../knowledge/document.ts'
import type { SectionDraft } from './section-draft.ts'

export type PlausibilityWarning =
  | { readonly code: 'no_label_sections' }
  | { readonly code: 'missing_section'; readonly sections: readonly EssentialSection[] }
  | { readonly code: 'product_not_found'; readonly product: string }
  | { readonly code: 'little_text' }

const ESSENTIAL = ['indications', 'dosage', 'contraindications'] as const
type EssentialSection = (typeof ESSENTIAL)[number]
const LITTLE_TEXT = 20

export interface ExpectedDocument {
  readonly kind: DocumentKind
  /** Each product with every name that it has, the one to show first. */
  readonly products: readonly { readonly names: readonly string[] }[]
}

export function checkExtraction(
  sections: readonly SectionDraft[],
  expected: ExpectedDocument,
): readonly PlausibilityWarning[] {
  const warnings: PlausibilityWarning[] = []
  if (sections.reduce((sum, section) => sum + section.text.length, 0) < LITTLE_TEXT)
    warnings.push({ code: 'little_text' })
  if (expected.kind === 'label') {
    const codes = new Set(sections.map((section) => section.code))
    const missing = ESSENTIAL.filter((code) => !codes.has(code))
    if (codes.size === 0 || (codes.size === 1 && codes.has(null)))
      warnings.push({ code: 'no_label_sections' })
    else if (missing.length > 0) warnings.push({ code: 'missing_section', sections: missing })
  }
  if (expected.products.length === 0) return warnings
  const text = foldName(sections.map((section) => `${section.path.join('\n')}\n${section.text}`).join('\n'))
  for (const { names } of expected.products) {
    const folded = names.map(foldName).filter((name) => name.length > 1)
    if (folded.length > 0 && !folded.some((name) => text.includes(name)))
      warnings.push({ code: 'product_not_found', product: names[0]! })
  }
  return warnings
}
