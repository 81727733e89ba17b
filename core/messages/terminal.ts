/** The terminal program. [Chinese, English] */
export const TERMINAL_MESSAGES = {
  terminal_usage: [
    `用法：npm run pharos -- 命令

  ask "问题"                 提问（--product 编号，--json）
  chat                       连续对话
  log "拜访记录"             写拜访记录，核对后回复“确认”（--confirm 直接确认，--json）
  search "词语"              只检索，不作答（-k 条数）
  ingest 文件…               上传文件（--kind label|training|policy|literature|qa，--title，--products 编号,编号，
                             --document 编号 作为新版本，--effective 日期，--audience rep,team:T1，--publish）
  import 文件                导入主数据（--kind products|users|teams|accounts|contacts|territories|plans|visits，
                             --dry-run 只检查不写入；文件名就是种类时可省略 --kind）
  token 用户                 为用户生成访问令牌（只显示一次）
  link [用户]                生成一次性登录链接
  dataverse check            检查 Dynamics 365 环境是否可以同步（provision：建好所需的表和列）
  sync status                同步状态（retry [记录编号…]、pull、reconcile；export 种类 文件.csv|.xlsx 导出）

服务地址与令牌：PHAROS_URL、PHAROS_TOKEN，默认读取本机服务写下的 local.json。`,
    `Usage: npm run pharos -- COMMAND

  ask "question"             ask (--product ID, --json)
  chat                       a conversation
  log "visit note"           log a visit; read the card and reply "confirm" (--confirm at once, --json)
  search "words"             passages only, no answer (-k N)
  ingest FILE…               upload (--kind label|training|policy|literature|qa, --title, --products ID,ID,
                             --document ID for a new version, --effective DATE, --audience rep,team:T1, --publish)
  import FILE                master data (--kind products|users|teams|accounts|contacts|territories|plans|visits,
                             --dry-run only checks; without --kind the file's name says it)
  token USER                 a token for a user, shown once
  link [USER]                a sign-in link, good once
  dataverse check            whether the Dynamics 365 environment is ready (provision: make its tables and columns)
  sync status                the exchange with other systems (retry [ID…], pull, reconcile; export KIND FILE.csv|.xlsx)

Address and token: PHAROS_URL and PHAROS_TOKEN, else what the server on this machine left in local.json.`,
  ],
  terminal_unknown_command: ['没有“{command}”这个命令。', 'There is no command "{command}".'],
  terminal_not_running: [
    '连接不上 {url}。请先在另一个终端运行 npm start。',
    'Nothing answers at {url}. Run npm start in another terminal first.',
  ],
  terminal_no_local: [
    '没有找到本机服务（{path}）。请先运行 npm start，或设置 PHAROS_URL 和 PHAROS_TOKEN。',
    'No server on this machine was found ({path}). Run npm start, or set PHAROS_URL and PHAROS_TOKEN.',
  ],
  terminal_not_pharos: ['{url} 上运行的不是 Pharos。', 'What answers at {url} is not Pharos.'],
  terminal_needs: ['“{command}”需要：{what}', '"{command}" needs {what}'],
  terminal_question: ['一个问题', 'a question'],
  terminal_file: ['一个文件', 'a file'],
  terminal_user: ['一个用户编号', 'a user id'],
  terminal_kind: ['--kind（{kinds}）', '--kind ({kinds})'],
  terminal_no_file: ['没有这个文件：{path}', 'There is no file {path}'],
  terminal_sources: ['出处', 'Sources'],
  terminal_page: ['第{page}页', 'p. {page}'],
  terminal_effective: ['{date}起有效', 'effective {date}'],
  terminal_follow_ups: ['接着问', 'Ask next'],
  terminal_no_evidence: ['资料中没有', 'Not in the documents'],
  terminal_restricted: ['超出说明书', 'Beyond the label'],
  terminal_safety: ['疑似不良事件', 'Possible adverse event'],
  terminal_no_hits: ['没有找到。', 'Nothing found.'],
  terminal_chat: ['输入问题，空行或 Ctrl+D 结束。', 'Type a question; an empty line or Ctrl+D ends.'],
  terminal_waiting: [
    '仍在排队：服务端没有在处理文件的进程吗？（Ctrl+C 可退出，文件已保存）',
    'still queued: is no process of the server working on files? (Ctrl+C leaves; the file is kept)',
  ],
  terminal_duplicate: ['同一文件已存在，未重复添加', 'this file was there already; nothing was added'],
  terminal_uploaded: [
    '已提取文字，状态为草稿，待提交审核',
    'text extracted; a draft, to be submitted for review',
  ],
  terminal_published: ['已发布', 'published'],
  terminal_submitted: [
    '已提交审核，需由他人审批后发布',
    'submitted; somebody else must approve it before it is published',
  ],
  terminal_accepted: [
    '接受 {accepted} 行（新增 {created}，更新 {updated}，未变 {unchanged}），拒绝 {rejected} 处',
    '{accepted} rows accepted ({created} new, {updated} changed, {unchanged} as they were), {rejected} faults',
  ],
  terminal_dry_run: ['（试运行，未写入）', '(dry run, nothing was written)'],
  terminal_row: ['第 {row} 行 {column}：{message}', 'row {row}, {column}: {message}'],
  terminal_token: ['{user} 的令牌（只显示这一次）：', 'Token of {user} (shown this once):'],
  terminal_link: ['登录链接（一次有效，60 分钟内）：', 'Sign-in link (once, within 60 minutes):'],
} as const
