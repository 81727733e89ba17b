/**
 * Says a true sentence in other signs without changing what it says: full-width signs, Chinese numerals,
 * other spellings of units and frequencies, other range signs, spaces, list marks, another order of clauses.
 * Written without the verifier's own tables, so that what a reader would take for the same shows a gap there.
 */
import { type Change, pick, replaceOne } from './case.ts'

const HAN = '零一二三四五六七八九'

/** 1..99 as one would write it. */
function inHan(number: number): string {
  if (number < 10) return HAN[number]!
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens === 1 ? '' : HAN[tens]}十${ones === 0 ? '' : HAN[ones]}`
}

/** Every occurrence replaced; null when nothing changes. */
function all(
  text: string,
  pattern: RegExp,
  put: (match: string, ...groups: string[]) => string,
): string | null {
  const changed = text.replace(pattern, put)
  return changed === text ? null : changed
}

const wide: Change = (text) =>
  all(text, /(?<![A-Za-z])\d+(?:\.\d+)?(?:\s?(?:mg|ml|g|kg|%))?(?![A-Za-z])/gu, (match) =>
    [...match]
      .map((sign) => (sign === ' ' ? sign : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)))
      .join(''),
  )

const numerals: Change = (text) =>
  all(
    text,
    /(?<![\d.A-Za-z,，～~–—至\-/第表:：≥≤<>＞＜±月])([1-9]\d?)(?=(?:片|粒|支|袋|次|周|天|日|小时|分钟|个月|岁|倍)(?![～~–—至\-/]))/gu,
    (_match, number) => (number === '2' ? '两' : inHan(Number(number))),
  )

const percent: Change = (text) =>
  !/[\u4e00-\u9fff]/u.test(text)
    ? null
    : all(
        text,
        /(?<![\d.A-Za-z,～~–—至\-/±])([1-9]\d?)[%％](?![～~–—至\-/±])/gu,
        (_match, number) => `百分之${inHan(Number(number))}`,
      )

const UNIT_NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?<=\d ?)mg(?![a-z/])/gu, ['毫克', '㎎', ' mg', 'ｍｇ']],
  [/(?<=\d ?)g(?![a-z/])/gu, ['克', ' g', 'ｇ']],
  [/(?<=\d ?)m[lL](?![a-z/])/gu, ['毫升', '㎖', ' mL', 'ml']],
  [/(?<=\d ?)(?:μg|mcg|微克)(?![a-z/])/gu, ['微克', 'μg', 'mcg', '㎍']],
  [/(?<=\d ?)kg(?![a-z/])/gu, ['公斤', '千克', '㎏']],
  [/(?<=\d ?)℃/gu, ['°C', ' ℃', '摄氏度']],
  [/(?<=\d ?)小时(?!内)/gu, [' h', '个小时', ' 小时']],
  [/(?<=\d ?)周(?!岁|围)/gu, ['个星期', ' 周', '星期']],
  [/(?<=\d ?)天/gu, ['日', ' 天']],
  [/(?<=\d ?)岁/gu, ['周岁', ' 岁']],
  [/(?<=\d ?)%/gu, ['％', ' %']],
  [/(?<=\d )hours(?= )/gu, ['h', 'hrs']],
  [/(?<=\d )mg(?= )/gu, ['milligrams', '毫克']],
]
const units: Change = (text, random) => {
  const chosen = pick(
    UNIT_NAMES.filter(([pattern]) => text.search(pattern) >= 0),
    random,
  )
  if (chosen === undefined) return null
  const name = pick(chosen[1], random)!
  return all(text, chosen[0], () => name)
}

const OFTEN: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /(?<!第)(?:每日|一日|1日|每天|一天) ?(?:1|一) ?次/gu,
    ['每日1次', '一日一次', '每天一次', '一天1次', 'qd', '1日1次', '每24小时一次'],
  ],
  [
    /(?:每日|一日|1日|每天|一天) ?(?:2|二|两) ?次/gu,
    ['每日两次', '一日2次', '一天二次', 'bid', '1日2次', '每天2次', '每12小时1次'],
  ],
  [
    /(?:每日|一日|1日|每天|一天) ?(?:3|三) ?次/gu,
    ['每日三次', '一日3次', '一天三次', 'tid', '1日3次', '3次/日'],
  ],
  [/(?:每日|一日|1日|每天|一天) ?(?:4|四) ?次/gu, ['每日四次', '一日4次', 'qid', '4次/天']],
  [/(?:每周|一周) ?(?:1|一) ?次/gu, ['每周1次', '一周一次', 'qw', '每星期一次']],
  [/每12小时(?:[1一]次)?(?![^，。；]{0,8}次)/gu, ['q12h', '每12小时一次', '每12小时1次']],
  [/每8小时(?:[1一]次)?(?![^，。；]{0,8}次)/gu, ['q8h', '每8小时一次']],
  [/隔日(?:1|一)次/gu, ['qod', '隔日1次', '隔天一次']],
  [/once (?:daily|a day)/giu, ['once a day', 'once daily', 'qd', 'one time per day']],
  [/twice (?:daily|a day)/giu, ['two times a day', 'bid', 'twice a day', '2 times daily']],
  [/three times (?:daily|a day)/giu, ['tid', '3 times a day', 'three times per day']],
  [/once (?:weekly|a week)/giu, ['once a week', 'once every week', 'qw', 'once per week']],
  [/every 12 hours/giu, ['q12h', 'every twelve hours']],
  [/every 8 hours/giu, ['q8h', 'every eight hours']],
]
const frequency: Change = (text, random) => {
  const chosen = pick(
    OFTEN.filter(([pattern]) => text.search(pattern) >= 0),
    random,
  )
  if (chosen === undefined) return null
  const put = pick(chosen[1], random)!
  // Latin abbreviations keep apart from what stands around them.
  return all(text, chosen[0], () => (/^[a-z]/u.test(put) && /[\u4e00-\u9fff]/u.test(text) ? ` ${put} ` : put))
}

const LIMITS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/不得超过|不超过|不应超过/gu, ['不超过', '不得超过', '不应超过', '≤']],
  [/≥ ?(?=\d)/gu, ['不低于', '不少于', '>=', '≥ ']],
  [/≤ ?(?=\d)/gu, ['不超过', '不高于', '<=', '≤ ']],
  [/[＜<] ?(?=\d)/gu, ['低于', '小于', '＜', '< ']],
  [/[＞>] ?(?=\d)/gu, ['高于', '大于', '＞', '超过']],
  [/及以上|或以上|和以上/gu, ['及以上', '或以上', '以上']],
  [/(?:低于|小于)(?=\d)/gu, ['<', '小于', '低于']],
  [/(?:高于|大于|超过)(?=\d)/gu, ['>', '大于', '高于']],
  [/至少(?=\d)/gu, ['不少于', '≥', '至少']],
  [/at least (?=\d)/gu, ['no less than ', '≥ ', 'not less than ']],
  [/(?<!no |not )less than (?=\d)/gu, ['< ', 'below ']],
  [/(?<!no |not )more than (?=\d)/gu, ['> ', 'greater than ']],
]
const limit: Change = (text, random) => {
  const chosen = pick(
    LIMITS.filter(([pattern]) => text.search(pattern) >= 0),
    random,
  )
  // "不超过" is no "超过".
  if (chosen === undefined || /不(?:得|应)?超过/u.test(text) !== /不/u.test(chosen[0].source)) return null
  return all(text, chosen[0], () => pick(chosen[1], random)!)
}

const ranges: Change = (text, random) => {
  const sign = pick(['～', '~', '–', '至', '-', ' ~ ', '到', '—'], random)!
  return all(
    text,
    /(?<=(?<![\d-])\d(?:\s?(?:mg|ml|g|%|岁|周|天|小时|℃))?)\s?(?:[～~–—至]|-(?!\d+-))\s?(?=\d+(?!-|\d))/gu,
    () => sign,
  )
}

const spaces: Change = (text, random) => {
  const way = Math.floor(random() * 3)
  if (way === 0) return all(text, /(?<=\d)(?=mg|ml|g|片|次|天|周|小时|岁|个月)/gu, () => ' ')
  if (way === 1) return all(text, /(?<=[\u4e00-\u9fff]) ?(?=\d)/gu, () => ' ')
  return all(text, /(?<=[，；。])/gu, () => ' ')
}

const marks: Change = (text, random) =>
  pick(['1. ', '（2）', '① ', '- ', /^\d/u.test(text) ? '3. ' : '3、', '⑷', '• '], random)! +
  text +
  pick(['', '[1]', ' [2]', '', '[1][3]'], random)!

/** Clauses of a list between semicolons, and two short ones between a comma. */
const order: Change = (text, random) => {
  const end = /[。；;.]$/u.exec(text)?.[0] ?? ''
  const body = end === '' ? text : text.slice(0, -1)
  const parts = body.split(/[；;]/u)
  if (
    parts.length > 1 &&
    parts.every((part) => part.trim().length > 5 && !/^\s*[（(\d①②③④⑤⑥⑦⑧⑨但如若其]/u.test(part))
  ) {
    if (parts[0]!.search(/[：:]/u) >= 0) return null
    return [...parts.slice(1), parts[0]!].map((part) => part.trim()).join('；') + end
  }
  const clauses = body.split('，')
  if (clauses.length !== 2 || random() < 0.3) return null
  const dosing = (clause: string) => /\d/u.test(clause) && clause.length <= 14 && !/[如若但因]/u.test(clause)
  return clauses.every(dosing) ? `${clauses[1]}，${clauses[0]}${end}` : null
}

/** One clause of several, or the sentence behind words that say where it is from. */
const part: Change = (text, random) => {
  const parts = text.split(/[；;]/u).filter((one) => one.trim().length > 8)
  if (parts.length > 1 && random() < 0.7) return pick(parts, random)!.trim()
  if (!/[\u4e00-\u9fff]/u.test(text))
    return random() < 0.5 ? `According to the label, ${text}` : text.replace(/\.$/u, '')
  return random() < 0.5 ? `根据说明书，${text}` : text.replace(/。$/u, '')
}

const grouping: Change = (text) =>
  all(text, /(?<![\d.,])\d{4,6}(?=\s?(?:例|mg|ml|单位|IU|units|patients|名|人))/gu, (number) =>
    Number(number).toLocaleString('en-US'),
  ) ?? all(text, /(?<=\d),(?=\d{3}(?!\d))/gu, () => '')

const dates: Change = (text, random) =>
  replaceOne(
    text,
    /(\d{4})年(\d{1,2})月(\d{1,2})日/gu,
    ([, year = '', month = '', day = '']) =>
      pick(
        [
          `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
          `${year}年${Number(month)}月${Number(day)}日`,
          `${year}/${Number(month)}/${Number(day)}`,
        ],
        random,
      )!,
    random,
  )

export const REWORDINGS: Readonly<Record<string, Change>> = {
  'full width': wide,
  'Chinese numerals': numerals,
  'percent in words': percent,
  'unit names': units,
  'frequency wording': frequency,
  'limit wording': limit,
  'range signs': ranges,
  'white space': spaces,
  'list marks': marks,
  'order of clauses': order,
  'part or frame': part,
  'thousands grouped': grouping,
  dates: dates,
}
