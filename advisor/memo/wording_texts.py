"""The one table of fixed Chinese wording on the rewording of drafts by a language model."""

from __future__ import annotations

TAKEN = "语言模型润色了{count}处，每句都重新核验过来源"
KEPT = "{count}处保留资料库直接写成的原句（润色没有改动、没有通过核验、没有写全或者超出篇幅）"
FAILED = "{what}，{count}处保留资料库直接写成的原句"
