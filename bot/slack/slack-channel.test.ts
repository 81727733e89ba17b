import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOTE, QUESTION } from '../../test/bot-room.ts'
import type { Payload } from '../../test/fakes/slack/slack-payloads.ts'
import type { SlackMessageRow } from '../../test/fakes/slack/slack-web.ts'
import { openTestDatabase } from '../../test/open-database.ts'
import { openSlackRoom, quiet, type SlackRoom, until } from '../../test/slack-room.ts'
import { wordsOf } from './pack-blocks.ts'

let room: SlackRoom
beforeAll(async () => {
  room = await openSlackRoom(await openTestDatabase())
  await room.link('slack', 'UREPA', 'rep-a')
  await room.link('slack', 'UBOSS', 'boss-e')
})
afterAll(() => room.database.close())
beforeEach(async () => {
  await room.begin()
})
afterEach(async () => {
  expect(await room.end()).toEqual([])
})

const said = (row: SlackMessageRow | undefined): string => wordsOf(row?.blocks ?? [])
const replies = (channel?: string) => room.fake.replies(channel)
const replied = (count: number, channel?: string) =>
  until(
    () => replies(channel).length >= count,
    () => [replies().map(said), room.logged.slice(-8), room.fake.violations],
  )
const withAction = (action: string) => (element: Payload) =>
  String(element['value'] ?? '').includes(`"${action}"`)
const linksOf = (row: SlackMessageRow | undefined) =>
  JSON.stringify(row?.blocks ?? []).match(/https:\/\/pharos\.example[^"]*/gu) ?? []

describe('a direct message', () => {
  it('is acknowledged at once and answered in the chat, with links to the page and thumbs', async () => {
    await room.open()
    const event = room.fake.message('UREPA', QUESTION)
    const done = await room.fake.deliver(event)
    expect(done.ms).toBeLessThan(1_000)
    await replied(1)
    const [reply] = replies('D0UREPA')
    expect(reply?.thread).toBeNull()
    expect(said(reply)).toContain('每日最大剂量不超过4片')
    expect(linksOf(reply)[0]).toContain('https://pharos.example/l/')
    expect(JSON.stringify(reply?.blocks)).toContain('feedback_buttons')
    expect(reply?.metadata?.['event_type']).toBe('pharos_reply')
    expect(reply?.text.length).toBeLessThanOrEqual(300)
  })

  it('shows that it is worked on, and nothing of it stays', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UREPA', QUESTION))
    await replied(1)
    await until(() => room.fake.web.status.size === 0 && room.fake.web.statuses.length >= 2)
    expect(room.fake.web.statuses[0]?.status).toContain('查阅')
  })

  it('that is repeated, over the socket and over HTTP, is answered once', async () => {
    const { events } = await room.open()
    const event = room.fake.message('UREPA', QUESTION)
    await Promise.all([
      room.fake.deliver(event),
      room.fake.deliver(event),
      room.fake.post(events, event, { retry: 1 }),
      room.fake.post(events, event, { retry: 2 }),
    ])
    await replied(1)
    await quiet()
    expect(replies()).toHaveLength(1)
  })

  it('of a bot, an edit, a deletion and a message without a person are left alone', async () => {
    await room.open()
    const event = room.fake.message('UREPA', QUESTION)
    for (const more of [
      { bot_id: 'B1' },
      { subtype: 'message_changed', hidden: true },
      { subtype: 'message_deleted', hidden: true },
      { subtype: 'bot_message', bot_id: 'B2', user: undefined },
      { user: undefined },
      { edited: { user: 'UREPA', ts: '1' } },
      { channel_type: 'channel', channel: 'C0GENERAL' },
    ]) {
      const inner = { ...(event['event'] as Payload), ...more }
      const done = await room.fake.deliver({ ...event, event_id: `Ev${JSON.stringify(more)}`, event: inner })
      expect(done.ms).not.toBeNull()
    }
    await quiet()
    expect(replies()).toEqual([])
  })

  it('of a stranger is refused in words and learns nothing else', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('USTRANGER', QUESTION))
    await replied(1)
    expect(said(replies()[0])).toContain('还不认识您')
    expect(said(replies()[0])).not.toContain('4片')
  })

  it('of somebody whose address Slack vouches for is that user’s', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UREPB', QUESTION))
    await replied(1)
    expect(said(replies()[0])).toContain('4片')
  })

  it('holds signs that mean something to Slack and says them as they are', async () => {
    await room.open()
    await room.fake.deliver(
      room.fake.message('UREPA', '提醒我明天 9:00 把 A&amp;B 的 &lt;资料&gt; *给* :heart: <@UREPB> 看'),
    )
    await replied(1)
    expect(said(replies()[0])).toContain('A&B 的 <资料> *给* :heart:')
    expect(JSON.stringify(replies()[0]?.blocks)).not.toContain('"mrkdwn"')
  })
})

