"""Chinese names of statuses, and of the kinds and tags of the questions."""

from __future__ import annotations

from advisor.types import Status

STATUS_LABEL = {
    Status.ANSWERED: "已答",
    Status.PARTLY_ANSWERED: "部分作答",
    Status.PREMISE_CORRECTED: "更正前提",
    Status.INSUFFICIENT: "没有收录所问内容",
    Status.NO_SOURCE: "没有这方面的资料",
    Status.OUT_OF_SCOPE: "不属业务范围",
    Status.REFUSED: "不能这样作答",
    Status.FAILED: "程序出错",
}

LABELS = {
    "figure": "问数字",
    "rule": "问规定",
    "list": "问清单",
    "advice": "问建议",
    "yes_no": "是非问",
    "entity": "问名称",
    "date": "问日期",
    "validity": "问效力",
    "other": "其他",
    "person": "问人物",
    "calculation": "要计算",
    "reason": "问原因",
    "comparison": "要比较",
    "definition": "问定义",
    "refuse": "应拒答",
    "colloquial": "口语",
    "in_force": "问现行有效",
    "definitions": "多种口径",
    "false_premise": "错误前提",
    "multi": "一问多项",
    "follow_up": "追问",
    "numerals": "汉字数字",
    "injection": "要求违规",
    "chitchat": "闲聊",
    "english": "英文",
    "not_held": "未收录文件",
    "typo": "错别字",
    "plan_as_fact": "把规划当事实",
    "traditional": "繁体",
    "fullwidth": "全角",
    "other_subject": "其他主题",
    "other_city": "其他城市",
    "other_year": "其他年份",
    "now": "问现在",
    "lapsed": "已失效政策",
    "presumption": "预设",
    "wrong_issuer": "发文机关错误",
}
