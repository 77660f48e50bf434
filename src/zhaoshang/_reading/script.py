"""Traditional and simplified script, one character for one.

`ESSENTIAL` are the characters that numbers, units, hedges and dates are written with: the text is folded in these
alone, which is cheap. Words that only stand beside an amount are looked up in both scripts (`both`, `variants`).
"""

from itertools import product
from typing import Final

__all__ = ["ESSENTIAL", "SIMPLE", "both", "spellings", "variants"]

_PAIRS: Final = (
    "亞亚來来個个們们備备傳传債债傷伤傾倾僅仅僑侨價价儀仪億亿優优內内兩两別别創创動动務务勝胜勞劳勢势勵励區区協协參叁員员問问單单噸吨嚴严國国園园圓圆團团報报場场塊块塵尘墻墙壓压壞坏壽寿夢梦奧奥婦妇孫孙學学"
    "實实寧宁審审寫写寬宽寶宝將将專专尋寻對对導导屆届層层屬属島岛崗岗嶄崭嶺岭嶼屿師师帳账帶带幣币幫帮幹干幾几庫库廠厂廢废廣广廬庐廳厅張张彈弹彎弯彙汇後后徑径從从復复徵征徹彻態态慶庆憂忧應应懷怀戶户掃扫揚扬"
    "換换損损撐撑擔担據据擴扩攜携攝摄敗败敵敌數数斷断於于時时晉晋暢畅暫暂書书會会東东條条棟栋楊杨業业極极構构樂乐樓楼標标橋桥機机檔档檢检櫃柜權权歐欧歲岁歷历歸归殘残殺杀氣气決决沒没況况渦涡測测湯汤準准溝沟"
    "滅灭滬沪滿满漁渔漢汉漲涨潔洁潤润濟济濱滨灣湾災灾為为無无煉炼煙烟熱热燈灯營营爐炉爭争獎奖獨独獲获現现瑪玛環环產产畝亩畢毕畫画異异當当療疗發发監监盤盘盧卢研究礎础礦矿禮礼稅税種种稱称積积穩稳窮穷競竞筆笔"
    "節节範范築筑簡简簽签籃篮糧粮紀纪約约紅红紐纽純纯紗纱紙纸級级紡纺細细終终組组結结絡络給给統统絲丝經经綜综綠绿維维網网緊紧線线締缔緣缘編编縣县縮缩總总績绩織织繕缮繼继續续纖纤罰罚羅罗義义習习聖圣聞闻聯联"
    "聲声職职聽听肅肃脈脉腦脑膠胶臨临臺台舉举舊旧艦舰莊庄華华萊莱萬万葉叶著着蓋盖蓮莲蔣蒋藍蓝藝艺藥药蘇苏蘋苹蘭兰處处虛虚號号蟲虫術术裏里補补裝装裡里製制複复見见規规視视親亲覺觉覽览觀观訂订計计訊讯討讨訓训"
    "記记訪访設设許许訴诉診诊評评試试話话該该詳详誠诚說说調调談谈請请論论諮咨諾诺謀谋講讲謝谢證证識识議议護护譽誉讀读變变讓让負负財财貢贡貧贫貨货販贩貫贯責责貳贰貴贵貸贷費费貼贴貿贸資资賓宾賢贤賦赋質质賬账"
    "賴赖購购賽赛贏赢車车軌轨軍军軒轩軟软軸轴較较載载輔辅輕轻輛辆輝辉輪轮輯辑輸输輿舆轄辖轉转辦办農农這这連连週周進进遊游運运過过達达違违遞递遠远適适選选遺遗還还邊边鄉乡鄭郑鄰邻醫医醬酱釋释銖铢銷销鋁铝鋪铺"
    "鋰锂鋼钢錄录錢钱錫锡鍋锅鍵键鎊镑鎮镇鏈链鏡镜鐘钟鐵铁鑄铸鑒鉴鑽钻長长門门閉闭開开閑闲間间閘闸閣阁閥阀閩闽闊阔闖闯關关陝陕陣阵陰阴陳陈陸陆陽阳隊队際际隨随險险隱隐雖虽雙双雜杂離离難难雲云電电霧雾靈灵靜静"
    "韓韩韻韵頁页頂顶頃顷項项順顺須须預预頒颁領领頭头頻频顆颗題题額额願愿類类顧顾顯显風风飛飞飯饭飲饮養养餘余館馆馬马駐驻駕驾驅驱驗验體体魚鱼鮮鲜鳳凤鹽盐麗丽麥麦麼么黃黄點点黨党齊齐齒齿齡龄龍龙龜龟"
)

SIMPLE: Final[dict[int, str]] = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
"""For `str.translate`: traditional characters to simplified ones."""

_VARIANTS: Final[dict[str, str]] = {}
for _old, _new in zip(_PAIRS[::2], _PAIRS[1::2], strict=True):
    _VARIANTS[_new] = _VARIANTS.get(_new, "") + _old

_FOLDED: Final = (
    "亿万亩个项余约两户条场几数圆点过币欧镑钟层间组种类张辆台栋吨顷周时级满于内将号来后从韩卢铢纽门马兰轮笔队对处块县镇国标车页"
    "颗头届达这负贰叁陆亚东节"
)
ESSENTIAL: Final = tuple((old, new) for new in dict.fromkeys(_FOLDED) for old in _VARIANTS.get(new, ""))
"""The pairs that a text is folded by."""


def variants(characters: str) -> str:
    """Add to simplified characters the traditional ones that they stand for."""
    return "".join(char + _VARIANTS.get(char, "") for char in characters)


def spellings(word: str) -> list[str]:
    """Spell a word in every mixture of the two scripts that a folded text may hold."""
    folded = {new for _, new in ESSENTIAL}
    choices = [char if char in folded else char + _VARIANTS.get(char, "") for char in word]
    return ["".join(spelling) for spelling in product(*choices)]


def both(pattern: str) -> str:
    """Make a pattern of simplified characters match traditional ones too, inside character classes and outside."""
    inside = False
    parts = []
    for char in pattern:
        inside = (inside or char == "[") and char != "]"
        more = _VARIANTS.get(char, "")
        parts.append(char if not more else char + more if inside else f"[{char}{more}]")
    return "".join(parts)
