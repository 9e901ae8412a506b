from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.grounding import Bound, UnitFamily, find_quantities, read_numeral, same_quantity

_HAN = "零一二三四五六七八九"


def _section(number: int) -> str:
    written, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += ("零" if gap and written else "") + _HAN[digit] + name
            gap = False
        else:
            gap = True
    return written


def in_chinese(number: int) -> str:
    """An integer below 10**12 in Chinese numerals, as a writer would put it in full."""
    if number == 0:
        return "零"
    written, higher = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale % 10_000
        if part:
            bridge = "零" if higher and part < 1000 else ""
            written += bridge + _section(part) + name
        higher = higher or bool(part)
    return written


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert read_numeral(in_chinese(number)) == number


@given(st.integers(min_value=1, max_value=10**9))
def test_thousands_separators_and_width_do_not_matter(number: int) -> None:
    full_width = str(number).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    assert read_numeral(f"{number:,}") == read_numeral(full_width) == number


@given(st.decimals(min_value="0.01", max_value="9999", places=2), st.sampled_from(["万", "亿", "万亿"]))
def test_scales_multiply_exactly(number: object, scale: str) -> None:
    factor = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    [quantity] = find_quantities(f"交易额为{number}{scale}元")
    assert quantity.value == pytest.approx(float(str(number)) * factor, rel=1e-12)
    assert (quantity.unit, quantity.written_unit) == ("元", f"{scale}元")


@given(st.text(alphabet="约近超余多以上万亿千百十两三5-至%.,，。个家元人年月日第条号〔〕() 前半分之几数", max_size=30))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    for quantity in find_quantities(text):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quantity.text


@given(st.integers(min_value=2, max_value=9999), st.sampled_from(["家", "人", "场次", "万元", "%"]))
def test_a_written_quantity_equals_itself_in_chinese(number: int, unit: str) -> None:
    arabic = find_quantities(f"共有{number}{unit}。")
    han = find_quantities(f"共有{in_chinese(number)}{unit}。")
    assert len(arabic) == len(han) == 1
    assert same_quantity(arabic[0], han[0])


@pytest.mark.parametrize(
    ("text", "value", "family"),
    [
        ("实现70亿元", 7e9, UnitFamily.MONEY),
        ("一千亿元", 1e11, UnitFamily.MONEY),
        ("破千亿元", 1e11, UnitFamily.MONEY),
        ("3亿5千万元", 3.5e8, UnitFamily.MONEY),
        ("五成", 50, UnitFamily.PERCENT),
        ("六成半", 65, UnitFamily.PERCENT),
        ("百分之三十", 30, UnitFamily.PERCENT),
        ("千分之三", 0.3, UnitFamily.PERCENT),
        ("3‰", 0.3, UnitFamily.PERCENT),
        ("超过半数", 50, UnitFamily.PERCENT),
        ("提高5个百分点", 5, UnitFamily.POINTS),
        ("翻两番", 4, UnitFamily.MULTIPLE),
        ("第三", 3, UnitFamily.RANK),
        ("位居全省前三", 3, UnitFamily.RANK),
        ("依照第二十条", 20, UnitFamily.CLAUSE),
        ("1.2万人次", 12_000, UnitFamily.VISITS),
        ("15个工作日", 15, UnitFamily.TIME),
        ("两个示范县", 2, UnitFamily.COUNT),
        ("三万余名", 30_000, UnitFamily.PEOPLE),
        ("30多万人", 300_000, UnitFamily.PEOPLE),
    ],
)
def test_value_and_family(text: str, value: float, family: UnitFamily) -> None:
    [quantity] = find_quantities(text)
    assert quantity.value == pytest.approx(value)
    assert quantity.family is family


@pytest.mark.parametrize("text", ["统一市场和唯一标识", "一个中心", "5G网络", "4A级景区", "GB/T 9704-2012", "千家万户"])
def test_words_and_codes_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    "text", ["2022年上半年", "2020年4月29日", "辽政发〔2015〕77号", "国务院令第810号", "“十三五”期间", "近三年", "[3]"]
)
def test_dates_and_document_numbers_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("3-5年", 3, 5), ("50%—60%", 50, 60), ("3至5万元", 3e4, 5e4), ("100万-300万元", 1e6, 3e6), ("两三年", 2, 3)],
)
def test_ranges(text: str, low: float, high: float) -> None:
    [quantity] = find_quantities(text)
    assert (quantity.value, quantity.high) == (low, high)


def test_change_from_one_value_to_another_is_no_range() -> None:
    first, second = find_quantities("由7.9%降到5.9%，从10个到20个")[2:]
    assert (first.value, second.value) == (10, 20)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("签约3万人", Bound.EXACT),
        ("约3万人", Bound.ABOUT),
        ("3万人左右", Bound.ABOUT),
        ("3万余人", Bound.OVER),
        ("不少于3万人", Bound.OVER),
        ("近3万人", Bound.NEARLY),
        ("最高奖励3万元", Bound.UP_TO),
        ("不超过项目投资的50%", Bound.UP_TO),
        ("3万元以下", Bound.UP_TO),
        ("节约30%", Bound.EXACT),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    assert find_quantities(text)[0].bound is bound


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("3万余人", "3万多人", True),
        ("3万余人", "30,000余人", True),
        ("三万余名", "３万余人", True),
        ("千亿元", "1000亿元", True),
        ("破千亿元", "超过1000亿元", True),
        ("五成", "50%", True),
        ("180家", "180个", True),
        ("1000亿元", "1000万元", False),
        ("5.56小时", "5.6小时", False),
        ("约5.6小时", "5.56小时", True),
        ("5%", "5个百分点", False),
        ("3万人", "3万人次", False),
        ("最高300万元", "至少300万元", False),
        ("近3万人", "3万余人", False),
        ("3年", "36个月", True),
        ("12%", "21%", False),
        ("3-5年", "3年", False),
    ],
)
def test_same_quantity(first: str, second: str, same: bool) -> None:
    left, right = find_quantities(first), find_quantities(second)
    assert any(same_quantity(a, b) for a in left for b in right) is same


def test_half_a_tenth_keeps_the_words_that_blur_it() -> None:
    (half,) = find_quantities("占全省的六成半左右")
    assert (half.value, half.text) == (65, "六成半左右")
    assert half.bound is not Bound.EXACT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("增长-8.79%", -8.79),
        ("增减为-320512人", -320512),
        ("（－0.5%）", -0.5),
        ("负6.25%", -6.25),
        ("-3.2万元", -32000),
        ("增长−2%", -2),
    ],
)
def test_a_minus_is_read(text: str, value: float) -> None:
    assert [one.value for one in find_quantities(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [("3-5家", [3]), ("3%-5%", [3]), ("自负20%", [20]), ("负责3个", [3]), ("A-6型", []), ("二等奖-500元", [])],
)
def test_a_dash_is_no_minus(text: str, values: list[float]) -> None:
    assert [one.value for one in find_quantities(text)] == values
