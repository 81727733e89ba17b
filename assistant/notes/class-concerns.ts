/**
 * Which reactions a class of medicines is known for: where a note names several products and one worry, the worry
 * goes to the product whose class it belongs to. Says nothing of whether somebody had it.
 */
import type { DirectoryProduct } from './note-reading.ts'

const CLASSES: readonly { readonly generic: RegExp; readonly reactions: RegExp }[] = [
  {
    generic: /列净|gliflozin/iu,
    reactions:
      /酮症|酸中毒|尿路|泌尿|尿糖|生殖|脱水|外阴|\b(?:ketoacidosis|DKA|UTI|genital|volume depletion)\b/iu,
  },
  {
    generic: /鲁肽|glutide|那肽/iu,
    reactions: /胰腺炎|恶心|呕吐|胃肠|甲状腺|打针|注射|\b(?:pancreatitis|nausea|vomit\w*|GI|injection)\b/iu,
  },
  {
    generic: /他汀|statin/iu,
    reactions: /肌[痛酸肉溶无]|\bCK\b|横纹肌|肝酶|转氨酶|\b(?:myalgia|muscle|rhabdo\w*|LFTs?)\b/iu,
  },
  {
    generic: /地平|dipine/iu,
    reactions: /水肿|脚踝|脚肿|腿肿|脸红|牙龈|心慌|\b(?:o?edema|ankle|flushing|gingival)\b/iu,
  },
  {
    generic: /替尼|tinib/iu,
    reactions: /间质性|皮疹|腹泻|甲沟|耐药|\b(?:ILD|interstitial|rash|diarrh\w*|infiltrates)\b/iu,
  },
  { generic: /培南|penem/iu, reactions: /癫痫|抽搐|耐药|艰难梭|\b(?:seizures?|resistance|C\.? ?diff)\b/iu },
]

/** The one product of these whose class is known for what the text names; null when none or several are. */
export function productOfConcern(text: string, products: readonly DirectoryProduct[]): string | null {
  const known = CLASSES.filter(({ reactions }) => reactions.test(text))
  const fitting = products.filter(({ generic, name, aliases }) =>
    known.some(({ generic: stem }) => stem.test([generic ?? '', name, ...aliases].join(' '))),
  )
  return fitting.length === 1 ? fitting[0]!.id : null
}