describe('the pane of the assistant', () => {
  it('greets, suggests, takes its title from the first question and answers in the thread', async () => {
    await room.open()
    const { payload, channel, thread } = room.fake.threadStarted('UREPA')
    await room.fake.deliver(payload)
    await replied(1)
    expect(replies()[0]?.thread).toBe(thread)
    expect(said(replies()[0])).toContain('name of rep-a')
    await until(() => room.fake.web.prompts.length === 1)
    await room.fake.deliver(room.fake.message('UREPA', QUESTION, { thread }))
    await replied(2)
    expect(replies()[1]?.thread).toBe(thread)
    await room.fake.deliver(room.fake.message('UREPA', '孕妇能用吗', { thread }))
    await replied(3)
    expect(room.fake.web.titles.get(`${channel}:${thread}`)).toBe(QUESTION)
    await until(() => room.fake.web.status.size === 0)
  })

  it('in the newer view of agents begins a thread with each message', async () => {
    await room.open()
    const event = room.fake.message('UREPA', QUESTION, { fields: { app_context: {} } })
    await room.fake.deliver(event)
    await replied(1)
    expect(replies()[0]?.thread).toBe((event['event'] as Payload)['ts'])
    await room.fake.deliver(room.fake.homeOpened('UREPA', 'messages'))
    await until(() => room.fake.web.prompts.length === 1)
    expect(room.fake.web.prompts[0]?.thread).toBeNull()
  })
})

describe('a mention in a channel', () => {
  it('is answered in its thread where everybody may read the source', async () => {
    await room.open()
    const event = room.fake.mention('UREPA', 'C0GENERAL', QUESTION)
    await room.fake.deliver(event)
    await replied(1)
    expect(replies()[0]).toMatchObject({ channel: 'C0GENERAL', thread: (event['event'] as Payload)['ts'] })
    expect(said(replies()[0])).toContain('4片')
  })

  it('about one’s own records is answered in private, with a word in the thread', async () => {
    await room.open()
    await room.fake.deliver(room.fake.mention('UREPA', 'C0GENERAL', NOTE))
    await replied(2)
    expect(said(replies('D0UREPA')[0])).toContain('沈知白')
    expect(said(replies('C0GENERAL')[0])).toContain('私信')
    expect(said(replies('C0GENERAL')[0])).not.toContain('沈知白')
  })

  it('in a channel that is gone ends without a second try', async () => {
    await room.open()
    room.fake.web.closed.set('C0OLD', 'is_archived')
    await room.fake.deliver(room.fake.mention('UREPA', 'C0OLD', QUESTION))
    await until(() => room.logged.some(({ event }) => event === 'inbox.given_up'))
    await quiet()
    expect(replies()).toEqual([])
  })
})

