/** What the server says on its terminal. [Chinese, English] */
export const SERVER_MESSAGES = {
  server_ready: ['Pharos 已启动：{url}', 'Pharos is running: {url}'],
  server_link: ['登录链接（一次有效，60 分钟内）：', 'Sign-in link (once, within 60 minutes):'],
  server_admin_token: [
    '管理员令牌（只显示这一次，请保存）：',
    'Administrator token (shown this once, keep it):',
  ],
  server_try: ['在终端提问：', 'Ask in a terminal:'],
  server_example_question: ['糖诺利eGFR 40还能用吗', 'Can Tangnuoli be used at an eGFR of 40?'],
  server_examples: [
    '正在载入示例公司 {done}/{total}：{title}',
    'Loading the example company {done}/{total}: {title}',
  ],
  server_examples_done: [
    '示例公司已就绪（{count} 份文件）。',
    'The example company is ready ({count} documents).',
  ],
  server_examples_failed: [
    '示例文件未能载入：{title}（{code}）',
    'An example was not loaded: {title} ({code})',
  ],
  server_stopping: ['正在停止…', 'Stopping…'],
} as const
