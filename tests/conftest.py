"""What every test stands on: a workspace of its own, no way out to the network, and no silent skips."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from advisor.answer.bench import Bench
    from advisor.facade import Advisor
    from advisor.search.holdings import Holdings

ROOT = Path(__file__).resolve().parents[1]
AIRGAP = Path(__file__).resolve().parent / "airgap"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_USER_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of the advisor is imported: the user's state out of reach, the air gap closed."""
    for name in [name for name in os.environ if name.startswith("ADVISOR_") and not name.startswith("ADVISOR_TEST_")]:
        del os.environ[name]
    state = Path(tempfile.mkdtemp(prefix="advisor-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(state, ignore_errors=True))
    for name in _USER_FOLDERS:
        os.environ[name] = str(state / name.lower())
        Path(os.environ[name]).mkdir()
    os.environ["ADVISOR_HOME"] = str(state / "workspace")
    _close_air_gap(state / "outside.log")
    sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("search", "model")]
    from advisor.settings import switch_off_outside_calls

    switch_off_outside_calls()


def _close_air_gap(log: Path) -> None:
    os.environ["ADVISOR_TEST_OUTSIDE_LOG"] = str(log)
    inherited = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(AIRGAP), str(ROOT), *([inherited] if inherited else [])])
    if "airgap_guard" not in sys.modules:
        # Not under its own name: an interpreter may have loaded a sitecustomize of the machine already.
        from importlib.util import module_from_spec, spec_from_file_location

        spec = spec_from_file_location("airgap_guard", AIRGAP / "sitecustomize.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        sys.modules["airgap_guard"] = module
        spec.loader.exec_module(module)


@pytest.fixture(autouse=True)
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of the test's own; nor does an advisor.toml of the developer's count."""
    from advisor.settings import Settings

    home = tmp_path / "workspace"
    monkeypatch.setenv("ADVISOR_HOME", str(home))
    if Path.cwd() == ROOT:
        monkeypatch.setitem(Settings.model_config, "toml_file", None)
    return home


@pytest.fixture(autouse=True)
def no_outside_connection() -> Iterator[None]:
    """Fail the test during which this process, or a Python it started, tried to reach another machine."""
    log = Path(os.environ["ADVISOR_TEST_OUTSIDE_LOG"])
    before = log.read_text(encoding="utf-8") if log.is_file() else ""
    yield
    tried = log.read_text(encoding="utf-8")[len(before) :] if log.is_file() else ""
    assert not tried, f"an outside connection was tried:\n{tried}"


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the bundled library, built once. To be read, not changed."""
    from advisor.index.build import build
    from advisor.settings import Settings

    home = tmp_path_factory.mktemp("built") / "workspace"
    build(Settings(home=home))
    return home


@pytest.fixture(scope="session")
def advisor(built_home: Path) -> Advisor:
    """The advisor over the bundled library."""
    from advisor.facade import Advisor
    from advisor.settings import Settings

    return Advisor.open(Settings(home=built_home), briefly=True)


@pytest.fixture(scope="session")
def tea() -> Holdings:
    """The library of the imaginary city 云岭."""
    from tea_library import tea_holdings

    return tea_holdings()


@pytest.fixture(scope="session")
def tea_bench(tea: Holdings) -> Bench:
    """The pipeline's tools over it."""
    from tea_bench import bench_of

    return bench_of(tea)


@pytest.fixture
def small_library(tmp_path: Path) -> Path:
    """A small valid knowledge folder, made for the test."""
    sys.path.insert(0, str(ROOT / "tests" / "library"))
    try:
        from knowledge_builder import write_library
    finally:
        sys.path.pop(0)
    return write_library(tmp_path / "small-knowledge")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium that browser tests drive."""
    found = find_chromium()
    assert found is not None, "a test that uses this fixture must be marked `browser`"
    return found


def find_chromium() -> str | None:
    """The machine's Chromium or Chrome; ADVISOR_TEST_CHROMIUM names another."""
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    named = os.environ.get("ADVISOR_TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), str(mac) if mac.is_file() else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests where there is no browser; give one that fails a second try, which the summary counts."""
    missing = pytest.mark.skip(reason="Chromium is missing")
    # Gradio's own script has failed once in some thousand page loads on a busy machine, whatever the page did.
    again = pytest.mark.flaky(reruns=1)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(again if find_chromium() else missing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were skipped for want of a tool."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests were skipped for want of a tool of this machine (see above); .ci/run installs them.",
            yellow=True,
        )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ADVISOR_TEST_NO_SKIPS=1 a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("ADVISOR_TEST_NO_SKIPS") == "1" and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
