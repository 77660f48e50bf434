"""The library's own words in three scripts: simplified Chinese, traditional Chinese as in Taiwan, English.

`Script` is what a locale comes down to. Words are kept in simplified Chinese and English; traditional Chinese is written
from the simplified by `to_hant`, which is meant for the words of the library and of templates. It never touches data:
names of firms and places stay as they were written.
"""

import re
from enum import StrEnum
from typing import Final


class Script(StrEnum):
    """What a text is written in."""

    HANS = "zh_CN"
    HANT = "zh_TW"
    EN = "en"

    @classmethod
    def of(cls, locale: str) -> "Script":
        """Take the script of a locale: any `zh` with Hant, TW, HK or MO is traditional, any other `zh` simplified."""
        parts = re.split(r"[-_]", locale.lower())
        if parts[0] != "zh":
            return cls.EN
        return cls.HANT if {"hant", "tw", "hk", "mo"} & set(parts) else cls.HANS

    @property
    def is_chinese(self) -> bool:
        """Whether it is Chinese in either script."""
        return self is not Script.EN

    @property
    def tag(self) -> str:
        """The language tag of a web page."""
        return _TAGS[self]

    def say(self, zh: str, en: str) -> str:
        """Choose the words of this script."""
        if self is Script.EN:
            return en
        return to_hant(zh) if self is Script.HANT else zh


def capital(text: str, /) -> str:
    """Begin a heading or a cell with a capital letter, where there are such."""
    return text[:1].upper() + text[1:]


_TAGS: Final = {Script.HANS: "zh-Hans", Script.HANT: "zh-Hant", Script.EN: "en"}

