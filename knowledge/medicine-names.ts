/**
 * Active substances as medicine speaks of them: Chinese generic name, English INN (and USAN/BAN or code
 * where in use), well-known brand names in China and abroad. General vocabulary of the trade, no company's list: it
 * bridges names that a product list leaves out ("tirzepatide", "K药"), and tells a medicine that the
 * company does not have from a word that is no medicine. What a product is called is decided by the
 * product list first; a name here never overrides one there.
 */

/** One line a substance: Chinese names / English names / brands and abbreviations; names parted by commas. */
const LINES = `
# 抗血小板、抗凝、溶栓、止血
阿司匹林,乙酰水杨酸/aspirin,acetylsalicylic acid/拜阿司匹灵,拜阿司匹林,巴米尔,ASA
氯吡格雷/clopidogrel/波立维,泰嘉,Plavix
替格瑞洛/ticagrelor/倍林达,Brilinta
普拉格雷/prasugrel/
替罗非班/tirofiban/欣维宁,艾卡特
依替巴肽/eptifibatide/
西洛他唑/cilostazol/培达
双嘧达莫/dipyridamole/潘生丁
吲哚布芬/indobufen/辛贝
利伐沙班/rivaroxaban/拜瑞妥,Xarelto
阿哌沙班/apixaban/艾乐妥,Eliquis
艾多沙班/edoxaban/里先安,Lixiana
达比加群,达比加群酯/dabigatran,dabigatran etexilate/泰毕全,Pradaxa
华法林/warfarin/可密定
肝素/heparin/
依诺肝素/enoxaparin/克赛,Clexane
那屈肝素/nadroparin/速碧林
达肝素/dalteparin/法安明
贝米肝素/bemiparin/
磺达肝癸/fondaparinux/安卓
阿加曲班/argatroban/达贝
比伐芦定/bivalirudin/泰加宁
阿替普酶/alteplase/爱通立,rt-PA,rtPA,tPA,t-PA
替奈普酶/tenecteplase/铭复乐,TNK,TNKase
瑞替普酶/reteplase/派通欣
尿激酶/urokinase/UK
尿激酶原,普佑克/prourokinase/
氨甲环酸,止血环酸/tranexamic acid/妥塞敏,TXA
艾曲泊帕,艾曲波帕/eltrombopag/瑞弗兰,Revolade
海曲泊帕/hetrombopag/恒曲
阿伐曲泊帕/avatrombopag/苏可欣
罗普司亭/romiplostim/
重组人血小板生成素/thrombopoietin/特比澳,TPO,rhTPO
人凝血酶原复合物,凝血酶原复合物/prothrombin complex concentrate,human prothrombin complex/PCC
人凝血因子Ⅷ/factor VIII/
# 降压、心血管
氨氯地平/amlodipine/络活喜,Norvasc
左氨氯地平,左旋氨氯地平/levamlodipine/施慧达
硝苯地平/nifedipine/拜新同,心痛定,Adalat
非洛地平/felodipine/波依定
尼莫地平/nimodipine/尼膜同
乐卡地平/lercanidipine/再宁平
贝尼地平/benidipine/可力洛
拉西地平/lacidipine/司乐平
尼群地平/nitrendipine/
地尔硫䓬,地尔硫卓/diltiazem/合心爽
维拉帕米/verapamil/异搏定
美托洛尔/metoprolol/倍他乐克,Betaloc
比索洛尔/bisoprolol/康忻,博苏
阿替洛尔/atenolol/
普萘洛尔/propranolol/心得安
卡维地洛/carvedilol/达利全
拉贝洛尔/labetalol/
阿罗洛尔/arotinolol/阿尔马尔
艾司洛尔/esmolol/爱络
卡托普利/captopril/开博通
依那普利/enalapril/依苏,悦宁定
贝那普利/benazepril/洛汀新
培哚普利/perindopril/雅施达
雷米普利/ramipril/瑞泰
福辛普利/fosinopril/蒙诺
赖诺普利/lisinopril/
缬沙坦/valsartan/代文,Diovan
氯沙坦/losartan/科素亚,Cozaar
厄贝沙坦/irbesartan/安博维
替米沙坦/telmisartan/美卡素
坎地沙坦,坎地沙坦酯/candesartan/必洛斯
奥美沙坦,奥美沙坦酯/olmesartan/傲坦
阿利沙坦,阿利沙坦酯/allisartan/信立坦
美阿沙坦/azilsartan/易达比
沙库巴曲缬沙坦/sacubitril valsartan,sacubitril/诺欣妥,Entresto,ARNI
螺内酯/spironolactone/安体舒通
依普利酮/eplerenone/
非奈利酮/finerenone/可申达,Kerendia
呋塞米,速尿/furosemide/
托拉塞米/torasemide/
布美他尼/bumetanide/
氢氯噻嗪/hydrochlorothiazide/双克,HCTZ
吲达帕胺/indapamide/纳催离
托伐普坦/tolvaptan/苏麦卡
伊伐布雷定/ivabradine/可兰特
维立西呱/vericiguat/唯可同,Verquvo
左西孟旦/levosimendan/悦文
米多君/midodrine/管通
重组人脑利钠肽/nesiritide/新活素
胺碘酮/amiodarone/可达龙
普罗帕酮/propafenone/心律平
决奈达隆/dronedarone/
地高辛/digoxin/
硝酸甘油/nitroglycerin,glyceryl trinitrate/
单硝酸异山梨酯/isosorbide mononitrate/欣康,依姆多
硝酸异山梨酯/isosorbide dinitrate/消心痛
尼可地尔/nicorandil/喜格迈
曲美他嗪/trimetazidine/万爽力
雷诺嗪/ranolazine/
多巴胺/dopamine/
多巴酚丁胺/dobutamine/
去甲肾上腺素/norepinephrine,noradrenaline/
肾上腺素/epinephrine,adrenaline/
间羟胺/metaraminol/阿拉明
波生坦/bosentan/全可利
安立生坦/ambrisentan/凡瑞克
马昔腾坦/macitentan/傲朴舒
利奥西呱/riociguat/安吉奥
司来帕格/selexipag/优拓比
贝前列素/beraprost/德纳
前列地尔/alprostadil/凯时
# 调脂
阿托伐他汀/atorvastatin/立普妥,Lipitor
瑞舒伐他汀/rosuvastatin/可定,Crestor
辛伐他汀/simvastatin/舒降之
匹伐他汀/pitavastatin/力清之
普伐他汀/pravastatin/
氟伐他汀/fluvastatin/来适可
依折麦布/ezetimibe/益适纯
海博麦布/hybutimibe/赛斯美
依洛尤单抗/evolocumab/瑞百安,Repatha
阿利西尤单抗/alirocumab/波立达,Praluent
托莱西单抗/tafolecimab/信必乐
英克司兰/inclisiran/乐可为,Leqvio
非诺贝特/fenofibrate/力平之
苯扎贝特/bezafibrate/
考来烯胺/colestyramine,cholestyramine/消胆胺
# 糖尿病、代谢、骨
二甲双胍/metformin/格华止,Glucophage
格列美脲/glimepiride/亚莫利
格列齐特/gliclazide/达美康
格列吡嗪/glipizide/瑞易宁
格列本脲/glibenclamide,glyburide/优降糖
格列喹酮/gliquidone/糖适平
瑞格列奈/repaglinide/诺和龙
那格列奈/nateglinide/唐力
阿卡波糖/acarbose/拜唐苹
伏格列波糖/voglibose/倍欣
吡格列酮/pioglitazone/艾可拓
西格列他钠/chiglitazar/双洛平
西格列汀/sitagliptin/捷诺维,Januvia
维格列汀,维达列汀/vildagliptin/佳维乐
沙格列汀/saxagliptin/安立泽
利格列汀/linagliptin/欧唐宁
阿格列汀/alogliptin/尼欣那
替格列汀/teneligliptin/
达格列净/dapagliflozin/安达唐,Farxiga,Forxiga
恩格列净/empagliflozin/欧唐静,Jardiance
卡格列净/canagliflozin/怡可安
艾托格列净/ertugliflozin/
恒格列净/henagliflozin/瑞沁
利拉鲁肽/liraglutide/诺和力,Victoza
度拉糖肽/dulaglutide/度易达,Trulicity
司美格鲁肽/semaglutide/诺和泰,诺和盈,诺和忻,Ozempic,Wegovy,Rybelsus
替尔泊肽/tirzepatide/穆峰达,Mounjaro,Zepbound
艾塞那肽/exenatide/百泌达
利司那肽/lixisenatide/利时敏
洛塞那肽,聚乙二醇洛塞那肽/loxenatide/孚来美
贝那鲁肽/benaglutide/谊生泰
多格列艾汀/dorzagliatin/华堂宁
甘精胰岛素/insulin glargine/来得时,Lantus
德谷胰岛素/insulin degludec/诺和达,Tresiba
地特胰岛素/insulin detemir/诺和平
门冬胰岛素/insulin aspart/诺和锐,NovoRapid
赖脯胰岛素/insulin lispro/优泌乐
谷赖胰岛素/insulin glulisine/艾倍得
依柯胰岛素/insulin icodec/诺和期
德谷门冬双胰岛素/insulin degludec and insulin aspart/诺和佳,Ryzodeg
德谷胰岛素利拉鲁肽/insulin degludec and liraglutide/诺和益,Xultophy
依帕司他/epalrestat/唐林
硫辛酸/thioctic acid,alpha-lipoic acid/奥力宝
非布司他/febuxostat/优立通
别嘌醇/allopurinol/
苯溴马隆/benzbromarone/立加利仙
秋水仙碱/colchicine/
奥利司他/orlistat/
左甲状腺素/levothyroxine/优甲乐,Euthyrox
甲巯咪唑/methimazole,thiamazole/赛治
丙硫氧嘧啶/propylthiouracil/PTU
阿仑膦酸/alendronate,alendronic acid/福善美
唑来膦酸/zoledronic acid,zoledronate/密固达,择泰
利塞膦酸/risedronate/
伊班膦酸/ibandronate/
地舒单抗,地诺单抗/denosumab/普罗力,安加维,Prolia,Xgeva
特立帕肽/teriparatide/复泰奥,Forteo
罗莫佐单抗/romosozumab/
骨化三醇/calcitriol/罗盖全
阿法骨化醇/alfacalcidol/
艾地骨化醇/eldecalcitol/
依降钙素/elcatonin/益盖宁
鲑降钙素,鲑鱼降钙素/calcitonin salmon/密盖息
氨基葡萄糖/glucosamine/维固力
西那卡塞/cinacalcet/盖平
帕立骨化醇/paricalcitol/胜普乐
司维拉姆/sevelamer/诺维乐
碳酸镧/lanthanum carbonate/福斯利诺
罗沙司他/roxadustat/爱瑞卓,Evrenzo
恩那度司他,恩那司他/enarodustat/恩那罗
重组人促红素,促红素,促红细胞生成素/erythropoietin,epoetin/EPO,益比奥
达依泊汀/darbepoetin/
复方α-酮酸,α-酮酸/ketoacid/开同
# 抗肿瘤
贝伐珠单抗/bevacizumab/安维汀,Avastin
曲妥珠单抗/trastuzumab/赫赛汀,Herceptin
帕妥珠单抗/pertuzumab/帕捷特,Perjeta
伊尼妥单抗/inetetamab/赛普汀
恩美曲妥珠单抗/trastuzumab emtansine/赫赛莱,Kadcyla,T-DM1
德曲妥珠单抗/trastuzumab deruxtecan/优赫得,Enhertu,DS-8201
西妥昔单抗/cetuximab/爱必妥,Erbitux
利妥昔单抗/rituximab/美罗华,MabThera,Rituxan
瑞帕妥单抗/ripertamab/安平希
奥妥珠单抗/obinutuzumab/佳罗华
达雷妥尤单抗/daratumumab/兆珂,Darzalex
帕博利珠单抗/pembrolizumab/可瑞达,Keytruda,K药
纳武利尤单抗/nivolumab/欧狄沃,Opdivo,O药
阿替利珠单抗/atezolizumab/泰圣奇,Tecentriq,T药
度伐利尤单抗/durvalumab/英飞凡,Imfinzi,I药
伊匹木单抗/ipilimumab/逸沃,Yervoy,Y药
信迪利单抗/sintilimab/达伯舒
替雷利珠单抗/tislelizumab/百泽安
卡瑞利珠单抗/camrelizumab/艾瑞卡
特瑞普利单抗/toripalimab/拓益
派安普利单抗/penpulimab/安尼可
斯鲁利单抗/serplulimab/汉斯状
卡度尼利单抗/cadonilimab/开坦尼
依沃西单抗/ivonescimab/依达方
吉非替尼/gefitinib/易瑞沙,Iressa
厄洛替尼/erlotinib/特罗凯,Tarceva
埃克替尼/icotinib/凯美纳
阿法替尼/afatinib/吉泰瑞
达可替尼,达克替尼/dacomitinib/多泽润
奥希替尼/osimertinib/泰瑞沙,Tagrisso
阿美替尼/aumolertinib,almonertinib/阿美乐
伏美替尼/furmonertinib,firmonertinib,alflutinib/艾弗沙
贝福替尼/befotertinib/赛美纳
克唑替尼/crizotinib/赛可瑞
塞瑞替尼/ceritinib/赞可达
阿来替尼/alectinib/安圣莎
布格替尼/brigatinib/安伯瑞
洛拉替尼,劳拉替尼/lorlatinib/博瑞纳
恩沙替尼/ensartinib/贝美纳
赛沃替尼/savolitinib/沃瑞沙
谷美替尼/glumetinib,gumarontinib/
普拉替尼/pralsetinib/普吉华
塞普替尼/selpercatinib/睿妥
达拉非尼/dabrafenib/泰菲乐
曲美替尼/trametinib/迈吉宁
索拉非尼/sorafenib/多吉美,Nexavar
仑伐替尼/lenvatinib/乐卫玛,Lenvima
瑞戈非尼/regorafenib/拜万戈,Stivarga
多纳非尼/donafenib/泽普生
呋喹替尼/fruquintinib/爱优特
索凡替尼/surufatinib/苏泰达
安罗替尼/anlotinib/福可维
阿帕替尼/apatinib,rivoceranib/艾坦
舒尼替尼/sunitinib/索坦
培唑帕尼/pazopanib/维全特
阿昔替尼/axitinib/英立达
卡博替尼/cabozantinib/
拉帕替尼/lapatinib/泰立沙
吡咯替尼/pyrotinib/艾瑞妮
奈拉替尼/neratinib/贺俪安
图卡替尼/tucatinib/
哌柏西利/palbociclib/爱博新,Ibrance
阿贝西利/abemaciclib/唯择,Verzenio
瑞波西利/ribociclib/凯丽隆
达尔西利/dalpiciclib/艾瑞康
地达西尼/culmerciclib/
伊马替尼/imatinib/格列卫,Gleevec,Glivec
达沙替尼/dasatinib/施达赛
尼洛替尼/nilotinib/达希纳
氟马替尼/flumatinib/豪森昕福
奥雷巴替尼/olverembatinib/耐立克
伊布替尼/ibrutinib/亿珂
泽布替尼/zanubrutinib/百悦泽
奥布替尼/orelabrutinib/宜诺凯
阿可替尼/acalabrutinib/
维奈克拉,维奈托克/venetoclax/唯可来
吉瑞替尼/gilteritinib/适加坦
芦可替尼/ruxolitinib/捷恪卫
奥拉帕利/olaparib/利普卓,Lynparza
尼拉帕利/niraparib/则乐
氟唑帕利/fuzuloparib/艾瑞颐
帕米帕利/pamiparib/百汇泽
硼替佐米/bortezomib/万珂,Velcade
卡非佐米/carfilzomib/
伊沙佐米/ixazomib/恩莱瑞
来那度胺/lenalidomide/瑞复美
泊马度胺/pomalidomide/
沙利度胺/thalidomide/
阿比特龙/abiraterone/泽珂,Zytiga
恩扎卢胺/enzalutamide/安可坦,Xtandi
阿帕他胺/apalutamide/安森珂
达罗他胺/darolutamide/诺倍戈
瑞维鲁胺/rezvilutamide/艾瑞恩
比卡鲁胺/bicalutamide/康士得
氟他胺/flutamide/
戈舍瑞林/goserelin/诺雷得,Zoladex
亮丙瑞林/leuprorelin,leuprolide/抑那通
曲普瑞林/triptorelin/达菲林
他莫昔芬/tamoxifen/
托瑞米芬/toremifene/法乐通
来曲唑/letrozole/弗隆,芙瑞
阿那曲唑/anastrozole/瑞宁得
依西美坦/exemestane/阿诺新
氟维司群/fulvestrant/芙仕得
紫杉醇/paclitaxel/泰素
多西他赛/docetaxel/泰索帝
艾立布林/eribulin/海乐卫
顺铂/cisplatin/
卡铂/carboplatin/
奥沙利铂/oxaliplatin/乐沙定
奈达铂/nedaplatin/
吉西他滨/gemcitabine/健择
培美曲塞/pemetrexed/力比泰
卡培他滨/capecitabine/希罗达,Xeloda
替吉奥/tegafur gimeracil oteracil/S-1,爱斯万
氟尿嘧啶/fluorouracil/5-FU
曲氟尿苷替匹嘧啶/trifluridine tipiracil/朗斯弗,TAS-102
阿扎胞苷/azacitidine/维达莎
地西他滨/decitabine/达珂
阿糖胞苷/cytarabine/
伊立替康/irinotecan/开普拓
拓扑替康/topotecan/
依托泊苷/etoposide/
多柔比星,阿霉素/doxorubicin/
表柔比星/epirubicin/法玛新
环磷酰胺/cyclophosphamide/CTX
异环磷酰胺/ifosfamide/
塞替派,噻替派/thiotepa/
苯达莫司汀/bendamustine/
替莫唑胺/temozolomide/泰道,蒂清
白消安/busulfan/
甲氨蝶呤/methotrexate/MTX
长春新碱/vincristine/
长春瑞滨/vinorelbine/诺维本
羟基脲/hydroxycarbamide,hydroxyurea/
西达本胺/chidamide,tucidinostat/爱谱沙
重组人血管内皮抑制素/endostar/恩度
依维莫司/everolimus/飞尼妥
瑞基奥仑赛/relmacabtagene autoleucel/倍诺达
阿基仑赛/axicabtagene ciloleucel/奕凯达
培非格司亭,聚乙二醇化人粒细胞刺激因子/pegfilgrastim/新瑞白,PEG-G-CSF
硫培非格司亭/mecapegfilgrastim/艾多
非格司亭,人粒细胞刺激因子/filgrastim/G-CSF,惠尔血,吉赛欣,升白针
亚叶酸,亚叶酸钙/leucovorin,folinic acid/
# 免疫、风湿、皮肤
阿达木单抗/adalimumab/修美乐,Humira
英夫利西单抗,英夫利昔单抗/infliximab/类克,Remicade
依那西普/etanercept/恩利,益赛普,Enbrel
戈利木单抗/golimumab/欣普尼
培塞利珠单抗,赛妥珠单抗/certolizumab pegol/希敏佳
托珠单抗/tocilizumab/雅美罗,Actemra
乌司奴单抗,乌司努单抗/ustekinumab/喜达诺,Stelara
古塞奇尤单抗,古塞库单抗/guselkumab/特诺雅,Tremfya
司库奇尤单抗,苏金单抗/secukinumab/可善挺,Cosentyx
依奇珠单抗/ixekizumab/拓咨,Taltz
替瑞奇珠单抗/tildrakizumab/益路取
佩索利单抗/spesolimab/圣利卓
赛立奇单抗/xeligekimab/
度普利尤单抗/dupilumab/达必妥,Dupixent
奥马珠单抗/omalizumab/茁乐,Xolair
美泊利珠单抗,美泊利单抗/mepolizumab/新可来,Nucala
贝利尤单抗,贝利木单抗/belimumab/倍力腾,Benlysta
泰它西普/telitacicept/泰爱
维得利珠单抗,维多珠单抗/vedolizumab/安吉优,Entyvio
伊奈利珠单抗/inebilizumab/昕越
萨特利珠单抗/satralizumab/安适平
依库珠单抗/eculizumab/舒立瑞
艾加莫德/efgartigimod/卫伟迦
托法替布/tofacitinib/尚杰,Xeljanz
巴瑞替尼/baricitinib/艾乐明,Olumiant
乌帕替尼/upadacitinib/瑞福,Rinvoq
阿布昔替尼/abrocitinib/希必可,Cibinqo
利特昔替尼/ritlecitinib/
艾拉莫德/iguratimod/艾得辛
来氟米特/leflunomide/爱若华
特立氟胺/teriflunomide/奥巴捷
羟氯喹/hydroxychloroquine/纷乐,HCQ
柳氮磺吡啶,柳氮磺胺吡啶/sulfasalazine/
美沙拉嗪,美沙拉秦/mesalazine,mesalamine/艾迪莎,莎尔福
阿普米司特/apremilast/欧泰乐
他克莫司/tacrolimus/普乐可复,普特彼,FK506
环孢素,环孢菌素/ciclosporin,cyclosporine,cyclosporin/新山地明,田可,CsA
吗替麦考酚酯,霉酚酸酯/mycophenolate mofetil/骁悉,MMF
麦考酚钠/mycophenolate sodium/米芙
西罗莫司,雷帕霉素/sirolimus,rapamycin/
硫唑嘌呤/azathioprine/AZA
咪唑立宾/mizoribine/布累迪宁
白芍总苷/total glucosides of paeony/帕夫林
泼尼松,强的松/prednisone/
泼尼松龙,强的松龙/prednisolone/
甲泼尼龙,甲基强的松龙/methylprednisolone/美卓乐,甲强龙
地塞米松/dexamethasone/
氢化可的松/hydrocortisone/
倍他米松/betamethasone/
布地奈德/budesonide/普米克令舒,雷诺考特,Pulmicort
糠酸莫米松,莫米松/mometasone/内舒拿,艾洛松
氟替卡松,丙酸氟替卡松/fluticasone/辅舒良,克廷肤
曲安奈德/triamcinolone/
卡泊三醇/calcipotriol/达力士
本维莫德/benvitimod,tapinarof/欣比克
阿维A/acitretin/
异维A酸/isotretinoin/
# 抗感染
阿莫西林/amoxicillin/阿莫仙
阿莫西林克拉维酸,阿莫西林克拉维酸钾/amoxicillin clavulanate,co-amoxiclav/力百汀,Augmentin
氨苄西林/ampicillin/
青霉素/penicillin,benzylpenicillin/
苄星青霉素/benzathine penicillin/长效青霉素
哌拉西林他唑巴坦/piperacillin tazobactam/特治星
头孢氨苄/cefalexin,cephalexin/
头孢唑林/cefazolin/
头孢拉定/cefradine/
头孢呋辛,头孢呋辛酯/cefuroxime/西力欣,伏乐新
头孢克洛/cefaclor/希刻劳
头孢丙烯/cefprozil/
头孢西丁/cefoxitin/
头孢曲松/ceftriaxone/罗氏芬
头孢噻肟/cefotaxime/
头孢他啶/ceftazidime/复达欣
头孢他啶阿维巴坦/ceftazidime avibactam,ceftazidime-avibactam/思福妥,Zavicefta
头孢哌酮舒巴坦/cefoperazone sulbactam/舒普深
头孢克肟/cefixime/世福素
头孢地尼/cefdinir/全泽复
头孢泊肟酯/cefpodoxime/
头孢吡肟/cefepime/马斯平
头孢地嗪/cefodizime/
美罗培南/meropenem/美平,倍能,Merrem
亚胺培南西司他丁,亚胺培南/imipenem cilastatin,imipenem/泰能,Tienam,Primaxin
厄他培南/ertapenem/怡万之
比阿培南/biapenem/
氨曲南/aztreonam/
阿米卡星,丁胺卡那霉素/amikacin/
庆大霉素/gentamicin/
妥布霉素/tobramycin/
依替米星/etimicin/
万古霉素/vancomycin/稳可信
去甲万古霉素/norvancomycin/
替考拉宁/teicoplanin/他格适
利奈唑胺/linezolid/斯沃,Zyvox
康替唑胺/contezolid/优喜泰
达托霉素/daptomycin/克必信
替加环素/tigecycline/泰阁,Tygacil
奥马环素/omadacycline/纽再乐
依拉环素/eravacycline/依嘉
多西环素,强力霉素/doxycycline/
米诺环素/minocycline/玫满
多黏菌素B,多粘菌素B/polymyxin B/
多黏菌素E,黏菌素/colistin/
磷霉素/fosfomycin/
左氧氟沙星/levofloxacin/可乐必妥,左克,Cravit
莫西沙星/moxifloxacin/拜复乐,Avelox
环丙沙星/ciprofloxacin/西普乐
诺氟沙星/norfloxacin/氟哌酸
奈诺沙星/nemonoxacin/太捷信
西他沙星/sitafloxacin/
阿奇霉素/azithromycin/希舒美,Zithromax
克拉霉素/clarithromycin/克拉仙
红霉素/erythromycin/
罗红霉素/roxithromycin/
克林霉素/clindamycin/
复方磺胺甲噁唑,复方新诺明/sulfamethoxazole trimethoprim,co-trimoxazole/SMZ,TMP-SMX
甲硝唑/metronidazole/
奥硝唑/ornidazole/
替硝唑/tinidazole/
利福平/rifampicin,rifampin/
利福喷丁/rifapentine/
利福昔明/rifaximin/
异烟肼/isoniazid/雷米封,INH
乙胺丁醇/ethambutol/
吡嗪酰胺/pyrazinamide/
贝达喹啉/bedaquiline/斯耐瑞
氟康唑/fluconazole/大扶康
伏立康唑/voriconazole/威凡,Vfend
泊沙康唑/posaconazole/诺科飞
艾沙康唑,艾沙康唑鎓/isavuconazole,isavuconazonium/康新博
伊曲康唑/itraconazole/斯皮仁诺
酮康唑/ketoconazole/
卡泊芬净/caspofungin/科赛斯,Cancidas
米卡芬净/micafungin/米开民
两性霉素B/amphotericin B/
特比萘芬/terbinafine/兰美抒
阿昔洛韦,无环鸟苷/aciclovir,acyclovir/
伐昔洛韦,万乃洛韦/valaciclovir,valacyclovir/维德思
泛昔洛韦/famciclovir/
更昔洛韦/ganciclovir/
缬更昔洛韦/valganciclovir/
来特莫韦/letermovir/普瑞明
奥司他韦,奥塞米韦/oseltamivir/达菲,可威,Tamiflu
玛巴洛沙韦/baloxavir,baloxavir marboxil/速福达,Xofluza
帕拉米韦/peramivir/力纬
扎那米韦/zanamivir/
阿比多尔/umifenovir,arbidol/
奈玛特韦利托那韦,奈玛特韦,奈玛特韦片/nirmatrelvir ritonavir,nirmatrelvir/帕罗韦德,Paxlovid,P药
阿兹夫定/azvudine/
先诺特韦利托那韦,先诺特韦/simnotrelvir/先诺欣
来瑞特韦/leritrelvir/
莫诺拉韦,莫努匹韦/molnupiravir/利卓瑞
瑞德西韦/remdesivir/
利巴韦林,病毒唑/ribavirin/
恩替卡韦/entecavir/博路定,Baraclude,ETV
替诺福韦,替诺福韦二吡呋酯,富马酸替诺福韦二吡呋酯/tenofovir disoproxil,tenofovir/韦瑞德,TDF
丙酚替诺福韦,富马酸丙酚替诺福韦/tenofovir alafenamide/韦立得,TAF
艾米替诺福韦/tenofovir amibufenamide/恒沐,TMF
拉米夫定/lamivudine/贺普丁,3TC
阿德福韦酯/adefovir/
替比夫定/telbivudine/
索磷布韦维帕他韦/sofosbuvir velpatasvir/丙通沙,Epclusa
拉替拉韦/raltegravir/
多替拉韦/dolutegravir/特威凯,DTG
依非韦伦/efavirenz/EFV
利托那韦/ritonavir/
聚乙二醇干扰素/peginterferon/派罗欣
蒿甲醚/artemether/
青蒿琥酯/artesunate/
阿苯达唑/albendazole/史克肠虫清
# 消化
奥美拉唑/omeprazole/洛赛克
艾司奥美拉唑,埃索美拉唑/esomeprazole/耐信,Nexium
泮托拉唑/pantoprazole/潘妥洛克,泮立苏
兰索拉唑/lansoprazole/达克普隆
雷贝拉唑/rabeprazole/波利特
艾普拉唑/ilaprazole/壹丽安
安奈拉唑/anaprazole/安久卫
伏诺拉生/vonoprazan/沃克,Vocinti
替戈拉生/tegoprazan/泰欣赞
凯普拉生/keverprazan/倍稳
法莫替丁/famotidine/高舒达
雷尼替丁/ranitidine/
铝碳酸镁/hydrotalcite/达喜
枸橼酸铋钾/bismuth potassium citrate/丽珠得乐
硫糖铝/sucralfate/
多潘立酮/domperidone/吗丁啉,Motilium
莫沙必利/mosapride/加斯清
伊托必利/itopride/为力苏
甲氧氯普胺,胃复安/metoclopramide/
昂丹司琼/ondansetron/
帕洛诺司琼/palonosetron/
阿瑞匹坦/aprepitant/意美
乳果糖/lactulose/杜密克
聚乙二醇4000/macrogol,polyethylene glycol/福松
芦比前列酮/lubiprostone/
普芦卡必利/prucalopride/力洛
利那洛肽/linaclotide/令泽舒
蒙脱石/smectite,montmorillonite/思密达
洛哌丁胺/loperamide/易蒙停
匹维溴铵/pinaverium/得舒特
熊去氧胆酸/ursodeoxycholic acid,ursodiol/优思弗,UDCA
腺苷蛋氨酸,丁二磺酸腺苷蛋氨酸/ademetionine/思美泰
多烯磷脂酰胆碱/polyene phosphatidylcholine/易善复
甘草酸二铵/diammonium glycyrrhizinate/天晴甘平
异甘草酸镁/magnesium isoglycyrrhizinate/天晴甘美
双环醇/bicyclol/百赛诺
谷胱甘肽,还原型谷胱甘肽/glutathione/阿拓莫兰
奥曲肽/octreotide/善宁
生长抑素/somatostatin/思他宁
# 神经、精神、麻醉、镇痛
丙戊酸,丙戊酸钠,丙戊酸镁/valproate,valproic acid,sodium valproate/德巴金,Depakine,VPA
卡马西平/carbamazepine/得理多,CBZ
奥卡西平/oxcarbazepine/曲莱
拉莫三嗪/lamotrigine/利必通,LTG
左乙拉西坦/levetiracetam/开浦兰,Keppra,LEV
托吡酯/topiramate/妥泰
拉考沙胺/lacosamide/维派特
吡仑帕奈/perampanel/卫克泰
苯妥英,苯妥英钠/phenytoin/
苯巴比妥/phenobarbital/鲁米那
加巴喷丁/gabapentin/
普瑞巴林/pregabalin/乐瑞卡
克利加巴林/crisugabalin/思美宁
米罗加巴林/mirogabalin/
左旋多巴/levodopa,l-dopa/
多巴丝肼/levodopa benserazide/美多芭,Madopar
卡左双多巴/carbidopa levodopa/息宁
普拉克索/pramipexole/森福罗,Sifrol
罗匹尼罗/ropinirole/
罗替高汀,罗替戈汀/rotigotine/优普洛,Neupro
吡贝地尔/piribedil/泰舒达
雷沙吉兰/rasagiline/安齐来
司来吉兰/selegiline/
沙芬酰胺/safinamide/
恩他卡朋/entacapone/珂丹
金刚烷胺/amantadine/
苯海索/trihexyphenidyl/安坦
丁苯那嗪/tetrabenazine/
氘丁苯那嗪/deutetrabenazine/安泰坦
多奈哌齐/donepezil/安理申
美金刚/memantine/易倍申
卡巴拉汀,利斯的明/rivastigmine/艾斯能
仑卡奈单抗/lecanemab/乐意保,Leqembi
多奈单抗/donanemab/记能达,Kisunla
甘露特钠/sodium oligomannate/九期一
依达拉奉/edaravone/必存
依达拉奉右莰醇/edaravone dexborneol/先必新
丁苯酞/butylphthalide/恩必普,NBP
尤瑞克林/urinary kallidinogenase/凯力康
胞磷胆碱/citicoline/
吡拉西坦/piracetam/
奥拉西坦/oxiracetam/
甲钴胺/mecobalamin,methylcobalamin/弥可保
单唾液酸四己糖神经节苷脂,神经节苷脂/monosialotetrahexosylganglioside,ganglioside/GM1,GM-1,申捷
利司扑兰/risdiplam/艾满欣,Evrysdi
诺西那生/nusinersen/Spinraza
利扎曲普坦/rizatriptan/
舒马普坦/sumatriptan/
瑞美吉泮/rimegepant/
氟桂利嗪/flunarizine/西比灵
氟西汀/fluoxetine/百忧解,Prozac
舍曲林/sertraline/左洛复,Zoloft
帕罗西汀/paroxetine/赛乐特
西酞普兰/citalopram/
艾司西酞普兰/escitalopram/来士普,Lexapro
氟伏沙明/fluvoxamine/兰释
文拉法辛/venlafaxine/怡诺思
地文拉法辛,去甲文拉法辛/desvenlafaxine/
度洛西汀/duloxetine/欣百达
米氮平/mirtazapine/瑞美隆
曲唑酮/trazodone/美时玉
安非他酮/bupropion/
伏硫西汀/vortioxetine/心达悦
阿戈美拉汀/agomelatine/
阿米替林/amitriptyline/
氟哌噻吨美利曲辛/flupentixol melitracen/黛力新
奥氮平/olanzapine/再普乐,Zyprexa
喹硫平/quetiapine/思瑞康,Seroquel
利培酮/risperidone/维思通
帕利哌酮/paliperidone/芮达,善思达
阿立哌唑/aripiprazole/安律凡
齐拉西酮/ziprasidone/
氨磺必利/amisulpride/帕可
舒必利/sulpiride/
鲁拉西酮/lurasidone/罗舒达
氯氮平/clozapine/
氯丙嗪/chlorpromazine/冬眠灵
氟哌啶醇/haloperidol/
碳酸锂/lithium carbonate,lithium/
丁螺环酮/buspirone/
坦度螺酮/tandospirone/希德
地西泮/diazepam/安定
劳拉西泮/lorazepam/罗拉
阿普唑仑/alprazolam/佳静安定
氯硝西泮/clonazepam/
艾司唑仑/estazolam/舒乐安定
咪达唑仑,咪唑安定/midazolam/力月西
瑞马唑仑/remimazolam/瑞倍宁
唑吡坦/zolpidem/思诺思
佐匹克隆/zopiclone/
右佐匹克隆,艾司佐匹克隆/eszopiclone/
莱博雷生/lemborexant/达卫可,Dayvigo
达利雷生/daridorexant/
雷美替胺/ramelteon/
哌甲酯/methylphenidate/专注达
托莫西汀/atomoxetine/择思达
丙泊酚/propofol/得普利麻
环泊酚/ciprofol/思舒宁
依托咪酯/etomidate/
右美托咪定/dexmedetomidine/
艾司氯胺酮/esketamine/
氯胺酮/ketamine/
七氟烷/sevoflurane/
地氟烷/desflurane/
罗库溴铵/rocuronium/爱可松,roc
维库溴铵/vecuronium/
顺阿曲库铵,苯磺顺阿曲库铵/cisatracurium/
琥珀胆碱,氯化琥珀胆碱/suxamethonium,succinylcholine/司可林
舒更葡糖,舒更葡糖钠/sugammadex/布瑞亭,Bridion
新斯的明/neostigmine/
利多卡因/lidocaine,lignocaine/
布比卡因/bupivacaine/
罗哌卡因/ropivacaine/耐乐品
阿片,吗啡/morphine/美施康定
芬太尼/fentanyl/多瑞吉
舒芬太尼/sufentanil/
瑞芬太尼/remifentanil/瑞捷
羟考酮/oxycodone/奥施康定
氢吗啡酮/hydromorphone/
曲马多/tramadol/奇曼丁
可待因/codeine/
布桂嗪/bucinnazine/强痛定
地佐辛/dezocine/加罗宁
纳布啡/nalbuphine/
布托啡诺/butorphanol/诺扬
依他佐辛/eptazocine/
奥赛利定/oliceridine/
纳洛酮/naloxone/
对乙酰氨基酚,扑热息痛/paracetamol,acetaminophen/泰诺林,必理通
布洛芬/ibuprofen/芬必得,美林
洛索洛芬/loxoprofen/乐松
双氯芬酸/diclofenac/扶他林,英太青
塞来昔布/celecoxib/西乐葆
依托考昔/etoricoxib/安康信
艾瑞昔布/imrecoxib/恒扬
帕瑞昔布/parecoxib/特耐
美洛昔康/meloxicam/莫比可
氟比洛芬,氟比洛芬酯/flurbiprofen/凯纷
酮洛芬/ketoprofen/
萘普生/naproxen/
吲哚美辛/indomethacin/消炎痛
酮咯酸,酮咯酸氨丁三醇/ketorolac/
乙哌立松/eperisone/妙纳
替扎尼定/tizanidine/
巴氯芬/baclofen/
# 呼吸、过敏
孟鲁司特/montelukast/顺尔宁,Singulair
沙丁胺醇/salbutamol,albuterol/万托林
特布他林/terbutaline/博利康尼
丙卡特罗/procaterol/美普清
沙美特罗替卡松/salmeterol fluticasone/舒利迭,Seretide
布地奈德福莫特罗/budesonide formoterol/信必可,Symbicort
噻托溴铵/tiotropium/思力华
异丙托溴铵/ipratropium/爱全乐
复方异丙托溴铵/ipratropium salbutamol/可必特
阿地溴铵/aclidinium/
乌美溴铵维兰特罗/umeclidinium vilanterol/欧乐欣
格隆溴铵/glycopyrronium,glycopyrrolate/
茚达特罗格隆溴铵/indacaterol glycopyrronium/杰润
布地格福/budesonide glycopyrronium formoterol/倍择瑞,Breztri
氟替美维/fluticasone umeclidinium vilanterol/全再乐,Trelegy
茶碱/theophylline/
氨茶碱/aminophylline/
多索茶碱/doxofylline/
氨溴索/ambroxol/沐舒坦
乙酰半胱氨酸/acetylcysteine/富露施,NAC
羧甲司坦/carbocisteine/
桉柠蒎/eucalyptol limonene pinene/切诺
右美沙芬/dextromethorphan/
吡非尼酮/pirfenidone/艾思瑞
尼达尼布/nintedanib/维加特,Ofev
氯雷他定/loratadine/开瑞坦
地氯雷他定/desloratadine/恩理思
西替利嗪/cetirizine/仙特明
左西替利嗪/levocetirizine/优泽
依巴斯汀/ebastine/开思亭
非索非那定/fexofenadine/
卢帕他定/rupatadine/
奥洛他定/olopatadine/
氮卓斯汀,氮䓬斯汀/azelastine/
氯苯那敏,扑尔敏/chlorphenamine,chlorpheniramine/
# 泌尿、妇产、眼科
坦索罗辛/tamsulosin/哈乐
多沙唑嗪/doxazosin/可多华
特拉唑嗪/terazosin/高特灵
非那雄胺/finasteride/保列治
度他雄胺/dutasteride/安福达
爱普列特/epristeride/
索利那新/solifenacin/卫喜康,Vesicare
托特罗定/tolterodine/
米拉贝隆/mirabegron/贝坦利,Betmiga
西地那非/sildenafil/万艾可,Viagra
他达拉非/tadalafil/希爱力,Cialis
达泊西汀/dapoxetine/必利劲
去氨加压素/desmopressin/弥凝
地屈孕酮/dydrogesterone/达芙通
黄体酮,孕酮/progesterone/益玛欣
甲羟孕酮,安宫黄体酮/medroxyprogesterone/狄波-普维拉
甲地孕酮/megestrol/
地诺孕素/dienogest/唯散宁,Visanne
屈螺酮炔雌醇/drospirenone ethinylestradiol/优思明,优思悦
炔雌醇环丙孕酮/cyproterone ethinylestradiol/达英-35
左炔诺孕酮/levonorgestrel/毓婷,曼月乐
米非司酮/mifepristone/
替勃龙/tibolone/利维爱
戊酸雌二醇/estradiol valerate/补佳乐
缩宫素,催产素/oxytocin/
卡贝缩宫素/carbetocin/
溴隐亭/bromocriptine/
卡麦角林/cabergoline/
氯米芬,克罗米芬/clomifene,clomiphene/
康柏西普/conbercept/朗沐
雷珠单抗/ranibizumab/诺适得,Lucentis
阿柏西普/aflibercept/艾力雅,Eylea
法瑞西单抗/faricimab/罗视佳,Vabysmo
拉坦前列素/latanoprost/适利达
他氟前列素/tafluprost/泰普罗斯
曲伏前列素/travoprost/
布林佐胺/brinzolamide/派立明
溴莫尼定/brimonidine/
噻吗洛尔/timolol/
阿托品/atropine/
托吡卡胺/tropicamide/
# 造影、营养、其他
碘海醇/iohexol/欧乃派克
碘普罗胺/iopromide/优维显
碘克沙醇/iodixanol/威视派克
碘佛醇/ioversol/
碘美普尔/iomeprol/典迈伦
钆特酸葡胺/gadoterate meglumine,gadoteric acid/多它灵
钆布醇/gadobutrol/加乐显
全氟丁烷/perflubutane/示卓安
六氟化硫/sulfur hexafluoride/声诺维
人血白蛋白,白蛋白/human albumin/
静注人免疫球蛋白,丙种球蛋白,人免疫球蛋白/intravenous immunoglobulin/IVIG,丙球
破伤风人免疫球蛋白/tetanus immunoglobulin/TIG
阿糖苷酶α/alglucosidase alfa/
去铁胺/deferoxamine/
地拉罗司/deferasirox/恩瑞格
蔗糖铁/iron sucrose/维乐福
羧基麦芽糖铁/ferric carboxymaltose/
葡萄糖酸钙/calcium gluconate/
碳酸钙D3/calcium carbonate vitamin D3/钙尔奇,迪巧
硫酸镁/magnesium sulfate/
维生素K1/phytomenadione,vitamin K1/
叶酸/folic acid/
艾地苯醌/idebenone/
辅酶Q10,泛癸利酮/ubidecarenone/
二甲双胍维格列汀/metformin vildagliptin/宜合瑞
二甲双胍恩格列净/metformin empagliflozin/欧双静
西格列汀二甲双胍/sitagliptin metformin/捷诺达
奥美沙坦酯氨氯地平/olmesartan amlodipine/思卫卡
缬沙坦氨氯地平/valsartan amlodipine/倍博特
缬沙坦氢氯噻嗪/valsartan hydrochlorothiazide/复代文
厄贝沙坦氢氯噻嗪/irbesartan hydrochlorothiazide/安博诺
氯沙坦钾氢氯噻嗪/losartan hydrochlorothiazide/海捷亚
替米沙坦氢氯噻嗪/telmisartan hydrochlorothiazide/美嘉素
`

export interface MedicineNames {
  /** The first is the usual one. */
  readonly chinese: readonly string[]
  readonly english: readonly string[]
  readonly brands: readonly string[]
}

export const MEDICINE_NAMES: readonly MedicineNames[] = LINES.split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [chinese, english, brands] = line
      .split('/')
      .map((names) => names.split(',').filter((name) => name !== ''))
    return { chinese: chinese ?? [], english: english ?? [], brands: brands ?? [] }
  })
