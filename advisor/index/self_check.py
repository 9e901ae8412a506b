"""Does a plugged-in model read Chinese? Twenty questions, put to its vectors alone and to BM25."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from advisor.index.exact import ExactIndex
from advisor.library.indexing import lexical_tokens
from advisor.types import Data

if TYPE_CHECKING:
    from advisor.index.embedding import Embedder

_DEPTH = 10
_DISTRACTORS = 400

# Question and the passage that answers it; everyday matters of administration, none of them from the library.
PAIRS: tuple[tuple[str, str], ...] = (
    ("身份证丢了怎么补办", "居民身份证遗失的，本人持户口簿到任一户籍派出所申请补领，缴纳工本费后领取新证。"),
    ("办护照要多久能拿到", "普通护照自受理之日起七个工作日内签发，偏远地区经批准可以延长至三十日。"),
    ("小区电梯坏了该找谁修", "住宅电梯发生故障，由物业服务企业通知维护保养单位维修，大修费用可以使用专项维修资金。"),
    ("孩子上小学报名需要什么材料", "适龄儿童入学登记时，监护人提交户口簿、房产证明或租赁合同以及预防接种证。"),
    ("失业以后能领多少钱", "失业保险金按当地最低工资标准的百分之九十按月发放，领取期限依缴费年限确定。"),
    ("开餐馆要办哪些证", "从事餐饮服务应取得营业执照和食品经营许可证，从业人员须持有健康证明。"),
    ("公交卡老年人免费吗", "年满六十五周岁的老年人凭优待证免费乘坐市内公共汽车。"),
    ("拖欠工资去哪里投诉", "用人单位拖欠劳动报酬的，劳动者可以向劳动保障监察机构投诉，也可以申请劳动仲裁。"),
    ("房子过户要交什么税", "二手住房转移登记前，买方缴纳契税，卖方依情况缴纳增值税和个人所得税。"),
    ("垃圾分几类怎么扔", "生活垃圾分为可回收物、有害垃圾、厨余垃圾和其他垃圾四类，应投放到相应颜色的收集容器。"),
    ("医保断缴了会怎样", "职工医疗保险中断缴费的，次月起停止享受统筹待遇，补缴后恢复，个人账户余额仍可使用。"),
    ("冬天什么时候开始供暖", "城市供热期为当年十一月一日至次年三月三十一日，居民卧室温度不低于十八摄氏度。"),
    ("大学生创业有没有贷款", "高校毕业生自主创业可以申请担保贷款，额度最高三十万元，财政部门给予贴息。"),
    ("养狗要不要登记", "饲养犬只应当到公安机关办理养犬登记，定期接种狂犬病疫苗，外出时使用牵引绳。"),
    ("残疾人有什么补助", "困难残疾人生活补贴和重度残疾人护理补贴按月发放，由户籍所在街道受理申请。"),
    ("停水停电提前多久通知", "因计划检修需要停止供水供电的，供应单位提前二十四小时公告停止的范围和时间。"),
    ("农村宅基地能不能卖给城里人", "宅基地使用权只能在本集体经济组织成员之间转让，城镇居民不得购买。"),
    ("疫苗接种证丢失怎么办", "预防接种证遗失的，到原接种单位凭信息系统记录补发。"),
    ("电动车上牌去哪里", "电动自行车所有人应自购车之日起十五日内到交通管理部门登记点申领号牌。"),
    ("离婚登记冷静期几天", "自婚姻登记机关收到离婚申请之日起三十日内，任何一方不愿离婚的可以撤回申请。"),
)


class SelfCheck(Data):
    """Share of the twenty questions whose passage is among the first ten."""

    vector_recall: float
    lexical_recall: float

    @property
    def passed(self) -> bool:
        """Below half of BM25's recall a model does more harm than good, whatever the weight."""
        return self.vector_recall >= self.lexical_recall / 2


def self_check(embedder: Embedder, distractors: Sequence[str]) -> SelfCheck:
    """Ask the twenty questions among their passages and up to 400 texts of the library."""
    pool = [passage for _, passage in PAIRS] + list(distractors[:: max(1, len(distractors) // _DISTRACTORS)])
    index = ExactIndex([str(number) for number in range(len(pool))], embedder.embed(pool))
    by_vector = sum(
        str(number) in {found for found, _ in index.query(embedder.embed_question(question), limit=_DEPTH)}
        for number, (question, _) in enumerate(PAIRS)
    )
    return SelfCheck(vector_recall=by_vector / len(PAIRS), lexical_recall=_lexical_recall(pool))


def _lexical_recall(pool: Sequence[str]) -> float:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("""CREATE VIRTUAL TABLE words USING fts5(body, tokenize = "unicode61 tokenchars '.%'")""")
        connection.executemany(
            "INSERT INTO words(rowid, body) VALUES (?, ?)", [(n, lexical_tokens(text)) for n, text in enumerate(pool)]
        )
        found = 0
        for number, (question, _) in enumerate(PAIRS):
            match = " OR ".join(f'"{token}"' for token in lexical_tokens(question).split())
            rows = connection.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (match, _DEPTH)
            )
            found += number in {row for (row,) in rows}
    return found / len(PAIRS)
