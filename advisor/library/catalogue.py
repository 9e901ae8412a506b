"""A source's catalogue entry: the front matter of a document, or an item of a sources list."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from advisor.library.fields import Fields
from advisor.library.problems import Place, Problems
from advisor.library.yaml_entries import Entry
from advisor.types import Basis, Category, Rank, Source, Validity

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Publishers outside gov.cn whose own pages are originals; a newspaper's page is the original of its own report only.
_OFFICIAL_HOSTS = ("gov.cn", "cnnic.cn", "cnnic.net.cn", "doi.org")
# Script-converting gateways answer under gov.cn names too, yet they are mirrors.
_MIRROR_LABELS = frozenset({"big5", "gbk", "webcache"})


def read_source(
    entry: Entry, problems: Problems, *, regions: Collection[str], file: str | None = None
) -> Source | None:
    """Read and check one catalogue entry; None, with problems noted, when it cannot be built."""
    before = len(problems.lines)
    fields = Fields(entry, problems)
    category = fields.choice("category", Category)
    validity = fields.choice("validity", Validity)
    basis = fields.choice("basis", Basis)
    region = fields.text("region")
    fields.one_of("region", region, regions, kind="地区")
    values = {
        "id": _checked_id(fields, file),
        "title": fields.text("title"),
        "short_titles": fields.texts("short_titles"),
        "number": fields.optional_text("number"),
        "issuer": fields.optional_text("issuer"),
        "region": region,
        "rank": fields.optional_choice("rank", Rank),
        "category": category,
        "issued": fields.day("issued"),
        "effective": fields.day("effective"),
        "expires": fields.day("expires"),
        "validity": validity,
        "validity_basis": fields.optional_text("validity_basis"),
        "superseded_by": fields.texts("superseded_by"),
        "checked_on": fields.day("checked_on", required=True),
        "basis": basis,
        "version_seen": fields.optional_text("version_seen"),
        "url": fields.optional_text("url"),
        "summary": fields.optional_text("summary"),
        "comments": fields.texts("comments"),
        "gaps": fields.texts("gaps"),
        "held": fields.flag("held", default=True),
        "file": file or entry.file,
    }
    _check_url(fields, values["url"], category)
    fields.finish()
    return Source.model_validate(values) if len(problems.lines) == before else None


def check_successors(
    sources: Mapping[str, Source], known: Collection[str], places: Mapping[str, Place], problems: Problems
) -> None:
    """Every `superseded_by` must name another source of the catalogue."""
    for source in sources.values():
        for successor in source.superseded_by:
            if successor not in known or successor == source.id:
                place = places[source.id]
                problems.add(
                    place.file, place.line, f"superseded_by 指向不存在的来源“{successor}”", "改为已登记的来源编号"
                )


def is_official(url: str, category: Category | None) -> bool:
    """Whether an address is the publisher's own page rather than a copy of it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not host:
        return False
    if _MIRROR_LABELS & set(host.split(".")):
        return False
    if category is Category.NEWS:
        return True
    return any(host == official or host.endswith("." + official) for official in _OFFICIAL_HOSTS)


def _check_url(fields: Fields, url: object, category: Category | None) -> None:
    if isinstance(url, str) and not is_official(url, category):
        fields.wrong("url", f"网址“{url}”不是发布机关的官方页面", "换成官方网址，没有就写 null")


def _checked_id(fields: Fields, file: str | None) -> str:
    source_id = fields.text("id")
    if source_id and not _ID.fullmatch(source_id):
        fields.wrong("id", f"来源编号“{source_id}”格式不对", "只用小写字母、数字和连字符")
    if file is not None and source_id and not file.endswith(f"/{source_id}.md") and file != f"{source_id}.md":
        fields.wrong("id", f"来源编号“{source_id}”与文件名不一致", "两者改为相同")
    return source_id
