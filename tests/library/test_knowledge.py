from __future__ import annotations

from pathlib import Path

import pytest
from knowledge_builder import change

from advisor.errors import SourceUnusable
from advisor.library.knowledge import fingerprint, load_knowledge
from advisor.types import Area, Basis, Modality, PassageKind

RULE = "documents/liaoning/ln-2023-9.md"
FIGURES = "statistics/figures.csv"


def problems_of(library: Path) -> list[str]:
    with pytest.raises(SourceUnusable) as caught:
        load_knowledge(library)
    return caught.value.message.splitlines()[1:]


def test_reads_a_statement_with_all_it_says(library):
    passages = {passage.ref: passage for passage in load_knowledge(library).passages}
    rule, ban = passages["ln-2023-9#s001"], passages["ln-2023-9#s002"]
    assert rule.text == "对新建直播间给予最高300万元补助，名额不超过三十个。"
    assert (rule.locator, rule.basis, rule.modality) == ("第二条", Basis.FULL_TEXT, Modality.PROVIDED)
    assert rule.areas == (Area.POLICY_SYSTEM, Area.LOGISTICS)
    assert rule.regions == ("辽宁",)
    assert [(figure.name, figure.value, figure.unit) for figure in rule.figures] == [
        ("最高补助", 300.0, "万元"),
        ("名额", 30.0, "个"),
    ]
    assert rule.asks == ("开直播间政府给钱吗", "补助上限多少")
    assert (ban.basis, ban.regions, ban.comment) == (Basis.EXCERPT, ("鞍山",), "与上位法一致")
    assert ban.period is not None
    assert ban.period.label == "2023—2025年"


def test_a_source_takes_over_its_catalogue_entry(library):
    source = next(source for source in load_knowledge(library).sources if source.id == "ln-2023-9")
    assert (source.number, source.issued, source.comments) == ("辽政发〔2023〕9号", "2023-05", ("本库看法",))
    assert source.file == "knowledge/documents/liaoning/ln-2023-9.md"


def test_a_row_becomes_a_sentence_unless_a_statement_says_it(library):
    knowledge = load_knowledge(library)
    sentences = {p.ref: p.text for p in knowledge.passages if p.kind is PassageKind.STATISTICS}
    assert sentences == {
        "st-bulletin#f002": "2025年鞍山市地区生产总值预计为2100.50亿元左右（口径：初步数；使用限制：不得相除）。",
        "st-bulletin#f003": "2025年上半年鞍山市地区生产总值突破1000亿元。",
        "st-bulletin#f004": "2025年末鞍山市主播培训人数为4万余人。",
    }
    assert [row.id for row in knowledge.rows] == ["f001", "f002", "f003", "f004"]
    row_passage = next(p for p in knowledge.passages if p.ref == "st-bulletin#f004")
    assert row_passage.asks == ("教了多少主播", "多少人学直播")
    assert row_passage.modality is Modality.FACT


def test_a_notice_on_an_indicator_reaches_its_rows_and_their_statements(library):
    knowledge = load_knowledge(library)
    row_of = {passage.ref: passage.row.id for passage in knowledge.passages if passage.row}
    (notice,) = (one for one in knowledge.notices if one.id == "n01")
    assert {"as-talk#s001", row_of["st-bulletin#f004"], "ln-2023-9#s002"} <= set(notice.concerns)
    assert row_of["st-bulletin#f002"] not in notice.concerns


def test_ids_follow_content(library):
    before = {passage.ref: passage.id for passage in load_knowledge(library).passages}
    change(library, RULE, "不得虚构交易量", "不得虚构成交量")
    change(library, RULE, "补助上限多少", "补助封顶多少")
    after = {passage.ref: passage.id for passage in load_knowledge(library).passages}
    assert {ref for ref in before if before[ref] != after[ref]} == {"ln-2023-9#s002"}


def test_the_fingerprint_follows_every_file(library, tmp_path):
    first = fingerprint(library)
    assert fingerprint(library) == first == load_knowledge(library).fingerprint
    change(library, "vocabulary.yaml", "直播带货", "带货")
    second = fingerprint(library)
    assert second != first
    own = tmp_path / "own"
    own.mkdir()
    assert fingerprint(library, own_documents=own) == second
    (own / "mine.md").write_text("x", encoding="utf-8")
    assert fingerprint(library, own_documents=own) != second


