/**
 * A form with one file: fields as texts (repeated ones as lists), the file in memory up to the limit.
 * What the fields mean is the route's schema.
 */
// Its types add isMultipart() and parts() to a request.
import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../core/errors.ts'
import type { UploadedFile } from './route.ts'

export interface Form {
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  readonly file: UploadedFile | undefined
}

/** Throws `unsupported_media_type` for what is no form, `too_large`, `invalid_input` for a second file or a damaged form. */
export async function readForm(request: FastifyRequest, maxFileBytes: number): Promise<Form> {
  if (!request.isMultipart()) {
    throw new AppError(
      'unsupported_media_type',
      'Send multipart/form-data with the file in the field "file".',
    )
  }
  try {
    return await readParts(request, maxFileBytes)
  } catch (error) {
    if (error instanceof AppError || (error as { code?: unknown }).code !== undefined) throw error
    // The parser's own errors have no code: no boundary, no end, a header that is none.
    throw new AppError('invalid_input', 'The form is damaged or incomplete.', { cause: error })
  }
}

async function readParts(request: FastifyRequest, maxFileBytes: number): Promise<Form> {
  const fields = new Map<string, string[]>()
  let file: UploadedFile | undefined
  for await (const part of request.parts({
    limits: { fileSize: maxFileBytes, files: 1, fields: 40, fieldSize: 64 * 1024, parts: 60 },
  })) {
    if (part.type === 'file') {
      file = {
        name: fileName(part.filename),
        mediaType: part.mimetype,
        bytes: await part.toBuffer().catch((error: unknown) => {
          throw tooLarge(error, maxFileBytes)
        }),
      }
      continue
    }
    if (part.fieldnameTruncated || part.valueTruncated) {
      throw new AppError('invalid_input', 'A field of the form is too long.', {
        details: { field: part.fieldname },
      })
    }
    fields.set(part.fieldname, [...(fields.get(part.fieldname) ?? []), String(part.value)])
  }
  return {
    fields: Object.fromEntries(
      [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
    ),
    file,
  }
}

function tooLarge(error: unknown, maxFileBytes: number): unknown {
  if ((error as { code?: unknown }).code !== 'FST_REQ_FILE_TOO_LARGE') return error
  const megabytes = Math.floor(maxFileBytes / (1024 * 1024))
  return new AppError('too_large', `A file has at most ${megabytes} MB.`, {
    details: { maxBytes: maxFileBytes },
  })
}

/** The last part of whatever path the client sent; browsers send names, some programs send paths. */
function fileName(given: string | undefined): string {
  const name = (given ?? '').split(/[\\/]/).at(-1)?.trim() ?? ''
  return name === '' ? 'file' : name.slice(-255)
}
