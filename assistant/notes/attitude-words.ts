/** Words by which a note tells how somebody stands to a product or a proposal, as data. */
export const ATTITUDE_WORDS_VERSION = '2026-11a'

export const POSITIVE =
  /愿意(?!打|听)|支持|(?<!不太?|不怎么)认可|满意|感兴趣|有兴趣|看好|积极|热情|爽快|(?<!不)欢迎|(?<!不)同意|(?<!没)答应|肯定(?:了)?(?:我们|疗效|产品|这个)|没问题|(?:他|她|主任)?说(?:行|好的?|可以|没问题)(?=$|[，。；,\s]|下|来)|(?:还|挺|蛮|都|觉得|反映|反馈|效果)(?:还)?(?:可以|不错|好|行)(?!奇|像|多|久|意思)|(?:继续|会|要|准备|打算|开始|想|先|试着?|可以)(?:给病人|给患者)?(?:多)?(?:用(?!不|的是)|开(?:始用|药|我们)|试(?:试|用)|上(?=两|几|[一二三]))|继续用|在用了|一直(?:都)?(?:在)?用(?!别|竞|其他|的是|他们)|用了(?:几|两|三|好几|\d+)(?:个|例)|主动(?:提|要|问|约|说|帮)|(?:会|愿意|答应)?帮(?:忙|我们?)(?:提单|推|写|说)|提单(?:了)?|开场|搞定|(?:要|想要)(?:了)?(?:一份|份|点资料)|喜欢|好评|点头|有信心|首选|(?<!没)拍板|(?:小讲课|讲课|讲者|会)(?:的事)?(?:定了|答应|敲定)|请(?:他|她|[\p{Script=Han}]{2,3}(?:主任|医生|教授)?)[^，。；]{0,12}?(?:讲(?!一下情况)|做讲者|发言|主持)|\b(?:positive|keen|happy (?:to|with)|likes?|supportive|agree[ds]?|impressed|receptive|interested|will (?:use|try|start|prescribe|switch to)|willing|good (?:response|results)|enthusiastic|on board|prefers? (?:ours|our))\b/iu
export const NEGATIVE =
  /不(?:用(?=$|[，。；,\s]|我|这|你|他)|考虑|支持|认可|同意|看好|感兴趣|需要|肯|愿意|想(?:用|听|聊|谈|换|折腾)|打算|松口)|拒绝|没(?:有)?兴趣|没松口|反对|抵触|排斥|冷淡|爱答不理|不耐烦|反感|嫌(?!弃)|不满|抱怨|婉拒|赶(?:我|人)|(?:都|已经|全)?(?:换|改)(?:成|用)(?:了)?(?:竞|别家|他们)|不如|(?:一直)?(?:习惯|只)用(?:别|竞|原来)|\b(?:not interested|refus\w+|negative|declin\w+|won't (?:use|prescribe)|dismissive|against|unhappy|annoyed|reluctant|prefers? (?:the|their|rosu|other))\b/iu
/** Between two minds by itself. */
export const UNDECIDED =
  /将信将疑|半信半疑|犹豫|纠结|观望|再看看|考虑(?:考虑|一下)|再想想|持保留|有(?:点|些)?顾虑|\b(?:mixed|hesitant|on the fence|undecided|unsure|sceptical|skeptical)\b/iu
export const NEUTRAL = /\bneutral\b|中立|没(?:有)?表态|不置可否|没说(?:什么|好坏)|态度(?:一般|平平)/iu
/** Too little was said to know. */
export const HARDLY_TALKED =
  /没(?:有)?(?:怎么|细|深|多)(?:讲|聊|谈|说)|没(?:来得及|顾上|机会|时间|空)(?:讲|聊|谈|说)?|(?:就|只)(?:打了?个?招呼|点了?个?头|见了?一面|递了?|放了?|留了?)|匆匆|没说上(?:话|几句)|\b(?:no time to talk|brief hello|just (?:left|dropped))\b/iu
/** A word of somebody else than the doctor, or about another matter. */
export const NOT_ABOUT = /病人(?:都|也)?(?:愿意|满意|喜欢)|同事|我(?:觉得|认为|同意|愿意|答应)|心情|天气/u
