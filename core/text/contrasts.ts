/**
 * Words that turn what a sentence says when they are exchanged or left out: negations, how strongly
 * something is forbidden, up and down, before and after, limits. One family holds values that exclude each
 * other, in Chinese and English alike. Data; who compares decides what must agree.
 */

export interface Contrast {
  readonly family: ContrastFamily
  readonly value: string
  /** Sources of regular expressions on readable text, case-insensitive. */
  readonly words: readonly string[]
}

export type ContrastFamily =
  | 'bound'
  | 'negation'
  | 'ban'
  | 'except'
  | 'direction'
  | 'order'
  | 'sign'
  | 'severity'
  | 'course'
  | 'meal'
  | 'population'

const NOT = '(?:不得|不应该?|不能|不可以?|不宜|不要|不准|不许|不|勿|切勿|请勿|未|没有?)'
const EXCEED = '(?: ?[>＞]|超过|超出|大于|高于|多于|长于|晚于|超)'
const FALL_BELOW = '(?: ?<|少于|低于|小于|短于|早于)'
const EN_NOT = "(?:not|never|cannot|can't|mustn't|shouldn't|don't|doesn't)"

export const CONTRASTS: readonly Contrast[] = [
  {
    family: 'bound',
    value: '≤',
    words: [
      '[≤≦⩽]|<=|=<',
      `${NOT}${EXCEED}`,
      '至多|最多|最大|最高|最长|最迟|上限',
      'up to(?! date)|at most|no (?:more|greater|longer|later|higher) than',
      `${EN_NOT} (?:to )?(?:be )?(?:exceed(?:ed|ing)?|more than|greater than|longer than|higher than|above|over)`,
      'maximum|maximal|max\\.?(?![a-z])|within(?= (?:the (?:first|last) )?(?:\\d|one|two|three|four|five|six|seven|ten|twelve|twenty))',
    ],
  },
  {
    family: 'bound',
    value: '≥',
    words: [
      '[≥≧⩾]|>=|=>',
      `${NOT}${FALL_BELOW}`,
      '至少|最少|最低|最小|最短|最早|下限',
      'at least|(?:no|not) (?:less|fewer|lower|shorter|earlier) than|minimum|minimal(?!ly)',
      `${EN_NOT} (?:be )?(?:less than|below|under)`,
    ],
  },
  {
    family: 'bound',
    value: '<',
    words: [
      '<',
      '低于|小于|少于|短于|不足(?=\\d|[一二三四五六七八九十半])|不满|未满|不到|未达',
      '(?:less|fewer|lower|shorter) than|below|under(?! the)',
    ],
  },
  {
    family: 'bound',
    value: '>',
    words: [
      '>',
      '高于|大于|多于|长于|超过|超出|逾',
      '(?:more|greater|higher|longer) than|above|over(?=[ -](?:\\d|one|two|three))|exceed(?:s|ed|ing)?|in excess of',
    ],
  },
  {
    family: 'bound',
    value: '~',
    words: ['大约|约|将近|接近', 'approximately|about(?= \\d)|around(?= \\d)|≈'],
  },
  {
    family: 'ban',
    value: 'forbidden',
    words: [
      '禁用|禁忌症?|禁止|严禁|禁服|忌用',
      `${NOT}(?:使用|服用|应用)`,
      'contraindicat(?:ed|ions?)|prohibit(?:ed|s)?|forbidden',
      `(?:must|should|do|may|can) not (?:be )?(?:used?|taken|take|administered|administer|given|give)(?![a-z])`,
    ],
  },
  {
    family: 'ban',
    value: 'caution',
    words: ['慎用|谨慎|慎重|小心', 'cautious(?:ly)?|caution(?:ed)?|carefully'],
  },
  {
    family: 'ban',
    value: 'not recommended',
    words: [
      '不推荐|不建议|不提倡|不主张',
      `(?:is|are|was|were|be)? ?(?:not|never|no longer) (?:generally |routinely )?(?:recommended|advised|advisable)`,
      'do(?:es)? not recommend|not recommend',
    ],
  },
  { family: 'ban', value: 'avoid', words: ['避免|避(?=光)', 'avoid(?:ed|ing|s|ance)?'] },
  {
    family: 'ban',
    value: 'allowed',
    words: [
      '可以|可用(?!于)|允许|准许',
      '(?:may|can) be (?:used|taken|given|administered)|allowed|permitted',
    ],
  },
  {
    family: 'ban',
    value: 'recommended',
    words: ['推荐|建议', 'recommend(?:ed|ation|ations|s)?|advised|suggested'],
  },
  {
    family: 'except',
    value: 'except',
    words: ['除外|除非|除(?!去|了|湿)|排除', 'except(?:ing)?|unless|exclud(?:e|es|ed|ing)|other than'],
  },
  {
    family: 'negation',
    value: 'not',
    words: [
      '尚未|从未|并非|绝非|没有|不可以|[不未无非勿莫否没]',
      "not|no|never|without|cannot|nor|neither|none|[a-z]+n't",
    ],
  },
  {
    family: 'direction',
    value: 'up',
    words: [
      '升高|增加|增高|增大|增多|增强|增量|增至|加重|加快|加速|加大|上升|上调|上涨|延长|提高|提升|递增|亢进|恶化|[高升增]',
      'increas(?:e|es|ed|ing)|elevat(?:e|es|ed|ing|ions?)|rais(?:e|es|ed|ing)|ris(?:e|es|en|ing)|rose|high(?:er|est)?|prolong(?:s|ed|ing|ation)?|enhanc(?:e|es|ed|ing)|titrat(?:e|ed|ion) up|worsen(?:s|ed|ing)?|longer',
      'hyper(?=[a-z])',
    ],
  },
  {
    family: 'direction',
    value: 'down',
    words: [
      '降低|减少|减低|减弱|减轻|减慢|减缓|减量|减小|减至|下降|下调|缩短|降至|递减|抑制|缓解|改善|减退|[低降减]',
      'decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tions?)|low(?:er|ers|ered|ering|est)?|declin(?:e|es|ed|ing)|diminish(?:es|ed)?|shorten(?:s|ed|ing)?|titrat(?:e|ed|ion) down|attenuat(?:e|ed|es)|inhibit(?:s|ed|ion|ing)?|improv(?:e|es|ed|ement)|fewer|shorter',
      'hypo(?=[a-z])',
    ],
  },
  {
    family: 'order',
    value: 'before',
    words: ['之前|以前|[前]', 'before|prior to', 'pre(?=-|treat|dose|meal|oper)'],
  },
  {
    family: 'order',
    value: 'after',
    words: [
      '之后|以后|[后]',
      'after|following(?= (?:the |a |each |administ|treat|inject))|thereafter',
      'post(?=-|oper|partum|prandial|market)',
    ],
  },
  { family: 'sign', value: 'positive', words: ['阳性', 'positive'] },
  { family: 'sign', value: 'negative', words: ['阴性', 'negative'] },
  {
    family: 'severity',
    value: 'mild',
    words: ['轻度|轻微|轻型|轻(?=[、/至~-]|或中|和中|,)', 'mild(?:ly)?|minor'],
  },
  {
    family: 'severity',
    value: 'moderate',
    words: ['中度|中等|中(?=、重|/重|至重|-重|~重|或重|和重)', 'moderate(?:ly)?'],
  },
  { family: 'severity', value: 'severe', words: ['重度|严重|重症|重型', 'severe(?:ly)?|serious|major'] },
  { family: 'course', value: 'acute', words: ['急性', 'acute(?:ly)?'] },
  { family: 'course', value: 'chronic', words: ['慢性', 'chronic(?:ally)?'] },
  {
    family: 'meal',
    value: 'fasting',
    words: ['空腹', 'fasting|fasted|(?:on )?an empty stomach|without (?:food|meals?)(?! or)'],
  },
  {
    family: 'meal',
    value: 'fed',
    words: ['随餐|与食物同服|餐中|进餐时', '(?<!or )with (?:food|meals?)(?! or| and)'],
  },
]

