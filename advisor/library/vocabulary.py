"""The words of the field and the city advised: knowledge/vocabulary.yaml and knowledge/city.yaml as checked data.

Vocabulary answers small questions about words (which place is this, which terms mean the same); it understands no
question. Forms are stored as written: whoever matches them against normalised text normalises them alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

import yaml
from pydantic import Field, ValidationError, model_validator

from advisor.errors import SourceUnusable
from advisor.types import Area, Data

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Data)
_QUOTED = re.compile("“([^”]+)”")
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RegionLevel(StrEnum):
    """What kind of place a region is; prefectures and leagues count as 地级市, county-level cities as 县."""

    COUNTRY = "国家"
    PART_OF_COUNTRY = "大区"
    PROVINCE = "省"
    SUB_PROVINCIAL_CITY = "副省级市"
    PREFECTURE = "地级市"
    COUNTY = "县"
    DISTRICT = "区"
    TOWN = "镇"
    MARKET = "市场"
    FOREIGN = "外国"


class Region(Data):
    """A place: its canonical name, other names, and words in which the name is not this place."""

    name: str
    level: RegionLevel
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    except_in: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and every alias."""
        return (self.name, *self.aliases)


class RegionMention(Data):
    """A place found in a text, with the half-open character span of its name."""

    region: Region
    start: int
    end: int


class AreaWords(Data):
    """How one strategy area is spoken of."""

    name: str
    description: str
    aliases: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


class NamedPeriod(Data):
    """A stretch of time that has a name; `period` in the syntax of knowledge files (2016..2020)."""

    name: str
    period: str
    aliases: tuple[str, ...] = ()


class Organisation(Data):
    """A platform, company, association, authority or institute of the field."""

    name: str
    kind: str
    region: str | None = None
    aliases: tuple[str, ...] = ()


