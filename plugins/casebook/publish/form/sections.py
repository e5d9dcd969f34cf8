"""In which order a form asks: about ten fields first, the rest in sections that unfold."""

from __future__ import annotations

Sections = tuple[tuple[str, tuple[str, ...]], ...]

FIRST = "先填这些"
_NAMES = ("别名和关键词", ("aliases", "keywords"))
_NOTES = ("疑点和图片", ("editor_notes", "media"))
_LAST = (
    "编号和状态（一般不用动）",
    ("id", "status", "superseded_by", "withdrawn_reason", "reviewed", "redirect_from"),
)
_DOUBTS = ("疑点", ("editor_notes",))

# Kinds in the order of who comes with what; the last two only trainers write.
SECTIONS_OF: dict[str, Sections] = {
    "case": (
        (FIRST, ("title", "region", "place", "period", "themes", "summary", "sources", "narrative", "limits")),
        ("谁来做、为谁做", ("stage", "lead", "partners", "target_groups", "setting", "scale", "more_regions")),
        ("照着哪种工作法做的", ("procedure",)),
        ("数字、投入和荣誉", ("results", "resources", "milestones", "honours")),
        ("条件、依据和关联", ("transfer_conditions", "policy_basis", "see_also")),
        _NAMES,
        _NOTES,
        _LAST,
    ),
    "method": (
        (FIRST, ("title", "form", "stage", "themes", "summary", "sources", "problem_solved", "steps", "preconditions")),
        ("来历和在哪里用", ("origin", "practised_in", "milestones")),
        ("步骤的细节", ("steps_order", "declared_steps")),
        ("谁参加、要投入多少", ("participants", "participation", "effort", "support")),
        ("什么时候不用、来源怎么说", ("not_suitable_when", "claims")),
        ("依据和关联", ("policy_basis", "derived_from", "part_of", "similar_to", "see_also")),
        _NAMES,
        _DOUBTS,
        _LAST,
    ),
    "policy": (
        (
            FIRST,
            ("title", "level", "issuers", "document_number", "issued", "themes", "summary", "sources", "key_points"),
        ),
        ("效力和地区", ("instrument", "region", "effective_from", "effective_to", "validity", "url")),
        ("与别的文件的关系", ("implements", "amends", "replaced_by", "see_also")),
        ("时间点", ("milestones",)),
        _NAMES,
        _DOUBTS,
        _LAST,
    ),
    "source": (
        (FIRST, ("title", "type", "author", "container", "publisher", "published", "url", "summary", "sections")),
        ("查阅和存档", ("accessed", "script", "sha256", "licence_note", "themes")),
        _NAMES,
        _DOUBTS,
        _LAST,
    ),
    "term": (
        (FIRST, ("title", "themes", "summary", "sources", "definition", "expansion")),
        ("时间点和关联", ("milestones", "see_also")),
        _NAMES,
        _DOUBTS,
        _LAST,
    ),
    "note": (
        (FIRST, ("title", "case", "summary", "audience", "class_minutes", "purpose", "objectives", "plan")),
        ("怎样讨论", ("questions", "analysis", "key_points")),
        ("参考", ("theory", "background", "follow_up", "attachments", "other", "themes")),
        ("幻灯片和测验", ("slide_points", "quiz")),
        _NAMES,
        _DOUBTS,
        _LAST,
    ),
    "pack": (
        (FIRST, ("title", "summary", "audience", "hours", "objectives", "units")),
        ("课前和课后", ("pre_reading", "outputs", "themes", "lock")),
        _NAMES,
        _DOUBTS,
        _LAST,
    ),
}
