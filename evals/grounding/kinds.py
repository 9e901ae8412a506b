"""Chinese names of the kinds and tags of pairs; one that is missing here is shown by its key."""

from __future__ import annotations

LABELS = {
    "wrong_figure": "数字错误",
    "wrong_unit": "单位或量级错误",
    "wrong_period": "时间错误",
    "wrong_place": "地点错误",
    "swapped_entities": "主体对调",
    "wrong_number": "文号错误",
    "flipped_negation": "否定反转",
    "inflated_scope": "范围夸大",
    "changed_modality": "语气改变",
    "wrong_issuer": "发文机关错误",
    "invented_cause": "添加因果关系",
    "added_detail": "添加细节",
    "half_supported": "一半有依据",
    "wrong_passage": "来源张冠李戴",
    "paraphrase": "换一种说法",
    "compression": "压缩概括",
    "reordering": "调换语序",
    "synonyms": "同义词",
    "number_format": "数字写法不同",
    "split": "拆句",
    "merged": "并句",
    "entailed": "可直接推出",
    "other_language": "另一种语言",
    "label_supported": "标注：有依据",
    "label_contradicted": "标注：与来源矛盾",
    "label_not_found": "标注：来源中查不到",
    "label_not_checked": "标注：未核对",
}
