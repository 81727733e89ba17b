import { describe, expect, it } from 'vitest'
import { maskIdentifiers } from './mask-identifiers.ts'

const gone: readonly (readonly [text: string, secret: string, mask: string])[] = [
  ['患者张伟，68岁，能用吗', '张伟', '[姓名]'],
  ['病人王建国今天出现皮疹', '王建国', '[姓名]'],
  ['患者：李丽 肌酐升高', '李丽', '[姓名]'],
  ['患者欧阳明月68岁', '欧阳明月', '[姓名]'],
  ['姓名：赵敏，女', '赵敏', '[姓名]'],
  ['家属叫周杰，问能不能停药', '周杰', '[姓名]'],
  ['王女士肾功能不好', '王', '[姓名]'],
  ['张伟先生吃了两片', '张伟', '[姓名]'],
  ['患者张某某出现头晕', '张某某', '[姓名]'],
  // No word says that a name follows: sex, age or what somebody did stands behind it.
  ['张伟 68岁 eGFR 40 能用糖诺利吗', '张伟', '[姓名]'],
  ['王建国，男，72岁，能不能吃力康汀', '王建国', '[姓名]'],
  ['李丽（女，45岁）怀孕了能用吗', '李丽', '[姓名]'],
  ['王建国昨天吃了优替宁后腹泻', '王建国', '[姓名]'],
  ['36床王建国今天出现皮疹', '王建国', '[姓名]'],
  ['我爸张建军吃了力康汀', '张建军', '[姓名]'],
  ['John Smith, 68M, can he take it?', 'John Smith', '[姓名]'],
  ['Maria Lopez (54, female) on gefitinib', 'Maria Lopez', '[姓名]'],
  ['生日1956年3月2日', '1956年3月2日', '[出生日期]'],
  ['1956-03-02出生的病人', '1956-03-02', '[出生日期]'],
  ['patient John Smith has a rash', 'John Smith', '[姓名]'],
  ['Mrs. Miller takes 10 mg', 'Miller', '[姓名]'],
  ['the patient is called Maria Lopez', 'Maria Lopez', '[姓名]'],
  ['电话13812345678', '13812345678', '[电话]'],
  ['打 138-1234-5678 找家属', '138-1234-5678', '[电话]'],
  ['+86 13812345678', '13812345678', '[电话]'],
  ['座机 010-62345678', '010-62345678', '[电话]'],
  ['电话：６２３４５６７８', '62345678', '[电话]'],
  ['身份证11010519491231002X', '11010519491231002X', '[证件号]'],
  ['１１０１０５１９４９１２３１００２Ｘ能用吗', '11010519491231002X', '[证件号]'],
  ['老身份证 110105491231002', '110105491231002', '[证件号]'],
  ['护照号：E12345678', 'E12345678', '[证件号]'],
  ['医保卡号 900123456', '900123456', '[证件号]'],
  ['住院号：ZY20260012 的病人', 'ZY20260012', '[病历号]'],
  ['住院号20260012', '20260012', '[病历号]'],
  ['病历号是 A-00123', 'A-00123', '[病历号]'],
  ['medical record number: 778899', '778899', '[病历号]'],
  ['床号：12', '12', '[床号]'],
  ['36床说恶心', '36床', '[床号]'],
  ['3号床的患者', '3号床', '[床号]'],
  ['bed 14 has a headache', '14', '[床号]'],
  ['写到 li.hua@example.com 去', 'li.hua@example.com', '[邮箱]'],
  ['微信号：lihua_88', 'lihua_88', '[账号]'],
  ['家住建设路12号3单元，能邮寄吗', '建设路12号3单元', '[地址]'],
]

const kept: readonly string[] = [
  '患者应注意监测血压吗',
  '患者高血压能用吗',
  '高血压患者怎么用',
  '患者白细胞低于3.0×10^9/L怎么办',
  '老年患者和孕妇能用吗',
  '患者常见不良反应有哪些',
  '患者成人剂量是多少',
  '患者关节痛',
  '患者于饭后服用',
  '病人黄疸时能不能用',
  '家属何时可以探视',
  '患者曾用青霉素过敏',
  '患者安全性如何',
  '患者华法林合用时注意什么',
  '住院患者怎么用',
  '床旁给药怎么做',
  '每日2次，每次1片，连用14天',
  '国药准字H20051234',
  '5.12345678mg',
  '剂量 0.5~1 g，每12小时1次，共138例',
  '批号 20260101 的有效期',
  '热线之外的2000例患者',
  'eGFR 45 ml/min/1.73m2',
  'Patient Information Leaflet',
  'Which patient population is studied?',
  'patients with Kidney Disease',
  '叫停用药的标准',
  '张力性气胸能用吗',
  '女士能用吗',
  '黄疸 男 50岁',
  '毛囊炎 男 20岁',
  '房颤 75岁 用多少',
  '华法林 70岁 怎么减',
  '阳性 男 40岁',
  '于老年 70岁以上',
  'Type Diabetes, 68 years',
  '2026-03-01起有效的版本',
]

describe('maskIdentifiers', () => {
  it('takes out what identifies a patient and says what it was', () => {
    for (const [text, secret, mask] of gone) {
      const masked = maskIdentifiers(text).text
      expect({ text, masked, has: masked.includes(mask) }).toMatchObject({ has: true })
      if (secret.length > 1)
        expect({ text, masked, left: masked.includes(secret) }).toMatchObject({ left: false })
    }
  })

  it('leaves what only looks like it', () => {
    for (const text of kept)
      expect(maskIdentifiers(text)).toEqual({ text: text.normalize('NFKC'), kinds: [] })
  })

  it('keeps names of medicines that begin like a person', () => {
    expect(maskIdentifiers('患者安诺维使用后头晕', { keep: ['安诺维'] }).text).toBe('患者安诺维使用后头晕')
    expect(maskIdentifiers('patient Zemisartan Plus', { keep: ['Zemisartan Plus'] }).kinds).toEqual([])
  })

  it('takes out everything of a message that has it all', () => {
    const { text, kinds } = maskIdentifiers(
      '患者王建国，男，68岁，身份证110105194912310021，电话13812345678，住院号ZY0012，36床，用了两天出现皮疹',
    )
    expect(text).toBe('患者[姓名],男,68岁,身份证[证件号],电话[电话],住院号[病历号],[床号],用了两天出现皮疹')
    expect(kinds.toSorted()).toEqual(['bed', 'identity', 'name', 'phone', 'record'])
  })
})
