"""Closed lists of values, written in Chinese in the records; each value carries the sentence that explains it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A value and its explanation: `Form.METHOD = "工作法", "…"`."""

    note: str

    def __new__(cls, value: str, note: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.note = note
        return member


class Status(Choice):
    DRAFT = "草稿", "还在编写，列表里标出"
    PUBLISHED = "已发布", "可以引用"
    SUPERSEDED = "被替代", "有了更好的记录，写明 superseded_by"
    WITHDRAWN = "已撤回", "不再可用，写明 withdrawn_reason"


class Form(Choice):
    METHOD = "工作法", "有名称、可照做的一套做法"
    MODEL = "模式", "一个地方成体系的做法"
    MECHANISM = "机制", "各方怎样分工配合"
    RULE = "制度", "明文规定、长期执行"
    PROCESS = "流程", "有先后次序的步骤"
    PLATFORM = "平台", "场所、会议或网络载体"
    LIST = "清单", "列明事项、职责或资源的单子"


class Order(Choice):
    SEQUENCE = "先后", "一步接一步做"
    PARALLEL = "并列", "几个部分，来源没有说先后"

    @property
    def unit(self) -> str:
        """What one of them is called."""
        return "步" if self is Order.SEQUENCE else "项"


class Difficulty(Choice):
    EASY = "易", "现有人手和经费就能做"
    MEDIUM = "中", "需要培训、经费或跨部门配合之一"
    HARD = "难", "需要体制、经费和多部门同时到位"


class Participation(Choice):
    INFORM = "告知", "把信息告诉居民"
    CONSULT = "咨询", "听取居民意见，由组织方决定"
    INVOLVE = "参与", "居民意见进入方案"
    COLLABORATE = "协作", "居民与各方共同决定、共同办理"
    EMPOWER = "赋权", "由居民决定"


class Stage(Choice):
    TRIAL = "试点", "在少数地方试行"
    RUNNING = "运行", "在本地常态执行"
    SPREAD = "推广", "由上级或更大范围推开"
    STOPPED = "停止", "已不再执行"


class ClaimStage(Choice):
    """How far what a source tells of has come; not to be mixed up with the life of a case, which is `Stage`."""

    DONE = "已实施", "来源说已经做了"
    ONGOING = "推进中", "来源说正在做"
    TRIAL = "试点", "来源说在少数地方试行"
    REQUIRED = "要求", "文件这样要求，来源没有说做得怎样"
    PLANNED = "计划", "来源说将要做"
    PROPOSED = "建议", "只是来源作者的建议"

    @property
    def happened(self) -> bool:
        """Whether somebody has done it or is doing it; else it is words on paper."""
        return self in (ClaimStage.DONE, ClaimStage.ONGOING, ClaimStage.TRIAL)


class Evidence(Choice):
    A = "A", "独立评估或公开统计，可以复核"
    B = "B", "上级机关正式认定、命名或表彰，出处是认定机关或它的文件"
    C = "C", "两个以上互不隶属的来源相互印证"
    D = "D", "实施单位或其主管单位自己的说法"
    E = "E", "转述或没有说明依据"


class Nature(Choice):
    RESULT = "成效", "做了以后发生的变化"
    SCALE = "规模", "覆盖多少地方、人或组织"
    INPUT = "投入", "花了多少钱、人、物"
    TARGET = "目标", "要求、计划或建议达到的数"


class NoteKind(Choice):
    """What an editor's note is about: a doubt is not a gap."""

    DOUBT = "存疑", "来源前后不一、算不拢、用字有误、不可能，或者有两种读法"
    GAP = "缺载", "来源没有说，或者只有名称没有展开"
    EDITING = "处理", "编者怎样拟名、归并、拆分、推断和判断，引用时要留意什么"


class Fidelity(Choice):
    SAME = "照用", "按工作法原样执行"
    ADAPTED = "改造", "按本地情况改过"
    ADDED = "新增", "本地加上去的环节"


class Level(Choice):
    CENTRAL = "中央", "党中央、全国人大、国务院及其办公厅"
    MINISTRY = "部委", "国务院部门"
    PROVINCE = "省", "省、自治区、直辖市"
    CITY = "市", "设区的市、自治州"
    COUNTY = "县", "县、县级市、市辖区"
    TOWNSHIP = "乡镇", "乡、镇、街道及以下"


class Instrument(Choice):
    LAW = "法律", "全国人大及其常委会制定"
    LOCAL_LAW = "地方性法规", "省、设区的市人大及其常委会制定"
    DOCUMENT = "规范性文件", "党委、政府及部门印发的意见、通知、方案等"
    STANDARD = "标准", "国家、行业、地方标准"
    PLAN = "规划", "发展规划和布点规划"
    PROPOSAL = "提案建议", "政协提案、人大建议"
    OTHER = "其他", "会议、章程等"


class Validity(Choice):
    DRAFTED = "拟定", "来源说将要制定或正在制定，没有说已经印发"
    IN_FORCE = "有效", "现行有效"
    AMENDED = "修改", "已被修改，以新文本为准"
    REPEALED = "废止", "已明令废止"
    LAPSED = "失效", "期满或任务完成而失效"
    UNKNOWN = "不详", "来源没有说明"


class SourceType(Choice):
    JOURNAL = "期刊文章", "J"
    NEWSPAPER = "报纸文章", "N"
    BOOK = "图书", "M"
    REPORT = "报告", "R"
    STANDARD = "标准", "S"
    WEB = "网络文献", "EB/OL"
    OFFICIAL = "政府公开文件", "Z"
    ARCHIVE = "档案", "A"


class Script(Choice):
    SIMPLIFIED = "简体", "简体中文"
    TRADITIONAL = "繁体", "繁体中文"
    OTHER = "其他", "其他文字"


class PlaceLevel(Choice):
    TOWNSHIP = "乡镇街道", "乡、镇、街道"
    COMMUNITY = "村社区", "行政村、城市和农村社区"
    ZONE = "功能区", "开发区、工业园区等没有区划代码的单位"
    UNNAMED = "未具名", "来源隐去名称的地方"


class UnitType(Choice):
    CASE = "案例"
    METHOD = "工作法"
    POLICY = "政策"
    NOTE = "教学说明"
    DISCUSSION = "讨论"
    QUIZ = "测验"
    BREAK = "休息"
    TEXT = "讲授"


class QuizType(Choice):
    SINGLE = "单选"
    MULTIPLE = "多选"
    JUDGE = "判断"
    SHORT = "简答"
