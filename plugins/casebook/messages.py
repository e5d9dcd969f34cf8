"""Every sentence a contributor reads: code → level, message, hint. The published page of codes is made from here.

CB1xx file and syntax, 2xx shape of a record, 3xx editorial rules, 4xx links, 5xx search, 6xx pages and engine, 7xx packs.
A code is never reused for another meaning.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """`text` and `hint` are format strings over a Problem's values."""

    level: str
    text: str
    hint: str = ""


ERROR, WARNING = "error", "warning"

MESSAGES: dict[str, Message] = {
    # 1xx file and syntax
    "CB101": Message(ERROR, "文件不是 UTF-8 编码", "用编辑器“另存为”，编码选 UTF-8（不带 BOM）"),
    "CB102": Message(ERROR, "文件开头有 BOM 标记", "另存为“UTF-8（无 BOM）”即可"),
    "CB103": Message(ERROR, "YAML 语法有误：{what}", "{fix}"),
    "CB104": Message(ERROR, "缩进里用了制表符（Tab）", "改用空格，每级两个"),
    "CB105": Message(ERROR, "键名后面用了全角冒号“：”", "改成半角冒号加一个空格，例如 {key}: …"),
    "CB106": Message(ERROR, "“{key}”写了两遍", "上一次在第 {first} 行；留下一处，删去另一处"),
    "CB107": Message(ERROR, "不支持 YAML 的锚点、别名（& 和 *）", "把内容直接写出来；文字以 * 或 & 开头时加引号"),
    "CB108": Message(ERROR, "不支持 YAML 标签 {tag}", "删去标签；文字以 ! 开头时加引号"),
    "CB109": Message(ERROR, "文件有 {size} 字节，超过上限 {limit} 字节", "拆成几条记录，或删去多余内容"),
    "CB110": Message(ERROR, "层次太深（超过 {limit} 层）", "记录不需要这么多层，请检查缩进"),
    "CB111": Message(ERROR, "文件是空的，或只有注释", "运行 casebook new 得到一份模板"),
    "CB112": Message(ERROR, "最外层应当是“键: 值”，这里却是{got}", "参照 casebook new 的模板改写"),
    "CB113": Message(ERROR, "一个文件里只能有一份记录，这里出现了第二份（---）", "每条记录一个文件"),
    "CB114": Message(ERROR, "文件名“{name}”不合规范", "用小写拼音或英文、数字和连字符，以 .yaml 结尾，例如 wu-shi-gong-zuo-fa.yaml"),
    "CB115": Message(ERROR, "文字里有看不见的控制字符（{char}）", "删去后重新输入这一处文字"),
    "CB116": Message(ERROR, "这里不该有文件“{name}”", "记录放在 content/ 下对应的文件夹：{folders}"),
    "CB117": Message(ERROR, "“{name}”是符号链接，不读取", "换成真实的文件"),
    "CB118": Message(ERROR, "值的个数太多（超过 {limit} 个）", "拆成几条记录"),
    "CB119": Message(ERROR, "键“{key}”不是文字", "键名请用字段表里的名称"),
    # 2xx shape of a record
    "CB201": Message(ERROR, "缺少“{field}”（{label}）", "{description}"),
    "CB202": Message(ERROR, "没有“{key}”这个字段", "{suggestion}"),
    "CB203": Message(ERROR, "“{value}”不能用作{label}", "可选：{choices}"),
    "CB204": Message(ERROR, "{label}太长：{length} 字，上限 {limit} 字", "写短一些，细节放到别的字段"),
    "CB205": Message(ERROR, "{label}至少要有 {limit} 项", "{description}"),
    "CB206": Message(ERROR, "{label}应当是数字，这里是“{value}”", "只写阿拉伯数字，单位写在单位字段里"),
    "CB207": Message(ERROR, "{label}应当是{expected}，这里是{got}", "{fix}"),
    "CB208": Message(ERROR, "{label}“{value}”不合格式", "{description}"),
    "CB209": Message(ERROR, "{label}最多 {limit} 项，这里有 {length} 项", "留下最要紧的 {limit} 项"),
    "CB210": Message(ERROR, "{label}“{value}”不是有效的日期", "写 2018、2018-11、2018-11-30 或 2015/2017；推断的日期后面加 ?，例如 2016?"),
    "CB211": Message(ERROR, "{label}“{value}”超出范围（{range}）", "请核对后改正"),
    "CB212": Message(ERROR, "{label}“{value}”不是可用的网址", "只接受 http:// 或 https:// 开头的网址"),
    "CB213": Message(ERROR, "出处“{value}”看不懂", "写“来源编号 空格 节号”，例如 hubei-2019 一(二)"),
    "CB214": Message(ERROR, "{label}是空的", "填上内容，或者删去这一行"),
    "CB299": Message(ERROR, "{label}的值不能用：“{value}”", "参照字段表改正"),
}
