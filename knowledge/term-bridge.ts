/**
 * Words of the ward, and English ones, to the words that Chinese labels use for the same thing. General
 * vocabulary of medicine and pharmacy as data; a line is "said, said: written, written". What is written is
 * searched in addition to what was said, with less weight.
 */

const LINES = `
吞不下,咽不下,吞咽困难,鼻饲,胃管,swallow: 吞咽困难,不能整片吞服,鼻胃管
换打针的日子,换日子,改日子,换个日子,换一天,改天打: 更换注射日,day of weekly administration
视网膜病变,眼底,retinopathy: 视网膜病变
胰腺炎,pancreatitis: 胰腺炎
胆结石,胆囊,gallbladder,cholelithiasis: 胆石症,胆囊疾病
甲状腺癌,甲状腺髓样癌,thyroid carcinoma,thyroid: 甲状腺
全麻,麻醉,anesthesia,anaesthesia: 麻醉
针头,needle: 针头
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
半衰期,half-life,half life,t1/2: 半衰期,消除,t1/2,t1
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
# 药物类别的缩写
maoi,maois,单胺氧化酶抑制剂: 单胺氧化酶抑制
ssri,ssris: 5-羟色胺再摄取,SSRI
snri,snris: SNRI,去甲肾上腺素再摄取
tca,tcas,三环: 三环类
ccb,ccbs: 钙通道阻滞,钙拮抗
β阻滞剂,beta blocker,beta-blocker,b阻: β受体阻滞,β-受体阻滞,β阻滞
利尿剂,利尿药,diuretic,diuretics: 利尿
抗凝药,抗凝,anticoagulant,anticoagulants: 抗凝,华法林,香豆素
抗血小板,antiplatelet: 抗血小板,阿司匹林
降压药: 降压药,抗高血压药
降糖药,降血糖药: 降糖药,降血糖药,胰岛素,磺脲
安眠药,镇静药,sedative,sedatives: 镇静,催眠,中枢抑制,中枢神经
抗生素,antibiotic,antibiotics: 抗生素,抗菌药
沙星类,quinolone,quinolones: 喹诺酮
大环内酯类,macrolide,macrolides: 大环内酯
强抑制剂,强效抑制剂,strong inhibitor: 强抑制剂,强效抑制剂,抑制剂
强诱导剂,诱导剂,inducer: 诱导剂
活疫苗,live vaccine: 活疫苗,减毒
化疗,chemotherapy: 化疗,细胞毒,骨髓抑制
放疗,radiotherapy: 放疗,放射治疗
锂盐,lithium: 锂
洋地黄,digitalis: 洋地黄,强心苷,地高辛
咖啡,咖啡因,coffee,caffeine: 咖啡,咖啡因
茶,浓茶: 茶
牛奶,奶制品,milk,dairy: 牛奶,奶制品,乳制品
抽烟,吸烟,smoking,smoke: 吸烟
# 症状和不良反应
眼睛,眼部,眼: 眼
视物模糊,看不清,眼花,blurred vision: 视物模糊,视力模糊,视力障碍
耳朵,耳鸣,tinnitus: 耳鸣,听力
头晕,晕,眩晕,dizziness,vertigo: 头晕,头昏,眩晕
晕倒,晕厥,syncope,fainting: 晕厥,昏厥
乏力,没劲,没力气,累,疲劳,fatigue,asthenia: 乏力,疲乏,疲劳,无力
心慌,心跳快,心悸,palpitations,tachycardia: 心悸,心动过速,心慌
心跳慢,心率慢,bradycardia: 心动过缓
qt延长,qt间期,qt,qtc: QT,Q-T
胸痛,胸闷,chest pain: 胸痛,胸闷
气短,气喘,喘不上气,呼吸困难,dyspnea,shortness of breath: 呼吸困难,气促,气短
咳嗽,干咳,cough: 咳嗽
嘴唇肿,脸肿,嘴肿,喉头水肿,angioedema: 血管性水肿,血管神经性水肿
血管水肿: 血管性水肿,血管神经性水肿
脚肿,腿肿,浮肿,水肿,edema,oedema: 水肿,浮肿
红疹,红斑,erythema: 皮疹,红斑,斑疹
荨麻疹,风团,urticaria,hives: 荨麻疹
过敏性休克,anaphylaxis: 过敏性休克,过敏反应,超敏反应
光敏,晒太阳,日晒,photosensitivity: 光敏,日光,阳光
手足综合征,手足皮肤反应,hand-foot: 手足综合征,手足皮肤反应,掌跖
口腔溃疡,口腔炎,嘴里长溃疡,stomatitis,mucositis: 口腔炎,口腔溃疡,黏膜炎
口干,dry mouth: 口干
没胃口,不想吃饭,食欲差,anorexia,decreased appetite: 食欲减退,食欲下降,厌食,食欲不振
胃疼,胃痛,肚子疼,肚子痛,腹痛,abdominal pain: 腹痛,胃痛,腹部
胀气,腹胀,bloating: 腹胀
便秘,拉不出,constipation: 便秘
反酸,烧心,heartburn: 反酸,烧心,胃灼热
黑便,便血,消化道出血,gi bleeding: 消化道出血,胃肠道出血,黑便
出血,bleeding,hemorrhage,haemorrhage: 出血
骨痛,骨头疼,骨头痛,bone pain: 骨痛
关节疼,关节痛,arthralgia: 关节痛,关节
背痛,腰疼,back pain: 背痛
骨折,fracture: 骨折
下颌骨坏死,颌骨坏死,onj: 颌骨坏死,下颌骨
转氨酶,肝酶,肝功能异常,transaminase,liver enzymes: 转氨酶,肝酶,肝功能异常,ALT,AST
肝损伤,肝毒性,hepatotoxicity,liver injury: 肝损伤,肝损害,肝毒性,肝功能
黄疸,jaundice: 黄疸
肾毒性,肾损伤,nephrotoxicity: 肾毒性,肾损害,肾损伤,肾功能
白细胞低,白细胞减少,粒缺,中性粒细胞减少,neutropenia,leukopenia: 白细胞减少,中性粒细胞减少,粒细胞
血小板低,血小板减少,thrombocytopenia: 血小板减少
骨髓抑制,myelosuppression: 骨髓抑制,白细胞减少
低钾,低血钾,hypokalemia: 低钾
高钾,高血钾,hyperkalemia: 高钾,高血钾
低钠,低钠血症,hyponatremia: 低钠
低钙,低血钙,hypocalcemia: 低钙
高血糖,血糖升高,hyperglycemia: 高血糖,血糖升高
尿酸高,高尿酸,hyperuricemia: 尿酸
胖,长胖,体重增加,weight gain: 体重增加
体重下降,weight decrease: 体重减轻,体重下降
男性乳房,乳房发育,gynecomastia: 乳房
月经,月经不调,menstrual: 月经
性功能,勃起,阳痿,erectile: 性功能,阳痿,勃起
自杀,suicidal,suicide: 自杀
幻觉,hallucination: 幻觉
抽搐,惊厥,抽风,seizures: 抽搐,惊厥,癫痫发作
手抖,发抖,震颤,tremor: 震颤
锥体外系,eps: 锥体外系
静坐不能,akathisia: 静坐不能
间质性肺病,间质性肺炎,ild,pneumonitis: 间质性肺,肺炎
心衰加重: 心力衰竭
crs: 细胞因子释放综合征,CRS
icans,神经毒性: 神经毒性,神经系统毒性
输液反应,输注反应,infusion reaction: 输注反应,输液反应,输注相关
局部反应,局部: 局部,注射部位
外渗,漏出血管,extravasation: 外渗,外漏
撤药反应,停药反应,戒断,withdrawal: 停药反应,戒断,撤药
依赖,成瘾,addiction,dependence: 依赖,成瘾
溶血,hemolysis: 溶血
蚕豆病,g6pd: 葡萄糖-6-磷酸脱氢酶,G6PD,G-6-PD
# 疾病和人群
淋病,gonorrhea: 淋病,淋球菌
梅毒,syphilis: 梅毒
尿路感染,泌尿系感染,uti: 尿路感染,泌尿
肠炎,肠道感染: 肠道感染,肠炎
甲亢,hyperthyroidism: 甲亢,甲状腺功能亢进,状腺功能亢进
甲减,hypothyroidism: 甲状腺功能减退
甲状腺危象: 甲状腺危象,亢危象
冠心病,心绞痛,angina: 心绞痛,冠心病
acs,支架,支架术后,介入,pci: 急性冠状动脉综合征,支架,介入
早搏,室早: 早搏,期前收缩
室上速: 室上性心动过速,室上性
室速,室颤: 室性心动过速,室性,心室颤动
传导阻滞,avb: 传导阻滞
预激: 预激
主动脉夹层: 主动脉夹层
外周动脉,pad: 外周动脉
颈动脉斑块: 动脉粥样硬化
糖肾,糖尿病肾病: 糖尿病肾病
ckd,慢性肾病: 慢性肾脏病,CKD,慢性肾
酮症,酮症酸中毒,dka: 酮症酸中毒
胰腺炎,pancreatitis: 胰腺炎
胆结石,胆囊炎: 胆囊,胆石
肠梗阻,ileus: 肠梗阻
胃出血,消化道溃疡,消化性溃疡,peptic ulcer: 消化性溃疡,溃疡
克罗恩,crohn: 克罗恩
溃结,溃疡性结肠炎,uc: 溃疡性结肠炎
前列腺增生,bph: 前列腺增生
尿潴留: 尿潴留
重症肌无力,myasthenia: 重症肌无力
多动症,adhd: 注意缺陷
失智,dementia: 痴呆
嗜铬细胞瘤: 嗜铬细胞瘤
卟啉病: 卟啉
骨质疏松,osteoporosis: 骨质疏松
肌松: 肌松,神经肌肉
器官移植,移植: 移植
艾滋,hiv: HIV,艾滋
真菌感染,fungal: 真菌
荨麻疹: 荨麻疹
过敏性鼻炎: 过敏性鼻炎,变应性鼻炎
青春痘,痤疮,acne: 痤疮
斑块状银屑病: 银屑病
乳腺,breast: 乳腺
肺癌,nsclc,lung cancer: 肺癌
胃癌,gastric cancer: 胃癌
肠癌,结直肠癌,crc,colorectal: 结直肠癌,结肠
淋巴瘤,lymphoma: 淋巴瘤
骨髓瘤,myeloma: 骨髓瘤
白血病,leukemia: 白血病
脑瘤: 脑肿瘤,颅内肿瘤
做手术,开刀,麻醉,anesthesia: 手术,麻醉
拔牙,牙科,dental: 拔牙,牙科,口腔
造影剂,contrast: 造影
运动员,兴奋剂: 运动员
隐形眼镜,contact lens: 隐形眼镜,角膜接触镜
鼻饲,胃管: 鼻饲,胃管
# 给药和配制
太快,滴太快,推太快,速度快: 过快,速度过快,快速
太慢: 过慢,缓慢
最快: 不得短于,不少于,不超过,最大滴速,最快
最慢: 不超过,最慢
变色,颜色变,发黄,棕色: 变色,颜色,棕色
浑浊,沉淀,絮状: 浑浊,沉淀
几小时内用完,多久内用,多久用完: 小时内,立即使用
肌注,肌肉注射,打屁股,im: 肌内注射,肌肉注射,肌注
皮下,sc: 皮下注射,皮下
静滴,静脉滴注,iv: 静脉滴注,静脉输注,静脉
口服,oral: 口服
外用,涂: 外用,涂
脸,脸上,面部,face: 面部,颜面
膝盖,膝关节,knee: 膝关节
下巴,下颌,jaw: 下颌,颌骨
嗓子,喉咙,throat: 咽,喉
屁股: 臀
头皮,scalp: 头皮
手上: 手
脚上: 足
肚子: 腹
当天: 当日,当天
混好,混合后,混匀: 混合
混一起,混合,一个管子,同一瓶: 混合,同一容器,配伍
能放多久,放多久,存多久,稳定性,stability: 稳定,保存,贮存,小时内
按公斤,公斤,每公斤,按体重,体重算,per kg: kg,体重
错开: 间隔,相隔,小时
嚼,嚼碎,咬碎,chew: 咀嚼,嚼碎,咬碎
走路,活动,运动: 走动,活动
小剂量,低剂量,low dose: 小剂量,小量,低剂量
大剂量,高剂量,high dose: 大剂量,大量,高剂量
传单: 传染性单核细胞增多症
夏天: 夏季
冬天: 冬季
起效,见效,onset: 起效,达峰,发挥作用
持续多久,管多久,维持多久,duration: 持续,维持
蛋白结合,血浆蛋白: 蛋白结合率
生物利用度,bioavailability: 生物利用度
排泄,排出,excreted,excretion: 排泄,排出
血脑屏障,bbb: 血脑屏障
透过胎盘,胎盘: 胎盘
进乳汁,分泌到乳汁: 乳汁
剂量调整,dose adjustment: 调整剂量,剂量调整,无需调整,不需要调整,调整
监测什么,查什么: 监测,检查
疫苗,vaccine: 疫苗,接种
`

