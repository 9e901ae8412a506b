"""A scripted comparison over the scripted sources."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.memo.compare_types import (
    By,
    Cell,
    Choices,
    Gap,
    GapKind,
    Matrix,
    MatrixRow,
    Row,
    Standing,
    Statement,
    Wanted,
)
from advisor.types import NoticeShown, Validity, Verdict, VerdictKind
from tests.web import fake

CHOICES = Choices(
    areas=(("logistics", "物流"), ("talent", "人才")),
    regions=("鞍山", "全国", "深圳", "杭州"),
    chosen=("鞍山", "全国", "深圳"),
)
SUPPORTED = Verdict(kind=VerdictKind.SUPPORTED, score=1.0)


def statement(text: str, n: int, standing: Standing, *, region: str = "鞍山", year: str = "2022年") -> Statement:
    validity = Validity.IN_FORCE if standing is Standing.CURRENT else Validity.UNKNOWN
    return Statement(
        text=text, citation=n, standing=standing, validity=validity, year=year, region=region, verdict=SUPPORTED
    )


def compared(regions: Sequence[str], by: str) -> Matrix:
    """A matrix with every kind of cell; places named 恶意 bring hostile words."""
    hostile = "恶意" in regions
    words = f"恶意{fake.HOSTILE}" if hostile else "对电子商务平台给予资助。"
    area = by == "area"
    first = Row(id="logistics", label="物流" if area else "资金", words=("物流",), query="物流")
    second = Row(id="talent", label="人才" if area else "平台", words=("人才",), query="人才")
    nation = statement(
        "电子商务经营者应当全面、真实、准确、及时地披露商品信息。",
        2,
        Standing.CURRENT,
        region="全国",
        year="2019年施行",
    )
    history = statement(words, 3, Standing.HISTORY, region="深圳", year="2013年")
    own = statement("鞍山市已有西柳、岫玉两个直播电商基地。", 1, Standing.PAPER)
    inside = statement("杭州市培训主播。", 3, Standing.UNKNOWN, region="杭州", year="")
    rows = (
        MatrixRow(
            row=first,
            cells=(
                Cell(region="鞍山", statements=(own,)),
                Cell(region="全国", statements=(nation,)),
                Cell(region="深圳", statements=(history,)),
            ),
        ),
        MatrixRow(row=second, cells=(Cell(region="鞍山"), Cell(region="全国"), Cell(region="深圳", inside=(inside,)))),
    )
    return Matrix(
        by=By(by),
        city="鞍山",
        regions=("鞍山", "全国", "深圳"),
        rows=rows,
        citations=(fake.citation(1, "p2"), fake.citation(2, "p3"), fake.citation(3, "p6" if hostile else "p4")),
        gaps=(
            Gap(
                area="物流",
                instrument="资金",
                kind=GapKind.NOTHING,
                text=f"物流·资金：深圳有过做法或规定；资料库未见鞍山的规定或做法。{fake.HOSTILE if hostile else ''}",
                others=(history,),
            ),
        ),
        wanted=(
            Wanted(
                source_id="x",
                title=f"文件{fake.HOSTILE}" if hostile else "某市行动方案",
                number=None,
                issuer=None,
                region="深圳",
                reason="原文没有看到，可向深圳市商务局索取",
                cited=False,
            ),
        ),
        notices=(NoticeShown(id="n1", text="这个数字没有政府统计印证。", certainty="无法核实", citations=(1,)),),
        warnings=("以下来源为转述。",),
        as_of="2026-11-23",
    )
