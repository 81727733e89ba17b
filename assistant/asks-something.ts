/** Whether a message asks anything: a mere report of an adverse event does not, and needs no apology for not answering. */

const ASKS =
  /[?？]|吗|呢|么|咋|怎么|怎样|如何|是否|多少|几[次天片]|能不能|要不要|可不可以|行不行|什么|哪|\b(?:what|which|how|when|why|can|could|should|does|do|is|are)\b/iu

export const asksSomething = (text: string): boolean => ASKS.test(text)