describe('a command', () => {
  it.each([
    ['/ask', QUESTION, '4片'],
    ['/visit', NOTE, '沈知白'],
    ['/remind', '明天上午给沈主任送资料', '送资料'],
    ['/pharos-summary', '我这个月的拜访', '拜访'],
  ])(
    '%s is acknowledged with a word that only the person sees, and answered in private',
    async (name, text, part) => {
      await room.open()
      const done = await room.fake.deliver(room.fake.command('UREPA', name, text))
      expect(done.payload).toMatchObject({ response_type: 'ephemeral' })
      expect((done.payload as { text: string }).text).toContain('私信')
      await replied(1)
      expect(replies()[0]?.channel).toBe('D0UREPA')
      expect(said(replies()[0])).toContain(part)
    },
  )

  it('that is repeated is taken once', async () => {
    await room.open()
    const command = room.fake.command('UREPA', '/remind', '明天上午给江晚送文献')
    await Promise.all([room.fake.deliver(command), room.fake.deliver(command)])
    await replied(1)
    await quiet()
    expect(replies()).toHaveLength(1)
  })

  it('without words opens a form, whose words are answered as the command says', async () => {
    await room.open()
    await room.fake.deliver(room.fake.command('UREPA', '/visit', ''))
    await until(() => room.fake.web.modals.length === 1)
    const sent = room.fake.submit('UREPA', { words: { value: NOTE } })
    expect((await room.fake.deliver(sent)).ms).not.toBeNull()
    await replied(1)
    expect(said(replies()[0])).toContain('沈知白')
  })

  it('while the database is away says so instead of taking it', async () => {
    await room.open({
      receive: () => () => Promise.reject(new Error('away')),
    })
    const done = await room.fake.deliver(room.fake.command('UREPA', '/ask', QUESTION))
    expect((done.payload as { text: string }).text).toContain('没有收下')
  })
})

describe('the shortcut on a message', () => {
  it('makes a visit draft of it in private', async () => {
    await room.open()
    await room.fake.deliver(room.fake.shortcut('UREPA', 'log_visit', NOTE.replace('今天上午', '昨天下午')))
    await replied(1)
    expect(replies()[0]?.channel).toBe('D0UREPA')
    expect(said(replies()[0])).toContain('草稿')
    await until(() => room.fake.ephemerals.length === 1)
    expect(room.fake.ephemerals[0]).toContain('私信')
  })
})

