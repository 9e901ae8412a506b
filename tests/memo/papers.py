"""Papers to set, and a reader of what was set."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from docx import Document as read_docx
from docx.document import Document
from docx.text.paragraph import Paragraph as WordParagraph

from advisor.memo.docx import docx_bytes
from advisor.memo.layout import (
    Annex,
    Block,
    Heading,
    Imprint,
    PageLayout,
    Paper,
    RedHead,
    Runs,
    Signature,
    SourceEntry,
    SourceList,
    Table,
    cell,
    paragraph,
    runs_of,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS: tuple[Block, ...] = (
    Heading(level=1, text="基本情况"),
    paragraph("上半年交易额70亿元，责任处室为〔待填：处室〕。", citations=(1, 2)),
    Heading(level=2, text="存在问题"),
    Heading(level=3, text="培训不成体系。", run_in=runs_of("学员缺少实践。")),
    Heading(level=4, text="细目"),
    Heading(level=2, text="有关做法"),
    Table(header=("指标", "数值"), rows=((cell("交易额"), cell("70亿元")),), widths=(2, 1), caption="表1"),
    Heading(level=1, text="有关请求"),
    paragraph("妥否，请批示。"),
)
SOURCES = SourceList(
    entries=tuple(
        SourceEntry(
            n=n,
            title="某《意见》的说明",
            number="某发〔2016〕6号",
            locator="三（四）",
            validity="不明",
            note="有来源支持",
        )
        for n in (1, 2)
    )
)


def request(**changes: object) -> Paper:
    """A 请示 with every part there is."""
    paper = Paper(
        layout=PageLayout.STATUTORY,
        type_name="请示",
        head=RedHead(issuer="某市商务局文件", number="某商〔2026〕1号", signer="张三"),
        title="某市商务局关于支持短视频和直播电商产业发展有关事项的请示",
        addressee="市人民政府",
        blocks=BLOCKS,
        attachments=("行动方案", "分工表"),
        signature=Signature(issuer="某市商务局", date="2026年11月26日"),
        note="联系人：李四，电话：〔待填：电话〕",
        annexes=(Annex(title="行动方案", blocks=BLOCKS[:2]), Annex(title="分工表", blocks=BLOCKS[6:7])),
        imprint=Imprint(copies=("市财政局", "市司法局"), printed_by="某市商务局办公室", printed_on="2026年11月26日"),
        appendix=(SOURCES,),
    )
    return paper.model_copy(update=changes)


def plain(**changes: object) -> Paper:
    """A 政策建议 without a red head."""
    paper = Paper(
        layout=PageLayout.PLAIN, type_name="政策建议", title="关于直播电商的建议", blocks=BLOCKS, edition="核稿本"
    )
    return paper.model_copy(update=changes)


def set_as_docx(paper: Paper) -> Document:
    return read_docx(io.BytesIO(docx_bytes(paper)))


def part(paper: Paper, name: str) -> ElementTree.Element:
    """One part of the file as XML."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes(paper))) as package:
        return ElementTree.fromstring(package.read(name))


def value(element: ElementTree.Element, path: str, name: str = "val") -> str | None:
    """An attribute of the first element at a path of w: names."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def style_named(paper: Paper, name: str) -> ElementTree.Element:
    styles = part(paper, "word/styles.xml").iter(f"{W}style")
    return next(one for one in styles if value(one, "name") == name)


def line_with(document: Document, words: str) -> WordParagraph:
    return next(one for one in document.paragraphs if words in one.text)


def text_of(runs: Runs) -> str:
    return "".join(run.text for run in runs)
