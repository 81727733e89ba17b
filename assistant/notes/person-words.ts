/**
 * Words by which a note names people: Chinese surnames, titles of hospitals and pharmacies, and what looks like a
 * name and is none. Data alone; find-contacts.ts says how they are read.
 */

const COMPOUND = '欧阳 上官 司马 诸葛 夏侯 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 端木'.split(' ')
/** The four hundred that nearly everybody bears. Characters that are mostly other words stand in `RARE` instead. */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'.split(
    '',
  ),
)
/** Surnames that are common words: only before a title, and never after a character they form a word with. */
const RARE = new Set(
  '和于任成全安方时向应连路来都那但利公平海国门管关常明原相初普容支位计能包位满强商车项党单花权文石金江华南北信展由元富居干母皮毛水云黑区占战'.split(
    '',
  ),
)

/** Longest first where one begins as another does. */
export const TITLES =
  '(?:大主任|科主任|副主任医师|主任医师|副主任药师|主任药师|副主任|主治医师|主治医生|住院医师|主管药师|副教授|副院长|护士长|副科长|药剂科长|主任|主治|教授|院长|科长|处长|店长|店经理|药师|医师|医生|大夫|老师|博士|所长|站长|总监|采购)'
export const ENGLISH_TITLES =
  '(?:Drs?|[Dd]octor|Prof(?:essor)?|Director|Chief|Pharmacist|Nurse|Mr|Ms|Mrs|Miss|Head)'

/** What stands right before a person somebody met, called or is going to see. */
export const BEFORE_PERSON =
  /(?:见了?|见到了?|找到?了?|碰到了?|碰见了?|遇到了?|遇见了?|拜访了?|约了?|跟|和|与|给|问了?|问下|对|向|让|叫|请|陪|等|加了?|联系了?|打给|姓|是|搞定|听|由|被|去|:|,|，|。|、|;|\||\n|^|\s|\()$/u

/** Behind a name of one or two characters these belong to another word. */
export const COMMON_WORDS = new Set(
  '前进 临近 往里 成效 方法 方便 方案 方面 高血压 高血脂 高血糖 高脂 高危 高风险 高尿酸 高龄 高潜 江城 江湖 安全 安排 安静 平时 平安 成人 成本 成功 金额 石油 文献 文章 文件 明天 明年 明显 明确 常见 常用 常规 时间 时候 时段 任务 任何 何时 何况 应该 应用 应酬 向他 向她 向我 全科 全部 全国 全程 全院 单页 单子 单抗 单位 单独 包装 包括 关于 关系 关注 关心 管理 管控 管床 路上 路过 连续 连着 来访 来院 于是 于今 国庆 国外 国内 国产 国家 国谈 海外 门诊 门口 普通 普外 普遍 容易 支持 支架 计划 计算 利用 强调 强烈 满意 满足 华康 白天 白跑 白蛋白 黄疸 黄了 金标准 马上 牛奶 石头 田里 毛病 花了 花钱 车上 项目 党委 商量 商业 温度 温和 康复 雷同 龙头 万一 万元 余地 余下 游离 解决 解释 解答 阳性 阳光 冷链 冷淡 冷藏 米粒 查房 查看 查了 查询 乐意 乐观 边上 边缘 师傅 师兄 原来 原因 原研 相关 相信 相比 初步 初治 初八 初一 初二 初三 初四 初五 初六 初七 初九 初十 元旦 元宵 信息 信心 展示 居然 居民 干预 干净 经理 同事 代表 领导 护士 病人 患者 家属 小时 周一 周二 周三 周四 周五 周六 周日 周天 周末 周内 周前 周后 周围 周期 周会 钟头 史无 白细胞 段时间 段落 房颤 房间 房费 左右 左旋 左边 曾经 高度 高兴 高峰 余额 沈阳 温州 宁波 辛苦 严重 严格 贺卡 祝福 祝贺 盛情 成立 成都 成交 项下 丁香 古方 司美 司机 易感 易拉宝 常委 常备 石家庄 施行 施工 广州 程度 程序 曲线 曲妥 游戏 谷丙 谷草 武汉 雷达 关门 甘油 甘露醇 麻醉 麻烦 党员 宫颈 索要 索性 柏油 米面 简单 简介 简报 简化 吉非 吉林 尤其 尤为 屈服 房子 饶有 储存 储备 边走 连忙 封面 谈话 谈了 谈到 谈判 谈完 谈好 谈下 惠民 惠及 席位 费用 费力 费劲 晚上 都没 都说 那边 那个 那种 那时 和他 和她 但是'.split(
    ' ',
  ),
)

/** The surname at the beginning of `text`: two characters, one, or none. */
export function surnameAt(text: string): string | null {
  const two = text.slice(0, 2)
  if (COMPOUND.includes(two)) return two
  const one = text.slice(0, 1)
  return SURNAMES.has(one) || RARE.has(one) ? one : null
}

/** A surname that is also an everyday word. */
export const isRareSurname = (surname: string): boolean => RARE.has(surname)

/** Pinyin surnames that are English words, too: they need a title or a given name beside them. */
export const ENGLISH_WORDS = new Set(
  'he she you an may long sun song man mo wen hang pan can gang fang ran tan ding ping bin pang ma lay men me nan bao gong so la ta wan yuan sheng hua kong ning sang shi si dang dong you mei bai mi mu na ni pi pu sha ai ba ban bi bu die du fan fen feng ge hai hei hen ji jing ju ke ku lan lei li lian lin ling liu lu luo min qi rong rui sa se'.split(
    ' ',
  ),
)
