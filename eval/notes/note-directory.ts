/**
 * The company's master data as the reader of notes takes them: from the example company's own file, or from
 * one of the same content in other field names (brand, inst, dept) that a folder of notes brings along.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { NoteDirectory } from '../../assistant/notes/note-reading.ts'

const texts = z.array(z.string()).default([])
const account = z.object({ id: z.string(), name: z.string(), aliases: texts, nameEn: z.string().optional() })
const product = z.object({
  id: z.string(),
  name: z.string().optional(),
  brand: z.string().optional(),
  generic: z.string().optional(),
  genericName: z.string().optional(),
  aliases: texts,
  englishNames: texts,
  indications: z.array(z.string()).optional(),
  label_indications: z.array(z.string()).optional(),
})
const contact = z.object({
  id: z.string(),
  name: z.string(),
  inst: z.string().optional(),
  accountId: z.string().optional(),
  dept: z.string().nullable().optional(),
  department: z.string().nullable().optional(),
  title: z.string().nullable().default(null),
})
const schema = z.object({
  products: z.array(product),
  competitors: z.array(z.union([z.string(), z.object({ name: z.string() })])),
  accounts: z.array(account).optional(),
  institutions: z.array(account).optional(),
  contacts: z.array(contact),
})

/** Throws when the file is neither of the two shapes. */
export function readDirectory(path: string): NoteDirectory {
  const company = schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  return {
    accounts: (company.accounts ?? company.institutions ?? []).map(({ id, name, aliases, nameEn }) => ({
      id,
      name,
      aliases: nameEn === undefined ? aliases : [...aliases, nameEn],
    })),
    contacts: company.contacts.map((one) => ({
      id: one.id,
      name: one.name,
      accountId: one.accountId ?? one.inst ?? '',
      department: one.department ?? one.dept ?? null,
      title: one.title,
    })),
    products: company.products.map((one) => ({
      id: one.id,
      name: one.name ?? one.brand ?? one.id,
      generic: one.genericName ?? one.generic ?? null,
      aliases: [...one.aliases, ...one.englishNames],
      indications: one.indications ?? one.label_indications ?? [],
    })),
    competitors: company.competitors.map((one) => (typeof one === 'string' ? one : one.name)),
  }
}
