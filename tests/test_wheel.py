"""What is installed elsewhere: the wheel holds library, prompts and model, and answers without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACES = """
import json
import advisor
from advisor.settings import Settings
settings = Settings.load()
print(json.dumps([advisor.__file__, str(settings.knowledge), str(settings.prompts)]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked where nothing of the checkout lies."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(installed: Path, folder: Path, *arguments: str) -> str:
    """Stdout of a Python that finds the unpacked wheel first, started in another folder."""
    variables = {**os.environ, "PYTHONPATH": str(installed), "ADVISOR_HOME": str(folder / "workspace")}
    ended = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, cwd=folder, env=variables)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def files_below(folder: Path) -> set[str]:
    """Relative paths of the files that belong to the project below a folder."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts and path.suffix != ".pyc"}


def test_library_and_prompts_ship_whole_inside_the_package(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("knowledge", "prompts"):
        wanted = {f"advisor/{folder}/{name}" for name in files_below(ROOT / folder)}
        assert wanted
        assert wanted <= names, sorted(wanted - names)[:5]


def test_the_package_ships_whole_with_its_model_and_page(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"advisor/{name}" for name in files_below(ROOT / "advisor")}
    assert wanted <= names, sorted(wanted - names)[:5]
    if (ROOT / "advisor" / "index" / "static_model").is_dir():
        assert any(name.startswith("advisor/index/static_model/") for name in names)


def test_nothing_else_ships(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"advisor", next(top for top in tops if top.endswith(".dist-info"))}
    assert wheel.stat().st_size < 48_000_000


def test_the_command_and_the_licence_are_declared(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "advisor = advisor.cli:main" in archive.read(points).decode()
    assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_outside_the_checkout_the_packaged_library_is_used(installed: Path, tmp_path: Path) -> None:
    places = json.loads(python(installed, tmp_path, "-c", PLACES))
    assert all(Path(place).is_relative_to(installed) for place in places), places


def test_outside_the_checkout_it_builds_and_answers(installed: Path, tmp_path: Path) -> None:
    python(installed, tmp_path, "-m", "advisor.cli", "build")
    shown = python(
        installed,
        tmp_path,
        "-m",
        "advisor.cli",
        "ask",
        "鞍山直播电商现在做到多大规模了？",
        "--json",
        "--as-of",
        "2026-11-23",
    )
    answer = json.loads(shown)
    assert "70亿元" in answer["answer"]
    assert answer["citations"]
