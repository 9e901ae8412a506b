"""Names of persons in a claim, and the posts they are said to hold, against those in the passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.grounding.faults import Fault, absent, contrary
from advisor.grounding.heads import led
from advisor.grounding.reading import Reading

_DOUBLE = "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|端木|夏侯"
_SURNAMES = (
    "王李张刘陈杨赵黄吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢傅钟姜崔谭廖范汪"
    "陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤温康施牛樊葛邢安齐庞颜倪庄聂章鲁岳翟"
    "殷詹申耿关焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍苗曲盛冉翁柴蓝喻饶管祁屈鲍涂向文丛佟宫迟隋栾"
)
# Chinese words that begin with a surname: no names.
_WORDS = """
王牌 王国 李子 张贴 张力 陈列 陈述 杨树 黄金 黄色 黄河 黄海 吴语 周边 周期 周年 周末 周围 马上 马路 马力 朱红 胡同 何时 何种 何地 林业 林木 林地 罗列
谢绝 谢意 唐代 许可 许多 曾经 曾任 田间 田地 田园 余额 余名 余人 余家 余元 于是 于本 于该 叶片 程序 程度 苏打 任务 任期 任何 任职 任命 任意 任由 任一
钟表 范围 范例 范本 陆续 陆地 金额 金融 金属 金牌 金钱 金奖 石油 石材 石化 夏季 夏天 方面 方式 方法 方案 方向 方针 方可 方便 方言 方能 侯选 白天 白酒
白领 白色 江苏 江西 江湖 段落 雷同 史料 史上 龙头 陶瓷 贺信 贺词 顾客 顾问 毛利 毛巾 万元 万人 万家 万名 万个 万里 钱款 钱包 严格 严重 严禁 严肃 严厉
洪水 武术 武装 武汉 温度 温泉 温暖 康复 康养 施行 施工 施策 牛奶 牛肉 安全 安排 安装 安心 安静 齐全 齐心 颜色 庄园 庄重 章节 章程 申请 申报 申诉 申领
申办 关于 关系 关键 关注 关联 关闭 关心 关口 左右 左侧 甘愿 祝贺 包括 包装 包含 包裹 包容 包干 宁可 宁愿 尚未 尚无 尚在 符合 舒适 纪录 纪律 纪念 童年
毕业 毕竟 单位 单独 单纯 单一 单个 单元 单品 季度 季节 苗木 苗圃 曲目 曲线 盛大 盛产 盛况 管理 管辖 管控 管护 管道 屈指 涂改 涂料 向社 向前 向上 向下
向外 向其 文化 文件 文明 文字 文案 文旅 文本 文书 文体 文艺 文章 宫廷 迟到 迟延 江河 侯补 凌晨 喻为 齐抓 石榴 金银 海外 龙虾 马术 文创 向导 季军 方才
"""
_NO_NAMES = frozenset(_WORDS.split())
_GIVEN = (
    r"[\u4e00-\u9fff](?<![的了是在和与及等不无者为将把被由从对于其该此以应须可需按向至到或且并也都就又说称任系也有])"
)
_NAME = rf"(?:(?:{_DOUBLE})(?:{_GIVEN}){{1,2}}|[{_SURNAMES}](?:{_GIVEN}){{1,2}})"
_ROLE = (
    "(?:名誉|执行|常务)?副?(?:会长|理事长|秘书长|董事长|总经理|经理|总裁|总监|市长|县长|区长|省长|州长|镇长|乡长|村长|局长|处长|科长|部长"
    "|厅长|院长|校长|馆长|社长|所长|站长|台长|队长|组长|班长|行长|店长|厂长|主席|主任|书记|教授|主编)"
    "|首席执行官|创始人|发起人|负责人|法定代表人|法人代表|联系人|传承人|代言人|通讯作者|第一作者|(?<!工)(?<!创)(?<!合)作者|讲师|导师|记者|编辑|主播|网红|达人|店主|老板"
    "|掌门人|带头人|冠军"
)
_SPEAKS = "表示|介绍|认为|指出|透露|强调|告诉|坦言|说[，,：:]|称[，,：:]"
_ACTS = f"{_SPEAKS}|(?:现|曾|兼|新)?(?:担任|出任|兼任)|当选|获评|荣获|被评|毕业于|出生|创办|创立|发起|带领|先生|女士|同志|老师"
_END = rf"(?=$|[，,。；;、！!？?：:\s（(）)“”\"]|等|和|与|及|同志|先生|女士|(?:共同|一起)?(?:{_ACTS}|主持|负责|牵头|带队|率队|撰写|执笔|所))"
# Posts of which a place has many: another name there does not contradict.
_MANY = "教授 讲师 导师 记者 编辑 主播 网红 达人 店主 老板 带头人 传承人 冠军 联系人 经理"
_OF_MANY = frozenset(_MANY.split())
_LINK = "(?:一职)?(?:现|就|分别|依次)?(?:为|是|由|系|叫|名叫|姓名为|有|：|:|的?名字(?:是|叫|为))"
_START = (
    r"(?:(?<=^)|(?<=[，,。；;、！!？?：:\s（(“\"》])|(?<=聘请)|(?<=选举)|(?<=推选)|(?<=任命)|(?<=[由是为与和及据]))"
)

_AFTER_ROLE = re.compile(rf"(?P<role>{_ROLE})(?P<link>{_LINK})?(?P<name>{_NAME}){_END}")
_BEFORE_ROLE = re.compile(
    rf"{_START}(?P<name>{_NAME})(?:(?:现|曾|兼|新|同时)*(?:担任|出任|任|当选|兼任|被[选聘推]举?为|是|为|系|等)[^，,。；;：:]{{0,16}}?)?(?P<role>{_ROLE})"
)
_ACTING = re.compile(rf"{_START}(?P<name>{_NAME})(?=(?:{_ACTS}))")
_MORE = re.compile(rf"[、和与及](?P<name>{_NAME}){_END}")
_MAY_NAME = re.compile(led(f"{_ROLE}|{_ACTS}"))


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person's name in a text; `role`: the post it is given, if any."""

    name: str
    role: str | None
    span: tuple[int, int]


