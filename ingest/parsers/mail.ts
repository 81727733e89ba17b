/**
 * Mail: .eml (also .mht pages that Word saved) by `postal-mime`, Outlook's .msg by `@kenjiuno/msgreader`.
 * The subject is the heading, sender and date stand below it, then the text. Attachments are named, not read.
 */
import MsgReaderPackage from '@kenjiuno/msgreader'
import PostalMime from 'postal-mime'
import { AppError } from '../../core/errors.ts'
import { finishDocument } from '../finish-document.ts'
import type { Block, ParsedDocument, ParseWarning } from '../parsed-document.ts'
import type { Parser, ParseSource } from '../parser.ts'
import { readHtml } from './html-blocks.ts'
import { textBlocks } from './text.ts'

interface Mail {
  readonly mediaType: string
  readonly subject: string | undefined
  readonly from: string | undefined
  readonly date: string | undefined
  readonly text: string | undefined
  readonly html: string | undefined
  readonly attachments: readonly string[]
}

/** Windows code pages whose letters are not Western, by their number. */
const CODE_PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1251: 'windows-1251',
  54936: 'gb18030',
}

// The package is CommonJS whose default export sits one level deeper under Node's ES modules.
const MsgReader = ((MsgReaderPackage as unknown as { default?: unknown }).default ??
  MsgReaderPackage) as typeof MsgReaderPackage.default

export const parseEml: Parser = async (source) => {
  const mail = await PostalMime.parse(source.bytes, { maxNestingDepth: 32 })
  return mailDocument(
    {
      mediaType: 'message/rfc822',
      subject: mail.subject,
      from: mail.from?.name || mail.from?.address,
      date: mail.date,
      text: mail.text,
      html: mail.html,
      attachments: mail.attachments
        .filter((each) => each.related !== true && each.disposition !== 'inline')
        .map((each) => each.filename ?? each.mimeType),
    },
    source,
  )
}

export const parseMsg: Parser = async (source) => {
  const mail = readMsg(source.bytes)
  const html = mail.bodyHtml ?? (mail.html === undefined ? undefined : new TextDecoder().decode(mail.html))
  return mailDocument(
    {
      mediaType: 'application/vnd.ms-outlook',
      subject: mail.subject,
      from: mail.senderName ?? mail.senderEmail,
      date: mail.messageDeliveryTime ?? mail.clientSubmitTime,
      text: mail.body,
      html,
      attachments: (mail.attachments ?? [])
        .filter((each) => each.attachmentHidden !== true)
        .map((each) => each.fileName ?? each.name ?? 'attachment'),
    },
    source,
  )
}

function readMsg(bytes: Uint8Array) {
  const read = (encoding?: string) => {
    const reader = new MsgReader(new Uint8Array(bytes).buffer)
    if (encoding !== undefined) reader.parserConfig = { ansiEncoding: encoding }
    return reader.getFileData()
  }
  try {
    const mail = read()
    // Old mails keep their texts in the code page of the sender; it is only known after a first reading.
    const encoding = CODE_PAGES[mail.messageCodepage ?? mail.internetCodepage ?? 0]
    return encoding === undefined ? mail : read(encoding)
  } catch (error) {
    throw new AppError('damaged', 'The mail is damaged and cannot be read.', { cause: error })
  }
}

function mailDocument(mail: Mail, source: ParseSource): ParsedDocument {
  const fromHtml = mail.html === undefined ? [] : readHtml(mail.html, null).blocks
  const body = fromHtml.length > 0 ? fromHtml : textBlocks(mail.text ?? '')
  const day = mail.date === undefined ? undefined : isoMinute(mail.date)
  const line = [mail.from, day].filter((part) => part !== undefined && part !== '').join(' · ')
  const subject = mail.subject?.trim() ?? ''
  const blocks: readonly Block[] = [
    ...(subject === '' ? [] : [{ kind: 'heading', text: subject, page: null, level: 1 } as const]),
    // Without subject and text, sender and date alone make no document.
    ...(line === '' || (body.length === 0 && subject === '')
      ? []
      : [{ kind: 'paragraph', text: line, page: null } as const]),
    ...body,
  ]
  const warnings = mail.attachments.map(
    (name): ParseWarning => ({
      code: 'part_skipped',
      message: `The attachment "${name}" was not read. Upload it on its own.`,
    }),
  )
  return finishDocument(
    { mediaType: mail.mediaType, title: subject, pageCount: null, blocks, warnings },
    source.limits,
  )
}

function isoMinute(date: string): string {
  const time = new Date(date)
  return Number.isNaN(time.getTime()) ? date : time.toISOString().slice(0, 16).replace('T', ' ')
}
