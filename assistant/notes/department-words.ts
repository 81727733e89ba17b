/** Departments and what reps call them, first the name that a record gets. Data alone. */

const LINES = `
心内科,心血管内科,心血管科,心脏内科,心脏科,心内,心血管,CCU,cardiology,cardio,cardiac dept,cath lab
内分泌科,内分泌代谢科,内分泌,糖尿病科,代谢科,代谢内分泌,endocrinology,endocrine,endo
神经内科,神内科,神内,神经科,卒中中心,neurology,neuro
神经外科,神外科,神外,neurosurgery
肾内科,肾病科,肾脏内科,肾内,肾科,血透室,血透中心,血透,nephrology,nephro,renal,dialysis
呼吸科,呼吸内科,呼吸与危重症医学科,呼吸危重症,呼吸,respiratory,pulmonology,pulmonary
肿瘤科,肿瘤内科,肿瘤,化疗科,oncology,onco,onc
消化科,消化内科,消化,胃肠内科,gastroenterology,GI dept,gastro
血液科,血液内科,haematology,hematology
风湿科,风湿免疫科,风湿,免疫科,rheumatology
感染科,传染科,感染,infectious diseases,ID dept
脑病科,中风科,脑病
老年科,老年病科,老年医学科,干部病房,老干科,geriatrics
全科,全科医学科,全科门诊,general practice,GP clinic,family medicine
急诊科,急诊,急诊室,emergency,ER,A&E
重症医学科,重症科,重症,ICU
药剂科,药学部,药剂,药房,药学科,pharmacy,pharmacy dept,pharmacy department
妇产科,妇科,产科,gynaecology,gynecology,obstetrics,OBGYN
生殖科,生殖中心,生殖医学科,生殖,reproductive,IVF,fertility
儿科,新生儿科,paediatrics,pediatrics,peds
骨科,骨伤科,orthopaedics,orthopedics,ortho
普外科,普外,胃肠外科,肝胆外科,general surgery
胸外科,胸外,thoracic surgery
心外科,心外,cardiac surgery
血管外科,vascular surgery
泌尿外科,泌尿科,泌尿,urology
乳腺科,乳腺外科,乳腺,breast surgery
甲状腺外科,甲乳外科,thyroid surgery
皮肤科,皮肤,dermatology,derm
眼科,ophthalmology,eye dept
耳鼻喉科,耳鼻喉,ENT
口腔科,dental
精神科,心理科,心身科,psychiatry
康复科,康复医学科,rehab,rehabilitation
疼痛科,pain clinic
麻醉科,anaesthesiology,anesthesiology
体检中心,健康管理中心,体检科
检验科,lab,laboratory
影像科,放射科,radiology
放疗科,radiotherapy
中医科,TCM dept
针灸科,推拿科
国际医疗部,特需门诊,VIP clinic
医务科,医务处,medical affairs office
采购办,采购科,设备科,procurement
医保办,医保科
信息科,IT dept
介入科,interventional
肝病科,hepatology
营养科,nutrition
`

export interface DepartmentNames {
  readonly name: string
  /** The name itself among them. */
  readonly names: readonly string[]
}

export const DEPARTMENTS: readonly DepartmentNames[] = LINES.split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const names = line.split(',')
    return { name: names[0]!, names }
  })

/**
 * Names that are everyday words without 科: a department only right behind an institution, or before 科, a person
 * or a meeting.
 */
export const SHORT_DEPARTMENTS = new Set(
  '呼吸 肿瘤 消化 感染 重症 药剂 药房 生殖 皮肤 泌尿 乳腺 急诊 心血管 脑病 风湿 血透 onc gi er id lab renal respiratory reproductive rehab endo cardio neuro derm ortho emergency'.split(
    ' ',
  ),
)
/** Medicine's own words that begin as a department does: 肿瘤患者, 呼吸困难, 内分泌治疗. */
export const NO_DEPARTMENT_BEFORE =
  /^(?:患者|病人|的?病|治疗|困难|道|衰竭|不良|系统|事件|风险|获益|疾病|性|专科医院|医院|症状|抑制|标志|药物|用药|指南|研究|保健|健康|功能|耐受|过敏|反应|受累|干预|学会|年会|协会)/u
