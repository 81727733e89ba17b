/** Documents: upload one or another version of one, list them, open one with its versions. */
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import { listDocuments } from '../../knowledge/list-documents.ts'
import { getDocument } from '../../knowledge/read-version.ts'
import type { ApiDeps } from '../deps.ts'
import { idParams, pageQuery, pageSchema, recordId } from '../fields.ts'
import { type Route, route } from '../route.ts'
import { readAudience } from './read-audience.ts'
import { readProducts } from './read-products.ts'
import {
  addedVersionSchema,
  documentKind,
  documentSchema,
  lifecycleState,
  versionSchema,
} from './version-schema.ts'

const repeated = z.union([z.string(), z.array(z.string())]).optional()

const form = z.object({
  title: z.string().max(500).optional().describe("The file's name without its ending when left out."),
  products: repeated.describe('Ids or names, repeated or with commas between them.'),
  effectiveFrom: z.string().max(40).optional().describe('ISO 8601; a plain date begins at 00:00 there.'),
  expiresAt: z.string().max(40).optional(),
  audience: repeated.describe('{"roles":[],"teams":[]} or "rep,team:T1"; everybody when left out.'),
  language: z.string().max(20).optional(),
})

type Deps = Pick<ApiDeps, 'database' | 'clock' | 'documents' | 'products'>

export function createDocumentRoutes(deps: Deps): readonly Route[] {
  const db = deps.database.query
  return [
    route({
      method: 'GET',
      path: '/v1/documents',
      tag: 'Documents',
      summary: 'Documents, newest first: all of them for those who control them, else what is in force.',
      query: pageQuery.extend({
        kind: documentKind.optional(),
        product: recordId.optional(),
        productId: recordId.optional(),
        state: lifecycleState.optional(),
        title: z.string().max(500).optional().describe('Part of the title.'),
      }),
      response: pageSchema(documentSchema),
      handle: ({ query: { product, ...query }, caller }) =>
        listDocuments(db, caller.reader, deps.clock.now(), {
          ...query,
          productId: query.productId ?? product,
        }),
    }),
    route({
      method: 'POST',
      path: '/v1/documents',
      tag: 'Documents',
      summary: 'Upload a document. Its text is extracted by the job; review and publishing follow.',
      multipart: true,
      heavy: true,
      body: form.extend({ kind: documentKind }),
      status: 202,
      response: addedVersionSchema,
      async handle(call) {
        const { products, audience, ...fields } = call.body
        const file = call.file()
        return deps.documents.createDocument({
          ...fields,
          audience: readAudience(audience),
          productIds: await readProducts(products, deps.products),
          file,
          createdBy: call.caller.user.id,
        })
      },
    }),
    route({
      method: 'GET',
      path: '/v1/documents/:id',
      tag: 'Documents',
      summary: 'A document with the versions that the caller may open.',
      params: idParams,
      response: documentSchema.extend({ versions: z.array(versionSchema) }),
      handle: ({ params, caller }) => getDocument(db, params.id, caller.reader, deps.clock.now()),
    }),
    route({
      method: 'POST',
      path: '/v1/documents/:id/versions',
      tag: 'Documents',
      summary: 'Upload a new version. Title and audience are those of the newest one when left out.',
      params: idParams,
      multipart: true,
      heavy: true,
      body: form.extend({ kind: documentKind.optional() }),
      status: 202,
      response: addedVersionSchema,
      async handle(call) {
        const { products, audience, kind, ...fields } = call.body
        const file = call.file()
        const document = await getDocument(db, call.params.id, call.caller.reader, deps.clock.now())
        if (kind !== undefined && kind !== document.kind) throw differs('kind', document.kind)
        const productIds = await readProducts(products, deps.products)
        // The products belong to the document: a version that is about others is another document.
        if (productIds.length > 0 && !sameSet(productIds, document.productIds)) {
          throw differs('products', document.productIds.join(', '))
        }
        return deps.documents.addVersion(call.params.id, {
          ...fields,
          audience: readAudience(audience),
          file,
          createdBy: call.caller.user.id,
        })
      },
    }),
  ]
}

function differs(field: string, value: string): AppError {
  return new AppError('invalid_input', `All versions of a document have its ${field}: ${value || 'none'}.`, {
    details: { field },
  })
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}
