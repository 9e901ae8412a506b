"""Versions: kept whole, listed, opened, compared; a broken file spoils no other."""

from __future__ import annotations

from datetime import datetime

import pytest

from advisor.errors import BadInput
from advisor.memo.editing import drop_section
from advisor.memo.versions import ChangeKind, VersionStore, difference

AT = datetime(2026, 11, 26, 10, 30)


@pytest.fixture
def store(tmp_path) -> VersionStore:
    return VersionStore(tmp_path)


@pytest.fixture
def memo(drafted):
    return drafted("加强主播培训", areas=("人才",))


def test_a_version_is_kept_and_opened_as_it_was(store, memo) -> None:
    kept = store.save(memo, note="送审前", at=AT)
    assert (kept.number, kept.note, kept.at) == (1, "送审前", "2026-11-26T10:30:00")
    assert store.load(memo, 1) == memo


def test_the_same_text_is_not_kept_twice(store, memo, desk) -> None:
    assert store.save(memo, note="", at=AT) == store.save(memo, note="", at=AT)
    assert store.save(drop_section(memo, "elsewhere", desk), note="", at=AT).number == 2
    assert [one.number for one in store.versions(memo)] == [1, 2]


def test_what_differs_is_told_sentence_by_sentence(memo, desk) -> None:
    changes = difference(memo, drop_section(memo, "elsewhere", desk), desk)
    removed = "".join(one.text for one in changes if one.kind is ChangeKind.REMOVED)
    assert "外地做法" in removed
    assert "主要问题" not in removed
    assert not [one for one in changes if one.kind is ChangeKind.ADDED]
    assert all(one.kind is ChangeKind.KEPT for one in difference(memo, memo, desk))


def test_a_broken_file_is_refused_in_one_line_and_passed_over(store, memo, desk, tmp_path) -> None:
    store.save(memo, note="", at=AT)
    store.save(drop_section(memo, "elsewhere", desk), note="", at=AT)
    first = sorted(tmp_path.rglob("v001.json"))[0]
    first.write_text('{"version"', encoding="utf-8")
    assert [one.number for one in store.versions(memo)] == [2]
    with pytest.raises(BadInput, match="版本1读不出来"):
        store.load(memo, 1)
    with pytest.raises(BadInput, match="没有版本9"):
        store.load(memo, 9)


def test_nothing_is_left_half_written(store, memo, tmp_path) -> None:
    store.save(memo, note="", at=AT)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["v001.json"]
