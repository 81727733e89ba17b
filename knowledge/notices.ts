/** The texts of the notices that document control sends, in both languages. They name titles, never users. */

export interface RecallFacts {
  readonly title: string
  readonly number: number
  readonly reason: string
  readonly answers: number
}

export interface GapFacts {
  readonly question: string
  readonly reply: string
}

const isEnglish = (locale: string): boolean => locale === 'en'

export function recallNotice(locale: string, facts: RecallFacts): string {
  return isEnglish(locale)
    ? `Recall: "${facts.title}" (version ${facts.number}) has been withdrawn. Reason: ${facts.reason}. ` +
        `${facts.answers} of the answers you were given cite${facts.answers === 1 ? 's' : ''} it: ` +
        'please do not use them any more, and correct what you have passed on.'
    : `撤回通知：《${facts.title}》（第${facts.number}版）已撤回。原因：${facts.reason}。` +
        `您收到的${facts.answers}条回答引用了该版本，请停止使用，并更正已对外传递的内容。`
}

/** To product managers: somebody waits for their reply. */
export function gapRequestNotice(locale: string, question: string): string {
  return isEnglish(locale)
    ? `A question that no document in force answers waits for your reply: "${question}"`
    : `有一个现行资料无法回答的问题等待您答复：“${question}”`
}

/** To those who asked. The reply is the manager's own word until the Q&A made of it is approved. */
export function gapAnswerNotice(locale: string, facts: GapFacts): string {
  return isEnglish(locale)
    ? `The product manager replied to your question "${facts.question}":\n${facts.reply}\n` +
        '(This reply is in review; cite it to customers only once it is published.)'
    : `产品经理答复了您的问题“${facts.question}”：\n${facts.reply}\n（该答复正在审核，发布前请勿对外引用。）`
}
