"""Where a name begins in running Chinese, which has no blanks: behind the last word that only leads up to it."""

from __future__ import annotations

import re

HAN = "[\u3400-\u9fff]"
# Verbs and particles that officials put in front of the name of a thing.
_LEADS = (
    "建立健全|建立完善|建立|健全|完善|构建|形成|推行|实行|实施|探索|创新|打造|落实|推动|推进|推广|深化|开展|坚持|加强|加快|强化|制定|修订|"
    "出台|印发|采取|采用|运用|通过|依托|围绕|按照|根据|依据|贯彻|引入|引进|提出|提炼为|总结|称为|叫做|归纳|设立|成立|搭建|组建|优化|改进|"
    "规范|严格|全面|普遍|积极|进一步|不断|先后|逐步|着力|大力|继续|有效|切实|研究|提升|提高|发挥|突出|以及|包括|作为|成为|是|在|对|将|把|以|"
    "为|与|及|和|了|等|由|从|向|让|使|被|到|用|其|该|这|们|并|再|已|的|并且|完成|开创|纳入|达到|实现|深入|扎实|持续|注重|充分|支持|鼓励|"
    "各地|我市|我县|我区|我省|全市|全县|全区|全省|制订|参照|执行|结合|借鉴|学习|宣传|确立|明确|共建立|一套|一批|一系列|一种|多种|各类|各项"
)
_LEAD = re.compile(_LEADS)
# Words that only look like they hold a lead.
_KEEP = re.compile(
    "为民|自我管理|和谐|共和国|以案|以块为主|以奖代补|由民|实施办法|实施意见|实施方案|到户|在线|在职|用房|是非|作为主体|与民|参与|规范化|"
    "创新实验|提升工程|提升行动|推进会|推动力|落实机制|探索性|为老|为基础|的士|等级|对口|对接|结对|将军|把关|从业|向善|让利|使用|到位|报到|"
    "其他|规范性|等次|一把手|采用|和解|调和|温和|和睦|人和|和美|和事|和合|信用|公用|费用|应用|利用|占用|作用|面对面|为主|行为|人为|不为|作为|"
    "服务提升|治理创新|学习型|执行力|支持体系|研究会|宣传队|工作落实|激励和惩戒|落实情况"
)


def before(stretch: str, keep: int = 2) -> str:
    """The name at the end of a stretch: what follows the last leading word that leaves at least `keep` characters."""
    blocked = {at for kept in _KEEP.finditer(stretch) for at in range(*kept.span())}
    start = 0
    for match in _LEAD.finditer(stretch):
        if len(stretch) - match.end() >= keep and not blocked.intersection(range(*match.span())):
            start = match.end()
    return stretch[start:].strip(" 、,")
