/** Reports and near misses by class, in many voices: what carries the decision is the build of the message, not its words. */
import { describe, expect, it } from 'vitest'
import { findAdverseEvent } from './safety.ts'

const DRUGS = ['优替宁']

describe('a report of harm to one patient', () => {
  it.each([
    // A part of the body and what is wrong with it.
    '有个大姐上礼拜打完玻尿酸溶解酶，嘴角歪到一边去了，这个能恢复吗',
    '护士长问一下，一个小伙子打完安克欣以后手背鼓起来一个大包，写没写',
    '8床推完药胳膊整条发紫，护士说是不是外渗',
    '老爷子贴了三天贴剂，贴的那块皮都烂了，说明书怎么说',
    '有位女士用了咱们的滴眼液之后眉毛一把一把往下掉',
    '我姐吃了半个月欣泽平，脚面肿得鞋都穿不上了',
    '门诊一个宝妈吃优替宁第五天舌头发麻说话含糊',
    '昨天有个客人敷完药膏半边脸通红起泡，来店里闹',
    '一位老先生服药一周小便变成浓茶色，要停吗',
    '呼吸科反馈有个病人吸了两周舌头上长了一层白斑',
    '有个做保洁的阿姨打完第二针整条腿动不了了',
    '一个跑步的小伙子吃力康汀一个月大腿肌肉软得上不了楼',
    '患者吃完药视力模糊看东西成双，已经三天了',
    '有个司机吃完药开车时眼睛看不清了差点追尾',
    '有个女病人吃了三个月来不了月经，还长了胡子',
    // Mood, mind and conduct.
    '有个上高中的孩子吃了两周药，突然割腕了，家属很激动',
    '精神科说一个小姑娘换药以后整夜不睡还说胡话',
    '李老师说他管的一个大爷用药后认不得人了，神志不清',
    '一个戒烟的小伙子吃药之后情绪特别低落老说想死',
    // Falls, fits, and what was done for them.
    '儿童医院有个三岁娃喝了咱们的混悬液，夜里抽起来了，送的急诊',
    '社区一个老太太吃降压药第二天早上起床就倒在地上，叫了救护车',
    '有个透析病人输完铁剂血压一下子测不出来，抢救了半小时',
    '消化科收了一个吃止痛药的老头，黑便两天，输了血',
    '有位顾客打完针十分钟开始冒冷汗、翻白眼，人没事了，说明书有提示吗',
    '王姐反映有个女学生吃药后吐了一整晚，挂急诊了',
    // Laboratory values, dictated.
    '有个老先生吃了利尿剂一周，查血钾二点四，说明书对监测怎么要求',
    '血液科一个病人化疗后第十天粒细胞只有零点二，升白针怎么用',
    '内分泌那个男病人吃了半年，体检发现转氨酶三百多了',
    '一个女患者吃华法林，INR直接飙到八点几，怎么处理',
    // Death and what stands for it.
    '肿瘤科那个用优替宁的大叔上周没挺过来，家属要说法',
    '有个老爷子用药第三天人没了，主任让我查查说明书',
    // Loss of effect, exposure, taking errors, the product itself.
    '有个患者吃了欣泽平两个月血压还是没降下来，主任不太满意',
    '一位妈妈一直在吃优替宁，昨天查出来怀孕了，怎么办',
    '有个两岁的孩子误服了一板欣泽平，要洗胃吗',
    '有个病人把一周一次的针一天打一次，打错了三天',
    '患者投诉说笔推不动，药打不出来了',
    // Not before the first stop, and in a long story.
    '您好耽误您两分钟，我负责的那家医院有一位七十来岁的老太太，本来身体挺好的，上个月开始吃我们的药，结果这几天走路直打晃，昨天还摔了一跤，主任问是不是药的关系',
    '有个事跟你说下啊，骨科有个打了唑来膦酸的阿姨，当天晚上就烧到三十九度，浑身疼，这正常吗',
    '刚接到电话，客户的一个患者用药以后皮肤发黄眼白也黄，医生怀疑是药，说明书上写了吗',
    '有个八岁孩子用了喷鼻的，鼻子出血止不住，家长很着急',
    '一例术后病人用了止吐针后脖子歪向一边，眼睛往上翻',
    '有个患者停药后第三天心慌手抖出汗，说明书有没有说停药的事',
    // English.
    'One of my patients has a droopy eyelid three days after the injection, how long does it last?',
    'A student on isotretinoin says she wants to die. What does the label require?',
    'My patient with asthma got anaphylaxis an hour after the shot and was taken to the ER. How common is it?',
    'The nurse says a lady noticed a dent in her buttock where she was injected. Is that listed?',
    'a 9 year old boy on desmopressin had a seizure last night, sodium was 119',
    'an old gentleman on the patch passed out in the bathroom, is syncope in the label?',
    'Pharmacist called: a customer threw up all night after taking two tablets',
    'Had a call about a toddler who swallowed his grandmother’s tablets and was rushed to hospital',
    'Our patient lost her hair after the third infusion. Is it reversible?',
    'her potassium went up to 6.8 two weeks after starting the tablets',
    'A woman in my clinic turned yellow after a month on it',
    'patient on erenumab became constipated and was admitted with ileus, label?',
    'This patient is on gefitinib and now short of breath, CT shows infiltrates',
    'a client had burning and blisters where the cream was used yesterday',
    'He started the drops on Monday and can’t see properly since',
    'the girl took four instead of one and was drowsy all day',
  ])('is heard in: %s', (text) => {
    expect(findAdverseEvent(text, DRUGS)).not.toBeNull()
  })

  it('is heard in the words of the label alone', () => {
    const text = '有个小伙子用了一周以后出现了肋缘触痛，要停吗'
    const reactions = ['偶见肋缘触痛、指端苍白；罕见头皮屑。']
    expect(findAdverseEvent(text, DRUGS, { reactions })?.criteria.event).toBe('肋缘触痛')
    expect(findAdverseEvent('会有肋缘触痛吗', DRUGS, { reactions })).toBeNull()
  })
})

