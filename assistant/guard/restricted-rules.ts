/**
 * Words by which a question asks for a use that the label must cover first, as data: the verbs of
 * treating, requests for promotional text, and uses that go by a short or foreign name.
 */

/** The verb stands before the condition ("治…", "works for …"). The condition is the first group. */
export const USE_BEFORE: readonly RegExp[] = [
  /(?:能用于|可用于|用于|用来|拿来|用在|能治疗?|可以治疗?|治疗?|适合治|对)\s*([\p{Script=Han}A-Za-z0-9-]{2,14}?)(?:有效|有用|管用|吗|么|我|一天|每天|的|怎么|多少|剂量|行不行|，|。|\?|\s|$)/u,
  /\b(?:wants?|use|using|give|giving|prescrib\w+|start(?:ing)?|try(?:ing)?)\b[^.?!,]{0,40}?\bfor\s+([a-z][a-z -]{2,40}?)(?:[?.,;]|\band\b|$)/iu,
  /(?:works? (?:for|in)|used? (?:for|in)|treat(?:s|ing)?|for the treatment of|approved for|indicated for|effective (?:for|in))\s+([a-z][a-z0-9 -]{2,40}?)(?:[?.,;]|\band\b|$)/iu,
]

/** A condition is named as the purpose itself. */
export const PURPOSE =
  /促排卵?|减肥|减重|瘦身|丰胸|美白|祛斑|祛痘|生发|抗衰老?|延缓衰老|增高|堕胎|排石|戒烟|戒酒|解酒|提神|助眠|增强免疫力|weight loss|fat loss|ovulation induction|hair (?:growth|loss)/iu

/** Whoever says so himself asks for what the label does not cover. */
export const SAID_OFF_LABEL =
  /超说明书|超适应[症证]|说明书(?:以)?外的?(?:用法|适应[症证])|没(?:有)?批的?(?:适应[症证]|用法)|off-?label/iu

export const PROMOTION =
  /写(?:[一几两]?[段个篇句条点])?(?:话|文案|软文|推文|稿|东西)|[写给发][几两]句|话术|海报|宣传|推广|能推[吗不么嘛]|(?<!(?:说明书|上面|里面?|书上|[这那](?:段|块|部分))[^，。]{0,10})(?:怎么|咋|如何)(?:跟[^，。]{0,6})?讲|给个依据|one-?(?:pager|liner)|flyer|leaflet|talking points|\bpitch\b|slogan/iu

