"""What is known of a passage besides its text: what counts as said by its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pydantic import ConfigDict

from advisor.grounding.reading import Reading, read
from advisor.types import Data

Judge = Callable[[str, Sequence[str]], float | None]
LookAlike = Callable[[str, str], str | None]


class CheckContext(Data):
    """The catalogue entry of the passages' source, and optional means of the library that grounding does not know.

    `synonyms`: formal word -> words that mean the same. `rarity`: weight of a pair of characters, 1 = ordinary.
    `look_alike`: of a claim and a passage, the measure that the passage tells of where the claim tells of another that only
    looks like it (电子商务交易额 for 直播电商交易额); None where both tell of the same, or of none that is listed.
    `judge`: a second opinion on a claim and passages, the probability of support; None from it means it could not judge.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    locator: str | None = None
    regions: tuple[str, ...] = ()
    period_label: str | None = None
    issued: str | None = None
    today: date | None = None
    synonyms: Mapping[str, Sequence[str]] | None = None
    rarity: Callable[[str], float] | None = None
    look_alike: LookAlike | None = None
    judge: Judge | None = None

    def said(self) -> Reading | None:
        """The catalogue entry as a text that was read; None when it is empty."""
        title = f"《{self.title.strip('《》')}》" if self.title else None
        parts = (title, self.number, self.issuer, self.locator, self.period_label, self.issued, "、".join(self.regions))
        text = "；".join(part for part in parts if part)
        return read(text) if text else None
