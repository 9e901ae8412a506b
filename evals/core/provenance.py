"""What a run was made with: versions, set file, settings with secrets hidden."""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from advisor import __version__
from advisor.settings import Settings
from advisor.types import Versions

_HIDDEN = "已设置（不显示）"


class RunVersions(Versions):
    """Versions of the advisor and of what it ran on; `commit` ends in + where files were changed since."""

    python: str = ""
    platform: str = ""
    commit: str | None = None


def versions_of(settings: Settings, reported: Versions) -> RunVersions:
    """What the task reported of library and embedding, completed by what is the same for every task."""
    known = reported.model_dump() | {"advisor": __version__, "prompts": _prompts_version(settings.prompts)}
    return RunVersions(
        **known, python=platform.python_version(), platform=platform.platform(terse=True), commit=_commit()
    )


def shown_settings(settings: Settings) -> dict[str, str]:
    """Every setting that is set, as text; keys and what addresses carry of credentials are hidden."""
    values = ((name, getattr(settings, name)) for name in Settings.model_fields)
    return {name: _shown(value) for name, value in values if value is not None}


def argument_line() -> str:
    """The command as it was typed, without the path of the program."""
    return " ".join(["python -m evals", *sys.argv[1:]])


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return _HIDDEN
    text = str(value)
    return _without_credentials(text) if "://" in text else text


def _without_credentials(address: str) -> str:
    """The address without user, password and query, any of which may hold a key."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _prompts_version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.md")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _commit() -> str | None:
    here = Path(__file__).resolve().parent
    head = _git(here, "rev-parse", "--short=12", "HEAD")
    if head is None:
        return None
    return f"{head}+" if _git(here, "status", "--porcelain", "--untracked-files=no") else head


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        ended = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return ended.stdout.strip() if ended.returncode == 0 else None
