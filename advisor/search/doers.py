"""Who does something: whether a question asks for it, and whether a passage tells it (由……牵头, 报……备案, ……部门负责)."""

from __future__ import annotations

import re
from functools import lru_cache

_WHO = r"(?:由|归|找|向|报|跟|该|是)?谁(?!都|也)|哪一?[个家些]?(?:部门|单位|机关|机构|局)|(?:什么|啥)(?:部门|单位|机关|机构)|归哪"
# What is done, as it is asked and as it is told.
_DOINGS: tuple[tuple[str, str], ...] = (
    (r"牵头|领头|挑头|总负责|抓总", r"牵头|负责|主管|统筹|领导小组|组织协调"),
    (
        r"负责|主管|分管|监管|监督|管(?!用)|抓",
        r"负责|主管|监管|监督|管辖|管理|统筹|牵头|职责|依职权|查处|处罚|登记",
    ),
    (r"审[核查批]|把关|批准|同意|核准|许可", r"审[核查批]|批准|核准|同意|许可|决定|会签|报"),
    (r"备案|报[给到]|上报|报送", r"备案|报"),
    (r"处?罚|查处|处理|处分|追究|执法", r"处?罚|查处|处理|处分|追究|管辖|责令|负责|没收"),
    (r"认定|评定|评选|认证|鉴定|评审", r"认定|评定|评审|评选|认证|组织"),
    (r"登记|注册|办证|发证|申[请报]|受理", r"登记|注册|发证|申请|申报|受理|报"),
    (r"公开|公布|公示|发布", r"公开|公布|公示|发布"),
    (r"起草|制定|编制|解释", r"起草|制定|编制|解释|负责"),
    (r"承担|负担|出钱|付|赔", r"承担|负担|支付|缴纳|列支|赔偿|出资|拨付"),
    (r"组织|实施|落实|推[动进]|承办|开展|建设", r"组织|实施|落实|推动|推进|牵头|负责|承办|开展|由"),
)
_ASKED = re.compile(_WHO)
_DOER = (
    r"(?:部门|机关|机构|单位|政府|委员会|办公[厅室]|领导小组|工作小组|[市省县区部总]?[\u3400-\u9fff]{0,6}局|[厅委]"
    r"|经营者|运营者|平台|发布者|广告主|服务者|协会|总监|法院|银行|企业|院校|学校|人)"
)
_TELLS = re.compile(rf"(?:由|向|报|归|经|按)[^，。；]{{0,24}}{_DOER}|{_DOER}[^，。；]{{0,16}}")


@lru_cache(maxsize=2_000)
def doing_asked(text: str) -> re.Pattern[str] | None:
    """The words by which a passage tells who does what is asked about; None where a question does not ask who does it."""
    if not _ASKED.search(text):
        return None
    told = [told for asked, told in _DOINGS if re.search(asked, text)]
    return re.compile("|".join(told)) if told else None


def tells_who(text: str, doing: re.Pattern[str]) -> bool:
    """Whether one clause of a text has both a body, office or person and what it does."""
    return any(doing.search(clause) and _TELLS.search(clause) for clause in re.split(r"[。；]", text))
