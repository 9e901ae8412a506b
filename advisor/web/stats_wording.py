"""The Chinese wording of the statistics page."""

from __future__ import annotations

TAB = "统计数据"
NO_INDICATOR = "还没有写指标。请从列表里选，或直接写常用叫法，如 GDP、社零、主播人数。"
BAD_YEAR = "年份“{text}”不对；请写四位年份，如 2020。"
NOTHING = "没有收录符合条件的数。"
ABOUT = "共{count}个数。写材料前请核对原件；预计数、目标数不是实绩。"
MARKED = "已认定：{figure}。同一时段有几个数时，起草用它。"
REMOVED = "已取消认定：{figure}。"
UNDONE = "已撤销上一步：{figure}。"
FILE_NAME = "{indicator}.csv"


def failure(reference: str) -> str:
    """The one line shown when the program itself fails; `reference` finds the entry in the log."""
    return f"程序出错，没有完成，台账没有改动。请再试一次；仍不行时，把编号 {reference} 告诉管理员。"
