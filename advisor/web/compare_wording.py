"""The Chinese wording of the comparison page."""

from __future__ import annotations

from advisor.memo.compare_types import Standing
from advisor.types import Data

TAB = "政策对标"
BUSY = "正在对照各地资料，逐句核验……"
WAITING = "前面还有对标正在进行，排队等候……"
WRITING = "正在生成文件……"
NO_REGION = "还没有选地区。请至少选一个地区。"
NO_AREA = "还没有选策略领域。请至少选一个领域。"
NOTHING_TO_WRITE = "还没有对标结果。请先按“开始对标”。"
SUMMARY = "共{cells}格：有内容{filled}格，未见{empty}格；{city}的差距{gaps}项，需要索取的文件{wanted}件。"
WITHHELD = "另有{count}句没有通过核验，没有显示。"
ABOUT = "按{as_of}的效力状态排列：先现行和近年做法，后历史。“未见”是说资料库没有收录，不等于当地没有。"


class StandingWords(Data):
    """A standing as the page shows it: how prominent it is, and what it means."""

    tone: str
    meaning: str


STANDING: dict[Standing, StandingWords] = {
    Standing.CURRENT: StandingWords(tone="good", meaning="文件现行有效"),
    Standing.REPORTED: StandingWords(tone="recent", meaning="近三年的工作安排或报道，不是文件规定"),
    Standing.UNKNOWN: StandingWords(tone="care", meaning="没有见到废止，也没有见到仍然有效的依据"),
    Standing.DRAFT: StandingWords(tone="care", meaning="征求意见稿，尚未生效"),
    Standing.PAPER: StandingWords(tone="plain", meaning="论文里的记载，引用前核原件"),
    Standing.HISTORY: StandingWords(tone="past", meaning="已期满、被取代或为过去做法，只能作参考"),
}


def failure(reference: str) -> str:
    """The one line shown when the program itself fails; `reference` finds the entry in the log."""
    return f"程序出错，没有完成。所选地区和领域仍在，请再试一次；仍不行时，把编号 {reference} 告诉管理员。"