/** For whom something holds: what is said of adults is not said of children. */
export const POPULATIONS: readonly Contrast[] = [
  {
    family: 'population',
    value: 'child',
    words: [
      '儿童|小儿|患儿|婴幼儿|婴儿|幼儿|新生儿|早产儿|青少年',
      'child(?:ren)?(?!-pugh)|p(?:a)?ediatric|infants?|neonates?|adolescents?',
    ],
  },
  { family: 'population', value: 'adult', words: ['成人|成年人?', 'adults?'] },
  {
    family: 'population',
    value: 'elderly',
    words: ['老年人?|老人|高龄', 'elderly|geriatric|older (?:patients|adults|people)'],
  },
  { family: 'population', value: 'pregnant', words: ['孕妇|妊娠期?|怀孕', 'pregnan(?:t|cy|cies)'] },
  {
    family: 'population',
    value: 'lactating',
    words: ['哺乳期?', 'lactat(?:ing|ion)|breast-?feeding|nursing'],
  },
  { family: 'population', value: 'male', words: ['男性', 'males?'] },
  { family: 'population', value: 'female', words: ['女性', 'females?'] },
]

/** Words that hold such a sign without its meaning: "不良反应" denies nothing, a "前列腺" is not before anything. */
export const PLAIN_WORDS: readonly string[] = [
  '禁忌症?(?=[\\s:])',
  'with or without',
  '不良反应|不良事件|不良|不适(?![用合宜当])|不全|不明|不同|不仅|不论|不管|不断|不宁|不孕|不育|不详|不足|不一|不等|不定|不限|不安|不振|不齐',
  '不可(?=逆)|不(?=[食饱溶])',
  '未成年|未来|未婚|未破裂|未(?=知[。;,(]|知$)',
  '无菌|无水|无力|无论|无机|无关|无色|无臭|无味|非处方|非甾体|非洲|非线性|非(?=小细胞|霍奇金|那|布|索|诺|尔|洛|奈|替|普|罗|甾)|否则|是否|能否|可否',
  '前列|前庭|前臂|前者|前房|前体|前额|前壁|前列腺|前瞻|前提|前言|前期|目前|当前|提前|空前',
  '后者|后代|后果|后续|后期|后遗|后壁|后房|后(?=叶)|预后|然后|随后|背后|落后|最后|皇后|而后',
  '高度|高效|高级|高龄|高峰|低聚|降钙素|高原|提高警惕|减毒|增生|增殖|增溶|增塑|升华|升麻',
  '抑制剂|增强剂|增敏|增效|改善症状|最大程度|最高峰|最小化',
  '以上述|禁食|忌口|除此|去除|清除|消除|解除|免除|排除法|消除|除湿|除颤|移除|切除|摘除|根除',
  'no\\.(?= ?\\d)|nonetheless|none the less|notwithstanding|not only|highlights?|higher-order|low-density|high-density|high-dose|low-dose|low-molecular|improvement scale',
  '约束|节约|预约|公约|近视|临近',
]
