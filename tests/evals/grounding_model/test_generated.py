from __future__ import annotations

from random import Random

import pytest

from advisor.library.knowledge import load_knowledge
from advisor.settings import bundled
from evals.grounding_model.corrupt import CORRUPTIONS
from evals.grounding_model.generated import generate, is_kept_for_tests, sections_of
from evals.grounding_model.paraphrase import PARAPHRASES

STATEMENT = "2022年上半年，鞍山市直播电商交易额达70亿元，鞍山市商务局应当支持部分企业开展培训；交易额增长12%。"
NEEDS_MORE = {"wrong_number", "swapped_figures"}
OTHERS = ["沈阳市人民政府印发直播基地管理办法，明确补贴标准。", "仓储企业可以申请用地指标，由自然资源部门办理。"]


@pytest.mark.parametrize("name", sorted(CORRUPTIONS))
def test_a_corruption_changes_the_statement(name: str) -> None:
    made = {CORRUPTIONS[name](STATEMENT, OTHERS, Random(seed)) for seed in range(20)}
    assert made - {STATEMENT} or name in NEEDS_MORE


def test_two_figures_of_one_sort_change_places() -> None:
    text = "居民用水占46%，工业用水占31%。"
    assert CORRUPTIONS["swapped_figures"](text, OTHERS, Random(1)) == "居民用水占31%，工业用水占46%。"


def test_a_document_number_is_corrupted_where_there_is_one() -> None:
    text = "鞍政办发〔2022〕9号自发布之日起施行。"
    assert CORRUPTIONS["wrong_number"](text, OTHERS, Random(1)) != text


@pytest.mark.parametrize("name", sorted(PARAPHRASES))
def test_a_paraphrase_keeps_the_figures(name: str) -> None:
    for seed in range(10):
        made = PARAPHRASES[name](STATEMENT, Random(seed))
        assert name in {"formats", "dropped"} or ("70亿" in made and "12%" in made)


def test_as_many_supported_as_not_and_the_same_twice() -> None:
    sections = [[STATEMENT, *OTHERS]]
    first, second = (list(generate(sections, per_statement=5, seed=3)) for _ in range(2))
    assert first == second
    supported = sum(one.supported for one in first)
    assert abs(2 * supported - len(first)) <= len(first) // 4


def test_statements_of_the_test_split_are_kept_out() -> None:
    passages = load_knowledge(bundled("knowledge")).passages
    kept = [one for one in passages if is_kept_for_tests(one.source_id, one.locator)]
    trained = {text for section in sections_of([one for one in passages if one not in kept]) for text in section}
    assert kept
    assert 0 < len(trained) < len(passages)
