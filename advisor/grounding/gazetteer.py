"""China's provinces and prefecture-level places, and some smaller ones, so that a wrong place is seen without any library."""

from __future__ import annotations

_PROVINCES = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东
海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
"""
_CITIES = """
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 阳泉 晋城 朔州 晋中 运城 忻州 临汾
吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东
锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 松原 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山
大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江
泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北
铜陵 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡
九江 新余 鹰潭 赣州 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 临沂 德州 聊城
滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店
武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德
张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州
汕尾 河源 清远 东莞 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 防城港 钦州 贵港 玉林 贺州 河池 崇左 海口
三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 达州 雅安 巴中
贵阳 六盘水 遵义 毕节 铜仁 昆明 曲靖 玉溪 昭通 普洱 临沧 拉萨 西安 铜川 咸阳 渭南 延安 汉中 榆林
兰州 嘉峪关 金昌 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 银川 石嘴山 吴忠 固原 乌鲁木齐
克拉玛依
"""
_KNOWN_COUNTIES = "海城 岫岩 台安 义乌 昆山 临沭 曹县"
# More counties, districts and towns: those of Liaoning, and those known for trade. Many stand in other words too
# (面临安全, 新增城镇), so that they count only where no word reaches over their edge.
_COUNTIES = """
立山 铁西 浑南 苏家屯 于洪 皇姑 沈河 甘井子 旅顺口 庄河 瓦房店 普兰店 凌海 大石桥 盖州 开原 调兵山 凌源 北票 兴城 绥中
余杭 萧山 富阳 临安 桐庐 淳安 慈溪 余姚 奉化 瑞安 乐清 永嘉 海宁 桐乡 平湖 嘉善 德清 安吉 诸暨 上虞 嵊州 东阳 永康 兰溪 浦江 温岭 玉环
龙游 常熟 张家港 太仓 吴江 江阴 宜兴 溧阳 丹阳 句容 沭阳 泗阳 睢宁 邳州 新沂 沛县 启东 如皋 海门 海安 东台 兴化 靖江 泰兴 仪征 高邮
即墨 胶州 莱西 平度 寿光 青州 诸城 曲阜 滕州 邹城 招远 莱阳 荣成 乳山 肥城 章丘 晋江 南安 惠安 安溪 德化 永春 福清 闽侯 邵武
武夷山 建瓯 福鼎 霞浦 增城 从化 番禺 花都 海珠 荔湾 越秀 普宁 潮阳 澄海 龙岗 罗湖 浏阳 宁乡 醴陵 潜江 枝江 宜都 钟祥 麻城 新郑 荥阳 巩义
中牟 登封 偃师 禹州 长葛 镇平
"""
_TOWNS = "西柳 佟二堡 腾鳌 牛庄 感王 析木"
# Common words in themselves: a place only with 市 after them.
_WITH_SUFFIX = """
凤城 海盐 石狮 仙桃 朝阳 大同 长治 日照 来宾 三明 中山 北海 安康 吉安 安庆 黄山 白山 白城 保山 资阳 广安 阳江 百色 宝鸡
商洛 中卫 丽江 莱芜 安顺
"""


def _aliases() -> dict[str, str]:
    aliases: dict[str, str] = {}
    for name in _PROVINCES.split():
        aliases |= {name: name, f"{name}省": name, f"{name}市": name, f"{name}自治区": name}
    for name in (*_CITIES.split(), *_KNOWN_COUNTIES.split()):
        aliases |= {name: name, f"{name}市": name, f"{name}县": name}
    for name in _COUNTIES.split():
        aliases |= {f"{name}{suffix}": name for suffix in ("", *"市县区")}
    for name in _TOWNS.split():
        aliases |= {name: name, f"{name}镇": name}
    aliases |= {f"{name}市": name for name in _WITH_SUFFIX.split()}
    aliases |= {"广西壮族自治区": "广西", "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆", "内蒙": "内蒙古"}
    aliases |= {"岫岩满族自治县": "岫岩"}
    return aliases


PLACE_ALIASES = _aliases()
PROVINCE_NAMES = frozenset(_PROVINCES.split())
NAMES_IN_WORDS = frozenset((*_COUNTIES.split(), *_TOWNS.split()))
COUNTY_NAMES = NAMES_IN_WORDS.union(_KNOWN_COUNTIES.split())

# Names as they stand in English text; only those whose spelling names one place.
_ENGLISH = """
beijing 北京 tianjin 天津 shanghai 上海 chongqing 重庆 hebei 河北 liaoning 辽宁 jilin 吉林 heilongjiang 黑龙江 jiangsu 江苏
zhejiang 浙江 anhui 安徽 fujian 福建 jiangxi 江西 shandong 山东 henan 河南 hubei 湖北 hunan 湖南 guangdong 广东 hainan 海南
sichuan 四川 guizhou 贵州 yunnan 云南 gansu 甘肃 qinghai 青海 taiwan 台湾 guangxi 广西 tibet 西藏 ningxia 宁夏 xinjiang 新疆
anshan 鞍山 shenyang 沈阳 dalian 大连 yingkou 营口 haicheng 海城 xiuyan 岫岩 tai'an 台安 shenzhen 深圳 guangzhou 广州
hangzhou 杭州 yiwu 义乌 ningbo 宁波 wenzhou 温州 fuzhou 福州 xiamen 厦门 quanzhou 泉州 suzhou 苏州 nanjing 南京 wuhan 武汉
chengdu 成都 xi'an 西安 qingdao 青岛 jinan 济南 zhengzhou 郑州 changsha 长沙 harbin 哈尔滨 changchun 长春
"""
PLACES_IN_ENGLISH: dict[str, str] = dict(zip(_ENGLISH.split()[::2], _ENGLISH.split()[1::2], strict=True))