describe('the card of a visit', () => {
  async function aDraft(text: string): Promise<SlackMessageRow> {
    await room.fake.deliver(room.fake.message('UREPA', text))
    await replied(1)
    return replies()[0]!
  }

  it('is confirmed by its button and drawn anew, once, however often it is pressed', async () => {
    await room.open()
    const card = await aDraft(NOTE.replace('今天上午', '前天上午'))
    const press = room.fake.press('UREPA', card, withAction('draft_confirm'))
    await Promise.all([room.fake.deliver(press), room.fake.deliver(press)])
    await until(
      () => replies()[0]!.updates > 0,
      () => room.logged.slice(-5),
    )
    await quiet()
    expect(replies()).toHaveLength(1)
    const drawn = replies()[0]!
    expect(said(drawn)).toContain('已记录 1 次拜访')
    expect(said(drawn)).toContain('沈知白')
    expect(JSON.stringify(drawn.blocks)).not.toContain('draft_confirm')
    const visits = await room.database.query.selectFrom('visits').select('id').execute()
    expect(visits).toHaveLength(1)
  })

  it('is changed by a form that shows the words behind each field', async () => {
    await room.open()
    const card = await aDraft(
      '昨天下午拜访了青岭大学附属医院的江晚主任，聊了康衡的安全性，下周三前给她送文献。',
    )
    await room.fake.deliver(room.fake.press('UREPA', card, withAction('draft_edit')))
    await until(() => room.fake.web.modals.length === 1)
    expect(JSON.stringify(room.fake.web.modals[0]?.view)).toContain('原文“昨天')
    const sent = room.fake.submit('UREPA', {
      'visits.0.date': { selected_date: '2026-02-20' },
      'visits.0.department': { value: '心血管内科' },
      'visits.0.new_follow_up.text': { value: '约下次拜访' },
      'visits.0.new_follow_up.due': { selected_date: '2026-03-20' },
    })
    await Promise.all([room.fake.deliver(sent), room.fake.deliver(sent)])
    await until(
      () => replies()[0]!.updates > 0,
      () => room.logged.slice(-5),
    )
    const drawn = said(replies()[0])
    expect(drawn).toContain('2026-02-20')
    expect(drawn).toContain('心血管内科')
    expect(drawn).toContain('约下次拜访')
    expect(drawn).toContain('送文献')
    await quiet()
    expect(replies()).toHaveLength(1)
  })

  it('that was changed meanwhile is not overwritten by an older form', async () => {
    await room.open()
    const card = await aDraft('今天下午电话拜访了青岭大学附属医院的江晚，聊了康衡的价格。')
    await room.fake.deliver(room.fake.press('UREPA', card, withAction('draft_edit')))
    await until(() => room.fake.web.modals.length === 1)
    const older = room.fake.submit('UREPA', { 'visits.0.department': { value: '老的' } })
    await room.fake.deliver(room.fake.submit('UREPA', { 'visits.0.date': { selected_date: '2026-02-27' } }))
    await until(() => replies()[0]!.updates > 0)
    const again = { ...older, view: { ...(older['view'] as Payload), id: 'V2', hash: 'h2' } }
    await room.fake.deliver(again)
    await replied(2)
    expect(said(replies()[1])).not.toContain('老的')
    expect(said(replies()[0])).not.toContain('老的')
  })

  it('is discarded by its button', async () => {
    await room.open()
    const card = await aDraft('上周五上午在青岭市第一医院见了沈知远，聊了泽宁平的安全性。')
    await room.fake.deliver(room.fake.press('UREPA', card, withAction('draft_discard')))
    await until(() => replies()[0]!.updates > 0)
    expect(said(replies()[0])).toContain('放弃')
    expect(JSON.stringify(replies()[0]?.blocks)).not.toContain('"actions"')
  })

  it('whose message is gone is answered by a new one', async () => {
    await room.open()
    const card = await aDraft('今天中午在青岭市第一医院见了沈知远，聊了康衡的用法。')
    const press = room.fake.press('UREPA', card, withAction('draft_discard'))
    room.fake.web.messages.splice(room.fake.web.messages.indexOf(card), 1)
    await room.fake.deliver(press)
    await until(() => replies().some((row) => said(row).includes('放弃')))
  })

  it('asks which of two people is meant by a menu', async () => {
    await room.open()
    const card = await aDraft('今天下午见了沈主任，聊了泽宁平的价格。')
    const menu = card.blocks.find((block) => String(block['block_id'] ?? '').includes('draft_answer'))
    expect(menu).toBeDefined()
    const element = (menu!['elements'] as readonly Payload[])[0]!
    const option = (element['options'] as readonly Payload[])[0]!
    await room.fake.deliver(room.fake.press('UREPA', card, (one) => one === element, String(option['value'])))
    await until(
      () => replies()[0]!.updates > 0,
      () => room.logged.slice(-5),
    )
    expect(said(replies()[0])).toMatch(/沈知(?:白|远)/u)
  })
})