/** Two names of one condition: what is asked, what labels print. */
export const CONDITION_NAMES: readonly { readonly asked: RegExp; readonly printed: RegExp }[] = [
  { asked: /戒烟|smoking cessation/iu, printed: /戒烟|尼古丁/u },
  { asked: /戒酒|alcohol (?:use|dependence)/iu, printed: /戒酒|酒精依赖|酒依赖/u },
  { asked: /偏头痛|migraine/iu, printed: /偏头痛|migraine/iu },
  { asked: /抑郁|depress/iu, printed: /抑郁|depress/iu },
  { asked: /焦虑|anxiety/iu, printed: /焦虑|anxiety/iu },
  { asked: /失眠|insomnia/iu, printed: /失眠|催眠|睡眠|insomnia/iu },
  { asked: /癫痫|epilep|seizure/iu, printed: /癫痫|epilep/iu },
  { asked: /哮喘|asthma/iu, printed: /哮喘|asthma/iu },
  { asked: /慢阻肺|COPD/iu, printed: /慢性阻塞性肺|慢阻肺|COPD/iu },
  { asked: /痛风|gout/iu, printed: /痛风|gout/iu },
  { asked: /骨质疏松|osteoporosis/iu, printed: /骨质疏松|osteoporosis/iu },
  { asked: /脂肪肝|NASH|MASH|NAFLD/iu, printed: /脂肪(?:性)?肝|NASH|MASH/iu },
  { asked: /帕金森|parkinson/iu, printed: /帕金森|震颤麻痹|parkinson/iu },
  { asked: /痴呆|阿尔茨海默|alzheimer|dementia/iu, printed: /痴呆|阿尔茨海默|alzheimer/iu },
  { asked: /纤维肌痛|fibromyalgia/iu, printed: /纤维肌痛|fibromyalgia/iu },
  { asked: /带状疱疹|shingles|zoster/iu, printed: /带状疱疹/u },
  { asked: /白癜风|vitiligo/iu, printed: /白癜风|vitiligo/iu },
  { asked: /痤疮|青春痘|acne/iu, printed: /痤疮|acne/iu },
  { asked: /荨麻疹|urticaria/iu, printed: /荨麻疹|urticaria/iu },
  { asked: /克罗恩|crohn/iu, printed: /克罗恩|crohn/iu },
  { asked: /溃疡性结肠炎|溃结|ulcerative colitis/iu, printed: /溃疡性结肠炎|ulcerative colitis/iu },
  { asked: /强直|ankylosing/iu, printed: /强直性?脊柱炎|ankylosing/iu },
  { asked: /肺癌|NSCLC|lung cancer/iu, printed: /肺癌|lung cancer/iu },
  { asked: /乳腺癌|breast cancer/iu, printed: /乳腺癌|breast cancer/iu },
  { asked: /胃癌|gastric cancer/iu, printed: /胃癌|胃腺癌|gastric/iu },
  { asked: /肝癌|HCC/iu, printed: /肝癌|肝细胞癌/u },
  { asked: /前列腺癌|prostate cancer/iu, printed: /前列腺癌|prostate cancer/iu },
  { asked: /PCOS|多囊/iu, printed: /多囊卵巢|PCOS/iu },
  { asked: /促排|ovulation induction/iu, printed: /促排|诱导排卵|排卵障碍/u },
  {
    asked: /减肥|减重|瘦身|weight loss|fat loss|obesity/iu,
    printed: /减重|体重管理|减轻体重|肥胖症?(?:患者|的治疗)|超重/u,
  },
  { asked: /alopecia|斑秃|脱发|hair (?:growth|loss)/iu, printed: /斑秃|脱发|秃发|alopecia/iu },
  { asked: /类风湿|rheumatoid|^RA$/iu, printed: /类风湿|rheumatoid/iu },
  { asked: /psoria|银屑病|牛皮癣/iu, printed: /银屑病|psoria/iu },
  { asked: /atopic|特应性|湿疹|eczema/iu, printed: /特应性皮炎|湿疹|atopic/iu },
  { asked: /lupus|狼疮/iu, printed: /狼疮|lupus/iu },
  { asked: /heart failure|心衰|心力衰竭/iu, printed: /心力衰竭|心衰|射血分数|heart failure/iu },
  { asked: /hypertension|高血压/iu, printed: /高血压|hypertension/iu },
  { asked: /type 2|2型糖尿病|T2DM/iu, printed: /2型糖尿病|Ⅱ型糖尿病|type 2 diabetes/iu },
  { asked: /type 1|1型糖尿病|T1DM/iu, printed: /1型糖尿病|Ⅰ型糖尿病|type 1 diabetes/iu },
  { asked: /心梗|心肌梗死/u, printed: /心肌梗死|急性冠脉综合征/u },
  { asked: /房颤|心房颤动|\bAF\b/iu, printed: /心房颤动|房颤/u },
  { asked: /脑梗|中风|卒中|stroke/iu, printed: /卒中|脑梗|stroke/iu },
  { asked: /皮肤感染/u, printed: /皮肤/u },
  { asked: /腹腔感染/u, printed: /腹腔|腹部/u },
  { asked: /新冠|covid/iu, printed: /新冠|新型冠状|COVID|SARS/iu },
  { asked: /子宫内膜异位|endometriosis/iu, printed: /子宫内膜异位|endometriosis/iu },
]

/** A statement of the label's own section that says the use is not approved. */
export const NOT_APPROVED =
  /未批准|未获批|未经批准|超说明书|超适应[症证]|off-?label|not approved|unapproved/iu

/** For whom or what the label itself says that it is not: a clause of any of its sections. */
export const NOT_FOR =
  /不(?:适)?用于|不得用于|不宜用于|不能用于|不应用于|不适合|不适用|不推荐(?:用于|在)|不建议(?:用于|在)|未批准|\bnot (?:indicated|recommended|intended|approved) (?:for|in)\b|\bnot for\b/iu

/** A dose that somebody wants to raise to. The number is the first group. */
export const RAISED_TO =
  /(?:加[大量]?到|用到|提高?到|增加?[至到]|上到|冲到|push(?:ed)? to|up to|increase to|raise to)\s*(\d+(?:\.\d+)?)\s*(mg|毫克|g(?![a-z])|克|μg|ug|mcg|微克|(?=\s|bid|qd|tid|[，。,.\p{Script=Han}]|$))/iu
/** Whoever asks for a source or words for it asks for what the label must cover. */
export const WANTS_SUPPORT = /依据|文献|支持|出处|背书|理由|evidence|justif|reference/iu

/** A clause of the indications that says what the medicine is not for. */
export const EXCLUDED =
  /不(?:适)?用于|不得用于|不宜用于|不能用于|不应用于|\bnot (?:been )?(?:indicated|recommended|intended|studied)\b|\bnot for\b/iu
