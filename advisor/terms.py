"""The closed sets of the advisor's vocabulary, and the base of all data. `advisor.types` offers them all again."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """Base of everything that crosses a room: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Area(StrEnum):
    """The six strategy areas (策略领域), and GENERAL for what bears on none in particular."""

    LOCAL_PRODUCTS = "local_products"
    POLICY_SYSTEM = "policy_system"
    LOGISTICS = "logistics"
    TALENT = "talent"
    LEADING_ENTERPRISES = "leading_enterprises"
    FAIR_COMPETITION = "fair_competition"
    GENERAL = "general"


class Basis(StrEnum):
    """How far the source was seen when the statement was written."""

    FULL_TEXT = "full_text"
    EXCERPT = "excerpt"
    SECONDARY = "secondary"
    PAPER_ONLY = "paper_only"
    INFERRED = "inferred"


class Rank(StrEnum):
    """Legal rank (效力层级), highest first. A plan, guide, report or paper has none."""

    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    DEPARTMENTAL_RULE = "部门规章"
    LOCAL_GOVERNMENT_RULE = "地方政府规章"
    NORMATIVE_DOCUMENT = "规范性文件"


class Category(StrEnum):
    """What kind of document a source is (文件类别)."""

    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    DEPARTMENTAL_RULE = "部门规章"
    LOCAL_GOVERNMENT_RULE = "地方政府规章"
    NORMATIVE_DOCUMENT = "规范性文件"
    PARTY_REGULATION = "党内法规"
    PLAN = "规划计划"
    GUIDE = "申报指南"
    TASK_LIST = "任务分解"
    WORK_REPORT = "工作报告"
    WORK_PROJECT = "工作项目"
    DRAFT_FOR_COMMENT = "征求意见稿"
    STANDARD = "标准"
    COMPLIANCE_GUIDE = "合规指南"
    NEWS = "新闻报道"
    PAPER = "论文"
    STATISTICS = "统计资料"
    DRAFTING_FACTS = "起草资料"
    USER_DOCUMENT = "用户文件"
    NOT_HELD = "未找到"


class Validity(StrEnum):
    """Whether a source is in force (效力状态); our judgement, with its basis on the source."""

    IN_FORCE = "有效"
    AMENDED = "已修改"
    SUPERSEDED = "被取代"
    REPEALED = "已废止"
    EXPIRED = "期满"
    DRAFT = "征求意见"
    UNKNOWN = "不明"


STILL_VALID = frozenset({Validity.IN_FORCE, Validity.AMENDED})
LAPSED = frozenset({Validity.SUPERSEDED, Validity.REPEALED, Validity.EXPIRED})
NO_LONGER_OR_NOT_YET_VALID = LAPSED | {Validity.DRAFT}


class Modality(StrEnum):
    """In what mode a statement is asserted: done, planned, striven for, advised, argued, or a kind of rule."""

    DONE = "已建成"
    FACT = "事实"
    PLANNED = "规划"
    STRIVEN = "争取"
    ADVISED = "建议"
    ARGUED = "论文认为"
    REQUIRED = "应当"
    FORBIDDEN = "不得"
    ALLOWED = "可以"
    ENCOURAGED = "鼓励"
    PROVIDED = "规定"


INTENDED = frozenset({Modality.PLANNED, Modality.STRIVEN, Modality.ADVISED})
RULED = frozenset({Modality.REQUIRED, Modality.FORBIDDEN, Modality.ALLOWED, Modality.PROVIDED, Modality.ENCOURAGED})


class PassageKind(StrEnum):
    """What a passage's text is: our digest, the original text, or a row of a statistics table."""

    DIGEST = "digest"
    ORIGINAL = "original"
    STATISTICS = "statistics"


class Certainty(StrEnum):
    """How sure a notice is."""

    EVIDENCED = "有外部证据"
    INFERRED = "由论文或上位文件推断"
    UNVERIFIABLE = "无法核实"
    USAGE = "用数提醒"


class PeriodKind(StrEnum):
    """The type of a period (时段)."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTERS = "quarters"
    MONTHS = "months"
    MONTH = "month"
    POINT = "point"
    SPAN = "span"
    UNDATED = "undated"


class QuestionKind(StrEnum):
    """What sort of answer is asked for."""

    FIGURE = "figure"
    DATE = "date"
    ENTITY = "entity"
    PERSON = "person"
    LIST = "list"
    COMPARISON = "comparison"
    CALCULATION = "calculation"
    ADVICE = "advice"
    RULE = "rule"
    VALIDITY = "validity"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    REASON = "reason"
    DOCUMENT = "document"
    OTHER = "other"


class Calculation(StrEnum):
    """A calculation a question asks for."""

    DIFFERENCE = "difference"
    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    RANK = "rank"
    GROWTH = "growth"


class ScreenReason(StrEnum):
    """Why a question is turned away before retrieval."""

    OUT_OF_SCOPE = "out_of_scope"
    OVERRIDE = "override"
    EMPTY = "empty"


class ClaimKind(StrEnum):
    """What a claim is; decides what the gate checks."""

    FACT = "fact"
    CALCULATION = "calculation"
    CORRECTION = "correction"
    GAP = "gap"
    RECOMMENDATION = "recommendation"


class VerdictKind(StrEnum):
    """The outcome of a check (核验结论)."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


class Status(StrEnum):
    """How an answer ended. The Chinese text of each stands in advisor/answer/texts.py."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    PREMISE_CORRECTED = "premise_corrected"
    INSUFFICIENT = "insufficient"
    NO_SOURCE = "no_source"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def abstained(self) -> bool:
        """Whether the advisor declined to answer what was asked."""
        return self in {Status.INSUFFICIENT, Status.NO_SOURCE, Status.OUT_OF_SCOPE, Status.REFUSED}


class MissingKind(StrEnum):
    """What of the asked slot is not held."""

    SUBJECT = "subject"
    PERIOD = "period"
    REGION = "region"
    SLOT = "slot"
    LATER = "later"
    TEXT = "text"
    ITEMS = "items"


class ModelPurpose(StrEnum):
    """What the language model is asked for."""

    REPHRASE = "rephrase"
    SPLIT = "split"
    COMPOSE = "compose"
    REPAIR = "repair"
    ENRICH = "enrich"
    MEMO = "memo"
    PROBE = "probe"


class ModelOutcome(StrEnum):
    """How a call of the language model ended. The Chinese text of each stands in advisor/model/texts.py."""

    OK = "ok"
    UNREACHABLE = "unreachable"
    WRONG_KEY = "wrong_key"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    STALLED = "stalled"
    CUT = "cut"
    CONTEXT_EXCEEDED = "context_exceeded"
    EMPTY = "empty"
    NOISE = "noise"
    WRONG_LANGUAGE = "wrong_language"
    REPETITION = "repetition"
    TOO_LONG = "too_long"
    UNSUPPORTED = "unsupported"
    BUSY = "busy"
    PAUSED = "paused"
