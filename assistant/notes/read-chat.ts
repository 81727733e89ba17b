/**
 * A forwarded conversation in a note: lines that begin with who wrote them. "我" is the rep; a name that the
 * directory has is the contact; where one other name remains it is the rep's, too.
 */
import type { NoteName } from './note-names.ts'

export interface ChatLine {
  readonly start: number
  /** Behind the speaker's colon. */
  readonly textStart: number
  readonly end: number
  readonly speaker: 'rep' | 'contact' | 'other'
}

const LINE =
  /^[ \t]*(?:\[[^\]\n]{1,24}\]|【[^】\n]{1,24}】)?[ \t]*([^\s:|,，。;!?()\d][^:|,，。;!?\n]{0,14}?)(?:[ \t]*(?:\d{4}[-/]\d{1,2}[-/]\d{1,2} )?\d{1,2}:\d{2}(?::\d{2})?)?[ \t]*:[ \t]*(?=\S)/gmu
const ME = /^(?:我|本人|me|i|自己)$/iu
/** What stands before a colon in notes that are no conversation. */
const HEADING =
  /^(?:情报|待办|下一步|下步|跟进|备注|计划|总结|反馈|目的|结果|时间|地点|医院|科室|客户|产品|内容|态度|问题|明天|今天|昨天|上午|下午|中午|早上|晚上|周.|星期.|next steps?|f\/?u|follow[- ]?ups?|todo|to do|notes?|am|pm|action|re|hcp|product|topic|summary|objections?|feedback|attitude|date|place|institution|contact|asked?|competitor|access|plan|ps|p\.s\.|补充|更正|提醒|拜访|会议|药品|姓名|职称|单位|顾虑|异议|关注点|资料|材料|需求|诉求|承诺|竞品|备忘|记录|主题|参会|人数|餐费|费用|要点|重点|问|答|q|a)/iu

/** Empty where fewer than two lines have a speaker or none of them is a person. */
export function readChat(text: string, names: readonly NoteName[]): readonly ChatLine[] {
  const lines = [...text.matchAll(LINE)].filter((match) => !HEADING.test(match[1]!.trim()))
  const speakers = lines.map((match) => {
    const label = match[1]!.trim()
    const start = match.index + match[0].indexOf(match[1]!)
    const named = names.some(
      (name) =>
        name.kind === 'person' && name.candidates.length > 0 && name.start <= start + 1 && name.end > start,
    )
    return ME.test(label) ? 'rep' : named ? 'contact' : label
  })
  const persons = speakers.filter((one) => one === 'rep' || one === 'contact').length
  if (lines.length < 2 || persons === 0) return []
  const others = new Set(speakers.filter((one) => one !== 'rep' && one !== 'contact'))
  const alone = others.size === 1 && !speakers.includes('rep')
  return lines.map((match, at) => {
    const speaker = speakers[at]!
    return {
      start: match.index,
      textStart: match.index + match[0].length,
      end: lineEnd(text, match.index + match[0].length),
      speaker: speaker === 'rep' || speaker === 'contact' ? speaker : alone ? 'rep' : 'other',
    }
  })
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}
