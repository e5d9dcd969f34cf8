"""A seeded library of any size: the same number and seed give the same bytes. Words of its own, shaped like real records."""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WHO = _words(
    "居民代表 楼栋长 网格员 社区党组织 业主委员会 物业公司 社会组织 志愿者 社区工作者 街道干部 驻区单位 热心老人 "
    "人民调解员 社区民警 法律顾问 退役军人 沿街商户 外来务工者 青年骨干 全职妈妈"
)
DOES = _words(
    "收集意见 上门走访 召开议事会 张榜公示 分派任务 签订约定 现场核对 登记台账 回访住户 评议结果 调解分歧 筹集经费 "
    "拟订方案 逐项表决 公布账目 培训骨干 划分片区 建立名册 设置信箱 绘制地图"
)
WHAT = _words(
    "楼道堆物 电梯更换 停车划线 垃圾投放 雨水倒灌 晾晒空间 老人用餐 课后看护 路灯照明 宠物牵引 绿化补种 门禁维修 充电车棚 "
    "健身器材 下水堵塞 外墙渗水 邻里噪声 流动摊点 空房出租 残疾坡道 快递柜位 消防通道 广场舞会 旧衣回收 河道保洁 "
    "屋顶种菜 管网改造 公厕开放 书屋借阅 红白喜事 土地流转 厕所改建"
)
HOW = _words(
    "每月一次 分片包干 先易后难 逐户签字 当面说清 限期办结 三方到场 公开账目 轮流值守 统一编号 事后回访 留存照片 抽签排队 "
    "积分换物 错时开放 一事一议 结对帮扶 月底盘点 先议后办 分级响应 户主到场 逐条答复 钥匙共管 节前巡看"
)
SHAPE = _words("工作法 议事规则 联席制度 服务清单 协商流程 巡查机制")
FORM = {
    "工作法": "工作法", "议事规则": "制度", "联席制度": "制度", "服务清单": "清单", "协商流程": "流程", "巡查机制": "机制",
}  # fmt: skip
THEMES = _words(
    "dang-jian-yin-ling xie-shang-yi-shi qun-zhong-zi-zhi jian-fu-zeng-xiao mi-qie-lian-xi she-hui-can-yu she-qu-fu-wu"
)
NOTE_KINDS = _words("存疑 缺载 处理")
SETTINGS = _words("lao-cheng-she-qu xin-cheng-she-qu cun-zhuan-she-qu nong-cun")
# Two of them name a village: thousands of names, so that the index has rare words as well as common ones.
SIGNS = (
    "安白柏宝北碧昌长辰成春翠达大丹东二丰枫福高古光桂海汉荷和红洪湖华怀黄惠吉佳江金锦景静聚凯康兰乐莲良林凌柳龙隆鹿罗满梅"
    "美明南宁盘平浦七奇前桥青清庆秋泉仁荣瑞三山上胜石寿双水松苏塘桃天通万旺文梧五西溪祥象小新兴杏秀徐雅岩阳杨尧一怡银"
    "永友玉裕园元源云长樟正芝中忠朱竹紫"
)
SECTIONS = tuple(f"{part}({item})" for part in "一二三四五六" for item in "一二三")
PROVINCE = "42"
SCHEMA = "# yaml-language-server: $schema=../../schemas/{}.schema.json\n"


def write_corpus(root: Path, vocab: Path, count: int, seed: int = 1) -> int:
    """Write `count` records below root/content, with the real vocabularies from `vocab`; returns the bytes written.

    About 4 KB a record. Of ten four are cases, three methods, two policies; the rest are sources (one to fifty records),
    terms (at most 300), teaching notes and packs; more cases make up the number.
    """
    (root / "content/vocab").mkdir(parents=True, exist_ok=True)
    for name in ("themes.yaml", "settings.yaml", "regions.tsv"):
        shutil.copyfile(vocab / name, root / "content/vocab" / name)
    (root / "content/vocab/places.yaml").write_text(SCHEMA.format("places") + "places: []\n", encoding="utf-8")
    situations = SCHEMA.format("situations") + "situations: []\n"
    (root / "content/vocab/situations.yaml").write_text(situations, encoding="utf-8")
    total = 0
    for path, text in _Writer(random.Random(seed), _regions(vocab / "regions.tsv"), count).records():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        file.write_bytes(data)
        total += len(data)
    return total


def _regions(register: Path) -> list[str]:
    """Codes of one province's cities and counties of today."""
    rows = (line.split("\t") for line in register.read_text(encoding="utf-8").splitlines())
    return [row[0] for row in rows if row[0].startswith(PROVINCE) and row[0] != f"{PROVINCE}0000" and not row[4]]


