"""Which questions are turned away before retrieval: empty ones, and attempts to make the advisor break its rules."""

from __future__ import annotations

import re

from advisor.types import ScreenReason

_RULES = r"(规则|规矩|提示|指令|要求|限制|约束|设定|来源|出处|引用|引注|核验|核对|证据|依据|以上|之前|上面|资料库?)"
_OVERRIDE_PATTERNS = (
    rf"(忽略|无视|忘掉|忘记|别管|不要管|不用管|跳过|绕过|绕开|抛开).{{0,12}}{_RULES}",
    r"(违反|关掉|关闭|取消|解除|停用).{0,6}(你的|自己的|这个|这些)?.{0,2}(来源|出处|引用|引注|核验|核对)(的?(要求|限制|规则|检查))?|(违反|关掉|关闭|取消|解除).{0,4}你的(规则|限制|设定)",
    r"(编|虚构|捏造|杜撰|编造|瞎编|凑|伪造|造).{0,4}(一?个|一?份|一?条|一?些|几个|几条|出|点|组|段|数|文号|政策|来源)",
    r"(不要|不用|不必|别|去掉|不带|省略|省去|删掉|不需要|不写|隐去|无需).{0,6}(引用|来源|出处|标注|引注|核验|核对|依据|脚注)",
    r"(系统提示|提示词|system prompt|prompt|密钥|api.?key|内部指令|初始指令|源代码).{0,10}(是什么|发|给|告诉|显示|打印|输出|说|看|列)?",
    r"(输出|打印|泄露|告诉我|显示|复述).{0,8}(系统提示|提示词|system prompt|prompt|密钥|api.?key|内部指令)",
    r"(你现在|从现在起|从现在开始|假装|扮演|假设你).{0,12}(是|为|没有|不受|不用|自由|可以随意)",
    r"(随便|随意|大胆|凭感觉|凭空|拍脑袋).{0,4}(编|写|给|猜|估|说|填|报).{0,8}(数|个|条|份|一)",
    r"(哪怕|就算|即使|管它|不管).{0,6}(没有|没).{0,6}(依据|来源|数据|出处).{0,10}(写|编|给|说|填|答)",
    r"ignore (all |any |the )?(previous|prior|above|your)|make up|fabricate|without (any )?(sources?|citations?)|jailbreak|reveal your",
    r"(改成|说成|写成|当成|包装成|夸大成|吹成).{0,12}(全国第一|已获批|官方|现行|国家级).{0,8}(就行|即可|就好|吧|好了)",
)
_CREATIVE = re.compile(
    r"(写|作|编|来|讲)(一?[首篇段封份个])?.{0,8}(诗|歌|小说|作文|文案|话术|情书|代码|程序|剧本|段子|笑话|故事)"
    r"|推荐.{0,6}(股票|基金|彩票|电影|餐馆|饭店|酒店|游戏)|(股票|彩票|天气)(怎么样|会涨|能涨|预报)?"
)
_OVERRIDE = re.compile("|".join(_OVERRIDE_PATTERNS))
_WORDS = re.compile(r"[\u3400-\u9fffa-z0-9]")


def screen(text: str) -> ScreenReason | None:
    """Why the normalised question is turned away, or None. Subject matter is judged later, by what is held."""
    if not _WORDS.search(text):
        return ScreenReason.EMPTY
    if _OVERRIDE.search(text):
        return ScreenReason.OVERRIDE
    if _CREATIVE.search(text):
        return ScreenReason.OUT_OF_SCOPE
    return None
