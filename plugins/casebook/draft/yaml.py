"""Draft records as commented YAML. What only a person can say is 待补充, and a comment names the section to read for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.check.layout import laid_out
from casebook.check.template import quoted
from casebook.draft.figures import Figure
from casebook.draft.found import Found, Sure
from casebook.draft.phrases import HAN
from casebook.draft.proposal import Named, Proposal
from casebook.draft.steps import declared, steps
from casebook.files import OutFile, SourceText, sha256_of
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import SECTION, record_path
from casebook.proof.fold import simplified

OPEN = "待补充"
_LISTED = 60  # names in one comment
_CITES = 8
_FORMS = ("工作法", "模式", "机制", "制度", "流程", "平台", "清单")
_TARGET = re.compile("力争|目标|计划|不低于|不少于|要求|到20[2-9]\\d年")
_CHANGE = re.compile("同比|下降|增长|提高|提升|减少|降至|升至|覆盖率|满意")


def drafts(proposal: Proposal) -> tuple[OutFile, ...]:
    """One file a record, by path below content/: the source, its case, and the methods and documents that the library lacks."""
    files = {
        ("source", proposal.source): _source(proposal),
        ("case", proposal.case): _case(proposal),
        **{("method", one.id): _method(proposal, one) for one in proposal.methods if not one.known},
        **{("policy", one.id): _policy(proposal, one) for one in proposal.policies if not one.known},
    }
    return tuple(
        OutFile(f"{SECTION[kind].folder}/{record_id}.yaml", _laid_out(kind, record_id, (*_head(kind), *lines)))
        for (kind, record_id), lines in files.items()
    )


def _laid_out(kind: str, record_id: str, lines: Iterable[str]) -> bytes:
    """As `casebook fmt` has it, so that the first save changes nothing but what was filled in."""
    text = "\n".join((*lines, ""))
    laid = laid_out(SourceText(record_path(kind, record_id), text.encode()), MODEL_OF_KIND[kind])
    if laid.value is None:
        raise ValueError(record_id)
    return laid.value.encode()


def _head(kind: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json"
    yield f"# 由 casebook draft 从来稿里找出来的草稿。标着“{OPEN}”的要自己写：看注释指出的那一节，用自己的话，不抄原文。"
    yield "# 其余各项是按写法推测的，把握分高、中、低；逐项核对，不对就改，用不上就删。"


def _common(record_id: str, title: str, about: str) -> Iterator[str]:
    yield f"id: {record_id}"
    yield f"title: {quoted(title)}"
    yield f"summary: {OPEN}  # 不超过 300 字：{about}"


def _themes(proposal: Proposal) -> Iterator[str]:
    if proposal.themes:
        yield "themes:  # 按来稿里出现的次数推测，最主要的写在最前"
        yield from (f"  - {theme}  # {label}" for theme, label in proposal.themes)
    else:
        yield "themes:  # 1 到 3 个，可选值见 content/vocab/themes.yaml"
        yield f"  - {OPEN}"


def _cite(proposal: Proposal, locators: Sequence[str], indent: str = "") -> Iterator[str]:
    if len(locators) == 1:
        yield f"{indent}cite: {proposal.source} {locators[0]}"
    else:
        yield f"{indent}cite:"
        yield from (f"{indent}  - {proposal.source} {locator}" for locator in locators[:_CITES])


def _source(proposal: Proposal) -> Iterator[str]:
    report = proposal.report
    if proposal.same_source:
        yield f"# 库里已经有同名的来源 {proposal.same_source}：是同一份就不要再交这一条，把别的草稿里的出处改成它。"
    yield from _common(proposal.source, _title(proposal), "这是一份什么文献、分几节、讲了什么")
    yield "status: 草稿"
    if proposal.report.traditional and _title(proposal) != report.title:
        yield from ("aliases:", f"  - {quoted(report.title[:80])}")
    kind = "报告" if "报告" in report.title else "政府公开文件"
    yield f"type: {kind}  # 推测；可选：期刊文章、报纸文章、图书、报告、标准、网络文献、政府公开文件、档案"
    yield "# author:  # 署名的人或单位，没有署名就不写"
    yield (
        f"published: {report.published}  # 报头或落款里的日期" if report.published else "# published:  # 没有日期就不写"
    )
    if report.traditional:
        yield "script: 繁体"
    yield f"sha256: {sha256_of(report.text.encode())}  # 存档文本的校验值，casebook draft --archive 另存的就是这一份"
    yield "sections:"
    yield from (f"  - locator: {locator}" for locator in report.sections)


def _title(proposal: Proposal) -> str:
    """In simplified characters; full-width signs stay."""
    return re.sub(f"{HAN}+", lambda run: simplified(run[0]), proposal.report.title)[:80] or OPEN


def _case(proposal: Proposal) -> Iterator[str]:
    yield from _common(proposal.case, _title(proposal), "哪里、为了什么、做了什么、结果怎样")
    yield from _themes(proposal)
    yield from ("status: 草稿", "sources:", f"  - {proposal.source}")
    yield from _regions(proposal)
    yield from _narrative(proposal)
    yield from _procedure(proposal)
    yield from _results(proposal)
    yield from _milestones(proposal)
    yield from _basis(proposal)
    yield from _parties(proposal)
    yield from _others(proposal)


def _regions(proposal: Proposal) -> Iterator[str]:
    sure = [place for place in proposal.places if place.sure > Sure.LOW]
    if sure:
        yield f'region: "{sure[0].region.code}"  # {sure[0].name}，把握{sure[0].sure.label}，提到 {sure[0].count} 次'
        inside = [place for place in sure[1:] if not _holds(place.region.code, sure[0].region.code)]
        if inside:
            yield "more_regions:"
            yield from (
                f'  - "{place.region.code}"  # {place.name}（{"、".join(place.locators[:3])}）' for place in inside[:20]
            )
    else:
        yield f"region: {OPEN}  # 来稿里没有写全的省市县名：写区划代码或全名"
    yield from _comment(
        "没有把握的地方", (f"{place.name}（{place.region.code}）" for place in proposal.places if place not in sure)
    )
    yield from _comment("可能是 place 的地方", map(_told, proposal.spots))


def _holds(outer: str, inner: str) -> bool:
    return inner.startswith(outer.rstrip("0")) and outer != inner


def _narrative(proposal: Proposal) -> Iterator[str]:
    blocks: dict[str, list[str]] = {"background": [], "process": [], "outcome": [], "reflection": [], "limits": []}
    where: dict[str, str] = {}
    for locator, text in proposal.report.sections.items():
        where[locator] = _block(locator, text)
        if where[locator] == "process":  # what its heading does not say, that of the section around it may
            where[locator] = where.get(_above(locator, where), "process")
        if locator not in ("报头", "题", "题下", "落款") and text:
            blocks[where[locator]].append(locator)
    yield "narrative:"
    for block, most in (("background", 12), ("process", 20), ("outcome", 12), ("reflection", 12)):
        held = blocks[block][:most]
        if held or most == 20 or block == "background":
            yield f"  {block}:"
            yield from (line for locator in held for line in _open_text(proposal, locator, "    "))
            if not held:
                yield f"    - text: {OPEN}"
    yield "limits:  # 来源没有说不足，就整项写成 limits: 未见报道"
    yield from (line for locator in blocks["limits"][:8] for line in _open_text(proposal, locator, "  "))
    if not blocks["limits"]:
        yield f"  - text: {OPEN}"


def _block(locator: str, text: str) -> str:
    """Where a section belongs, by the words of its heading."""
    heading = re.split(r"[。\n]", text)[0][:40]
    for words, block in (
        ("存在的?问题|主要问题|不足|困难|短板|差距", "limits"),
        ("建议|思考|启示|体会|下一步|打算|今后|经验", "reflection"),
        ("成效|效果|成果|成绩", "outcome"),
        ("背景|基本情况|概况|起因|为什么", "background"),
    ):
        if re.search(words, heading):
            return block
    return "background" if locator == "引言" else "process"


def _above(locator: str, others: Iterable[str]) -> str:
    """The section of these that a locator lies in: 四 for 四一是, 四(二) for 四(二)1; '' for one of the first level."""
    above = (one for one in others if locator.startswith(one) and re.match(r"[(\d]|.{1,2}是$", locator[len(one) :]))
    return max(above, key=len, default="")


def _open_text(proposal: Proposal, locator: str, indent: str) -> Iterator[str]:
    yield f"{indent}- text: {OPEN}  # 读 {locator}，用自己的话写"
    yield f"{indent}  cite: {proposal.source} {locator}"


def _procedure(proposal: Proposal) -> Iterator[str]:
    used = [one for one in proposal.methods if not one.on_paper][:40]
    if used:
        yield "procedure:  # 来稿提到的工作法；只是顺带提到、这里没有做的，删去"
    for one in used:
        yield f"  - method: {one.id}  # {_about(one)}"
        yield f"    what_happened: {OPEN}  # 读 {'、'.join(one.found.locators[:_CITES])}"
        yield from _cite(proposal, one.found.locators, "    ")
    paper = [one for one in proposal.methods if one.on_paper][:12]
    if paper:
        yield "see_also:  # 库里写着只是计划或建议的工作法"
        yield from (f"  - {one.id}  # {_about(one)}" for one in paper)


def _about(one: Named) -> str:
    state = "库里已有" if one.known else f"新草稿，把握{one.found.sure.label}"
    return f"{one.found.name}（{state}{f'；与 {one.near} 相近，先看是不是同一个' if one.near else ''}）"


def _results(proposal: Proposal) -> Iterator[str]:
    told = [figure for figure in proposal.figures if figure.provable][:80]
    if told:
        yield "results:  # 指标写“数的是什么”；性质和证据等级（A 到 E）是推测，要核对"
    for figure in told:
        yield f"  - indicator: {OPEN}  # {figure.locator}：…{figure.near}…（把握{figure.sure.label}）"
        yield f"    after: {quoted(figure.after)}"
        yield f"    unit: {quoted(figure.unit)}"
        yield f"    nature: {_nature(figure)}"
        yield f"    cite: {proposal.source} {figure.locator}"
        yield "    evidence: E"
    yield from _comment(
        "没有写进 results 的数", (f"{one.near}（{one.locator}）" for one in proposal.figures if one not in told)
    )


def _nature(figure: Figure) -> str:
    if _TARGET.search(figure.near):
        return "目标"
    if figure.unit.endswith("元"):
        return "投入"
    return "成效" if _CHANGE.search(figure.near) or figure.unit.startswith("%") else "规模"


def _milestones(proposal: Proposal) -> Iterator[str]:
    told = proposal.moments[:20]
    if told:
        yield "milestones:"
    for moment in told:
        yield f"  - on: {moment.on}"
        yield f"    what: {OPEN}  # {moment.locator}：…{moment.near}…"
        yield f"    cite: {proposal.source} {moment.locator}"
        yield "    evidence: E"
    yield from _comment("没有写进 milestones 的时间", (f"{one.on}（{one.locator}）" for one in proposal.moments[20:]))


def _basis(proposal: Proposal) -> Iterator[str]:
    if proposal.policies:
        yield "policy_basis:  # 来稿提到的文件；不是这件事的依据，删去"
    for one in proposal.policies[:20]:
        yield f"  - ref: {one.id}  # {_about(one)}"
        yield from _cite(proposal, one.found.locators, "    ")
    yield from _comment("还提到的文件", (f"{one.id} {_about(one)}" for one in proposal.policies[20:]))


def _parties(proposal: Proposal) -> Iterator[str]:
    if proposal.bodies:
        yield "## 牵头单位和参与单位：下面是来稿提到的单位，参加了的去掉 # 和后面的一个空格，再写 role（做什么）"
        yield "# partners:"
    for body in proposal.bodies[:20]:
        yield f"#   - name: {body.name}"
        yield from (f"# {line}" for line in _cite(proposal, body.locators, "    "))


def _others(proposal: Proposal) -> Iterator[str]:
    for label, found in (("工作法、机制或说法", proposal.other_methods), ("文件", proposal.other_policies)):
        for sure in (Sure.HIGH, Sure.MEDIUM, Sure.LOW):
            yield from _comment(f"还可能是{label}，把握{sure.label}", (_told(one) for one in found if one.sure is sure))


def _told(found: Found) -> str:
    return f"{found.name}（{'、'.join(found.locators[:3])}）"


def _comment(label: str, told: Iterable[str]) -> Iterator[str]:
    """One line each: a long one is no use to anybody."""
    every = list(told)
    if every:
        yield f"# {label}："
        yield from (f"#   {one}" for one in every[:_LISTED])
    if len(every) > _LISTED:
        yield f"#   …… 还有 {len(every) - _LISTED} 处"


def _method(proposal: Proposal, one: Named) -> Iterator[str]:
    found = one.found
    if one.near:
        yield f"# 库里的 {one.near} 与它相近：是同一个就不要交这一条，把案例里的编号改成它。"
    yield from _common(one.id, found.name, f"读 {'、'.join(found.locators[:3])}，这套做法解决什么、怎么做")
    yield from _comment("来稿里的别的写法，要用就写进 aliases", found.also)
    yield from _themes(proposal)
    yield from ("status: 草稿", "sources:", f"  - {proposal.source}")
    form = next((form for form in _FORMS if found.name.endswith(form)), "工作法")
    yield f"form: {form}  # 可选：{'、'.join(_FORMS)}"
    yield "# stage:  # 进展，发布时必填：已实施、推进中、试点、要求、计划、建议"
    count, told = declared(found.name), steps(proposal.report, found.name, found.locators)
    if count and len(told) <= count:
        yield f"declared_steps: {count}"
    if told:
        yield "steps:  # 按来稿里的次序"
    for no, (name, locator) in enumerate(told, start=1):
        yield f"  - no: {no}"
        yield f"    name: {quoted(name) if name else OPEN}" + ("" if name else f"  # 读 {locator}")
        yield f"    cite: {proposal.source} {locator}"
    if not told:
        yield f"# steps:  # 来稿没有逐条列出，读 {'、'.join(found.locators[:3])}"
    yield "claims:  # 来源怎么说"
    yield f"  - text: {OPEN}"
    yield from _cite(proposal, found.locators, "    ")


def _policy(proposal: Proposal, one: Named) -> Iterator[str]:
    found = one.found
    if one.near:
        yield f"# 库里的 {one.near} 与它相近：是同一份就不要交这一条，把案例里的编号改成它。"
    yield from _common(one.id, found.name, "哪个机关在什么时候为什么事印发")
    yield from _themes(proposal)
    yield from ("status: 草稿", "sources:", f"  - {proposal.source}")
    yield f"document_number: {quoted(found.number)}" if found.number else "# document_number:  # 来源没有写文号就不写"
    if found.name.endswith("法"):
        yield "instrument: 法律"
    elif found.name.endswith("规划"):
        yield "instrument: 规划"
    level, why = _level(proposal, found)
    yield f"level: {level}  # {why}；可选：中央、部委、省、市、县、乡镇"
    yield "key_points:"
    yield f"  - text: {OPEN}"
    yield from _cite(proposal, found.locators, "    ")


_RANKS = {"省": "省", "市": "市", "县": "县", "区": "县", "镇": "乡镇", "街道": "乡镇"}
_CENTRAL = re.compile("^(?:中共中央|中华人民共和国|国务院|全国)|^.{0,6}(?:组织法|促进法|保护法|民法典)$")


def _level(proposal: Proposal, found: Found) -> tuple[str, str]:
    """The level, and from what it was guessed."""
    if _CENTRAL.search(found.name):
        return "中央", "按名称推测"
    for place in proposal.places:
        if found.name.startswith(place.region.name):
            return {"省级": "省", "地级": "市", "县级": "县"}[place.region.level], "按名称推测"
    text = proposal.report.sections.get(found.locators[0], "")
    before = re.split(r"[。;\n]", text[: max(0, text.find(f"《{found.name}"))])[-1]
    bodies = re.findall(
        r"(中共中央|国务院|中办|国办|民政部|(?:省|市|县|区|镇|街道)(?:委|政府|人大|民政|党工委|财政|办公)|我[省市县区])",
        before,
    )
    if not bodies:
        return OPEN, "来稿没有写明是谁印发的"
    last = bodies[-1]
    if last in ("中共中央", "国务院", "中办", "国办"):
        return "中央", f"按前面的“{last}”推测"
    if last == "民政部":
        return "部委", f"按前面的“{last}”推测"
    rank = next(_RANKS[mark] for mark in ("街道", "省", "市", "县", "区", "镇") if mark in last)
    if rank == "市" and any(
        place.region.level == "省级" and place.sure is Sure.HIGH and place.name.endswith("市")
        for place in proposal.places[:1]
    ):
        rank = "省"  # a municipality
    return rank, f"按前面的“{last}”推测"