class _Writer:
    """One library being written; the order of the dice is the order of the records."""

    def __init__(self, dice: random.Random, regions: list[str], count: int) -> None:
        self.dice, self.regions = dice, regions
        self.sources = max(1, count // 50)
        self.terms = min(count // 10, 300)
        self.policies, self.methods = count * 2 // 10, count * 3 // 10
        self.notes, self.packs = count // 100, count // 200
        self.cases = max(
            0, count - sum((self.sources, self.terms, self.policies, self.methods, self.notes, self.packs))
        )
        self.term_names = [f"{dice.choice(DOES)}{dice.choice(HOW)}制{number}" for number in range(self.terms)]
        self.cited, self.place = 0, ""

    def records(self) -> Iterator[tuple[str, str]]:
        """Path below content/ and text."""
        kinds = (
            ("sources", "s", self.sources, self._source),
            ("policies", "p", self.policies, self._policy),
            ("methods", "m", self.methods, self._method),
            ("cases", "c", self.cases, self._case),
            ("terms", "t", self.terms, self._term),
            ("notes", "n", self.notes, self._note),
            ("packs", "k", self.packs, self._pack),
        )
        for folder, letter, count, write in kinds:
            for number in range(count):
                self.cited = self.dice.randrange(self.sources)
                self.place = f"{self._of(SIGNS)}{self._of(SIGNS)}{self._of(('社区', '村'))}"
                yield f"{folder}/{letter}-{number}.yaml", write(number)

    # ------------------------------------------------------------ words

    def _of(self, words: Sequence[str]) -> str:
        return self.dice.choice(words)

    def _sentence(self) -> str:
        dice = self.dice.random()
        if dice < 0.2:
            return f"{self.place}{self._of(HOW)}{self._of(DOES)}，{self._of(WHO)}{self._of(DOES)}，{self._of(WHAT)}由{self._of(WHO)}负责。"
        if dice < 0.25 and self.term_names:
            return (
                f"{self._of(WHO)}照{self._of(self.term_names)}办理{self._of(WHAT)}，{self._of(HOW)}{self._of(DOES)}。"
            )
        return f"{self._of(WHO)}{self._of(HOW)}{self._of(DOES)}，办理{self._of(WHAT)}，再由{self._of(WHO)}{self._of(DOES)}。"

    def _prose(self, sentences: int) -> str:
        return "".join(self._sentence() for _ in range(sentences))

    def _cite(self) -> str:
        return f"s-{self.cited} {self._of(SECTIONS)}"

    def _year(self) -> int:
        return self.dice.randint(2005, 2024)

    def _claims(self, field: str, count: int, sentences: int = 2, indent: str = "") -> str:
        """A list of cited statements, as a field of a record."""
        kind = f"kind: {self._of(NOTE_KINDS)}\n{indent}    " if field == "editor_notes" else ""
        items = "".join(
            f"{indent}  - {kind}text: {self._prose(sentences)}\n{indent}    cite: {self._cite()}\n"
            for _ in range(count)
        )
        return f"{indent}{field}:\n{items}"

    def _links(self, field: str, letter: str, count: int, below: int) -> str:
        """Links to earlier records of a kind, some with a reason; empty where there is none."""
        numbers = self.dice.sample(range(below), min(count, below))
        items = "".join(
            f"  - ref: {letter}-{number}\n    note: {self._sentence()}\n" if at % 2 else f"  - {letter}-{number}\n"
            for at, number in enumerate(numbers)
        )
        return f"{field}:\n{items}" if items else ""

    def _parties(self, field: str) -> str:
        items = "".join(
            f"  - name: {name}\n    role: {self._of(DOES)}，{self._of(DOES)}\n    cite: {self._cite()}\n"
            for name in self.dice.sample(WHO, 4)
        )
        return f"{field}:\n{items}"

    def _list(self, field: str, words: Sequence[str], count: int) -> str:
        return f"{field}:\n" + "".join(f"  - {word}\n" for word in self.dice.sample(words, count))

    def _head(self, kind: str, record_id: str, title: str) -> str:
        return (
            f"{SCHEMA.format(kind)}id: {record_id}\ntitle: {title}\naliases:\n  - {title[2:]}\nsummary: {self._prose(3)}\n"
            + self._list("themes", THEMES, 2)
            + self._list("keywords", WHAT, 4)
            + "status: 已发布\n"
        )

    def _sourced(self, kind: str, record_id: str, title: str) -> str:
        return self._head(kind, record_id, title) + f"sources:\n  - s-{self.cited}\n"

    def _title(self, number: int) -> tuple[str, str]:
        """A title and its form."""
        shape = self._of(SHAPE)
        return f"{self._of(WHAT)}{self._of(HOW)}{shape}{number}号", FORM[shape]

    # ------------------------------------------------------------ kinds

    def _source(self, number: int) -> str:
        sections = "".join(f"  - locator: {place}\n    title: {self._of(WHAT)}\n" for place in SECTIONS)
        return (
            f"{SCHEMA.format('source')}id: s-{number}\ntitle: {self._of(WHAT)}调查材料{number}\nsummary: {self._prose(2)}\n"
            f"status: 已发布\ntype: 报告\nauthor:\n  - 某调查组\npublisher: {self.place}\npublished: '{self._year()}'\nsections:\n{sections}"
        )

    def _policy(self, number: int) -> str:
        title, _ = self._title(number)
        return (
            self._sourced("policy", f"p-{number}", f"关于{title}的意见")
            + f"level: 市\nregion: '{self._of(self.regions)}'\nissued: '{self._year()}'\n"
            + self._claims("key_points", 6)
            + self._links("implements", "p", 2, number)
            + self._claims("editor_notes", 1)
        )

    def _method(self, number: int) -> str:
        title, form = self._title(number)
        steps = "".join(
            f"  - no: {no}\n    name: {self._of(DOES)}\n    how: {self._prose(2)}\n    who:\n      - {self._of(WHO)}\n      - {self._of(WHO)}\n"
            f"    output: {self._of(WHAT)}名册\n    cite: {self._cite()}\n"
            for no in range(1, 7)
        )
        return (
            self._sourced("method", f"m-{number}", title)
            + f"form: {form}\nstage: 已实施\norigin:\n  region: '{self._of(self.regions)}'\n  place: {self.place}\n  first_seen: '{self._year()}'\n  cite: {self._cite()}\n"
            + self._claims("problem_solved", 2)
            + f"steps:\n{steps}"
            + self._parties("participants")
            + f"effort:\n  people: {self._of(WHO)}两名\n  time: 一个月\n  difficulty: 中\n"
            + self._claims("preconditions", 1)
            + self._claims("not_suitable_when", 1)
            + "participation: 协作\n"
            + self._claims("support", 1)
            + self._claims("claims", 2)
            + self._links("policy_basis", "p", 2, self.policies)
            + self._links("similar_to", "m", 2, number)
            + self._claims("editor_notes", 1)
        )

    def _case(self, number: int) -> str:
        counts = {"background": 1, "process": 4, "outcome": 2, "reflection": 1}
        blocks = "".join(self._claims(name, count, 2, "  ") for name, count in counts.items())
        method = self.dice.randrange(self.methods) if self.methods else 0
        done = "".join(
            f"  - method: m-{method}\n    step_no: {no}\n    what_happened: {self._prose(1)}\n    cite: {self._cite()}\n"
            for no in ((1, 3, 5) if self.methods else ())
        )
        results = "".join(
            f"  - indicator: {self._of(WHAT)}办结率\n    before: '{self.dice.randint(20, 60)}'\n    after: '{self.dice.randint(61, 99)}'\n"
            f"    unit: '%'\n    period: {self._year()}\n    cite: {self._cite()}\n    evidence: D\n"
            for _ in range(4)
        )
        return (
            self._sourced("case", f"c-{number}", f"{self.place}{self._of(WHAT)}办理记{number}号")
            + f"region: '{self._of(self.regions)}'\nplace: {self.place}\nsetting: {self._of(SETTINGS)}\nscale: {number % 90 + 3}00户\n"
            + f"lead: {self.place}党组织\n"
            + self._parties("partners")
            + f"period: '{self._year()}'\nstage: 运行\ntarget_groups:\n  - {self._of(WHO)}\nnarrative:\n{blocks}"
            + (f"procedure:\n{done}" if done else "")
            + "resources:\n"
            + self._claims("money", 1, 1, "  ")
            + self._claims("people", 1, 1, "  ")
            + f"results:\n{results}"
            + self._claims("limits", 1)
            + self._claims("transfer_conditions", 1)
            + self._links("policy_basis", "p", 1, self.policies)
            + self._claims("editor_notes", 1)
        )

    def _term(self, number: int) -> str:
        return (
            self._sourced("term", f"t-{number}", self.term_names[number])
            + self._claims("definition", 2)
            + self._links("see_also", "m", 2, self.methods)
        )

    def _note(self, number: int) -> str:
        plan = "".join(
            f"  - activity: {self._of(DOES)}\n    minutes: 15\n    detail: {self._prose(2)}\n" for _ in range(3)
        )
        return (
            self._head("note", f"n-{number}", f"{self.place}教学说明{number}号")
            + f"case: c-{self.dice.randrange(self.cases)}\naudience:\n  - {self._of(WHO)}\nclass_minutes: 45\npurpose: {self._prose(2)}\n"
            + f"objectives:\n  - no: 1\n    text: 能{self._of(DOES)}\nquestions:\n  - text: 怎样{self._of(DOES)}？\n    objective: 1\n"
            + "".join(f"{field}:\n  - text: {self._prose(3)}\n" for field in ("analysis", "theory", "key_points"))
            + f"plan:\n{plan}quiz:\n  - type: 判断\n    stem: {self._sentence()}\n    answer:\n      - 对\n"
        )

    def _pack(self, number: int) -> str:
        refs = (("案例", "c", self.cases), ("工作法", "m", self.methods), ("教学说明", "n", self.notes))
        units = "".join(
            f"  - type: {kind}\n    ref: {letter}-{self.dice.randrange(count)}\n    minutes: 30\n    purpose: {self._sentence()}\n"
            for kind, letter, count in (*refs, *refs)
            if count
        )
        return (
            self._head("pack", f"k-{number}", f"{self.place}课程包{number}号")
            + f"audience:\n  - {self._of(WHO)}\nhours: 3\nobjectives:\n  - 能{self._of(DOES)}\nunits:\n{units}"
            + self._links("pre_reading", "p", 2, self.policies)
        )
