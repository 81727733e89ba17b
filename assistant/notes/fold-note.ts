/**
 * A note in one spelling with every offset kept: one code unit in, one code unit out. Full-width letters and
 * digits, punctuation of other keyboards and traditional characters become what the rules are written in, so that
 * what is found in the folded note stands at the same place in the note as given.
 */

/** Traditional characters that notes of visits use; the left half of a pair becomes the right. */
const TRADITIONAL =
  '醫医師师藥药見见週周號号點点劉刘陳陈張张趙赵鄭郑黃黄吳吴孫孙馬马錢钱馮冯楊杨許许鄧邓蕭萧葉叶蘇苏魯鲁韋韦賈贾閻阎譚谭陸陆龍龙羅罗謝谢盧卢蔣蒋嚴严華华賴赖鍾钟鐘钟門门診诊訪访會会議议電电話话發发給给說说講讲問问題题時时間间後后來来過过還还沒没對对這这個个們们為为與与請请讓让記记錄录資资產产療疗適适應应癥症靜静腎肾臟脏腦脑腫肿內内科科劑剂廠厂學学術术區区縣县灣湾國国際际東东長长開开關关進进審审採采購购價价報报銷销險险優优貴贵實实際际幾几兩两萬万億亿剛刚聽听談谈聊聊約约飯饭禮礼達达標标確确認认補补離离職职調调轉转傳传單单頁页圖图據据數数試试驗验風风聯联繫系續续雖虽顧顾慮虑擔担憂忧慣惯覺觉寫写讀读買买賣卖麼么嗎吗'
const PUNCTUATION: Readonly<Record<string, string>> = {
  '｡': '。',
  '､': '、',
  '﹐': '，',
  '﹑': '、',
  '﹔': '；',
  '﹕': '：',
  '：': ':',
  '；': ';',
  '！': '!',
  '？': '?',
  '（': '(',
  '）': ')',
  '〔': '(',
  '〕': ')',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '｜': '|',
  '│': '|',
  '┃': '|',
  '　': ' ',
  '\u00a0': ' ',
  '\u200b': ' ',
  '\u200d': ' ',
  '\ufeff': ' ',
  '\r': ' ',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '～': '~',
}

const SIMPLE: ReadonlyMap<string, string> = new Map([...Object.entries(PUNCTUATION), ...pairs(TRADITIONAL)])

/** As long as the note as given, in UTF-16 code units. */
export function foldNote(note: string): string {
  let folded = ''
  for (let at = 0; at < note.length; at += 1) folded += foldUnit(note.charAt(at))
  return folded
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code < 0x7f) return unit === '\t' ? '|' : unit
  const simple = SIMPLE.get(unit)
  if (simple !== undefined) return simple
  // Full-width letters and digits; surrogates (emojis) are halves and stay.
  if (code >= 0xff01 && code <= 0xff5e && unit !== '，') return String.fromCharCode(code - 0xfee0)
  return unit
}

function pairs(line: string): readonly (readonly [string, string])[] {
  const characters = [...line]
  return characters.flatMap((character, at) =>
    at % 2 === 0 ? [[character, characters[at + 1]!] as const] : [],
  )
}
