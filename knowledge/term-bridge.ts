/**
 * Words of the ward, and English ones, to the words that Chinese labels use for the same thing. General
 * vocabulary of medicine and pharmacy as data; a line is "said, said: written, written". What is written is
 * searched in addition to what was said, with less weight.
 */

const LINES = `
娃,宝宝,小孩,孩子,孩儿,小朋友,child,children,kids,pediatric,paediatric: 儿童,小儿,患儿
婴儿,infant: 婴儿,婴幼儿
青少年,十几岁,adolescent: 青少年
大人,adult,adults: 成人
老人,老太太,老太,大爷,老头,高龄,elderly,older,geriatric: 老年,老年人,老年患者
孕妇,怀孕,怀上,pregnant,pregnancy: 孕妇,妊娠,妊娠期
喂奶,母乳,奶水,breastfeeding,breast-feeding,lactation,nursing: 哺乳,哺乳期,乳汁
备孕,要孩子,conceive: 生育,避孕,妊娠,受孕
针,打针,扎针,injection,shot: 注射
点滴,吊瓶,挂水,滴注,滴,infusion: 静脉滴注,输注
滴速,滴多久,滴的速度: 滴注速度,输注时间,滴注时间
推,静推,bolus: 静脉注射,静脉推注
打针地方,打针的地方,扎针的地方: 注射部位
淤青,青紫,瘀青,bruising: 瘀斑,瘀伤,血肿
掉,降低,decrease: 下降,降低,减少
升,升高,increase: 升高,增加
拉肚子,拉稀,腹泻,diarrhea,diarrhoea: 腹泻
拉: 腹泻
想吐,吐,vomiting: 呕吐
恶心,nausea: 恶心
头疼,headache: 头痛
腿疼,肌肉疼,肌肉痛,muscle pain,myalgia: 肌痛,肌肉疼痛,肌病
肌酶,肌酸激酶,cpk,ck: 肌酸激酶,肌酸磷酸激酶,CPK,CK
发烧,烧到,高烧,fever: 发热,体温
睡不着,失眠,入睡困难,insomnia: 失眠,入睡困难
犯困,嗜睡,瞌睡,drowsiness: 嗜睡,困倦,镇静
皮疹,疹子,起疹,rash: 皮疹
痒,itching,pruritus: 瘙痒
掉头发,掉发,hair loss: 脱发
脱水: 脱水,腹泻
过敏,allergy,allergic,hypersensitivity: 过敏,超敏反应
sjs,stevens-johnson: Stevens-Johnson综合征,史蒂文斯-约翰逊综合征,重症多形红斑
ten: 中毒性表皮坏死松解症
耳毒性,听力: 听力减退,耳鸣,耳部,听神经,第八对脑神经
红人综合征,红人,红颈: 红人综合征,红颈综合征,颈部
再障,再生障碍: 再生障碍性贫血
itp: 免疫性血小板减少症,血小板减少
ra,类风湿: 类风湿关节炎
as,强直: 强直性脊柱炎
af,房颤: 心房颤动,房颤
hf,心衰,heart failure: 心力衰竭,心功能不全,心衰
心梗,mi,heart attack: 心肌梗死
脑梗,中风,卒中,stroke: 脑卒中,缺血性卒中,脑梗死
脑出血,颅内出血: 颅内出血,脑出血
血栓,dvt,pe: 血栓,静脉血栓栓塞,血栓栓塞
高压,高血压,hypertension: 高血压
低血压,hypotension: 低血压
糖尿病,糖友,t2dm,diabetes: 糖尿病
低血糖,hypoglycemia: 低血糖
高血脂,血脂: 高胆固醇血症,血脂异常
痛风,gout: 痛风
急性期,发作期: 急性期,急性发作
精分,精神分裂,schizophrenia: 精神分裂症
双相,躁狂,bipolar: 双相,躁狂
抑郁,depression: 抑郁症,抑郁
癫痫,羊角风,seizure,epilepsy: 癫痫
青光眼,窄角,闭角,glaucoma: 闭角型青光眼,青光眼
格林巴利,吉兰巴雷,gbs: 格林-巴利综合征,吉兰-巴雷综合征
帕金森,pd: 帕金森病
老年痴呆,阿尔茨海默,ad: 阿尔茨海默
偏头痛,migraine: 偏头痛
带状疱疹,缠腰龙,蛇缠腰,shingles: 带状疱疹
生殖器疱疹,genital herpes: 生殖器疱疹
乙肝,hbv: 乙型肝炎,乙肝
丙肝,hcv: 丙型肝炎
结核,tb,tuberculosis: 结核,结核病
肺炎,pneumonia: 肺炎
脑膜炎,meningitis: 脑膜炎
皮肤感染: 皮肤软组织感染,皮肤及皮肤附件
新冠,covid,covid-19: 新型冠状病毒
流感,flu,influenza: 流行性感冒,流感
银屑病,牛皮癣,psoriasis: 银屑病
特应性皮炎,湿疹,eczema: 特应性皮炎,湿疹
斑秃,alopecia areata: 斑秃
哮喘,asthma: 哮喘
慢阻肺,copd: 慢性阻塞性肺疾病
胃溃疡,十二指肠: 胃溃疡,十二指肠溃疡
反流,gerd: 胃食管反流,反流性食管炎
幽门螺杆菌,hp: 幽门螺杆菌
肿瘤,癌,cancer,ca: 癌,肿瘤
前列腺癌,prostate cancer,prostate ca: 前列腺癌
乳腺癌,breast cancer: 乳腺癌
肝癌,hcc: 肝细胞癌,肝癌
mtc,髓样癌: 甲状腺髓样癌
men2: 多发性内分泌腺瘤
多囊,pcos: 多囊卵巢综合征
促排,促排卵: 诱导排卵,排卵,不孕
减肥,减重,weight loss,obesity: 肥胖,体重管理,减重
血友病,hemophilia: 血友病
贫血,anemia: 贫血
肾上腺皮质功能不全,addison,addison's: 肾上腺皮质功能减退,阿狄森病,肾上腺功能不全
乳糖不耐受,lactose: 半乳糖不耐受,乳糖酶缺乏,葡萄糖-半乳糖吸收不良,乳糖
肝损,肝功能不好,肝不好,肝功能差,hepatic impairment,liver impairment: 肝功能损害,肝功能不全,肝损伤
肝硬化,cirrhosis: 肝硬化,肝功能损害,肝功能不全
轻度: 轻度,轻中度
中度: 中度,轻中度,中重度
重度,severe: 重度,严重
child-pugh,child pugh: Child-Pugh,肝功能
child-pugh c,child pugh c,child-pugh c级: Child-Pugh C级,重度肝功能,Child Pugh C
child-pugh b,child pugh b: Child-Pugh B级,中度肝功能
lft,lfts,肝功: 肝功能,转氨酶,肝酶,ALT,AST
uln: 正常值上限,ULN
alt,谷丙: ALT,丙氨酸氨基转移酶,转氨酶
ast,谷草: AST,天门冬氨酸氨基转移酶,转氨酶
肾功能不好,肾不好,肾功能差,肾损,renal impairment,kidney: 肾功能损害,肾功能不全,肾损伤
egfr,gfr: eGFR,肾小球滤过率
ccr,crcl,肌酐清除率: 肌酐清除率,CrCl,Ccr
透析,血透,腹透,dialysis: 透析,血液透析
首剂,第一针,头一针,第一次,first dose: 首次,初始剂量,首剂,起始剂量
起始,起步,开始吃,starting dose,initial dose: 起始剂量,初始剂量,开始
第二针: 第2次,第二次
加量,往上加,怎么加,titration,titrate: 增加剂量,剂量递增,增至,加量,剂量调整
减量,怎么减,taper: 减量,降低剂量,减少剂量,剂量调整
负荷,负荷量,loading dose,loading: 负荷剂量,初始,首次
维持,维持期,maintenance: 维持剂量,维持
目标量,target dose: 目标剂量,目标维持剂量,维持剂量
上限,封顶,最多,最大,最高,不能超,极量,max,maximum: 最大剂量,最高剂量,不超过,不应超过,不可超过,极量
一天,一日,每天,daily: 一日,每日
几周,多久一针,隔多久打,interval: 每周,周,间隔
每周,weekly: 每周
一天几次,几次: 一日,次
漏服,漏打,漏一顿,漏吃,漏了,忘吃,忘记吃,忘了吃,忘打,missed dose,missed,forgot: 漏服,漏用,补服,错过,遗漏,忘记
补,补打,补吃: 补服,补用,尽快
饭前,饭后,吃饭,跟饭,餐前,餐后,with food,meal,meals: 餐前,餐后,进餐,食物,进食,随餐
空腹,empty stomach,fasting: 空腹,餐前,餐后
早上,早晨: 早晨,晨起,清晨
睡前,晚上,bedtime: 睡前,晚间,傍晚,夜间
睡前不能吃,不能睡前,最后一顿: 睡前,卧床,最后一次
整片,掰开,压碎,嚼碎,crush: 整片吞服,咀嚼,碾碎,掰开
停药,停多久,stop,discontinue: 停药,停用
洗脱,washout: 洗脱,停药,间隔,停用
换药,换成,switch: 换用,转换,改用,停用
一起吃,合用,同时吃,一块吃,联用,coadministration,concomitant,together: 合用,联合使用,同时使用,同服,合并用药
隔多久,隔几小时,隔多长时间,谁先谁后,separate: 间隔,至少,小时,之前,之后
血药浓度,浓度,levels,auc: 血药浓度,血浆浓度,暴露量,AUC
避孕药,口服避孕药,oc,ocs,oral contraceptive,oral contraceptives: 口服避孕药,避孕药,激素避孕
西柚,西柚汁,柚子,grapefruit: 葡萄柚汁,西柚汁,葡萄柚
酒,喝酒,饮酒,alcohol: 乙醇,酒精,饮酒
普利,acei,ace inhibitor: 血管紧张素转换酶抑制剂,ACEI,血管性水肿
沙坦,arb: 血管紧张素Ⅱ受体拮抗剂,ARB
他汀,statin: HMG-CoA还原酶抑制剂,他汀
消炎药,止痛药,nsaid,nsaids: 非甾体抗炎药,非甾体类抗炎药,NSAID
ppi,质子泵: 质子泵抑制剂
抗酸药,胃药,antacid: 抗酸药,含铝,含镁
铁剂,补铁,iron: 铁剂,含铁,铁
钙片,补钙: 钙,钙剂
激素,steroid: 糖皮质激素,皮质类固醇
副作用,不良反应,side effects,side effect,adverse: 不良反应
发生率,比例,几率,概率,incidence,frequency: 发生率,常见,十分常见
常见,多见,多不多见,common: 常见,十分常见,偶见,罕见
3-4级,三四级,grade 3: ≥3级,3级,3-4级,3～4级
开车,driving,drive: 驾驶,操作机器,机械
半衰期,half-life,half life,t1/2: 半衰期,消除
代谢,metabolism,metabolized: 代谢,清除,CYP
慢: 减慢,降低,延长
机制,机理,moa,mechanism: 作用机制,抑制,激动剂,拮抗剂
靶点,作用在,target: 靶向,抑制,聚合酶,受体,蛋白酶
一周一针,一周一次,长效: 半衰期,每周,延长,清除
保存,存放,储存,放多久,storage,store,stored: 贮藏,保存,贮存
冰箱,冷藏,refrigerator,refrigerated,fridge: 冷藏,冰箱,2-8℃,2～8℃
不放冰箱,常温,室温,room temperature: 室温,25℃,30℃,不超过,冷藏
冷冻,结冰,freeze,frozen,freezing: 冷冻,冻结,不得冷冻
回温: 室温,恢复至室温,冰箱取出
避光,light: 避光,遮光
开瓶,开封: 开启,开封,首次开启
有效期,shelf life: 有效期
配好,配制,现配,reconstituted,reconstitute: 配制,配制后,溶解,复溶,稀释后
稀释,稀释好,dilute,diluted: 稀释,稀释液,稀释后
糖水,葡萄糖水,dextrose,glucose: 葡萄糖,葡萄糖注射液,葡萄糖溶液
盐水,生理盐水,saline: 氯化钠,氯化钠注射液
滤器,过滤器,孔径,filter: 过滤器,滤器,微孔,孔径,μm
治,治疗,treat,indicated,indication: 用于,治疗,适用于,适应症
哪个能用,写了能用: 适用于,用于
打,用,上: 使用
胖,体重大: 体重
过量,吃多了,超量,overdose: 过量,超剂量,中毒
成分,辅料,excipient: 成份,辅料
监测,monitoring,monitor: 监测,检查,定期
急诊,抢救: 急救,立即
手术,术前,surgery: 手术
贴: 贴片,贴剂,释放
喷,鼻喷,nasal: 鼻喷,鼻腔,鼻孔,喷
每侧: 每侧,鼻孔
滴眼: 滴眼
雾化: 雾化吸入
男的,男性,male: 男性,男子
女的,女性,female: 女性,妇女
安全吗,safe: 安全性
没数据,没有数据: 尚无,缺乏,未进行,没有,无数据,经验
经验,data: 尚无,研究
warfarin: 华法林,香豆素,抗凝
疫苗,vaccine: 疫苗,接种
`