describe('the buttons under an answer', () => {
  it('keep a thumb up without a word in the chat', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UREPA', QUESTION))
    await replied(1)
    await room.fake.deliver(room.fake.press('UREPA', replies()[0]!, withAction('up')))
    await until(() => room.fake.ephemerals.length === 1)
    const kept = async () =>
      (await room.database.query.selectFrom('answer_feedback').select(['verdict', 'reason']).execute()).at(-1)
    for (let waited = 0; waited < 200 && (await kept()) === undefined; waited += 1) await quiet(20)
    expect((await kept())?.verdict).toBe('up')
    expect(replies()).toHaveLength(1)
  })

  it('ask for the reason of a thumb down', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UREPA', `请问${QUESTION}`))
    await replied(1)
    await room.fake.deliver(room.fake.press('UREPA', replies()[0]!, withAction('down')))
    await until(() => room.fake.web.modals.length === 1)
    const option = { selected_option: { value: 'old', text: { type: 'plain_text', text: '资料过期' } } }
    await room.fake.deliver(room.fake.submit('UREPA', { kind: option, words: { value: '应该是2025版' } }))
    const reasons = async () =>
      (await room.database.query.selectFrom('answer_feedback').select('reason').execute()).map(
        (one) => one.reason,
      )
    for (let waited = 0; waited < 200 && !(await reasons()).includes('资料过期: 应该是2025版'); waited += 1)
      await quiet(20)
    expect(await reasons()).toContain('资料过期: 应该是2025版')
    expect(replies()).toHaveLength(1)
  })

  it('take a question to the product manager, and ask what was offered', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UREPA', '泽宁平的保质期是多久？'))
    await replied(1)
    await room.fake.deliver(room.fake.press('UREPA', replies()[0]!, withAction('ask_product_manager')))
    await replied(2)
    expect(said(replies()[1])).toContain('产品经理')
  })
})

describe('a task', () => {
  it('is put off by a menu and done by a button, on its own card', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UREPA', '提醒我明天上午给卢湛打电话'))
    await replied(1)
    const snooze = (element: Payload) => String(element['action_id']).includes('snooze')
    await room.fake.deliver(room.fake.press('UREPA', replies()[0]!, snooze, '下周一'))
    await until(
      () => replies()[0]!.updates === 1,
      () => room.logged.slice(-5),
    )
    expect(said(replies()[0])).toContain('已推迟到')
    await room.fake.deliver(room.fake.press('UREPA', replies()[0]!, withAction('task_done')))
    await until(() => replies()[0]!.updates === 2)
    expect(said(replies()[0])).toContain('已完成')
    expect(replies()).toHaveLength(1)
  })

  it('that is due comes as a notice with its buttons, once', async () => {
    const { bot } = await room.open()
    await room.database.query
      .insertInto('notifications')
      .values({
        id: 'N-slack',
        kind: 'recall',
        user_id: 'rep-a',
        subject_id: null,
        text: '有一份资料已撤回',
        due_at: room.clock.now(),
        created_at: room.clock.now(),
      })
      .execute()
    await bot.deliverNotices()
    await bot.deliverNotices()
    await until(() => replies('D0UREPA').some((row) => said(row).includes('已撤回')))
    await quiet()
    expect(replies('D0UREPA').filter((row) => said(row).includes('已撤回'))).toHaveLength(1)
  })
})

describe('the home page', () => {
  it('shows what is due, lets it be done, and is drawn anew', async () => {
    await room.open()
    await room.tasks.create(
      { userId: 'rep-a', text: '寄出样本资料', due: '2026-02-28', timezone: 'Asia/Shanghai' },
      { userId: 'rep-a', roles: ['rep'] },
    )
    await room.fake.deliver(room.fake.homeOpened('UREPA'))
    await until(
      () => room.fake.web.homes.has('UREPA'),
      () => [room.logged.slice(-5), room.fake.violations],
    )
    const home = () => JSON.stringify(room.fake.web.homes.get('UREPA'))
    expect(home()).toContain('寄出样本资料')
    await room.fake.deliver(room.fake.press('UREPA', 'home', withAction('task_done')))
    await until(
      () => home().includes('已完成'),
      () => room.logged.slice(-5),
    )
    expect(replies()).toEqual([])
    await room.fake.deliver(room.fake.message('UREPA', '提醒我今天下午给沈知远送样本资料'))
    await until(
      () => home().includes('送样本资料'),
      () => room.logged.slice(-5),
    )
  })

  it('shows drafts, which are changed from there by the form', async () => {
    await room.open()
    await room.fake.deliver(
      room.fake.message('UREPA', '今天早上在青岭大学附属医院见了江晚，聊了康衡的指南。'),
    )
    await replied(1)
    await room.fake.deliver(room.fake.homeOpened('UREPA'))
    await until(() => room.fake.web.homes.has('UREPA'))
    await room.fake.deliver(room.fake.press('UREPA', 'home', withAction('draft_edit')))
    await until(() => room.fake.web.modals.length === 1)
    const before = room.fake.web.homeDraws.length
    await room.fake.deliver(room.fake.submit('UREPA', { 'visits.0.date': { selected_date: '2026-02-26' } }))
    await until(
      () => room.fake.web.homeDraws.length > before,
      () => room.logged.slice(-5),
    )
    expect(JSON.stringify(room.fake.web.homes.get('UREPA'))).toContain('2026-02-26')
  })

  it('tells a stranger how to be known, and nothing else', async () => {
    await room.open()
    await room.fake.deliver(room.fake.homeOpened('USTRANGER'))
    await until(() => room.fake.web.homes.has('USTRANGER'))
    expect(JSON.stringify(room.fake.web.homes.get('USTRANGER'))).toContain('绑定')
  })
})

