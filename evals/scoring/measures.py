"""What is measured on any assistant's answer, with its Chinese names."""

from __future__ import annotations

from evals.core.intervals import f1
from evals.core.measures import Measure, Role, Statistic, Unit, latency

VITAL_STRICT = Measure(
    key="vital_strict",
    label="必要事实答出率",
    meaning="正确回答必须有的事实中，写全了的比例。",
    role=Role.HEADLINE,
    gated=True,
)
CITATION_RECALL = Measure(
    key="citation_recall",
    label="引注支持率（ALCE 召回）",
    meaning="陈述事实的句子中，标了引注、引注都找得到材料、材料确实支持这句话的比例。照抄材料也能得高分，须与必要事实、切题句同看。",
    role=Role.HEADLINE,
    gated=True,
)
CITATION_PRECISION = Measure(
    key="citation_precision",
    label="引注必要率（ALCE 准确）",
    meaning="引注中对所在句子有用的比例；多余的引注，或句子本身得不到支持，都会拉低它。",
    role=Role.HEADLINE,
)
NUMBER_GROUNDING = Measure(
    key="number_grounding",
    label="数字有据率",
    meaning="回答里的数字，在所引材料里找得到同一数值和单位的比例；写明算式、复算无误的结果也算有据。",
    role=Role.HEADLINE,
)
DECISION = Measure(
    key="decision",
    label="该答则答、该拒则拒",
    meaning="应答的问题作了答、应拒答的问题没有硬答的比例。",
    role=Role.HEADLINE,
    gated=True,
)

ON_SENTENCES = (
    CITATION_RECALL,
    CITATION_PRECISION,
    Measure(
        key="recall_number", label="引注支持率：带数字或日期的句子", paired=False, meaning="只看写有数字或日期的句子。"
    ),
    Measure(
        key="recall_quotation", label="引注支持率：带引文的句子", paired=False, meaning="只看用引号引了原话的句子。"
    ),
    Measure(key="recall_other", label="引注支持率：其他句子", paired=False, meaning="既无数字也无引文的句子。"),
    Measure(
        key="held_by_any",
        label="所给材料支持率",
        paired=False,
        meaning="陈述事实的句子中，所附材料（不论这句是否引了它）合起来支持的比例。",
    ),
)
"""Those a second judge gives figures of its own for."""

ON_SPANS = (
    NUMBER_GROUNDING,
    Measure(
        key="quote_exactness",
        label="引文准确率",
        paired=False,
        meaning="用引号引的原话，与所引材料逐字相同的比例（不计全半角和空格；重复问题里的话不算引文）。",
    ),
    Measure(
        key="citation_validity",
        label="引注可查率",
        paired=False,
        meaning="引注编号能对应到所附材料的比例。",
    ),
    Measure(
        key="validity_warned",
        label="失效文件有提醒的比例",
        paired=False,
        meaning="引用已修改、被取代、废止、期满或征求意见的文件时，写明或提醒了这一点的比例（材料注明了效力状态才能算）。",
    ),
    Measure(key="citation_coverage", label="引注覆盖率", paired=False, meaning="陈述事实的句子中，标了引注的比例。"),
)

ON_FACTS = (
    VITAL_STRICT,
    Measure(key="vital_partial", label="必要事实答出率（部分算半）", meaning="同上，只写出一部分的事实算半个。"),
    Measure(key="okay_strict", label="相关事实答出率", meaning="最好也能写到的事实中，写全了的比例。"),
    Measure(key="all_strict", label="全部事实答出率", meaning="必要事实与相关事实合计，写全了的比例。"),
    Measure(key="all_partial", label="全部事实答出率（部分算半）", meaning="同上，只写出一部分的事实算半个。"),
    Measure(
        key="focus",
        label="切题句比例",
        paired=False,
        meaning="陈述事实的句子中，写到至少一项必要或相关事实的比例；答非所问、大段照抄会拉低它。",
    ),
    Measure(
        key="nothing_forbidden",
        label="没有出现错误说法",
        meaning="回答里没有题目列明的错误说法（如张冠李戴的数字、已失效的标准）的比例。",
        gated=True,
    ),
)

ON_DECISION = (
    DECISION,
    Measure(key="refused", label="应拒答的拒答率", meaning="材料里没有答案、应当拒答的问题中，没有硬答的比例。"),
    Measure(
        key="refusal_right",
        label="拒答的正确率",
        paired=False,
        meaning="拒答了的问题中，确实应当拒答的比例。",
    ),
    Measure(
        key="false_abstention",
        label="误拒率",
        higher_is_better=False,
        meaning="应当作答的问题中，被拒答的比例。",
    ),
    Measure(key="wanted_abstention", label="应当拒答", role=Role.COLUMN),
    Measure(key="abstained", label="拒答了", role=Role.COLUMN),
)

ON_SIZE = (
    Measure(key="claims", label="每题陈述句数", unit=Unit.COUNT, paired=False, meaning="陈述事实的句子数，平均每题。"),
    Measure(
        key="skipped",
        label="每题不作核对的句数",
        unit=Unit.COUNT,
        paired=False,
        meaning="标题、客套、反问和“资料里没有”之类不陈述外界事实的句子，平均每题；它们不计入引注各项。",
    ),
    Measure(
        key="characters",
        label="每题字数",
        unit=Unit.COUNT,
        higher_is_better=False,
        paired=False,
        meaning="回答的字数，平均每题；内容相同，短的省读者的时间。",
    ),
    Measure(key="milliseconds", label="用时", unit=Unit.MILLISECONDS, higher_is_better=False, role=Role.COLUMN),
)

ABSTENTION_F1 = Statistic(
    Measure(
        key="abstention_f1",
        label="拒答的 F1",
        meaning="拒答率与拒答正确率的调和平均：既不硬答，也不滥拒，才会高。",
    ),
    ("wanted_abstention", "abstained"),
    f1,
)

LATENCY = latency("用时", ends="答完")
