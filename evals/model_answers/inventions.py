"""Lies that add what no passage says: issuers, causes, details, second halves; and right facts cited wrongly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import assert_never

from evals.model_answers.bases import Base, Sort, quoted
from evals.model_answers.rewriting import Template, by_table

# Of each sort of sentence: the subject that the words fit, and the words. The last entry fits all.
Topical = Mapping[Sort, Sequence[tuple[str, tuple[str, ...]]]]

# A body of the same standing that did not issue the document; the first name found in the true issuer decides.
_OTHER_ISSUERS = (
    ("全国人民代表大会常务委员会", "国家发展和改革委员会", "司法部", "中华全国工商业联合会"),
    ("国务院办公厅", "商务部办公厅"),
    ("国务院", "全国人民代表大会常务委员会", "中央网络安全和信息化委员会", "最高人民法院"),
    ("财政部办公厅", "中国人民银行"),
    ("商务部", "国家税务总局"),
    ("国家市场监督管理总局", "中华全国供销合作总社", "中国消费者协会"),
    ("国家网信办", "国家新闻出版署"),
    ("国家互联网信息办公室", "科学技术部"),
    ("国家广播电视总局", "教育部"),
    ("国家发展改革委", "工业和信息化部"),
    ("人力资源社会保障部", "中国商业联合会"),
    ("鞍山市人民政府", "中共鞍山市委宣传部"),
    ("鞍山市商务", "鞍山市财政局"),
    ("鞍山市统计局", "鞍山市公安局"),
    ("海城市", "营口市"),
    ("辽宁省人民政府", "辽宁省发展和改革委员会"),
    ("辽宁省统计局", "国家统计局大连调查队"),
    ("辽宁省商务厅", "辽宁省财政厅"),
    ("沈阳市", "沈阳市文化旅游和广播电视局"),
    ("深圳市", "广东省工业和信息化厅", "深圳海关"),
    ("福建省", "福建省财政厅"),
    ("福州市", "福建省工商业联合会"),
    ("厦门市", "福建省广播影视集团"),
    ("浙江省", "浙江省文化和旅游厅"),
    ("杭州市", "浙江省市场监督管理局"),
    ("义乌市", "金华海关"),
    ("上海市", "上海市经济和信息化委员会"),
    ("黑龙江省", "哈尔滨市商务局"),
    ("国家统计局", "海关总署"),
    ("大连市", "中国人民银行大连市分行"),
    ("中国互联网络信息中心", "中国信息通信研究院"),
    ("网经社", "艾瑞咨询"),
    ("证券时报", "经济参考报"),
    ("央广网", "人民网"),
    ("中商产业研究院", "艾媒咨询"),
    ("福建日报", "厦门日报"),
    ("国际在线", "环球时报"),
    ("澎湃新闻", "新浪财经"),
)


def foreign_issuer(base: Base, random: Random) -> str | None:
    """The document opened with, ascribed to a body that did not issue it."""
    if not base.names_no_source or not base.source.issuer or base.source.id == "paper-2022":
        return None
    issuer, title = base.source.issuer, base.source.title
    others = next((others for own, *others in _OTHER_ISSUERS if own in issuer and own not in title), None)
    if others is None:
        return None
    other = random.choice(others)
    match base.sort:
        case Sort.FIGURE:
            return f"据{other}公布的数字，{base.body}"
        case Sort.RULE:
            return f"{other}制定的{quoted(base.source.title)}规定，{base.body}"
        case Sort.PLAN:
            return f"{other}印发的{quoted(base.source.title)}提出，{base.body}"
    assert_never(base.sort)


_SPEAKERS = (
    (r"^据论文(?:转述|介绍)?，", "据鞍山市政府工作报告，"),
    (r"^论文(?=提到|称|建议|给|就)", "鞍山市商务局"),
    (r"在论文看来", "在市委政策研究室看来"),
    (r"按论文的转述", "按市统计局的通报"),
    (r"论文转述的", "市委宣传部转述的"),
    (r"(?<=由)市商务局(?=牵头)", "市税务局"),
    (r"海城市政府(?=表示|工作报告|202)", "中国纺织工业联合会"),
    (r"鞍山新闻网", "国家统计局辽宁调查总队"),
    (r"辽宁省商务厅(?=2023|在|推)", "辽宁省审计厅"),
    (r"辽宁省财政厅(?=2023)", "辽宁省司法厅"),
    (r"泉州市商务局", "泉州海关"),
    (r"浙江省商务厅", "浙江省总工会"),
    (r"国家统计局的数字", "海关总署的数字"),
    (r"国家网信办", "国家邮政局"),
    (r"国家互联网信息办公室等4个", "全国妇联等4个"),
    (r"网经社的数字", "中国人民银行的数字"),
    (r"12315平台", "12345政务热线"),
    (r"政协提案引用", "省统计公报刊出"),
    (r"企业负责人的说法", "省统计局的公报"),
    (r"(?<=由)财政部门(?=公开|审核)", "审计部门"),
    (r"，财政部门(?=须)", "，审计部门"),
    (r"登记机关", "税务机关"),
    (r"同级市场监管部门", "同级统计部门"),
    (r"本级市场监管部门", "本级发展改革部门"),
    (r"省级市场监管部门", "省级税务部门"),
    (r"深圳市人民政府(?=于)", "广东省商务厅"),
    (r"福建省人民政府(?=于)", "福建省总商会"),
    (r"国家市场监督管理总局、国家互联网信息办公室(?=以)", "商务部、公安部"),
    (r"人民代表大会", "政治协商会议"),
    (r"第十六届人大第五次会议", "委常委会扩大会议"),
)
foreign_speaker = by_table(_SPEAKERS)
"""What one body said or decides put into the mouth or hands of another."""

_CAUSES_BEFORE: Topical = {
    Sort.RULE: (
        ("罚款|处罚|责任", ("鉴于近年来此类案件成倍上升，", "为平息几起平台停播事件的影响，")),
        ("补助|奖励|资助|补贴", ("因上一轮资金结余较多，", "为留住准备外迁的企业，")),
        ("公示|公布|公开|审查|征求", ("由于前些年多份文件被法院判定无效，", "应世界银行评估组的要求，")),
        ("", ("考虑到基层执法人手不足，", "应中小商户的多次请求，")),
    ),
    Sort.FIGURE: (
        ("人口|城镇化", ("受老工业区企业外迁影响，", "由于户籍登记改用了新系统，")),
        ("增长|增速|增幅|上升|升到", ("受平台大规模补贴拉动，", "得益于出口退税进度加快，")),
        ("", ("在头部主播集中入驻的带动下，", "由于线下客流明显回落，")),
    ),
    Sort.PLAN: (
        ("补助|奖励|资助|补贴|扶持", ("因上一轮资金结余较多，", "为留住准备外迁的企业，")),
        ("", ("由于前一轮行动没有完成指标，", "因邻近城市率先推出了同类措施，")),
    ),
}
_CAUSES_AFTER: Topical = {
    Sort.RULE: (
        ("罚款|处罚|责任", ("，这是因为以往的处罚起不到震慑作用",)),
        ("", ("，这样规定是因为各地此前做法不一、投诉集中", "，这是审计署专项检查后提出整改意见的结果")),
    ),
    Sort.FIGURE: (
        ("人口|城镇化", ("，主要原因是周边县区并入了市区",)),
        ("", ("，主要原因是物流费用大幅下降", "，这主要归功于县级融媒体中心的推广")),
    ),
    Sort.PLAN: (
        ("补助|奖励|资助|资金|扶持|培育", ("，原因在于审计发现以往资金使用过于分散",)),
        ("", ("，起因是上级当年作了专门批示", "，背后的原因是附近城市抢先了一步")),
    ),
}


def invented_reason(base: Base, random: Random) -> str | None:
    """A cause that nobody gave, in front of the fact."""
    return base.opening + _fitting(_CAUSES_BEFORE, base, random) + base.body if base.names_no_source else None


def invented_ground(base: Base, random: Random) -> str | None:
    """A cause that nobody gave, behind the fact."""
    return _ended(base, _fitting(_CAUSES_AFTER, base, random))


_DETAILS: Topical = {
    Sort.RULE: (
        ("施行|有效期", ("，期满后可以再延长三年", "，此前设一年过渡期")),
        ("罚款|处罚", ("，处罚决定须在七日内向社会公示", "，主动整改的可以减半")),
        ("赔", ("，最迟在十五日内履行完毕", "，赔偿金额以货款的三倍为限")),
        ("补助|奖励|资助|补贴", ("，资金分两年拨付到位", "，并要求企业承诺三年内不外迁")),
        ("预算|资金", ("，规模不低于上年税收的百分之一", "，并由审计部门按月核对")),
        ("主播|直播", ("，相关录像还应保存五年以上", "，夜间十一点以后的直播另行审批")),
        ("快递|物流|配送", ("，并统一接入市级调度系统", "，冷链线路优先安排")),
        ("审查|审核|论证|评估", ("，逾期未出具意见的视为同意", "，参加人员不得少于五人")),
        ("公示|公开|公布|征求", ("，同时要在省级党报上刊登", "，并附英文译本")),
        ("培训|教育|就业", ("，每人每年不少于四十学时", "，费用先由用人单位垫付")),
        ("农产品|食品", ("，抽检比例不低于百分之五", "，并须附二维码供扫码查验")),
        ("投诉|举报", ("，逾期未办的自动移交上一级",)),
        ("统计", ("，并在当地报纸上点名通报",)),
        ("信息|档案|秘密", ("，并同步报公安机关备案", "，存储设备须放在省内机房")),
        ("平台", ("，并按交易额的千分之一缴存保证金",)),
        ("", ("，有关名单由市级主管部门每年十月公布", "，执行情况每季度向上级报告一次")),
    ),
    Sort.FIGURE: (
        ("人口", ("，其中女性略多于男性", "，居全省第三位")),
        ("名次|排第|居全国", ("，比上年前移两位", "，为历年最好位次")),
        ("全国[^，]*(?:用户|主播|网民)", ("，其中四成集中在东部省份",)),
        ("用户|主播|网民", ("，其中女性略占多数", "，三十岁以下的占一半")),
        ("增长|增速|增幅", ("，为近十年来最快", "，高出邻省两个百分点")),
        ("额|值|规模|收入", ("，其中服装类约占三分之一", "，列全国第四位")),
        ("", ("，其中近一半来自县域", "，比上年多出一成")),
    ),
    Sort.PLAN: (
        ("补助|奖励|资助|资金", ("，同一企业五年内只能享受一次", "，资金由省、市两级各承担一半")),
        ("", ("，并纳入各县区年度绩效考核", "，由分管副市长任总召集人", "，首批在三个街道试点")),
    ),
}


def invented_detail(base: Base, random: Random) -> str | None:
    """A particular that no passage gives."""
    return _ended(base, _fitting(_DETAILS, base, random))


_LIMITS: Topical = {
    Sort.RULE: (("", ("（自治县除外）", "（以省级主管部门备案的为准）", "（试行两年）")),),
    Sort.FIGURE: (
        ("人口", ("（不含在校学生）", "（抽样推算，误差约百分之三）")),
        ("", ("（按可比口径修订后）", "（抽样推算，误差约百分之三）")),
    ),
    Sort.PLAN: (("", ("（仅限前二十名申报者）", "（经市人大常委会票决通过）", "（试行两年）")),),
}


def invented_limit(base: Base, random: Random) -> str | None:
    """A limit or definition that no passage gives, in brackets at the end."""
    return None if "（" in base.body[-12:] else _ended(base, _fitting(_LIMITS, base, random))


_SECOND_HALVES: Topical = {
    Sort.RULE: (
        ("罚款|处罚", ("；此前已经发生的同类行为，也一并追溯处罚", "；个体工商户有前述情形的，只作警告")),
        ("不得|不能|禁止", ("；确有需要的，报县级人民政府批准后可以例外", "；但境外企业不受这一限制")),
        ("", ("；农村地区则暂缓执行这一规定", "；外商投资企业暂不适用")),
    ),
    Sort.FIGURE: (
        ("人口", ("，而五年之后又回升到原来的水平", "；同期流出的人口主要去了沈阳和大连")),
        ("额|值|规模|收入", ("；扣除价格因素后，实际比上年有所下降", "，而五年以前还不到这一数字的一半")),
        ("", ("，预计次年还会再增一倍", "；同期邻省的数字已经反超")),
    ),
    Sort.PLAN: (
        (
            "",
            (
                "；到当年年底，其中一半以上的任务已经完成",
                "；主管部门同时撤销了原有的领导小组",
                "；配套的考核交由第三方机构承担",
            ),
        ),
    ),
}


def invented_half(base: Base, random: Random) -> str | None:
    """A second statement behind the true one that nobody made."""
    return _ended(base, _fitting(_SECOND_HALVES, base, random))


def _fitting(words: Topical, base: Base, random: Random) -> str:
    """Words of the first subjects that the sentence speaks of."""
    fitting = [one for pattern, ones in words[base.sort] if pattern and re.search(pattern, base.body) for one in ones]
    return random.choice(fitting or words[base.sort][-1][1])


def _ended(base: Base, ending: str) -> str:
    return f"{base.text.rstrip('。')}{ending}。"


def with_half_of_another(base: Base, other: Base, random: Random) -> str:
    """The sentence, and behind it one that another source supports: true, but not by what is cited."""
    joint = random.choice(("；此外，", "；另据了解，", "；同时，"))
    return f"{base.text.rstrip('。')}{joint}{other.body}"


INVENTIONS: dict[str, tuple[Template, ...]] = {
    "wrong_issuer": (foreign_speaker, foreign_issuer),
    "invented_cause": (invented_reason, invented_ground),
    "added_detail": (invented_detail, invented_detail, invented_limit),
    "half_supported": (invented_half,),
}
