"""The one table of fixed Chinese wording of the draft check."""

from __future__ import annotations

from advisor.check.types import SentenceKind, SentenceVerdict, Severity

VERDICT_LABEL: dict[SentenceVerdict, str] = {
    SentenceVerdict.CONTRADICTED: "与来源不一致",
    SentenceVerdict.NOT_FOUND: "没有找到来源",
    SentenceVerdict.SUPPORTED: "有来源支持",
    SentenceVerdict.NOT_FACTUAL: "不是事实陈述",
    SentenceVerdict.NOT_CHECKED: "没有核对",
}

KIND_LABEL: dict[SentenceKind, str] = {
    SentenceKind.FACT: "事实陈述",
    SentenceKind.ROW: "表格行",
    SentenceKind.HEADING: "标题",
    SentenceKind.PROPOSAL: "打算或建议",
    SentenceKind.QUESTION: "问句",
    SentenceKind.FORMULA: "概括性表述",
}

SEVERITY_LABEL: dict[Severity, str] = {
    Severity.ERROR: "更正",
    Severity.WARNING: "核实",
    Severity.NOTE: "提示",
}

NOTHING_TO_CHECK = "没有可以核对的内容。"
WHOLE_NOT_FOUND = "资料库中没有找到这句话的来源。"
PART_NOT_FOUND = "“{part}”没有找到来源，其余部分有来源支持。"
CLAUSE_NOT_FOUND = "“{part}”没有找到来源。"
NEAREST = "最接近的记载是{name}：{quote}"
NOT_FOUND_ADVICE = "请补充依据，或核实后修改、删去。"
CONTRADICTED_ADVICE = "请对照来源更正：{name}写“{quote}”。"
IN_OTHER_WORDS = "“{part}”与来源用词不同，按意思认定，请对照原文。"
REMARK = "“{part}”是概括性表述，没有单独核对。"
SILENCE = "“{part}”说的是来源没有写明什么，没有单独核对。"
DEFINITIONS = "同一指标还有其他口径：{others}。请在稿中写明采用的口径。"
NOTICE_ADVICE = "建议：{instead}"

NUMBER_WRONG = "{title}的文号是{right}，稿中写“{written}”。"
NUMBER_OF_ANOTHER = "{title}的文号是{right}，稿中所写的“{written}”是{other}的文号。"
NUMBER_ADVICE = "请更正文号。"
TITLE_OF_NUMBER = "文号“{number}”的文件标题是{right}，稿中写“{written}”。"
TITLE_WRONG = "资料库目录中没有“{written}”，标题相近的是{right}。"
TITLE_ADVICE = "请核对标题，需要时更正为{right}。"
UNKNOWN_DOCUMENT = "资料库目录中没有{name}，无法核对其标题、文号和效力。"
UNKNOWN_ADVICE = "引用前请核对原件。"
ISSUER_WRONG = "{title}由{right}制定发布，稿中写“{written}”。"
DATE_WRONG = "{title}于{right}成文或公布，稿中写“{written}”。"
FIRST_DAY_WRONG = "{title}自{right}起施行，稿中写“{written}”。"
DATE_ADVICE = "请更正时间。"
ISSUER_ADVICE = "请更正发文机关。"
DRAWS_ON_LAPSED = "所依据的{state}{successor}"
MISPLACED = "稿中写“{written}”，来源写“{held}”。"
TURNED = "稿中写“{written}”，来源写“{held}”，意思相反。"
DENIED = "来源写“{held}”，稿中略去了否定。"
STATED_AS_DONE = "稿中写“{written}”，来源只是{mode}：{held}"
NOT_YET = "{title}自{day}起施行，目前尚未施行。"
LAPSED_ADVICE = "不能作为现行依据；如作为历史做法提及，请写明时间和现状。"
HISTORY_ADVICE = "如作为依据引用，请先核实现行文件。"
SUCCESSOR = "替代文件：{names}。"

DISAGREE = "稿中前后不一致：“{subject}”此处写“{here}”，前文（“{sentence}”）写“{there}”。"
DISAGREE_ADVICE = "请核对后统一。"
SUM_WRONG = "分项合计为{sum}，与稿中所写的总数“{total}”不符。"
SUM_ADVICE = "请核对分项和总数。"
STATED_OTHERWISE = "稿中写“{written}”，来源写“{held}”。"
OTHER_FORCE = "稿中写“{written}”，来源写“{held}”，约束力不同。"
UNSAID = "来源没有说到这一点。"