def test_own_documents_join_the_library(library, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    text = (library / "documents/anshan/as-talk.md").read_text(encoding="utf-8")
    (own / "own-note.md").write_text(text.replace("as-talk", "own-note").replace("3万余", "5万余"), encoding="utf-8")
    change(own, "own-note.md", "- asks: 培训了多少主播\n", "")
    refs = [passage.ref for passage in load_knowledge(library, own_documents=own).passages]
    assert "own-note#s001" in refs
    change(own, "own-note.md", "- areas: talent\n", "")
    with pytest.raises(SourceUnusable, match=r"documents/own-note\.md:\d+: 陈述缺少属性“areas”"):
        load_knowledge(library, own_documents=own)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        (RULE, "summary: 一句话。", "sumary: 一句话。", 21, "不认识的键“sumary”"),
        (RULE, "region: 辽宁", "region: 火星", 7, "地区“火星”"),
        (RULE, 'issued: "2023-05"', 'issued: "2023-13"', 10, "日期“2023-13”"),
        (RULE, "category: 规范性文件", "category: 便条", 9, "“category”的值“便条”"),
        (RULE, "basis: full_text", "", 2, "缺少“basis”"),
        (RULE, "superseded_by: []", "superseded_by: [nowhere]", 2, "不存在的来源“nowhere”"),
        (RULE, "https://www.ln.gov.cn/web/", "https://mirror.example.com/", 19, "不是发布机关的官方页面"),
        (RULE, "https://www.ln.gov.cn/web/", "http://big5.www.gov.cn/gate/", 19, "不是发布机关的官方页面"),
        (RULE, "id: ln-2023-9", "id: ln-2023-8", 2, "与文件名不一致"),
        (RULE, "## 第二条\n", "\n", 29, "没有出处"),
        (RULE, "- modality: 不得", "", 37, "缺少属性“modality”"),
        (RULE, "- modality: 不得", "- modality: 不许", 39, "“modality”的值“不许”"),
        (RULE, "- modality: 不得", "- mood: 不得", 39, "不认识的属性“mood”"),
        (RULE, "policy_system, logistics", "policy_system, roads", 30, "“areas”的值“roads”"),
        (RULE, "- asks: 刷单行不行", "- asks:", 43, "属性“asks”是空的"),
        (RULE, "- basis: excerpt", "- basis: rumour", 40, "“basis”的值“rumour”"),
        (RULE, "- period: 2023..2025", "- period: 2025..2023", 41, "时段“2025..2023”"),
        (RULE, "- regions: 鞍山", "- regions: 鞍山, 木星", 42, "地区“木星”"),
        (RULE, "最高补助=300万元", "最高补助=400万元", 32, "没有出现在陈述里"),
        (RULE, "最高补助=300万元", "最高补助=300万帕", 32, "不在单位表中"),
        (RULE, "最高补助=300万元", "300万元", 32, "写法不对"),
        (RULE, "**s002**", "**s001**", 37, "编号“s001”重复"),
        (RULE, "**s002**", "**x2**", 37, "编号“x2”格式不对"),
        (RULE, "- comment: 与上位法一致", "随便一行", 44, "既不是出处"),
        (RULE, "held: true", "held: maybe", 20, "“held”应为 true 或 false"),
        (RULE, "title: 辽宁省示例管理办法", "title: 甲\ntitle: 乙", 4, "键“title”重复"),
        (RULE, "comments:\n  - 本库看法", "comments:\n  - 甲: 乙", 22, "“comments”应为文字列表"),
        (FIGURES, ",2025,,2100.50,", ",2025,,约2100,", 3, "数值“约2100”不是数"),
        (FIGURES, "亿元,突破", "亿帕,突破", 4, "单位“亿帕”"),
        (FIGURES, "亿元,突破", "亿元,冲破", 4, "修饰词“冲破”"),
        (FIGURES, "half_year,2025H1", "year,2025H1", 4, "period_kind 是 year"),
        (FIGURES, "f004,主播培训人数", "f003,主播培训人数", 5, "编号“f003”重复"),
        (FIGURES, "f004,主播培训人数", "f004,主播数", 5, "指标“主播数”不在"),
        (FIGURES, "as-talk#s001", "as-talk#s009", 2, "不存在的陈述“as-talk#s009”"),
        (FIGURES, "st-bulletin,表2", "st-nowhere,表2", 5, "来源“st-nowhere”没有登记"),
        (FIGURES, "st-bulletin,表2", "st-bulletin,", 5, "缺少“locator”"),
        (FIGURES, "period_label", "label", 1, "缺少列“period_label”"),
        ("statistics/indicators.csv", ",level\n地区", ",size\n地区", 2, "“kind”的值“size”"),
        ("notices.yaml", "ln-2023-9#s002", "ln-2023-9#s077", 5, "不存在的“ln-2023-9#s077”"),
        ("notices.yaml", "indicator:主播培训人数", "indicator:没有", 5, "不存在的“indicator:没有”"),
        ("notices.yaml", "certainty: 用数提醒", "certainty: 大概", 4, "“certainty”的值“大概”"),
        ("city.yaml", "ln-2023-9#s001", "ln-2023-9#s055", 9, "不存在的“ln-2023-9#s055”"),
        ("vocabulary.yaml", "示例办法: ln-2023-9", "示例办法: ln-0", 20, "不存在的来源“ln-0”"),
    ],
)
def test_every_fault_has_its_line(library, file, old, new, line, says):
    change(library, file, old, new)
    found = problems_of(library)
    assert any(text.startswith(f"knowledge/{file}:{line}: ") and says in text for text in found), found
    assert all("；" in text for text in found)


