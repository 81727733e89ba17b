/**
 * A picture as a file of Slack that a block can show. It is uploaded beside the message, not with it, so that the
 * message itself stays one call that can be looked for. A file is of use only after Slack has looked at it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { SlackClient } from './slack-client.ts'

export interface Picture {
  readonly png: Buffer
  /** What it shows, in words. */
  readonly alt: string
}

const LOOKS = 8
const LOOK_MS = 250
const UPLOAD_MS = 20_000

/** Id of the file. Throws as calls to Slack do, and where the upload fails. */
export async function uploadPicture(client: SlackClient, { png, alt }: Picture): Promise<string> {
  const begun = await client.files.getUploadURLExternal({
    filename: 'chart.png',
    length: png.length,
    alt_text: alt,
  })
  const { upload_url: url, file_id: id } = begun
  if (url === undefined || id === undefined) throw new Error('Slack named no place to upload to.')
  const uploaded = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(png),
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_MS),
  })
  if (!uploaded.ok) throw new Error('The upload was refused.')
  await client.files.completeUploadExternal({ files: [{ id, title: alt }] })
  for (let look = 0; look < LOOKS; look += 1) {
    const { file } = await client.files.info({ file: id })
    if (file?.mimetype !== undefined && file.mimetype !== '') return id
    await pause(LOOK_MS)
  }
  throw new Error('Slack did not make a picture of the file in time.')
}