# the frequent characters that differ, in the order of GB 2312, and what they become
_SIMPLIFIED: Final = (
    "皑蔼碍爱肮袄奥坝罢摆败颁办绊帮绑镑谤剥饱宝报鲍辈贝钡狈备惫绷笔毕毙币痹闭辟边编贬变辩辫标鳖别瘪濒滨宾摈饼拨钵"
    "铂驳补财采参蚕残惭惨灿苍舱仓沧厕侧册测层诧搀掺蝉馋谗缠铲产阐颤场尝长偿肠厂畅钞车彻尘陈衬撑称惩诚骋迟驰耻齿炽"
    "冲虫宠畴踌筹绸橱厨锄雏础储触处传疮闯创锤纯绰辞词赐聪葱囱从丛凑蹿窜错达带贷担单郸掸胆惮诞弹当挡党荡档捣岛祷导"
    "盗灯邓敌涤递缔颠点垫电淀钓调谍叠钉顶锭订丢东动栋冻犊独读赌镀锻断缎兑队对吨顿钝夺堕鹅额讹恶饿儿尔饵贰罚阀珐矾"
    "钒烦范贩饭访纺飞诽废费纷坟奋愤粪丰枫锋风疯冯缝讽凤肤辐抚辅赋复负讣妇缚该钙盖干赶秆赣冈刚钢纲岗杠镐搁鸽阁铬个"
    "给龚宫巩贡钩沟构购够蛊顾雇剐挂关观馆惯贯广规归龟闺轨诡柜贵刽辊滚锅国过骇韩汉号阂鹤贺横恒轰鸿红后壶护沪户哗华"
    "画划话怀坏欢环还缓换唤痪焕涣黄谎挥辉毁贿秽会烩汇讳诲绘荤浑获货祸击机积饥迹讥鸡绩缉极辑级挤几蓟剂济计记际继纪"
    "夹荚颊贾钾价驾歼监坚笺间艰缄茧检碱拣捡简俭减荐槛鉴践贱见键舰剑饯渐溅涧将浆蒋桨奖讲酱胶浇骄娇搅铰矫侥脚饺缴绞"
    "轿较阶节杰洁结诫届紧锦仅谨进晋烬尽劲荆茎鲸惊经颈静镜径痉竞净纠厩旧驹举据锯惧剧鹃绢觉决诀绝钧军骏开凯颗壳课垦"
    "恳抠库裤夸块侩宽矿旷况亏岿窥馈溃扩阔蜡腊莱来赖蓝栏拦篮阑兰澜谰揽览懒缆烂滥捞劳涝乐镭垒类泪棱厘篱离里鲤礼丽厉"
    "励砾历沥隶俩联莲连镰怜涟敛脸链恋炼练粮凉两辆谅疗辽镣猎临邻鳞凛赁龄铃灵岭领馏刘龙聋咙笼垄拢陇楼娄搂篓芦卢颅庐"
    "炉掳虏鲁赂禄录陆驴吕铝侣屡缕虑滤绿峦挛孪滦乱抡轮伦仑沦纶论萝罗逻锣箩骡骆络妈玛码蚂马骂吗买麦卖迈脉瞒馒蛮满谩"
    "猫锚铆贸么霉没镁门闷们锰梦谜弥觅幂绵缅庙灭悯闽鸣铭谬谋亩呐钠纳难挠脑恼闹馁内拟腻撵酿鸟聂啮镊镍柠狞宁拧泞钮纽"
    "脓浓农疟诺欧鸥殴呕沤盘庞抛赔喷鹏骗飘频贫苹凭评泼颇扑铺仆朴谱栖凄脐齐骑岂启气弃讫牵钎铅迁谦钱钳潜浅谴堑枪呛墙"
    "蔷强抢锹桥乔侨翘窍窃钦亲寝轻氢倾顷请庆琼穷趋区躯驱龋颧权劝却鹊确让饶扰绕热韧认纫荣绒软锐闰润洒萨鳃赛叁丧骚扫"
    "涩杀刹纱筛晒删闪陕赡缮伤赏烧绍赊摄慑设绅审婶肾渗声绳胜圣师狮湿诗虱时蚀实识驶势适释饰视试寿兽枢输书赎属术树竖"
    "数帅双谁税顺说硕烁丝饲耸怂颂讼诵擞苏诉肃虽随绥岁孙损笋缩琐锁獭挞台态摊贪瘫滩坛谭谈叹汤烫涛绦讨腾誊锑题体屉条"
    "贴铁厅听烃铜统头秃图团颓蜕脱鸵驮驼椭洼袜弯湾顽万网韦违围为潍维苇伟伪纬谓卫温闻纹稳问瓮挝蜗涡窝卧呜钨乌诬无芜"
    "吴坞雾务误锡牺袭习铣戏细虾辖峡侠狭厦吓锨鲜纤贤衔闲显险现献县馅羡宪线厢镶乡详响项萧嚣销晓啸蝎协挟携胁谐写泻谢"
    "锌衅兴凶汹锈绣虚嘘须许叙绪续轩悬选癣绚学勋熏询寻驯训讯逊压鸦鸭哑亚讶阉烟盐严颜阎艳厌砚彦谚验鸯杨扬疡阳痒养样"
    "瑶摇尧遥窑谣药爷页业叶医铱颐遗仪蚁艺亿忆义诣议谊译异绎荫阴银饮隐樱婴鹰应缨莹萤营荧蝇赢颖哟拥佣痈踊咏涌优忧邮"
    "铀犹游诱于舆余鱼渔娱与屿语狱誉预驭鸳渊辕园员圆缘远愿约跃钥粤悦阅云郧匀陨运蕴酝晕韵杂灾载攒暂赞赃脏凿枣责择则"
    "泽贼赠轧铡闸栅诈斋债毡盏斩辗崭栈占战绽张涨帐账胀赵蛰辙锗这贞针侦诊镇阵挣睁征狰争帧郑证织职执纸挚掷帜质滞钟终"
    "种肿众诌轴皱昼骤猪诸诛烛瞩嘱贮铸筑驻专砖转赚桩庄装妆壮状锥赘坠缀谆准着浊兹咨资渍踪综总纵邹诅组钻伙并签发浔"
)
_TRADITIONAL: Final = (
    "皚藹礙愛骯襖奧壩罷擺敗頒辦絆幫綁鎊謗剝飽寶報鮑輩貝鋇狽備憊繃筆畢斃幣痺閉闢邊編貶變辯辮標鱉別癟瀕濱賓擯餅撥缽"
    "鉑駁補財採參蠶殘慚慘燦蒼艙倉滄廁側冊測層詫攙摻蟬饞讒纏鏟產闡顫場嘗長償腸廠暢鈔車徹塵陳襯撐稱懲誠騁遲馳恥齒熾"
    "衝蟲寵疇躊籌綢櫥廚鋤雛礎儲觸處傳瘡闖創錘純綽辭詞賜聰蔥囪從叢湊躥竄錯達帶貸擔單鄲撣膽憚誕彈當擋黨蕩檔搗島禱導"
    "盜燈鄧敵滌遞締顛點墊電澱釣調諜疊釘頂錠訂丟東動棟凍犢獨讀賭鍍鍛斷緞兌隊對噸頓鈍奪墮鵝額訛惡餓兒爾餌貳罰閥琺礬"
    "釩煩範販飯訪紡飛誹廢費紛墳奮憤糞豐楓鋒風瘋馮縫諷鳳膚輻撫輔賦復負訃婦縛該鈣蓋幹趕稈贛岡剛鋼綱崗槓鎬擱鴿閣鉻個"
    "給龔宮鞏貢鉤溝構購夠蠱顧僱剮掛關觀館慣貫廣規歸龜閨軌詭櫃貴劊輥滾鍋國過駭韓漢號閡鶴賀橫恆轟鴻紅後壺護滬戶譁華"
    "畫劃話懷壞歡環還緩換喚瘓煥渙黃謊揮輝毀賄穢會燴匯諱誨繪葷渾獲貨禍擊機積飢跡譏雞績緝極輯級擠幾薊劑濟計記際繼紀"
    "夾莢頰賈鉀價駕殲監堅箋間艱緘繭檢鹼揀撿簡儉減薦檻鑑踐賤見鍵艦劍餞漸濺澗將漿蔣槳獎講醬膠澆驕嬌攪鉸矯僥腳餃繳絞"
    "轎較階節傑潔結誡屆緊錦僅謹進晉燼盡勁荊莖鯨驚經頸靜鏡徑痙競淨糾廄舊駒舉據鋸懼劇鵑絹覺決訣絕鈞軍駿開凱顆殼課墾"
    "懇摳庫褲誇塊儈寬礦曠況虧巋窺饋潰擴闊蠟臘萊來賴藍欄攔籃闌蘭瀾讕攬覽懶纜爛濫撈勞澇樂鐳壘類淚稜釐籬離裡鯉禮麗厲"
    "勵礫歷瀝隸倆聯蓮連鐮憐漣斂臉鏈戀煉練糧涼兩輛諒療遼鐐獵臨鄰鱗凜賃齡鈴靈嶺領餾劉龍聾嚨籠壟攏隴樓婁摟簍蘆盧顱廬"
    "爐擄虜魯賂祿錄陸驢呂鋁侶屢縷慮濾綠巒攣孿灤亂掄輪倫侖淪綸論蘿羅邏鑼籮騾駱絡媽瑪碼螞馬罵嗎買麥賣邁脈瞞饅蠻滿謾"
    "貓錨鉚貿麼黴沒鎂門悶們錳夢謎彌覓冪綿緬廟滅憫閩鳴銘謬謀畝吶鈉納難撓腦惱鬧餒內擬膩攆釀鳥聶齧鑷鎳檸獰寧擰濘鈕紐"
    "膿濃農瘧諾歐鷗毆嘔漚盤龐拋賠噴鵬騙飄頻貧蘋憑評潑頗撲鋪僕樸譜棲悽臍齊騎豈啟氣棄訖牽釺鉛遷謙錢鉗潛淺譴塹槍嗆牆"
    "薔強搶鍬橋喬僑翹竅竊欽親寢輕氫傾頃請慶瓊窮趨區軀驅齲顴權勸卻鵲確讓饒擾繞熱韌認紉榮絨軟銳閏潤灑薩鰓賽叄喪騷掃"
    "澀殺剎紗篩曬刪閃陝贍繕傷賞燒紹賒攝懾設紳審嬸腎滲聲繩勝聖師獅溼詩蝨時蝕實識駛勢適釋飾視試壽獸樞輸書贖屬術樹豎"
    "數帥雙誰稅順說碩爍絲飼聳慫頌訟誦擻蘇訴肅雖隨綏歲孫損筍縮瑣鎖獺撻臺態攤貪癱灘壇譚談嘆湯燙濤絛討騰謄銻題體屜條"
    "貼鐵廳聽烴銅統頭禿圖團頹蛻脫鴕馱駝橢窪襪彎灣頑萬網韋違圍為濰維葦偉偽緯謂衛溫聞紋穩問甕撾蝸渦窩臥嗚鎢烏誣無蕪"
    "吳塢霧務誤錫犧襲習銑戲細蝦轄峽俠狹廈嚇鍁鮮纖賢銜閒顯險現獻縣餡羨憲線廂鑲鄉詳響項蕭囂銷曉嘯蠍協挾攜脅諧寫瀉謝"
    "鋅釁興兇洶鏽繡虛噓須許敘緒續軒懸選癬絢學勳燻詢尋馴訓訊遜壓鴉鴨啞亞訝閹煙鹽嚴顏閻豔厭硯彥諺驗鴦楊揚瘍陽癢養樣"
    "瑤搖堯遙窯謠藥爺頁業葉醫銥頤遺儀蟻藝億憶義詣議誼譯異繹蔭陰銀飲隱櫻嬰鷹應纓瑩螢營熒蠅贏穎喲擁傭癰踴詠湧優憂郵"
    "鈾猶遊誘於輿餘魚漁娛與嶼語獄譽預馭鴛淵轅園員圓緣遠願約躍鑰粵悅閱雲鄖勻隕運蘊醞暈韻雜災載攢暫贊贓髒鑿棗責擇則"
    "澤賊贈軋鍘閘柵詐齋債氈盞斬輾嶄棧佔戰綻張漲帳賬脹趙蟄轍鍺這貞針偵診鎮陣掙睜徵猙爭幀鄭證織職執紙摯擲幟質滯鐘終"
    "種腫眾謅軸皺晝驟豬諸誅燭矚囑貯鑄築駐專磚轉賺樁莊裝妝壯狀錐贅墜綴諄準著濁茲諮資漬蹤綜總縱鄒詛組鑽夥並簽發潯"
)
_CHARACTERS: Final = str.maketrans(_SIMPLIFIED, _TRADITIONAL)

