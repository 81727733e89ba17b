/**
 * Public holidays of mainland China and the weekends that are worked for them. A year is `official` once the State
 * Council has published its arrangement; until then the days follow from 《全国年节及纪念日放假办法》 (as amended
 * from 2025-01-01) and the usual length of the long holidays, and are provisional: they raise a question, and
 * nothing is moved by them anyway. Replace a year's entry when its notice comes out.
 */

export interface PublicHoliday {
  readonly name: readonly [zh: string, en: string]
  /** Words of a note that mean it. */
  readonly words: RegExp
  /** First and last day off, `YYYY-MM-DD`. */
  readonly from: string
  readonly to: string
}

export interface HolidayYear {
  readonly year: number
  readonly official: boolean
  /** Where the arrangement was published; how it was computed otherwise. */
  readonly source: string
  readonly holidays: readonly PublicHoliday[]
  /** Saturdays and Sundays that are worked. */
  readonly workdays: readonly string[]
}

export const HOLIDAYS_VERSION = '2026-11'

const NAMES = {
  newYear: {
    name: ['元旦', "New Year's Day"],
    words: /元旦|new year'?s? day|(?<!lunar |chinese )new year/iu,
  },
  spring: {
    name: ['春节', 'Spring Festival'],
    words: /春节|过年|过完年|年(?=[前后])|大年|spring festival|chinese new year|lunar new year|\bCNY\b/iu,
  },
  qingming: { name: ['清明节', 'Qingming'], words: /清明|qing ?ming|tomb[- ]sweeping/iu },
  labour: { name: ['劳动节', 'Labour Day'], words: /五一|劳动节|labou?r day|may day/iu },
  dragon: { name: ['端午节', 'Dragon Boat Festival'], words: /端午|dragon boat/iu },
  autumn: { name: ['中秋节', 'Mid-Autumn Festival'], words: /中秋|mid-?autumn|moon festival/iu },
  national: {
    name: ['国庆节', 'National Day'],
    words: /国庆|十一(?=[前后期长假])|national day|golden week/iu,
  },
} as const satisfies Record<string, Pick<PublicHoliday, 'name' | 'words'>>

const days = (which: keyof typeof NAMES, from: string, to: string): PublicHoliday => ({
  ...NAMES[which],
  from,
  to,
})

export const HOLIDAY_YEARS: readonly HolidayYear[] = [
  {
    year: 2026,
    // Not yet compared with the State Council's notice, word for word; until then it counts as provisional.
    official: false,
    source: 'provisional: to be compared with 国务院办公厅关于2026年部分节假日安排的通知',
    holidays: [
      days('newYear', '2026-01-01', '2026-01-03'),
      days('spring', '2026-02-15', '2026-02-23'),
      days('qingming', '2026-04-04', '2026-04-06'),
      days('labour', '2026-05-01', '2026-05-05'),
      days('dragon', '2026-06-19', '2026-06-21'),
      days('autumn', '2026-09-25', '2026-09-27'),
      days('national', '2026-10-01', '2026-10-07'),
    ],
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
  {
    year: 2027,
    official: false,
    source: 'provisional: 除夕 2027-02-05, 端午 06-09, 中秋 09-15, 清明 04-05',
    holidays: [
      days('newYear', '2027-01-01', '2027-01-03'),
      days('spring', '2027-02-05', '2027-02-12'),
      days('qingming', '2027-04-03', '2027-04-05'),
      days('labour', '2027-05-01', '2027-05-05'),
      days('dragon', '2027-06-09', '2027-06-09'),
      days('autumn', '2027-09-15', '2027-09-15'),
      days('national', '2027-10-01', '2027-10-07'),
    ],
    workdays: [],
  },
  {
    year: 2028,
    official: false,
    source: 'provisional: 除夕 2028-01-25, 端午 05-28, 中秋 10-03, 清明 04-04',
    holidays: [
      days('newYear', '2028-01-01', '2028-01-01'),
      days('spring', '2028-01-25', '2028-02-01'),
      days('qingming', '2028-04-04', '2028-04-04'),
      days('labour', '2028-05-01', '2028-05-05'),
      days('dragon', '2028-05-27', '2028-05-29'),
      days('national', '2028-10-01', '2028-10-08'),
    ],
    workdays: [],
  },
]
