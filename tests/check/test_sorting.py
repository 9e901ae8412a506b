"""What is no statement of fact."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.check.scene import SceneReader
from advisor.check.sorting import kind_of
from advisor.check.splitting import split
from advisor.check.types import SentenceKind
from advisor.search.holdings import Holdings


def kinds(draft: str, holdings: Holdings) -> list[SentenceKind]:
    reader = SceneReader(holdings, today=date(2026, 11, 23))
    return [kind_of(reader.read(unit)) for unit in split(draft)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("2024年，云岭市茶园面积为50万亩。", SentenceKind.FACT),
        ("对新建茶园每亩给予600元补助。", SentenceKind.FACT),
        ("《茶叶质量法》规定，茶叶生产者应当建立台账。", SentenceKind.FACT),
        ("网上销售茶叶的经营者应当公示产地。", SentenceKind.FACT),
        ("云岭市规划建设绿茶交易市场。", SentenceKind.FACT),
        ("该意见由云岭市商务局牵头落实。", SentenceKind.FACT),
        ("哪些茶园不在此列，经营者可以自行决定。", SentenceKind.FACT),
        ("把鲜叶制成成茶再卖的，一般按加工管理。", SentenceKind.FACT),
        ("草案拟先试行一年，再视情况调整。", SentenceKind.PROPOSAL),
        ("年底前我们还要组织一次回头看。", SentenceKind.PROPOSAL),
        ("同志们，今天把大家请来，主要讲讲茶叶标识。", SentenceKind.FORMULA),
        ("建议市农业农村局牵头成立专班。", SentenceKind.PROPOSAL),
        ("我市将继续扩大茶园面积。", SentenceKind.PROPOSAL),
        ("力争到2028年产量突破5万吨。", SentenceKind.PROPOSAL),
        ("加快建设冷链仓库。", SentenceKind.PROPOSAL),
        ("今天，我们在这里召开春茶产销对接会，意在打开销路。", SentenceKind.FORMULA),
        ("各位一定要把茶叶标识规定记在心里。", SentenceKind.PROPOSAL),
        ("让我们趁春茶上市再加一把劲。", SentenceKind.PROPOSAL),
        ("逆水行舟，不进则退。", SentenceKind.FORMULA),
        ("专此函告。", SentenceKind.FORMULA),
        ("本办法自2026年12月1日起施行，有效期3年。", SentenceKind.FORMULA),
        ("产地须标明，色素禁用。", SentenceKind.FACT),
        ("如何留住采茶工？", SentenceKind.QUESTION),
        ("这一问题还需要深入研究。", SentenceKind.QUESTION),
        ("我们调研了三个县，听取了茶企意见。", SentenceKind.FORMULA),
        ("茶产业发展态势良好。", SentenceKind.FORMULA),
        ("特此报告。", SentenceKind.FORMULA),
        ("以体验形式推销茶叶的，可以不标明广告。", SentenceKind.FACT),
        ("一、基本情况", SentenceKind.HEADING),
    ],
)
def test_kinds(tea: Holdings, sentence: str, kind: SentenceKind) -> None:
    assert kinds(sentence, tea) == [kind]


def test_an_order_under_a_heading_of_plans_is_a_proposal_though_it_names_figures(tea: Holdings) -> None:
    assert kinds("茶产业报告\n一、下一步工作\n建设冷链仓库10个。", tea)[-1] is SentenceKind.PROPOSAL


@pytest.mark.parametrize("heading", ["关于提案所提政策建议", "您提出的建议", "论文的对策建议"])
def test_what_is_said_to_the_advice_of_others_is_a_fact(tea: Holdings, heading: str) -> None:
    draft = "提案答复\n一、{}\n台账保存不少于一年。"
    assert kinds(draft.format(heading), tea)[-1] is SentenceKind.FACT
    assert kinds(draft.format("我们的建议"), tea)[-1] is SentenceKind.PROPOSAL


def test_a_rule_under_a_document_is_a_fact(tea: Holdings) -> None:
    assert kinds("《茶叶质量法》自2018年7月1日起施行。应当建立台账。", tea)[-1] is SentenceKind.FACT


@pytest.mark.parametrize(
    "sentence",
    [
        "茶产业是富民增收的重要抓手。",
        "这既是机遇，也是挑战。",
        "本方案自印发之日起施行。",
        "提出以下建议。",
        "附件：任务分工表",
        "原则上每季度召开一次调度会。",
        "相关部门应当加强协同，形成工作合力。",
        "通过三年努力，把我市建成茶叶强市。",
        "其中有关奖补的措施，出台前应当公开征求意见，并经合法性审核。",
        "据此，合作社制定质量标准，不涉及价格。",
        "以下建议参考论文所提对策，以现行规定为依据。",
        "这项工作由市农业农村局牵头，市财政局配合。",
        "为发展茶产业，制定本方案。",
        "〔待填：所需资金的规模〕",
    ],
)
def test_what_an_office_paper_says_without_stating_a_fact(tea: Holdings, sentence: str) -> None:
    assert kinds(sentence, tea)[0] not in {SentenceKind.FACT, SentenceKind.ROW}