class Vocabulary(Data):
    """Everything the advisor knows about words."""

    regions: tuple[Region, ...]
    synonyms: tuple[tuple[str, ...], ...] = Field(description="one meaning a group, the formal term first")
    distinct: tuple[tuple[str, ...], ...] = Field(description="alike and not the same: never one for the other")
    colloquial: dict[str, tuple[str, ...]]
    typos: dict[str, str]
    english: dict[str, str] = Field(description="lower-case English term -> Chinese term")
    areas: dict[Area, AreaWords]
    documents: dict[str, str] = Field(description="short name or number -> source id")
    periods: tuple[NamedPeriod, ...]
    question_words: tuple[str, ...]
    stop_words: tuple[str, ...]
    organisations: tuple[Organisation, ...]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        problems = [*self._region_problems(), *self._word_problems()]
        if problems:
            raise ValueError("；".join(problems))
        return self

    def _region_problems(self) -> list[str]:
        known = {region.name for region in self.regions}
        problems = [f"地名“{name}”出现不止一次" for name in _repeated(n for r in self.regions for n in r.names)]
        problems += [
            f"上级“{region.parent}”不在地名表中（{region.name}）"
            for region in self.regions
            if region.parent is not None and region.parent not in known
        ]
        problems += [
            f"所在地“{body.region}”不在地名表中（{body.name}）"
            for body in self.organisations
            if body.region is not None and body.region not in known
        ]
        return problems

    def _word_problems(self) -> list[str]:
        organisation_names = (name for body in self.organisations for name in (body.name, *body.aliases))
        problems = [f"机构名“{name}”出现不止一次" for name in _repeated(organisation_names)]
        problems += [f"同义词“{word}”出现不止一次" for word in _repeated(w for group in self.synonyms for w in group)]
        problems += [f"缺策略领域 {area}" for area in Area if area not in self.areas]
        groups = [frozenset(group) for group in self.synonyms]
        for line in self.distinct:
            for group in groups:
                both = sorted(group.intersection(line))
                if len(both) > 1:
                    problems.append(f"“{'”“'.join(both)}”列为不同事物，又列为同义词")
        words = {word for group in self.synonyms for word in group} | {n for r in self.regions for n in r.names}
        problems += [f"错字表的“{wrong}”本身是词表里的词" for wrong in self.typos if wrong in words]
        return problems

    @cached_property
    def _regions_by_name(self) -> dict[str, Region]:
        return {name: region for region in self.regions for name in region.names}

    @cached_property
    def _group_of(self) -> dict[str, tuple[str, ...]]:
        return {word: group for group in self.synonyms for word in group}

    @cached_property
    def _longest_region_name(self) -> int:
        return max((len(name) for name in self._regions_by_name), default=0)

    def region(self, name: str) -> Region | None:
        """The place with this canonical name or alias, or None."""
        return self._regions_by_name.get(name)

    def canonical_region(self, name: str) -> str | None:
        """The canonical name of a place given by any of its names, or None where it is no known place."""
        region = self._regions_by_name.get(name)
        return region.name if region else None

    def ancestors(self, name: str) -> tuple[str, ...]:
        """The places this one lies in, nearest first: 西柳 -> 海城市, 鞍山, 辽宁, 全国."""
        found: list[str] = []
        region = self.region(name)
        while region is not None and region.parent is not None and region.parent not in found:
            found.append(region.parent)
            region = self.region(region.parent)
        return tuple(found)

    def lies_in(self, name: str, container: str) -> bool:
        """Whether the first place is the second or lies in it."""
        canonical = self.canonical_region(name)
        wanted = self.canonical_region(container)
        return canonical is not None and wanted is not None and wanted in (canonical, *self.ancestors(canonical))

    def regions_in(self, text: str) -> tuple[RegionMention, ...]:
        """Places named in a text, left to right, the longest name first at each spot; exceptions are left out."""
        mentions: list[RegionMention] = []
        position = 0
        while position < len(text):
            mention = self._region_at(text, position)
            if mention is not None:
                mentions.append(mention)
            position = mention.end if mention is not None else position + 1
        return tuple(mentions)

    def _region_at(self, text: str, start: int) -> RegionMention | None:
        for length in range(min(self._longest_region_name, len(text) - start), 0, -1):
            region = self._regions_by_name.get(text[start : start + length])
            if region is not None and not _inside_any(text, start, start + length, region.except_in):
                return RegionMention(region=region, start=start, end=start + length)
        return None

    def synonyms_of(self, term: str) -> tuple[str, ...]:
        """The other words with the same meaning, formal term first; empty where none is known."""
        return tuple(word for word in self._group_of.get(term, ()) if word != term)

    def formal_term(self, term: str) -> str:
        """The formal term for a word, or the word itself."""
        return self._group_of.get(term, (term,))[0]

    def are_distinct(self, one: str, other: str) -> bool:
        """Whether two terms are listed as different things, synonyms considered."""
        first, second = self.formal_term(one), self.formal_term(other)
        return first != second and any(
            _names_one_of(line, one, first) and _names_one_of(line, other, second) for line in self.distinct
        )


