"""A DOCX file as PDF, through LibreOffice where the machine has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from advisor.errors import BadInput, SourceUnusable

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_WAIT_SECONDS = 180
_LOCK = "policy-advisor-libreoffice.lock"


def office_program() -> str | None:
    """LibreOffice's command, or None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def pdf_bytes(docx: bytes, *, workspace: Path, seconds: float = _SECONDS) -> bytes:
    """The file as PDF. One conversion at a time; each has a profile of its own, so that an open LibreOffice is left alone.

    `workspace` holds the lock; `seconds` bounds one conversion. Raises BadInput where LibreOffice is missing,
    SourceUnusable where it fails or takes too long.
    """
    program = office_program()
    if program is None:
        raise BadInput("本机没有安装 LibreOffice，不能输出 PDF；请改存 docx，或请管理员安装 libreoffice-writer。")
    workspace.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(workspace / _LOCK, timeout=_WAIT_SECONDS), tempfile.TemporaryDirectory() as folder:
            return _convert(program, docx, Path(folder), seconds)
    except Timeout as error:
        raise SourceUnusable("另一份 PDF 正在转换，等候超时；请稍后再试，或改存 docx。") from error


def _convert(program: str, docx: bytes, folder: Path, seconds: float) -> bytes:
    source, result = folder / "paper.docx", folder / "paper.pdf"
    source.write_bytes(docx)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    code = _run(command, seconds)
    if code is None:
        raise SourceUnusable(f"LibreOffice 在{seconds:.0f}秒内没有转换完；请改存 docx，或稍后再试。")
    if not result.is_file():
        raise SourceUnusable(f"LibreOffice 没有转换成功（退出码{code}）；请改存 docx，用 Word 或 WPS 另存为 PDF。")
    return result.read_bytes()


def _run(command: list[str], seconds: float) -> int | None:
    """The exit code, or None when time ran out. The launcher starts children: all of them are ended."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return None