describe('a question', () => {
  it.each([
    // Planned use in those who have a disease.
    '有个患者眼皮下垂，能打肉毒吗',
    '有个老太太腿肿，想给她用欣泽平，可以吗',
    '一个抑郁的学生想吃异维A酸治痘痘，能不能开',
    '有位孕妇血糖高，能用糖诺利吗',
    '8床肌酐高，优替宁剂量要不要减',
    '有个患者一直在吃华法林，这两天感冒发烧，医生想加阿奇霉素，能不能一起用',
    '病人在吃优替宁，牙疼想加布洛芬，有没有冲突',
    '有个患者血钾低，能不能用安克欣',
    '有个小孩尿床，吃多大量合适',
    '一个老爷子脑梗恢复期，能用醒络通吗',
    '有位患者对青霉素过敏，能打安克欣吗',
    '有个痛风的大叔想用优替宁，肾功能不好要调量吗',
    '有个患者明天做手术，优替宁要停几天',
    '有个癫痫的孩子能不能接种',
    '一个癌痛的老先生换成贴剂怎么换算',
    '有个患者昨天那片忘吃了，今天补不补',
    '一个刚怀孕的医生问能不能用这个洗剂',
    '有个女患者准备怀孕，优替宁停多久才能怀',
    '护士问8床的泵速怎么调',
    '有个病人体重一百二十公斤，按多少给',
    // General questions about reactions.
    '打完肉毒会不会眼皮下垂',
    '注射部位会凹下去吗',
    '优替宁会引起情绪低落吗，发生率多少',
    '吃异维A酸的学生要注意什么情绪问题',
    '打针的地方红肿一般几天能消',
    '哪些患者容易出现低钠抽搐',
    '去氨加压素喝水多了有什么危险',
    '过敏性休克多在给药后多久出现',
    '说明书里自杀意念是怎么写的',
    '患者出现眼睑下垂时应该怎么处理',
    '若患者用药后皮疹加重，应如何处理',
    '怎么预防输注反应',
    '出现横纹肌溶解要停药吗',
    '注射后发烧多久算正常',
    '老人用了容易摔倒吗',
    '不良反应里最常见的是哪三个',
    '肝功能异常到几倍要停',
    '黑框警告写了什么',
    '皮肤萎缩在不良反应里有没有',
    '吃药期间能不能开车，会不会犯困',
    // Fears, hypotheticals, denials.
    '患者担心吃了掉头发，怎么解释',
    '家属怕打完针发烧，能不能提前吃退烧药',
    '万一孩子误服了怎么办',
    '如果一个病人打完针晕倒了，应该怎么抢救',
    '主任担心老人吃了头晕摔跤，说明书怎么写的',
    '患者用了一周没有任何不舒服，还要继续监测吗',
    '有个患者吃了一个月，没有出现皮疹，能加量吗',
    // Statistics, trials, examinations.
    '三期试验里有几例死亡，和药有关吗',
    '研究中有一例患者出现肝衰竭，说明书怎么描述',
    '上市后报告过自杀的病例吗',
    '男，45岁。用药后出现皮疹、发热，查体：T39℃。首先考虑的诊断是',
    // Effect, habits, logistics.
    '优替宁起效要多久，几天能看到血压下降',
    '打完针能洗澡吗',
    '开封以后药变色了还能用吗',
    '吃完药多久能喝酒',
    '有个患者问饭前吃还是饭后吃',
    '有个顾客想买两盒，冰箱放多久',
    '多久没效果可以换药',
    // English.
    'Can a patient with a droopy eyelid have botulinum toxin?',
    'Does isotretinoin cause low mood?',
    'How long after the injection does anaphylaxis usually occur?',
    'Should a patient who develops a seizure stop desmopressin?',
    'My patient has a urinary infection and is on tizanidine, the doctor wants to add ciprofloxacin, can they be given together?',
    'Can I give it to a woman who is planning to get pregnant?',
    'What is the rate of syncope in the trials?',
    'A patient with low sodium: is it contraindicated?',
    'What should the patient do if she misses a dose?',
    'is hair loss listed for women on this drug?',
    'One doctor is worried about necrosis, what does the label say?',
    'what dose for a 9 year old boy with bedwetting',
    'Which patients are at risk of falls?',
  ])('is none in: %s', (text) => {
    expect(findAdverseEvent(text, DRUGS)).toBeNull()
  })
})