export interface BridgedTerm {
  readonly said: string
  readonly written: readonly string[]
}

const HAN = /\p{Script=Han}{2}/u
const BRIDGE: readonly BridgedTerm[] = LINES.split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .flatMap((line) => {
    const [said, written] = line.split(':').map((side) => side.split(',').map((one) => one.trim()))
    // The English words of a line are what an English label writes; short ones are parts of other words.
    const english = said!.filter((word) => /^[a-z][a-z -]{3,}$/u.test(word))
    return said!.map((word) => ({ said: word, written: [...new Set([...written!, ...english])] }))
  })
const LATIN = new Map(BRIDGE.filter(({ said }) => /^[\x20-\x7e]+$/u.test(said)).map((one) => [one.said, one]))
const CHINESE = BRIDGE.filter(({ said }) => !LATIN.has(said))
/** Chinese words of either side -> what an English label writes. */
const ENGLISH = Map.groupBy(
  BRIDGE.flatMap(({ said, written }) => {
    const english = written.filter((word) => LATIN.has(word) && word.length > 3)
    return [said, ...written].filter((word) => HAN.test(word)).map((word) => ({ word, english }))
  }),
  ({ word }) => word,
)

/** English label words for the Chinese words of lines that have them; for labels in English alone. */
export function englishTerms(text: string): readonly string[] {
  const found = [...ENGLISH].flatMap(([word, lines]) =>
    text.includes(word) ? lines.flatMap((line) => line.english) : [],
  )
  return [...new Set(found)]
}

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
