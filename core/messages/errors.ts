/** What a person reads for each error code: what happened, and what to do. [Chinese, English] */
import type { ErrorCode } from '../errors.ts'

export const ERROR_MESSAGES = {
  invalid_input: [
    '提交的内容有误，请修改后重试。',
    'Something in this call is not right. Correct it and try again.',
  ],
  invalid_config: ['服务的配置有误。', 'The configuration of the service is not right.'],
  body_too_large: ['内容过大。', 'This is too large.'],
  unsupported_media_type: ['不支持这种内容类型。', 'This content type is not supported.'],
  not_found: ['没有找到，或您无权查看。', 'Not found, or not for you to see.'],
  conflict: ['与已有的内容冲突。', 'This conflicts with what is there already.'],
  idempotency_mismatch: [
    '同一个 Idempotency-Key 已用于另一个请求，请换一个。',
    'This Idempotency-Key was used for a different call. Take a new one.',
  ],
  wrong_host: ['请通过服务公布的地址访问。', 'Open the service by the address it announces.'],
  token_missing: ['请先登录。', 'Sign in first.'],
  token_invalid: ['登录凭证无效，请重新登录。', 'This token is not valid. Sign in again.'],
  token_revoked: [
    '登录凭证已被撤销，请联系管理员。',
    'This token was revoked. Ask an administrator for a new one.',
  ],
  token_expired: ['登录已过期，请重新登录。', 'This token has expired. Sign in again.'],
  user_disabled: ['账号已停用，请联系管理员。', 'This account is disabled. Ask an administrator.'],
  forbidden: ['您没有权限进行此操作。', 'You are not allowed to do this.'],
  own_approval: [
    '不能审批自己上传的版本，请由他人审批。',
    'Nobody approves what they uploaded. Ask another reviewer.',
  ],
  wrong_state: ['当前状态下不能进行此操作。', 'This cannot be done in the present state.'],
  checklist_incomplete: ['审核清单尚未完成。', 'The review checklist is not complete.'],
  not_ready: ['文件的文字尚未提取完成，请稍候。', 'The text is not extracted yet. Try again shortly.'],
  blocked_by_finding: [
    '内容涉及禁止事项，不能提交。请修改后再提交，或等待审核人处理（已通知）。',
    'The note shows what the rules forbid, so it cannot be submitted. Change it, or wait for a reviewer, who was told.',
  ],
  unsupported_type: [
    '不支持这种文件类型，请转换为 PDF 或 Word 后上传。',
    'This type of file is not read. Convert it to PDF or Word.',
  ],
  encrypted: [
    '文件有密码保护，请去除密码后重新上传。',
    'The file is protected by a password. Remove it and upload again.',
  ],
  damaged: ['文件已损坏，请重新导出后上传。', 'The file is damaged. Export it again and upload it.'],
  empty: ['文件是空的。', 'The file is empty.'],
  too_large: [
    '文件过大，请拆分或压缩图片后上传。',
    'The file is too large. Split it or shrink its pictures.',
  ],
  too_many_pages: ['页数过多，请拆分后上传。', 'The file has too many pages. Split it.'],
  zip_bomb: ['压缩内容异常，已拒绝读取。', 'The file unpacks to an absurd size and was refused.'],
  needs_ocr: [
    '这是扫描件，需要在服务器上安装 tesseract（含 chi_sim）后重试，或上传带文字的版本。',
    'This is a scan: install tesseract (with chi_sim) on the server and try again, or upload a version with text.',
  ],
  needs_converter: [
    '这是旧格式文件，请另存为新格式（如 .docx）后上传。',
    'This is an old format. Save it in a current one (.docx) and upload that.',
  ],
  no_text: ['文件中没有可读的文字。', 'There is no readable text in the file.'],
  poor_scan: [
    '扫描件质量太差，数字无法可靠识别。请以 300 dpi 重新扫描（清晰、端正）或上传带文字的版本。',
    'The scan is too poor for its numbers to be read reliably. Scan it again, sharp and straight, at 300 dpi, or upload a version with text.',
  ],
  parse_timeout: ['读取文件超时，请拆分后上传。', 'Reading the file took too long. Split it.'],
  parse_memory: ['读取文件占用内存过多，请拆分后上传。', 'Reading the file took too much memory. Split it.'],
  rate_limited: ['请求过于频繁，请稍后再试。', 'Too many calls. Wait a moment and try again.'],
  overloaded: ['服务繁忙，请稍后再试。', 'The service is busy. Try again in a moment.'],
  folder_locked: ['数据文件夹正被另一个进程使用。', 'The data folder is in use by another process.'],
  port_in_use: ['端口已被占用，请用 PORT 换一个端口。', 'The port is in use. Choose another with PORT.'],
  migration_failed: ['数据库升级失败。', 'The database could not be brought up to date.'],
  database_unavailable: [
    '数据库暂时不可用，请稍后再试。',
    'The database is not available. Try again shortly.',
  ],
  transcription_unavailable: [
    '语音暂时无法转成文字，请改发文字。',
    'Voice messages cannot be turned into text at the moment. Write it instead.',
  ],
  model_unavailable: ['模型服务暂时不可用。', 'The model service is not available.'],
  internal: ['出错了，我们已记录。请稍后再试。', 'Something went wrong and was recorded. Try again later.'],
} as const satisfies Record<ErrorCode, readonly [string, string]>
