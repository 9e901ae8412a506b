"""What is installed, configured, reachable and broken."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import SecretStr

from advisor.errors import AdvisorError, ModelUnavailable
from advisor.settings import Settings
from advisor.types import Data, ModelPurpose

_PACKAGES = (
    "chromadb",
    "langchain-core",
    "langchain-chroma",
    "langchain-openai",
    "sentence-transformers",
    "torch",
    "gradio",
    "jieba",
)


class Finding(Data):
    """One thing examined."""

    subject: str
    works: bool
    detail: str


def examine() -> list[Finding]:
    """Every finding; a check that itself fails is a finding, never an exception."""
    findings = [_python(), *(_package(name) for name in _PACKAGES)]
    try:
        settings = Settings.load()
    except AdvisorError as error:
        return [*findings, Finding(subject="设置", works=False, detail=error.message)]
    findings += [_setting(name, getattr(settings, name)) for name in Settings.model_fields]
    findings += [_office(), *_templates(settings)]
    findings += [
        _guarded("知识库文件", lambda: _knowledge(settings)),
        _guarded("记录", lambda: _record(settings)),
        _guarded("试答", lambda: _trial(settings)),
        _guarded("语言模型", lambda: _model(settings)),
    ]
    return findings


def _python() -> Finding:
    works = sys.version_info >= (3, 11)
    detail = f"{platform.python_version()}（{platform.machine()}）"
    return Finding(subject="Python", works=works, detail=detail if works else f"{detail}；需要 3.11 以上")


def _package(name: str) -> Finding:
    try:
        return Finding(subject=name, works=True, detail=version(name))
    except PackageNotFoundError:
        return Finding(subject=name, works=False, detail="没有安装；请运行 make setup")


def _setting(name: str, value: object) -> Finding:
    shown = "已设置（不显示）" if isinstance(value, SecretStr) else "未设置" if value is None else str(value)
    return Finding(subject=f"设置 {name}", works=True, detail=shown)


def _office() -> Finding:
    """LibreOffice is needed for PDF only: that it is missing is no fault."""
    from advisor.memo.pdf import office_program

    return Finding(subject="LibreOffice", works=True, detail=office_program() or "没有安装；不能输出 PDF，其他不受影响")


def _templates(settings: Settings) -> list[Finding]:
    """Each of the office's own templates: one that cannot be opened would stop every paper of its type."""
    paths = sorted((settings.home / "templates").glob("*.docx"))
    return [_guarded(f"模板 {path.stem}", partial(_template, path)) for path in paths]


def _template(path: Path) -> str:
    from advisor.memo.docx_template import opened_template

    opened_template(path)
    return "可用"


def _guarded(subject: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(subject=subject, works=True, detail=check())
    except AdvisorError as error:
        return Finding(subject=subject, works=False, detail=error.message)


def _knowledge(settings: Settings) -> str:
    from advisor.library.knowledge import load_knowledge

    knowledge = load_knowledge(settings.knowledge, own_documents=settings.documents_folder)
    return f"{len(knowledge.sources)}个来源，{len(knowledge.passages)}段，{len(knowledge.notices)}条提示"


def _record(settings: Settings) -> str:
    from advisor.library.record import Record

    with Record.open(settings.record_path) as record:
        generation = record.generation() or "无（改用逐条比对）"
        return f"语料版本 {record.corpus_version()}，向量模型 {record.embedding().name or '无'}，索引 {generation}"


def _trial(settings: Settings) -> str:
    from advisor.facade import Advisor

    advisor = Advisor.open(settings)
    title = next(iter(advisor.holdings.sources.values())).title
    answer = advisor.ask(f"《{title}》是什么文件？", model=False)
    return f"{answer.status}，{sum(answer.timings_ms.values()):.0f} 毫秒"


def _model(settings: Settings) -> str:
    """Whether the configured model answers two characters. Raises ModelUnavailable where it does not."""
    from advisor.model.configured import open_model
    from advisor.model.faults import ModelFault
    from advisor.model.texts import OUTCOME_TEXT

    model = open_model(settings)
    if model is None:
        return "未设置，由资料库直接作答"
    session = model.session()
    try:
        session.reply(ModelPurpose.PROBE, session.messages(ModelPurpose.PROBE), seconds=settings.llm_first_sentence_s)
    except ModelFault as fault:
        raise ModelUnavailable(f"{OUTCOME_TEXT[fault.outcome]}；在此期间由资料库直接作答。") from fault
    return f"{model.client.name}，{session.calls[-1].total_ms:.0f} 毫秒"
