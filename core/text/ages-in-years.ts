/**
 * Ages in months and halves of years written as years, so that "8个月大" can be compared with "1岁以下". How long
 * something lasts ("疗程3个月以上") stays as it is.
 */

/** Behind a number of months: then it is an age ("6个月以上婴儿"), not how long something lasts. */
const MONTHS_OLD =
  '(?=\\s*(?:大|龄|的?(?:婴|幼|患儿|儿童|小儿|宝宝|娃|孩)|(?:[及或]?以[上下]|[至到~～-]\\s*\\d+\\s*个?(?:月|岁|周岁))(?:的|者|之间)?(?:婴|幼|患儿|儿童|小儿|$|[,，。;；:：、)]|\\d|(?=[^，。]{0,6}[婴幼儿])))|[- ]?(?:old|of age))'
const LASTS = '(?<!(?:疗程|治疗|连用|连续|持续|用药|服用|服药|至少|停药|维持|每)[^，。；]{0,3})'
const MONTH = '(?:个月|月(?=大|龄)|months?)'
const SPAN_OF_MONTHS = new RegExp(
  `(\\d+)\\s*(?:${MONTH})?\\s*([-~～至到])\\s*(\\d+)\\s*${MONTH}${MONTHS_OLD}`,
  'giu',
)
const MONTHS = new RegExp(
  `${LASTS}(?<!\\d)(\\d+)\\s*${MONTH}(大|龄)?${MONTHS_OLD.slice(0, -1)}|(?<=(?:月大|月龄)))`,
  'giu',
)

/** "6个月大" as "0.5岁", "1岁半" as "1.5岁": ages of one measure can be compared. NFKC text. */
export function agesInYears(text: string): string {
  const years = (months: string) => `${Math.round((+months / 12) * 1000) / 1000}`
  return text
    .replace(/(\d+)\s*岁半/gu, (_, whole: string) => `${whole}.5岁`)
    .replace(
      SPAN_OF_MONTHS,
      (_, from: string, to: string, until: string) => `${years(from)}岁${to}${years(until)}岁`,
    )
    .replace(MONTHS, (_, months: string) => `${years(months)}岁`)
    .replace(
      /(?<=年龄\s*(?:[<>≤≥]|小于|大于|不足|低于|不满|满)?\s*)(\d+)\s*个月/gu,
      (_, months: string) => `${years(months)}岁`,
    )
}
