/** The page that describes the API. [Chinese, English] */
export const DOCS_PAGE_MESSAGES = {
  docs_title: ['Pharos 接口说明', 'The interface of Pharos'],
  docs_lead: [
    '请求须带 Authorization: Bearer 令牌。机器可读的描述：',
    'Calls carry Authorization: Bearer with a token. For programs:',
  ],
  docs_routes: ['接口', 'Calls'],
  docs_errors: ['错误代码', 'Error codes'],
  docs_errors_lead: [
    '出错时返回 RFC 9457 文档，含 code 与 correlationId；反馈问题时请附上 correlationId。',
    'A failure is an RFC 9457 document with code and correlationId; name the latter when you report one.',
  ],
  docs_code: ['代码', 'Code'],
  docs_status: ['状态', 'Status'],
  docs_retry: ['可重试', 'Retry'],
  docs_yes: ['是', 'yes'],
  docs_meaning: ['含义与处理', 'What it means, and what to do'],
  docs_parameters: ['参数', 'Parameters'],
  docs_required: ['必填', 'required'],
  docs_body: ['请求内容', 'Body'],
  docs_answer: ['返回', 'Answer'],
} as const