class NamedThing(Data):
    """A product, platform, base, market, company or association; `ref` says where a fact about it stands."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    ref: str | None = None


class Department(Data):
    """A department of the city; vertical: managed from above, may be asked but not charged with a task."""

    name: str
    vertical: bool


class City(Data):
    """The city advised."""

    name: str
    full_name: str
    province: str
    full_province: str
    own_words: tuple[str, ...] = Field(description="words by which a speaker means this city: 我市")
    province_words: tuple[str, ...] = Field(description="words by which a speaker means its province: 我省")
    districts: tuple[str, ...]
    towns: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    products: tuple[NamedThing, ...] = ()
    platforms: tuple[NamedThing, ...] = ()
    bases: tuple[NamedThing, ...] = ()
    markets: tuple[NamedThing, ...] = ()
    companies: tuple[NamedThing, ...] = ()
    associations: tuple[NamedThing, ...] = ()
    comparisons: tuple[str, ...] = ()
    departments: tuple[Department, ...] = ()

    @property
    def region_names(self) -> tuple[str, ...]:
        """Every place this file names; each must stand in the vocabulary."""
        return (self.name, self.province, *self.districts, *self.towns, *self.neighbours, *self.comparisons)

    @property
    def refs(self) -> tuple[str, ...]:
        """Every statement or statistics row this file refers to."""
        groups = (self.products, self.platforms, self.bases, self.markets, self.companies, self.associations)
        return tuple(thing.ref for group in groups for thing in group if thing.ref is not None)


def load_vocabulary(path: Path) -> Vocabulary:
    """Read and check vocabulary.yaml; SourceUnusable lists every fault as file:line."""
    return load_yaml(path, Vocabulary)


def load_city(path: Path) -> City:
    """Read and check city.yaml; SourceUnusable lists every fault as file:line."""
    return load_yaml(path, City)


def load_yaml(path: Path, model: type[Model]) -> Model:
    """Read one YAML file into a model; SourceUnusable has one line a fault: file:line: what; what to do."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(f"{path}: 读不出来（{error}）；请检查文件是否存在、编码是否为 UTF-8") from error
    try:
        node = yaml.compose(text, Loader=_Loader)
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceUnusable(f"{path}:{line}: YAML 写法有误（{error.problem}）；请改正") from error
    repeated = [f"{path}:{line}: 键“{key}”重复；请合并或删去一处" for key, line in _repeated_keys(node)]
    if repeated:
        raise SourceUnusable("\n".join(repeated))
    try:
        return model.model_validate(data)
    except ValidationError as error:
        lines = [f"{path}:{line}: {what}" for fault in error.errors() for line, what in _explained(node, fault)]
        raise SourceUnusable("\n".join(lines)) from error


def _explained(node: yaml.Node | None, fault: ErrorDetails) -> list[tuple[int, str]]:
    """Line and text of a fault; one that spans the file is looked up by the word it quotes."""
    if fault["type"] != "value_error":
        return [(_line_of(node, fault["loc"]), _explain(fault))]
    found = []
    for problem in fault["msg"].removeprefix("Value error, ").split("；"):
        quoted = _QUOTED.search(problem)
        lines = list(_lines_with(node, quoted[1])) if quoted else []
        # Of a word that stands twice the later is the one to look at.
        found.append(([1, *lines][-1], f"{problem}；请改正"))
    return found


def _lines_with(node: yaml.Node | None, word: str) -> Iterator[int]:
    """The lines on which a scalar is exactly this word, keys included."""
    if isinstance(node, yaml.ScalarNode) and node.value == word:
        yield node.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _lines_with(child, word)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for child in pair:
                yield from _lines_with(child, word)


def _explain(fault: ErrorDetails) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    match fault["type"]:
        case "extra_forbidden":
            return f"不认识的键 {place}；请删去或改正"
        case "missing":
            return f"缺 {place}；请补上"
        case _:
            return f"{place} 的值不对（{fault['msg']}）；请改正"


def _line_of(node: yaml.Node | None, location: Sequence[int | str]) -> int:
    """The line (from 1) of the deepest node on a pydantic error's path."""
    line = 1
    for part in location:
        if node is None:
            break
        line = node.start_mark.line + 1
        node = _child(node, part)
    return node.start_mark.line + 1 if node is not None else line


def _child(node: yaml.Node, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value  # type: ignore[no-any-return]
    return None


def _repeated_keys(node: yaml.Node | None) -> list[tuple[str, int]]:
    """Keys written twice in one mapping, with the line of the second; YAML itself would keep the last in silence."""
    found: list[tuple[str, int]] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                found.append((key.value, key.start_mark.line + 1))
            seen.add(key.value)
            found += _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            found += _repeated_keys(child)
    return found


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _names_one_of(line: Sequence[str], written: str, formal: str) -> bool:
    return written in line or formal in line


def _inside_any(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Whether the span lies inside, or overlaps the tail of, an occurrence of one of the words."""
    for word in words:
        first = text.find(word, max(0, start - len(word) + 1), end + len(word))
        while first != -1:
            if first < end and start < first + len(word):
                return True
            first = text.find(word, first + 1, end + len(word))
    return False