# words in which a character becomes another one than by itself
_WORDS: Final[dict[str, str]] = {
    plain: other
    for pair in (
        "制造=製造 定制=定製 研制=研製 批准=批准 核准=核准 准入=准入 准许=准許 获准=獲准 合并=合併 兼并=兼併 并购=併購 联系=聯繫 关系=關係"
        " 体系=體系 周期=週期 每周=每週 本周=本週 上周=上週 周报=週報 一周=一週 备注=備註 注册=註冊 注销=註銷 采购=採購 采用=採用 开采=開採"
        " 公里=公里 若干=若干 干涉=干涉 干预=干預 面谈=面談 皇后=皇后 通信=通信 划算=划算 游资=游資 上游=上游 中游=中游 下游=下游"
        " 症结=癥結 批复=批覆 答复=答覆 回复=回覆 复盖=覆蓋 颁布=頒布 公布=公布 发布=發布 布局=布局 落后=落後 舍弃=捨棄"
        " 默认=預設 系数=係數 汇总=彙總 台账=臺帳 标志=標誌 日历=日曆 重复=重複 委托=委託"
    ).split()
    for plain, other in [pair.split("=")]
}
_WORD: Final = re.compile("|".join(map(re.escape, _WORDS)))


def to_hant(text: str) -> str:
    """Write simplified Chinese in traditional characters."""
    done, last = [], 0
    for match in _WORD.finditer(text):
        done += [text[last : match.start()].translate(_CHARACTERS), _WORDS[match[0]]]
        last = match.end()
    return "".join([*done, text[last:].translate(_CHARACTERS)])


# further traditional characters that the table above does not lead back to a simplified one
_MORE: Final = (
    "衆众爲为裏里綫线羣群峯峰啓启製制準准係系繫系週周複复覆复註注採采併并託托佈布誌志"
    "曆历鑑鉴湧涌簽签籤签籌筹濶阔牀床堃坤臺台檯台颱台"
)
_SIMPLE: Final = {
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
    **dict(zip(_MORE[::2], _MORE[1::2], strict=True)),
}
_BACK: Final = str.maketrans(_SIMPLE)


def to_hans(text: str) -> str:
    """Write Chinese in simplified characters, one for one, so that every place in the text stays where it is."""
    return text.translate(_BACK)