def test_all_faults_are_reported_together(library):
    change(library, RULE, "region: 辽宁", "region: 火星")
    change(library, RULE, "- modality: 不得", "- modality: 不许")
    change(library, "documents/anshan/as-talk.md", "培训主播=3万余人", "培训主播=4万余人")
    text = "\n".join(problems_of(library))
    assert all(part in text for part in ("火星", "不许", "4万余人"))


def test_the_same_text_twice_under_one_locator_is_refused(library):
    change(library, RULE, "## 第三条", "**s003** 对新建直播间给予最高300万元补助，名额不超过三十个。\n"
           "- areas: general\n- modality: 规定\n- asks: 钱\n\n## 第三条")  # fmt: skip
    assert any("完全相同" in text for text in problems_of(library))


def test_a_source_id_is_used_once(library):
    twin = (library / RULE).read_text(encoding="utf-8")
    (library / "documents/anshan/ln-2023-9.md").write_text(twin, encoding="utf-8")
    assert any("重复" in text and "ln-2023-9" in text for text in problems_of(library))


def test_drafting_facts_are_checked_against_the_digests(library):
    folder = library / "drafting"
    folder.mkdir()
    text = (
        "checked_on: '2026-11-23'\nitems:\n  - {id: one, rule: 一文一事, applies_to: [请示], document: null, "
        "clause: null, statements: [ln-2023-9#s001], basis: statute, seen: held, note: null}\n"
    )
    (folder / "routing_rules.yaml").write_text(text, encoding="utf-8")
    rules = load_knowledge(library).drafting.routing_rules
    assert rules is not None
    assert rules.items[0].rule == "一文一事"
    (folder / "routing_rules.yaml").write_text(text.replace("#s001", "#s099"), encoding="utf-8")
    assert any("drafting/routing_rules.yaml:3: 指向不存在的“ln-2023-9#s099”" in line for line in problems_of(library))
    (folder / "routing_rules.yaml").write_text(text.replace("basis: statute", "basis: rumour"), encoding="utf-8")
    assert any(line.startswith("knowledge/drafting/routing_rules.yaml:3: ") for line in problems_of(library))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(SourceUnusable, match="找不到知识库文件夹"):
        load_knowledge(tmp_path / "nothing")


def test_the_fingerprint_follows_the_cutting_of_words(library, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fingerprint(library)
    monkeypatch.setattr("advisor.library.knowledge.TOKENS_VERSION", "another")
    assert fingerprint(library) != first