@lru_cache(maxsize=8_192)
def find_persons(text: str) -> tuple[PersonMention, ...]:
    """Names of persons that stand with a post, or that speak or act, in order."""
    if not _MAY_NAME.search(text):
        return ()
    found: dict[tuple[int, int], PersonMention] = {}
    for pattern in (_AFTER_ROLE, _BEFORE_ROLE, _ACTING):
        for match in pattern.finditer(text):
            _note(found, match["name"], match.groupdict().get("role"), match.span("name"))
            if pattern is _AFTER_ROLE:
                _note_others(found, text, match)
    return tuple(found[span] for span in sorted(found))


def _note(found: dict[tuple[int, int], PersonMention], name: str, role: str | None, span: tuple[int, int]) -> None:
    taken = any(span[0] < end and start < span[1] for start, end in found)
    if not taken and name[:2] not in _NO_NAMES:
        found[span] = PersonMention(name=name, role=role, span=span)


def _note_others(found: dict[tuple[int, int], PersonMention], text: str, first: re.Match[str]) -> None:
    """Names in a row after a post: 主播王芳、李强."""
    end = first.end("name")
    while match := _MORE.match(text, end):
        _note(found, match["name"], first["role"], match.span("name"))
        end = match.end("name")


def person_faults(claim: Reading, passages: Sequence[Reading], readings: Sequence[Reading]) -> list[Fault]:
    """Faults of every person the claim names; `readings`: the passages and what the catalogue says of them."""
    faults = []
    for person in find_persons(claim.folded):
        if _is_place(person, claim):
            continue
        held = [(reading, one) for reading in passages for one in find_persons(reading.folded)]
        rivals = [(reading, one) for reading, one in held if person.role is not None and one.role == person.role]
        fits = any(one.name == person.name for _, one in rivals)
        posts = {one.role for _, one in held if one.name == person.name}
        known = any(person.name in reading.folded for reading in readings)
        if fits or (known and not (rivals and posts - {None})):
            continue
        if rivals and person.role not in _OF_MANY:
            reading, one = rivals[0]
            text = f"论断写“{person.role}”为“{person.name}”，来源写“{one.name}”"
            faults.append(contrary("entity", text, person.span, reading, one.span))
        else:
            faults.append(absent("entity", "人名", person.name, person.span))
    return faults


def _is_place(person: PersonMention, claim: Reading) -> bool:
    spans = [*(one.span for one in claim.places), *(one.span for one in claim.titles)]
    return any(start < person.span[1] and person.span[0] < end for start, end in spans)
