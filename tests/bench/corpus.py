"""A seeded library of any size: the same number and seed give the same bytes. Words of its own, shaped like real records."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

WHO = [
    "居民代表",
    "楼栋长",
    "网格员",
    "社区党组织",
    "业主委员会",
    "物业公司",
    "社会组织",
    "志愿者",
    "社区工作者",
    "街道干部",
    "驻区单位",
    "热心老人",
]
DOES = [
    "收集意见",
    "上门走访",
    "召开议事会",
    "张榜公示",
    "分派任务",
    "签订约定",
    "现场核对",
    "登记台账",
    "回访住户",
    "评议结果",
    "调解分歧",
    "筹集经费",
]
WHAT = [
    "楼道堆物",
    "电梯更换",
    "停车划线",
    "垃圾投放",
    "雨水倒灌",
    "晾晒空间",
    "老人用餐",
    "课后看护",
    "路灯照明",
    "宠物牵引",
    "绿化补种",
    "门禁维修",
    "充电车棚",
    "健身器材",
    "下水堵塞",
    "外墙渗水",
    "邻里噪声",
    "流动摊点",
    "空房出租",
    "残疾坡道",
    "快递柜位",
    "消防通道",
    "广场舞会",
    "旧衣回收",
]
HOW = [
    "每月一次",
    "分片包干",
    "先易后难",
    "逐户签字",
    "当面说清",
    "限期办结",
    "三方到场",
    "公开账目",
    "轮流值守",
    "统一编号",
    "事后回访",
    "留存照片",
    "抽签排队",
    "积分换物",
    "错时开放",
    "一事一议",
    "结对帮扶",
    "月底盘点",
    "先议后办",
    "分级响应",
    "户主到场",
    "逐条答复",
    "钥匙共管",
    "节前巡看",
]
SHAPE = ["工作法", "议事规则", "联席制度", "服务清单", "协商流程", "巡查机制"]
THEMES = [
    "dang-jian-yin-ling",
    "xie-shang-yi-shi",
    "qun-zhong-zi-zhi",
    "jian-fu-zeng-xiao",
    "mi-qie-lian-xi",
    "she-hui-can-yu",
    "she-qu-fu-wu",
]
SETTINGS = ["lao-cheng-she-qu", "xin-cheng-she-qu", "cun-zhuan-she-qu", "nong-cun"]
REGIONS = [
    "420100",
    "420106",
    "370705",
    "500103",
    "500113",
    "320508",
    "320585",
    "320582",
    "110108",
    "310115",
    "440305",
    "330106",
]
SCHEMA = "# yaml-language-server: $schema=../../schemas/{}.schema.json\n"


def write_corpus(root: Path, vocab: Path, count: int, seed: int = 1) -> int:
    """Write `count` records below root/content, with the real vocabularies from `vocab`; returns the bytes written.

    Of ten records four are cases, three methods, two policies and one a term; one source carries them all.
    """
    dice = random.Random(seed)
    for name in ("themes.yaml", "settings.yaml", "regions.tsv"):
        (root / "content/vocab").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(vocab / name, root / "content/vocab" / name)
    (root / "content/vocab/places.yaml").write_text("places: []\n", encoding="utf-8")
    total = 0
    for path, text in _records(dice, count):
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        file.write_bytes(data)
        total += len(data)
    return total


def _records(dice: random.Random, count: int) -> Iterator[tuple[str, str]]:
    yield "sources/bench.yaml", _source()
    cases, methods, policies = count * 4 // 10, count * 3 // 10, count * 2 // 10
    for number in range(policies):
        yield f"policies/p-{number}.yaml", _policy(dice, number)
    for number in range(methods):
        yield f"methods/m-{number}.yaml", _method(dice, number, policies)
    for number in range(cases):
        yield f"cases/c-{number}.yaml", _case(dice, number, methods, policies)
    for number in range(count - cases - methods - policies):
        yield f"terms/t-{number}.yaml", _term(dice, number, methods)


def _sentence(dice: random.Random) -> str:
    return f"{dice.choice(WHO)}{dice.choice(HOW)}{dice.choice(DOES)}，办理{dice.choice(WHAT)}，再由{dice.choice(WHO)}{dice.choice(DOES)}。"


def _prose(dice: random.Random, sentences: int) -> str:
    return "".join(_sentence(dice) for _ in range(sentences))


def _head(kind: str, record_id: str, title: str, dice: random.Random) -> str:
    themes = "".join(f"  - {theme}\n" for theme in dice.sample(THEMES, 2))
    return (
        f"{SCHEMA.format(kind)}id: {record_id}\ntitle: {title}\nsummary: {_prose(dice, 3)}\n"
        f"status: 已发布\nthemes:\n{themes}sources:\n  - bench\n"
    )


def _title(dice: random.Random, number: int) -> str:
    return f"{dice.choice(WHAT)}{dice.choice(HOW)}{dice.choice(SHAPE)}{number}号"


def _source() -> str:
    sections = "".join(f"  - locator: {place}\n" for place in "一二三四五六")
    return f"{SCHEMA.format('source')}id: bench\ntitle: 量速度用的来源\nsummary: 由程序写成，只用来量速度。\nstatus: 已发布\ntype: 报告\nsections:\n{sections}"


def _policy(dice: random.Random, number: int) -> str:
    above = f"implements:\n  - p-{dice.randrange(number)}\n" if number else ""
    points = "".join(f"  - text: {_prose(dice, 2)}\n    cite: bench {dice.choice('一二三四五六')}\n" for _ in range(5))
    return (
        _head("policy", f"p-{number}", f"关于{_title(dice, number)}的意见", dice)
        + f"level: 市\nregion: '{dice.choice(REGIONS)}'\nissued: '{dice.randint(2005, 2024)}'\nkey_points:\n{points}{above}"
    )


def _method(dice: random.Random, number: int, policies: int) -> str:
    steps = "".join(
        f"  - no: {no}\n    name: {dice.choice(DOES)}\n    how: {_prose(dice, 2)}\n    who:\n      - {dice.choice(WHO)}\n    cite: bench 一\n"
        for no in range(1, 6)
    )
    kin = f"similar_to:\n  - ref: m-{dice.randrange(number)}\n    note: {_sentence(dice)}\n" if number else ""
    basis = f"policy_basis:\n  - p-{dice.randrange(policies)}\n" if policies else ""
    return (
        _head("method", f"m-{number}", _title(dice, number), dice)
        + f"form: 工作法\norigin:\n  region: '{dice.choice(REGIONS)}'\n  first_seen: '{dice.randint(2005, 2024)}'\n  cite: bench 二\n"
        + f"problem_solved:\n  - text: {_prose(dice, 2)}\n    cite: bench 三\nsteps:\n{steps}{basis}{kin}"
        + f"preconditions:\n  - text: {_sentence(dice)}\nnot_suitable_when:\n  - text: {_sentence(dice)}\n"
    )


def _case(dice: random.Random, number: int, methods: int, policies: int) -> str:
    blocks = "".join(
        f"  {name}:\n    - text: {_prose(dice, 6)}\n      cite: bench {dice.choice('一二三四五六')}\n"
        for name in ("background", "process", "outcome", "reflection")
    )
    method = dice.randrange(methods) if methods else 0
    done = "".join(
        f"  - method: m-{method}\n    step_no: {no}\n    what_happened: {_prose(dice, 1)}\n    cite: bench 四\n"
        for no in ((1, 3) if methods else ())
    )
    results = "".join(
        f"  - indicator: {dice.choice(WHAT)}办结率\n    before: '{dice.randint(20, 60)}'\n    after: '{dice.randint(61, 99)}'\n"
        "    unit: '%'\n    cite: bench 五\n    evidence: D\n"
        for _ in range(3)
    )
    basis = f"policy_basis:\n  - p-{dice.randrange(policies)}\n" if policies else ""
    return (
        _head("case", f"c-{number}", f"{dice.choice(WHAT)}办理记{number}号", dice)
        + f"region: '{dice.choice(REGIONS)}'\nsetting: {dice.choice(SETTINGS)}\nperiod: '{dice.randint(2005, 2024)}'\n"
        + f"narrative:\n{blocks}"
        + (f"procedure:\n{done}" if done else "")
        + f"results:\n{results}limits: 未见报道\n{basis}"
    )


def _term(dice: random.Random, number: int, methods: int) -> str:
    link = f"see_also:\n  - m-{dice.randrange(methods)}\n" if methods else ""
    return (
        _head("term", f"t-{number}", f"{dice.choice(DOES)}{number}制", dice)
        + f"definition:\n  - text: {_prose(dice, 2)}\n    cite: bench 六\n{link}"
    )
