/** What the bot itself says on chat platforms. [Chinese, English] */
export const CHANNEL_MESSAGES = {
  channel_stranger: [
    '您好，我还不认识您。请向管理员要一个 Pharos 绑定码，然后私聊发给我。',
    'Hello, I do not know you yet. Please ask your administrator for a Pharos code and send it to me in a private message.',
  ],
  channel_disabled: [
    '您的 Pharos 账号已停用，请联系管理员。',
    'Your Pharos account is disabled; please ask your administrator.',
  ],
  channel_linked: [
    '{name}，您好，已绑定。可以直接提问产品问题，或把拜访情况发给我。发送“帮助”看看我能做什么。',
    'Hello {name}, you are linked. Ask me about our products, or tell me about a visit. Send "help" to see what I can do.',
  ],
  channel_code_unknown: [
    '这个绑定码不对，请向管理员重新要一个。',
    'This code is not right; please ask your administrator for a new one.',
  ],
  channel_code_expired: [
    '这个绑定码已过期，请向管理员重新要一个。',
    'This code has expired; please ask your administrator for a new one.',
  ],
  channel_code_used: [
    '这个绑定码已经用过，请向管理员重新要一个。',
    'This code has been used; please ask your administrator for a new one.',
  ],
  channel_welcome: [
    '{name}，您好！我可以回答产品问题（每句话都附说明书出处）、把拜访笔记整理成记录、到点提醒您，也可以统计拜访。',
    'Hello {name}! I answer product questions with the source of every sentence, turn visit notes into records, remind you, and count visits.',
  ],
  channel_sign_in: [
    '登录链接（一次有效，{minutes} 分钟内，请勿转发）：{url}',
    'Sign-in link (once, within {minutes} minutes, do not pass it on): {url}',
  ],
  channel_no_address: [
    '还没有设置网页地址（PUBLIC_URL），请联系管理员。',
    'The address of the web pages (PUBLIC_URL) is not set; please ask your administrator.',
  ],
  channel_working: ['正在查阅资料…', 'Looking it up…'],
  channel_queued: [
    '排队中，前面的消息处理完就回复您。',
    'In the queue: I reply as soon as what came before is done.',
  ],
  channel_in_private: [
    '这件事涉及您个人的记录，我在私信里回复您。',
    'This concerns your own records; I have replied in a private message.',
  ],
  channel_answer_in_private: [
    '答案引用了不是群里每个人都能看的资料，已发到您的私信。',
    'The answer cites a document that not everybody here may see; I have sent it to you in a private message.',
  ],
  channel_no_private: [
    '我无法给您发私信，请先打开与我的私聊，再问一次。',
    'I cannot send you a private message; please open a chat with me and ask again.',
  ],
  channel_no_speech: [
    '我暂时听不了语音，请改发文字。',
    'I cannot listen to recordings here; please send text.',
  ],
  channel_heard: ['听到的是：{text}', 'What I heard: {text}'],
  channel_empty: [
    '我只收到了没有文字的内容。请写下问题或拜访情况。',
    'I received nothing with words in it. Please write a question or what happened on a visit.',
  ],
  channel_file_not_yours: [
    '文件由产品经理发布；您可以把文件转给产品经理。',
    'Documents are published by product managers; please pass the file on to one.',
  ],
  channel_file_how: [
    '收到文件“{name}”，但资料要带上类型、产品和生效日期才能入库：请用 pharos ingest 命令或 POST /v1/documents 上传。',
    'I received "{name}", but a document comes in with its kind, products and effective date: please upload it with pharos ingest or POST /v1/documents.',
  ],
  channel_failed: [
    '抱歉，这次没有处理成功，您的消息已记下。请稍后再试；若仍不行，请把编号 {id} 告诉管理员。',
    'Sorry, this did not work; your message has been kept. Please try again later, and if it still fails tell your administrator the number {id}.',
  ],
  channel_maybe_twice: ['（这条消息可能会重复出现。）', '(You may see this message twice.)'],
} as const