export interface BridgedTerm {
  readonly said: string
  readonly written: readonly string[]
}

const BRIDGE: readonly BridgedTerm[] = LINES.split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => {
    const [said = '', written = ''] = line.split(':')
    return said
      .split(',')
      .map((word) => ({ said: word.trim(), written: written.split(',').map((one) => one.trim()) }))
  })
const LATIN = new Map(BRIDGE.filter(({ said }) => /^[\x20-\x7e]+$/u.test(said)).map((one) => [one.said, one]))
const CHINESE = BRIDGE.filter(({ said }) => !LATIN.has(said))

/** Label words for what the (normalised) text says; longer sayings first, each stretch of text read once. */
export function bridgeTerms(text: string): readonly BridgedTerm[] {
  const found: { readonly at: number; readonly length: number; readonly term: BridgedTerm }[] = []
  for (const term of CHINESE) {
    const at = text.indexOf(term.said)
    if (at >= 0) found.push({ at, length: term.said.length, term })
  }
  const words = [...text.matchAll(/[a-z\d][a-z\d'/-]*/gu)]
  for (let first = 0; first < words.length; first += 1) {
    for (let last = first; last < Math.min(first + 3, words.length); last += 1) {
      const key = words
        .slice(first, last + 1)
        .map((word) => word[0])
        .join(' ')
      const term = LATIN.get(key)
      if (term !== undefined) found.push({ at: words[first]!.index, length: key.length, term })
    }
  }
  found.sort((a, b) => b.length - a.length || a.at - b.at)
  const read: typeof found = []
  for (const one of found) {
    const inside = read.some((other) => one.at >= other.at && one.at + one.length <= other.at + other.length)
    if (!inside) read.push(one)
  }
  return read.sort((a, b) => a.at - b.at).map((one) => one.term)
}
