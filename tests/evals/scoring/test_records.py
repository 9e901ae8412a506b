from __future__ import annotations

import pytest

from advisor.errors import BadInput
from evals.scoring.records import Context, load_answers


def load(tmp_path, *lines: str):
    file = tmp_path / "product.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return load_answers(file)


def test_the_least_and_the_most_a_line_can_say(tmp_path):
    least, most = load(
        tmp_path,
        '{"question": "问", "answer": "答"}',
        '{"id": 7, "question": "问", "answer": "答[1]", "contexts": ["甲", {"id": "b", "title": "乙", "text": "丙"}],'
        ' "cited": [1, "[2]"], "abstained": false, "milliseconds": 12, "model": "不读",'
        ' "expect": {"vital": ["70亿", ["三万", "3万"]], "okay": [["一"]], "forbidden": ["二"]}}',
    )
    assert (least.id, least.contexts, least.abstained, least.expect) == ("", (), None, None)
    assert most.id == "7"
    assert most.contexts == (Context(text="甲"), Context(id="b", title="乙", text="丙"))
    assert most.cited == ("1", "[2]")
    assert most.expect is not None
    assert most.expect.vital == (("70亿",), ("三万", "3万"))
    assert most.expect.abstain is False


@pytest.mark.parametrize(
    ("expect", "abstain"),
    [
        ('{"abstain": true}', True),
        ('{"statuses": ["insufficient", "no_source"]}', True),
        ('{"statuses": ["insufficient", "answered"]}', False),
        ('{"forbidden": ["甲"]}', None),
    ],
)
def test_whether_a_refusal_is_wanted(tmp_path, expect, abstain):
    (record,) = load(tmp_path, f'{{"question": "问", "answer": "答", "expect": {expect}}}')
    assert record.expect is not None
    assert record.expect.abstain is abstain


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", r"product\.jsonl 第2行.*不是完整的 JSON"),
        ("[1]", r"第2行.*不是 JSON 对象"),
        ('{"question": "问"}', r"第2行.*“answer”没有写"),
        ('{"question": "", "answer": "答"}', r"“question”是空的"),
        ('{"question": "问", "answer": "答", "contexts": "甲"}', r"“contexts”应是列表"),
        ('{"question": "问", "answer": "答", "contexts": [{"title": "甲"}]}', "字段“contexts”第1项的“text”没有写"),
        ('{"question": "问", "answer": "答", "milliseconds": 1e999}', r"“milliseconds”应是有限的数"),
        ('{"question": "问", "answer": "答", "expect": {"vital": [["20%", 3]]}}', r"“vital”第1项第2项应是文字"),
        ('{"question": "问", "answer": "答\\ud800"}', "代理字符"),
        ('{"question": "问", "answer": "答", "abstained": "也许"}', r"“abstained”应是 true 或 false"),
        ('{"question": "首", "answer": "答"}', "出现了两次"),
    ],
)
def test_an_unusable_line_is_named(tmp_path, line, complaint):
    with pytest.raises(BadInput, match=complaint):
        load(tmp_path, '{"question": "首", "answer": "答"}', line)


def test_no_lines_and_no_file(tmp_path):
    with pytest.raises(BadInput, match="没有回答"):
        load(tmp_path)
    with pytest.raises(BadInput, match="找不到文件"):
        load_answers(tmp_path / "no.jsonl")


def test_a_folder_and_another_encoding(tmp_path):
    with pytest.raises(BadInput, match="是文件夹"):
        load_answers(tmp_path)
    (tmp_path / "gbk.jsonl").write_bytes('{"question": "问"}'.encode("gb18030"))
    with pytest.raises(BadInput, match="不是 UTF-8 编码"):
        load_answers(tmp_path / "gbk.jsonl")
