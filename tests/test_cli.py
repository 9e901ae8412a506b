"""What other programs may rely on: the command line's output, streams and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.types import Basis, ClaimKind, PassageKind, Status, VerdictKind
from tests.command_line import HEAVY, CommandLine, advisor, environment, modules_after

__all__ = ["advisor"]

QUESTION = "鞍山直播电商现在做到多大规模了？"
DAY = "2026-11-23"
ABSTAINING = {"insufficient", "no_source", "out_of_scope", "refused"}


def test_help_is_instant_because_it_loads_next_to_nothing(own_workspace: Path) -> None:
    loaded = modules_after("--help", home=own_workspace)
    assert not loaded & {*HEAVY, "chromadb", "langchain_core", "numpy", "jieba", "pydantic", "rich", "yaml", "opencc"}


def test_one_question_loads_no_heavy_library(built_home: Path) -> None:
    assert not modules_after("ask", QUESTION, "--json", home=built_home) & {
        *HEAVY,
        "chromadb",
        "langchain_core",
        "langsmith",
    }


def test_help_names_every_command(advisor: CommandLine) -> None:
    shown = advisor("--help")
    assert shown.code == 0
    for command in ("build", "ask", "chat", "check", "list", "show", "doctor", "serve"):
        assert f"\n  {command} " in shown.out


def test_ask_prints_exactly_the_object_of_the_contract(built_home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "advisor.cli", "ask", QUESTION, "--json", "--as-of", DAY],
        capture_output=True,
        text=True,
        env=environment(built_home),
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.endswith("}\n")
    answer = json.loads(ended.stdout)
    assert list(answer) == [
        "question",
        "status",
        "abstained",
        "answer",
        "claims",
        "citations",
        "notices",
        "warnings",
        "mode",
        "timings_ms",
    ]
    assert answer["question"] == QUESTION
    assert answer["status"] == "partly_answered"
    assert answer["mode"] == "extractive"
    assert "70亿元" in answer["claims"][0]["text"]
    assert "2022年" in answer["claims"][0]["text"]
    assert answer["citations"][0]["source_id"] == "paper-2022"
    assert all(isinstance(spent, float) for spent in answer["timings_ms"].values())


@pytest.mark.parametrize(
    "question",
    [
        "南果梨主播培训给多少补贴？",
        "平台强迫商家二选一合法吗？",
        "鞍山下个月会不会下雪？",
        "发展物流有什么建议？",
        "既然西柳市场交易额有8300亿元，占全省多少？",
    ],
)
def test_every_answer_keeps_to_the_closed_sets(advisor: CommandLine, built_home: Path, question: str) -> None:
    answer = advisor("ask", question, "--json", "--as-of", DAY, home=built_home).object()
    assert answer["status"] in set(Status) - {"failed"}
    assert answer["abstained"] is (answer["status"] in ABSTAINING)
    assert isinstance(answer["answer"], str)
    assert answer["answer"]
    numbers = check_citations(answer["citations"])
    check_claims(answer["claims"], numbers)
    for notice in answer["notices"]:  # type: ignore[attr-defined]
        assert notice.keys() == {"text", "certainty", "citations"}
        assert set(notice["citations"]) <= numbers
    assert all(isinstance(line, str) for line in answer["warnings"])  # type: ignore[attr-defined]


def check_claims(claims: object, numbers: set[int]) -> None:
    assert isinstance(claims, list)
    for claim in claims:
        assert claim.keys() == {"text", "kind", "citations", "verdict", "reasons"}
        assert claim["kind"] in set(ClaimKind)
        assert claim["verdict"] in set(VerdictKind)
        assert claim["verdict"] != "contradicted", "a contradicted claim is not shown"
        assert set(claim["citations"]) <= numbers
        if claim["kind"] != "gap":
            assert claim["citations"], f"without a citation: {claim['text']}"


def check_citations(citations: object) -> set[int]:
    assert isinstance(citations, list)
    fields = {"n", "source_id", "title", "number", "locator", "quote", "kind", "basis"}
    for position, citation in enumerate(citations, start=1):
        assert citation.keys() == fields | {"rank", "category", "validity", "url"}
        assert citation["n"] == position
        assert citation["kind"] in set(PassageKind)
        assert citation["basis"] in set(Basis)
        assert citation["title"]
        assert citation["locator"]
        assert citation["quote"]
    return {citation["n"] for citation in citations}


def test_ask_for_reading_shows_text_sources_and_their_state(advisor: CommandLine, built_home: Path) -> None:
    shown = advisor("ask", QUESTION, "--as-of", DAY, home=built_home)
    assert shown.code == 0
    assert "70亿元" in shown.out
    assert "来源" in shown.out
    assert "[1] 《" in shown.out
    assert "摘编：" in shown.out
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    "history",
    [
        ["鞍山市2022年上半年直播电商交易额是多少？"],
        [
            {"role": "user", "content": "鞍山市2022年上半年直播电商交易额是多少？"},
            {"role": "assistant", "content": "70亿元。"},
        ],
    ],
)
def test_both_forms_of_history_resolve_a_follow_up(advisor: CommandLine, built_home: Path, history: object) -> None:
    earlier = json.dumps(history, ensure_ascii=False)
    answer = advisor(
        "ask", "这个是哪一年的？", "--json", "--history", earlier, "--as-of", DAY, home=built_home
    ).object()
    assert answer["question"] == "这个是哪一年的？"
    assert answer["abstained"] is False
    assert "2022年" in str(answer["answer"])


def test_the_day_decides_what_is_in_force(advisor: CommandLine, built_home: Path) -> None:
    question = "《直播电商监督管理办法》现在施行了吗？"
    before = advisor("ask", question, "--json", "--as-of", "2025-12-01", home=built_home).object()
    after = advisor("ask", question, "--json", "--as-of", DAY, home=built_home).object()
    assert before["answer"] != after["answer"]


def test_an_answer_long_after_the_last_check_says_so(advisor: CommandLine, built_home: Path) -> None:
    question = "电子商务法现在还有效吗？"
    fresh = advisor("ask", question, "--json", "--as-of", "2026-12-01", home=built_home).object()
    stale = advisor("ask", question, "--json", "--as-of", "2027-12-01", home=built_home).object()
    assert len(stale["warnings"]) > len(fresh["warnings"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("ask", "问", "--history", "{"), "--history"),
        (("ask", "问", "--history", '{"role": "user"}'), "--history"),
        (("ask", "问", "--history", '[{"role": "user"}]'), "--history"),
        (("ask", "问", "--history", "[3]"), "--history"),
        (("ask", "问", "--as-of", "2026-13-01"), "2026-13-01"),
        (("ask", "字" * 2001), "2001"),
        (("ask",), "question"),
        (("ask", "问", "--nope"), "--nope"),
        (("serve", "--port", "abc"), "--port"),
        (("nonsense",), "nonsense"),
        (("show", "no-such-source"), "no-such-source"),
        (("list", "没有这样的标题"), "没有这样的标题"),
        (("check", "没有这样的文件.txt"), "没有这样的文件.txt"),
        (("check", "draft.wps"), "draft.wps"),
        (("check",), "file"),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_2(
    advisor: CommandLine, built_home: Path, arguments: tuple[str, ...], named: str
) -> None:
    shown = advisor(*arguments, home=built_home)
    assert shown.code == 2
    assert shown.out == ""
    assert len(shown.err.strip().splitlines()) == 1
    assert named in shown.err


def test_a_setting_that_cannot_be_used_is_the_users_mistake(
    advisor: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_PORT", "seventy")
    shown = advisor("ask", QUESTION)
    assert (shown.code, len(shown.err.splitlines())) == (2, 1)
    assert "port" in shown.err


def test_the_first_question_builds_and_says_so_on_stderr_only(
    advisor: CommandLine, small_library: Path, own_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_KNOWLEDGE", str(small_library))
    first = advisor("ask", "新建直播间最高补助多少？", "--json", "--as-of", DAY)
    assert "300万元" in str(first.object()["answer"])
    assert "还没有索引" in first.err
    second = advisor("ask", "新建直播间最高补助多少？", "--json", "--as-of", DAY)
    assert second.object()["claims"] == first.object()["claims"]
    assert second.err == ""


def test_a_broken_library_is_refused_and_the_old_index_serves(
    advisor: CommandLine, small_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_KNOWLEDGE", str(small_library))
    assert advisor("build").code == 0
    file = next(path for path in small_library.rglob("*.md") if "300万元" in path.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    broken = text.replace("- modality: 规定", "- modality: 大概").replace("最高300万元补助", "最高999万元补助")
    file.write_text(broken, encoding="utf-8")
    refused = advisor("build")
    assert refused.code == 1
    assert f"{file.name}:" in refused.err
    assert "大概" in refused.err
    assert "Traceback" not in refused.err
    answer = str(advisor("ask", "新建直播间最高补助多少？", "--json", "--as-of", DAY).object()["answer"])
    assert "300万元" in answer
    assert "999" not in answer


def test_building_twice_does_nothing_the_second_time(
    advisor: CommandLine, small_library: Path, own_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_KNOWLEDGE", str(small_library))
    assert advisor("build").code == 0
    record = (own_workspace / "record.sqlite3").read_bytes()
    again = advisor("build")
    assert again.code == 0
    assert again.out == ""
    assert "没有变化" in again.err
    assert (own_workspace / "record.sqlite3").read_bytes() == record


def test_a_damaged_record_is_a_failure_that_says_what_to_do(
    advisor: CommandLine, own_workspace: Path, small_library: Path
) -> None:
    own_workspace.mkdir()
    (own_workspace / "record.sqlite3").write_bytes(b"not a database" * 200)
    shown = advisor("ask", QUESTION, "--json")
    assert (shown.code, shown.out) == (1, "")
    assert "advisor build" in shown.err
    assert len(shown.err.splitlines()) == 1


def test_a_traceback_is_shown_only_on_request(own_workspace: Path) -> None:
    own_workspace.mkdir()
    (own_workspace / "record.sqlite3").write_bytes(b"not a database" * 200)
    command = [sys.executable, "-m", "advisor.cli", "--debug", "ask", QUESTION]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment(own_workspace))
    assert ended.returncode == 1
    assert "Traceback" in ended.stderr


def test_list_gives_every_source_and_narrows(advisor: CommandLine, built_home: Path) -> None:
    everything = json.loads(advisor("list", "--json", home=built_home).out)
    assert len(everything) > 100
    assert {"paper-2022", "ecommerce-law"} <= {one["id"] for one in everything}
    some = json.loads(advisor("list", "电子商务法", "--json", home=built_home).out)
    assert "ecommerce-law" in {one["id"] for one in some}
    assert len(some) < len(everything)
    assert "ecommerce-law" in advisor("list", "电子商务法", home=built_home).out


def test_show_gives_catalogue_statements_and_gaps(advisor: CommandLine, built_home: Path) -> None:
    shown = json.loads(advisor("show", "ecommerce-law", "--json", home=built_home).out)
    assert shown["rank"] == "法律"
    assert shown["passages"]
    assert all(passage["source_id"] == "ecommerce-law" for passage in shown["passages"])
    page = advisor("show", "ecommerce-law", home=built_home).out
    assert page.startswith("《")
    assert shown["passages"][0]["text"] in page


def test_doctor_finds_a_sound_installation_sound_and_hides_keys(
    advisor: CommandLine, built_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_LLM_API_KEY", "sk-not-to-be-seen")
    shown = advisor("doctor", home=built_home)
    assert shown.code == 0
    assert "试答" in shown.out
    assert "sk-not-to-be-seen" not in shown.out + shown.err


def test_doctor_exits_1_when_something_is_broken(advisor: CommandLine, own_workspace: Path) -> None:
    shown = advisor("doctor")
    assert shown.code == 1
    assert "故障" in shown.out


def test_chat_answers_and_remembers(advisor: CommandLine, built_home: Path) -> None:
    advisor.typing("鞍山市2022年上半年直播电商交易额是多少？", "字" * 2001, "这个是哪一年的？", "")
    shown = advisor("chat", home=built_home)
    assert shown.code == 0
    assert "70亿元" in shown.out
    assert "问题过长" in shown.err