describe('files', () => {
  const share = (user: string, files: readonly Payload[], text = '') =>
    room.fake.message(user, text, { fields: { subtype: 'file_share', files } })

  it('that are voice are heard, with our token', async () => {
    await room.open({ transcribe: async ({ bytes }) => (bytes.length === 5 ? QUESTION : '') })
    const clip = room.fake.file('audio_message.m4a', 'audio/mp4', Buffer.from('sound'), {
      subtype: 'slack_audio',
    })
    await room.fake.deliver(share('UREPA', [clip]))
    await replied(1)
    expect(said(replies()[0])).toContain('听到的是')
    expect(said(replies()[0])).toContain('4片')
  })

  it('without a model for voice are answered with a sentence', async () => {
    await room.open()
    await room.fake.deliver(share('UREPA', [room.fake.file('a.m4a', 'audio/mp4', Buffer.from('sound'))]))
    await replied(1)
    expect(said(replies()[0])).toContain('听不了语音')
  })

  it('of other hosts are not asked for with our token', async () => {
    const { channel } = await room.open()
    const file = (url: string, size: number | null = 5) => ({
      name: 'a',
      mediaType: 'audio/mp4',
      size,
      ref: { url },
    })
    await expect(channel.fetchFile(file('http://127.0.0.1:1/x'))).rejects.toMatchObject({ code: 'not_found' })
    await expect(channel.fetchFile(file('https://slack.com.evil.example/x'))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(channel.fetchFile(file('not an address'))).rejects.toMatchObject({ code: 'not_found' })
    const large = room.fake.file('a', 'audio/mp4', Buffer.alloc(100))
    const small = { deps: { maxFileBytes: 50 } }
    const other = await room.open(small)
    await expect(other.channel.fetchFile(file(large.url_private, null))).rejects.toMatchObject({
      code: 'too_large',
    })
    await expect(other.channel.fetchFile(file(large.url_private, 100))).rejects.toMatchObject({
      code: 'too_large',
    })
    expect(await channel.fetchFile(file(large.url_private, 100))).toHaveLength(100)
  })

  it('dropped as documents are taken or refused in words', async () => {
    await room.open()
    const label = room.fake.file('说明书.pdf', 'application/pdf', Buffer.from('%PDF-1.4'))
    await room.fake.deliver(share('UREPA', [label], '新版说明书'))
    await replied(1)
    expect(said(replies()[0])).not.toBe('')
  })
})

describe('a summary', () => {
  it('comes with its chart as a picture of Slack and its tables row by row', async () => {
    await room.open()
    await room.fake.deliver(room.fake.message('UBOSS', '统计团队这个季度的拜访'))
    await replied(1)
    const [reply] = replies('D0UBOSS')
    expect(said(reply)).toContain('拜访')
    if (reply!.blocks.some((block) => block['type'] === 'image')) {
      const [file] = [...room.fake.web.files.values()]
      expect(file?.bytes?.subarray(1, 4).toString()).toBe('PNG')
    }
  })
})
