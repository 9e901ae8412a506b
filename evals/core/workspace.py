"""A workspace of the evaluation's own: two runs on the same files are comparable, the user's workspace is left alone."""

from __future__ import annotations

import sys

import platformdirs

from advisor.index.build import build
from advisor.settings import Settings, switch_off_outside_calls
from evals.without_asks import copy_without_asks


def evaluation_workspace(settings: Settings | None = None, *, asks: bool = True) -> Settings:
    """Settings of a freshly built workspace in the user's cache folder, without a language model.

    `asks=False` builds it from a copy of the library whose asks are blanked. Raises SourceUnusable where the library
    cannot be built.
    """
    switch_off_outside_calls()
    given = settings or Settings.load()
    cache = platformdirs.user_cache_path("policy-advisor", appauthor=False)
    home = cache / ("evals" if asks else "evals-without-asks")
    knowledge = given.knowledge
    if not asks:
        knowledge = home / "knowledge"
        copy_without_asks(given.knowledge, knowledge)
    own = given.model_copy(update={"home": home, "knowledge": knowledge, "llm_base_url": None})
    build(own, progress=lambda line: print(line, file=sys.stderr))
    return own
