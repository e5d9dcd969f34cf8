"""Every sentence a contributor reads: code → level, message, hint. The published page of codes is made from here.

CB1xx file and syntax, 2xx shape of a record, 3xx editorial rules, 4xx links, 5xx search, 6xx pages and engine, 7xx packs,
8xx proof in the sources' texts, 9xx reports that contributors send.
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
    "CB109": Message(ERROR, "文件太大，超过上限 {limit} 字节", "拆成几条记录，或删去多余内容"),
    "CB110": Message(ERROR, "层次太深（超过 {limit} 层）", "记录不需要这么多层，请检查缩进"),
    "CB111": Message(ERROR, "文件是空的，或只有注释", "运行 casebook new 得到一份模板"),
    "CB112": Message(ERROR, "最外层应当是“键: 值”，这里却是{got}", "参照 casebook new 的模板改写"),
    "CB113": Message(ERROR, "一个文件里只能有一份记录，这里出现了第二份（---）", "每条记录一个文件"),
    "CB114": Message(
        ERROR, "文件名“{name}”不合规范", "用小写拼音或英文、数字和连字符，以 .yaml 结尾，例如 wu-shi-gong-zuo-fa.yaml"
    ),
    "CB115": Message(ERROR, "文字里有看不见的控制字符（{char}）", "删去后重新输入这一处文字"),
    "CB116": Message(ERROR, "这里不该有文件“{name}”", "记录放在 content/ 下对应的文件夹：{folders}"),
    "CB117": Message(ERROR, "“{name}”是符号链接，不读取", "换成真实的文件"),
    "CB118": Message(ERROR, "值的个数太多（超过 {limit} 个）", "拆成几条记录"),
    "CB119": Message(ERROR, "键“{key}”不是文字", "键名请用字段表里的名称"),
    "CB120": Message(ERROR, "缺少词表文件 {name}", "从仓库恢复 content/vocab/{name}"),
    "CB121": Message(ERROR, "这里用了全角空格（或网页里的不换行空格）", "缩进和冒号后面都用半角空格"),
    "CB122": Message(
        WARNING,
        "文件开头没有指明字段表",
        "第一行写上 # yaml-language-server: $schema=../../schemas/{kind}.schema.json ，编辑器就会边写边补全、边检查",
    ),
    "CB123": Message(
        ERROR, "这个文件整理不了写法：整理以后的内容会与原来不同，所以没有动它", "手工改写法；也请把这个文件报给维护者"
    ),
    "CB124": Message(
        ERROR, "文件里留着合并冲突的标记“{mark}”", "在 <<<<<<< 和 >>>>>>> 之间选定要留的一份，删去另一份和这三行标记"
    ),
    "CB125": Message(
        ERROR,
        "这个文件名不能用，没有读：里面有“..”、反斜杠、看不见的字符，或不是 UTF-8",
        "换成小写拼音或英文、数字和连字符",
    ),
    # CB151–159 the register of regions, content/vocab/regions.tsv
    "CB151": Message(ERROR, "地区登记表的表头不对", "注释之后的第一行写这六列，用制表符（Tab）隔开：{columns}"),
    "CB152": Message(
        ERROR, "这一行有 {got} 列，应当是 {wanted} 列", "列与列之间用一个制表符（Tab）；没有内容的列也要留出位置"
    ),
    "CB153": Message(ERROR, "“{value}”不是区划代码", "写六位数字，例如 420102"),
    "CB154": Message(ERROR, "代码 {code} 有两行都从{year}开始", "另一行在第 {first} 行；留下一行，或改正起始年"),
    "CB155": Message(
        ERROR,
        "“{value}”不能作 {code} 的上级：{what}",
        "县级的上级是地级或省级，地级的上级是省级，省级没有上级；代码前几位要相符",
    ),
    "CB156": Message(ERROR, "{label}“{value}”不对：{what}", "写四位数字的年份；不清楚的起始年、仍在使用的截止年留空"),
    "CB157": Message(
        ERROR, "代码 {code} 的年份与第 {first} 行重叠", "同一代码同一年只能有一个名称：改正起始年或截止年"
    ),
    "CB158": Message(ERROR, "后继代码“{value}”不在表里", "几个代码之间用半角分号 ; 隔开；不清楚就留空"),
    "CB159": Message(ERROR, "名称“{value}”是空的，或含有空格、数字", "写民政部公布的全名，例如 江岸区"),
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
    "CB210": Message(
        ERROR,
        "{label}“{value}”不是有效的日期",
        "写 2018、2018-11、2018-11-30 或 2015/2017；推断的日期后面加 ?，例如 2016?",
    ),
    "CB211": Message(ERROR, "{label}“{value}”超出范围（{range}）", "请核对后改正"),
    "CB212": Message(ERROR, "{label}“{value}”不是可用的网址", "只接受 http:// 或 https:// 开头的网址"),
    "CB213": Message(ERROR, "出处“{value}”看不懂", "写“来源编号 空格 节号”，例如 hubei-2019 一(二)"),
    "CB214": Message(ERROR, "{label}是空的", "{fix}"),
    "CB215": Message(ERROR, "{label}要写在一行里", "删去换行；要分段的内容写到“正文”一类的字段"),
    "CB216": Message(ERROR, "编号“{value}”另有用途，不能用", "换一个编号，例如在后面加上地名或年份"),
    "CB299": Message(ERROR, "{label}的值不能用：“{value}”", "参照字段表改正"),
    # 3xx editorial rules
    "CB301": Message(
        ERROR, "编号“{id}”与文件名 {name} 不一致", "两者改成一样；已发布的编号不要改，改了就把旧的写进 redirect_from"
    ),
    "CB302": Message(ERROR, "状态是“被替代”，却没有写 superseded_by", "写上替代它的记录编号"),
    "CB303": Message(ERROR, "状态是“已撤回”，却没有写 withdrawn_reason", "用一句话写明撤回原因"),
    "CB304": Message(ERROR, "“{value}”重复列出", "留下一处"),
    "CB305": Message(ERROR, "序号是 {no}，按次序应当是 {expected}", "从 1 开始依次编号"),
    "CB306": Message(ERROR, "名称说有 {declared} 步，却写了 {count} 步", "核对来源后改正其中一处"),
    "CB307": Message(ERROR, "{second}（{value}）早于{first}（{before}）", "核对两个日期"),
    "CB308": Message(ERROR, "出处里的来源 {source} 没有列在 sources 里", "在 sources 里加上 {source}，或改正出处"),
    "CB309": Message(ERROR, "课堂计划合计 {total} 分钟，课时写的是 {wanted} 分钟", "调整各环节的分钟数，或改课时"),
    "CB310": Message(ERROR, "思考题对应的目标 {no} 不存在", "目标序号见 objectives"),
    "CB311": Message(ERROR, "测验题有误：{what}", "选择题的答案要与选项原文一字不差"),
    "CB312": Message(ERROR, "各单元合计 {total} 分钟，课程包时长是 {wanted} 分钟", "调整各单元的分钟数，或改 hours"),
    "CB313": Message(ERROR, "“{type}”单元没有写记录编号", "在 ref 里写上记录编号"),
    "CB314": Message(ERROR, "已被别的文件取代，效力却写“有效”", "改成 废止、失效 或 修改，或删去 replaced_by"),
    "CB315": Message(ERROR, "“{type}”单元既没有 ref 也没有 title", "写上 title，让学员知道这一段做什么"),
    "CB316": Message(
        ERROR, "已发布的工作法没有写进展 stage", "写 已实施、推进中、试点、要求、计划 或 建议；拿不准就先改成草稿"
    ),
    "CB317": Message(
        ERROR,
        "进展是“{stage}”的数字，性质写成了“{nature}”",
        "要求、计划、建议的数只能是 目标；已经有的数写 成效、规模 或 投入",
    ),
    "CB318": Message(
        ERROR,
        "时间“{on}”是推断的，却没有写说明 note",
        "写明从来源的哪句话推断，例如 来源写作“去年”，全文推断成文于2016年；来源明写的就去掉 ?",
    ),
    "CB319": Message(
        ERROR, "这个单元不能写 query", "按查询挑选只用于案例、工作法、政策单元；写了 ref 就删去 query，两样选一样"
    ),
    # CB331–339 private persons: the message never repeats what was found
    "CB331": Message(
        ERROR,
        "这里有手机号码（{shown}）",
        "删去；公开仓库里不留个人电话。确实是别的数字，就换一种写法，例如用万、亿作单位",
    ),
    "CB332": Message(ERROR, "这里有身份证号码（{shown}）", "删去；这份稿子已经公开过的，请维护者从历史里清除"),
    "CB333": Message(ERROR, "这里有电子邮箱（{shown}）", "删去；要写明联系单位的，写单位名称和它公开的网址"),
    "CB334": Message(
        ERROR, "这里像是私人住址（{shown}）", "删去门牌，或只写到小区；写居民时不写真名和楼号，来源里公开的也不照抄"
    ),
    # CB341–349 what has grown old; told by casebook stale alone, for the clock is not the build's
    "CB341": Message(WARNING, "到了复核的日子（{on}）", "照来源再看一遍，改 reviewed 里的日期，写上新的 next_review"),
    "CB342": Message(WARNING, "上次核对是 {on}，过了 {years} 年", "照来源再看一遍，改 reviewed 里的日期"),
    "CB343": Message(WARNING, "网址是 {on} 查阅的，过了 {years} 年", "打开看一看，改 accessed；打不开的换成现在的网址"),
    "CB344": Message(WARNING, "这份文件到 {on} 为止，效力却写“有效”", "查一查有没有延长或新的文件，改 validity"),
    "CB345": Message(
        WARNING, "写的是试点，时间是 {on}，过了 {years} 年", "查一查后来是推广了还是停了，改 stage 和 period"
    ),
    # 4xx links between records
    "CB401": Message(ERROR, "找不到编号为“{id}”的{label}", "{suggestion}"),
    "CB402": Message(ERROR, "“{id}”是{got}，这里要的是{label}", "换成{label}的编号"),
    "CB403": Message(ERROR, "工作法“{method}”没有第 {no} 步", "它记录了 {count} 步；指整套工作法时删去 step_no"),
    "CB404": Message(ERROR, "来源 {source} 里没有“{locator}”这一节", "{suggestion}"),
    "CB405": Message(ERROR, "编号“{id}”已被 {other} 使用", "换一个编号"),
    "CB406": Message(
        ERROR, "名称“{name}”与 {other}（{title}）的名称或别名相同", "同一事物请合并；不同事物请把名称写得更完整"
    ),
    "CB407": Message(ERROR, "旧编号“{id}”现在属于 {other}", "旧编号只能指向一条记录"),
    "CB408": Message(ERROR, "关系绕成了圈：{chain}", "去掉其中一个方向"),
    "CB409": Message(WARNING, "没有别的记录提到它，它也没有提到别的记录", "在相关的工作法、案例或政策里加上它的编号"),
    "CB410": Message(ERROR, "区划里没有“{value}”", "{suggestion}"),
    "CB411": Message(ERROR, "“{value}”有好几个地方同名", "写全名或代码：{choices}"),
    "CB412": Message(WARNING, "“{value}”已于 {year} 年停用", "{suggestion}"),
    "CB413": Message(ERROR, "替代它的记录应当也是{label}，“{id}”却是{got}", "换成同一类的记录"),
    "CB414": Message(WARNING, "“{id}”（{title}）已经撤回", "换一条记录，或删去这个链接"),
    "CB415": Message(ERROR, "单元类型是“{type}”，“{id}”却是{got}", "改单元类型或编号"),
    "CB416": Message(WARNING, "来源记录里没有一处被引用", "删去这个来源，或在记录里写明出处"),
    "CB417": Message(ERROR, "记录指向了自己", "删去这个链接"),
    "CB418": Message(ERROR, "content/media 里没有图片“{file}”", "把图片放进 content/media，或删去这一项"),
    "CB419": Message(
        ERROR,
        "案例说已经照“{title}”做了，那条工作法却写着“{stage}”",
        "只是计划或建议，就在这一项写 stage: {stage}；已经有地方在做，就改工作法的 stage",
    ),
    "CB420": Message(
        ERROR, "“{title}”的“{field}”没有第 {no} 条", "它记了 {count} 条；改成其中一条的序号，或先在那条记录里补上"
    ),
    "CB421": Message(ERROR, "“{title}”在这个回答里写了两遍", "留下一处；推荐和不合适只能选一样"),
    "CB422": Message(
        ERROR,
        "没有写为什么推荐“{title}”",
        "写 problem（它“解决什么问题”里的第几条）或 meets（它“什么时候用”里已经具备的第几条）",
    ),
    # 6xx pages and engine
    "CB601": Message(
        ERROR,
        "引擎建成的空壳 {path} 里找不到这些位置：{missing}",
        "主题或引擎的版本变了：对照 publish/stubs.py 和 publish/shells.py 里的标记",
    ),
    "CB602": Message(
        ERROR, "引擎 {engine} 没有建成页面（退出码 {exit}）：{tail}", "按最后几行改正 mkdocs.yml 或手写页面，再试一次"
    ),
    "CB603": Message(ERROR, "没有装引擎 {engine}", "运行 make site，或者 pip install {package}"),
    "CB604": Message(
        ERROR,
        "引擎 {engine} 报告成功，却缺少 {missing}",
        "核对 mkdocs.yml 的 nav：每个栏目都要有 index.md 和 _record.md",
    ),
    "CB605": Message(
        ERROR, "站点设置 mkdocs.yml 不存在或读不懂", "mkdocs.yml 放在仓库根目录，按 YAML 书写；可以与原来的版本对照"
    ),
    "CB606": Message(
        ERROR, "引擎 {engine} 超过 {seconds} 秒没有结束，已停止", "看看手写页面或主题里有没有异常大的文件，再试一次"
    ),
    "CB607": Message(ERROR, "不认得引擎“{engine}”", "可选：{choices}"),
    "CB608": Message(
        ERROR, "网页脚本还没有打包", "运行 make site，或在 plugins/casebook/web 里运行 npm ci 和 npm run build"
    ),
    # CB610–629 the disk, and the published folder
    "CB610": Message(ERROR, "磁盘满了", "腾出空间再试一次；build 文件夹里的产物都可以删"),
    "CB611": Message(ERROR, "没有读写的权限，或磁盘是只读的", "换一个文件夹（--out），或请管理员给出权限"),
    "CB612": Message(ERROR, "读写时出错：{what}", "看看这个位置还在不在、是不是正被别的程序使用，再试一次"),
    "CB613": Message(
        ERROR, "另一个程序正在生成这个网站，等了 {seconds} 秒还没有结束", "等它结束再试一次，或用 --out 写到别的文件夹"
    ),
    "CB614": Message(
        ERROR,
        "这个文件夹里有别的东西，不是 casebook 生成的网站",
        "换进新网站会删掉里面的文件：换一个空文件夹，或者确认不要以后自己清空它",
    ),
    "CB615": Message(ERROR, "有两处都要生成网页 {path}", "给 content/pages 里的文件改名：这个网址留给记录和列表用"),
    "CB616": Message(
        ERROR, "另一个 casebook serve 正在预览这个案例库", "用它给出的网址；或者在它的窗口里按 Ctrl+C，再试一次"
    ),
    "CB621": Message(ERROR, "缺少这个文件", "重新复制一遍网站"),
    "CB622": Message(ERROR, "内容与清单不符", "重新复制一遍网站；不是自己改的，就查一查是谁动过服务器上的文件"),
    "CB623": Message(ERROR, "清单里没有这个文件", "不是自己放的，就删去它"),
    "CB624": Message(ERROR, "清单 {path} 读不懂", "它坏了或不是清单：重新复制一遍网站，或用 --manifest 指出原来的清单"),
    # CB631–639 the links of a built site
    "CB631": Message(
        ERROR,
        "链接“{link}”打不开：网站里没有这个文件",
        "改正链接；指向文件夹的要写出 index.html，从 U 盘打开时才找得到",
    ),
    "CB632": Message(ERROR, "链接“{link}”指向的页面上没有这个位置", "对照那一页的标题改正 # 后面的部分"),
    "CB633": Message(ERROR, "这一页要从别的网站取“{link}”", "没有外网的地方打不开：把它放进 content/media 或主题里"),
    "CB634": Message(ERROR, "网址“{link}”打不开：{what}", "换成现在的网址，或删去链接；来源没有别的网址时写明查阅日期"),
    "CB635": Message(
        WARNING,
        "网址“{link}”没有查清：{what}",
        "可能只是暂时的，或者只对浏览器开放：在浏览器里打开看一看，过些天再查一遍",
    ),
    # 7xx course packs
    "CB701": Message(
        ERROR,
        "锁定的内容版本是 {wanted}，现在是 {got}：{on}以后，所用的记录改过",
        "认可改动，就把 lock 里的 mark 改成 {got}；要照旧，就用当时的记录（git）再印",
    ),
    "CB702": Message(ERROR, "查询“{query}”写得不对：{why}", "写法见“命令行搜索”；可以先用 casebook search 试"),
    "CB703": Message(ERROR, "查询“{query}”没有找到{type}", "放宽条件，先用 casebook search 试；或直接写 ref"),
    "CB704": Message(WARNING, "课程包的文件没有放上网站：{why}", "{hint}"),
    # 8xx proof in the archived texts of the sources; coverage
    "CB801": Message(
        ERROR,
        "出处 {cite} 里找不到“{words}”",
        "对照原文改正，或改引别的节；自己的说法不加引号，来源没有明说的年份写“推断”{why}",
    ),
    "CB802": Message(ERROR, "“{words}”不在 {cite}，在 {where}", "把出处改成它所在的那一节，或再加上那一节{why}"),
    "CB803": Message(WARNING, "“{words}”在 {cite} 里说不准：{why}", "把指标写得更接近原文的说法，写明“以上”“余”等限定"),
    "CB804": Message(
        ERROR,
        "来源 {source} 的存档文本与记录里的校验值不同",
        "换成当初用的那一份；确实换了文本，就改 sha256 并重新核对",
    ),
    "CB805": Message(
        WARNING, "存档里没有来源 {source}，引用它的内容没有核对", "把原文存成 {source}.txt 放进存档文件夹"
    ),
    "CB806": Message(
        ERROR, "存档文本里找不到“{locator}”这一节", "节号要照原文的标题写，例如 一(二)、一(二)三是、第三条"
    ),
    "CB807": Message(
        ERROR,
        "名称“{words}”和它的别名都不见于 {cite}",
        "来源怎么叫，就写成别名；来源没有给名称的，在编者注里写“名称由编者拟定”",
    ),
    "CB811": Message(ERROR, "这一行有 {got} 列，应当是 {wanted} 列", "列与列之间用一个制表符（Tab）"),
    "CB812": Message(ERROR, "没有编号为“{id}”的记录", "改成现有记录的编号，或先写这条记录"),
    "CB813": Message(ERROR, "记录 {id} 里没有“{part}”", "{what}"),
    "CB814": Message(ERROR, "收录方式“{how}”不认得", "可选：{choices}"),
    "CB815": Message(ERROR, "条目 {row} 列了两次", "上一次在第 {first} 行；留下一行"),
    "CB816": Message(ERROR, "条目 {row} 的名称是“{name}”，清单里是“{wanted}”", "对应表里的名称照清单写"),
    # 90x drafts from a contributor's report
    "CB901": Message(ERROR, "不会读这种文件", "交 .docx、.txt 或 .md；别的格式用 Word 或 WPS 另存为 .docx"),
    "CB902": Message(ERROR, "来稿太长，超过上限 {limit}", "图片多的压缩图片；几篇合在一起的拆开，一篇一篇地来"),
    "CB903": Message(ERROR, "文字的编码认不出来", "用记事本打开，“另存为”，编码选 UTF-8"),
    "CB904": Message(ERROR, "来稿里没有文字", "扫描件和图片先转成文字；正文在文本框或附件里的，粘贴到正文"),
    "CB905": Message(
        ERROR,
        "不是完好的 Word 文件（.docx）",
        "用 Word 或 WPS 打开，另存为 .docx；有打开密码的先去掉密码；.doc 改名不算",
    ),
    "CB906": Message(ERROR, "Word 文件里有不该有的东西，没有读", "新建一个空白文档，只把文字粘贴过去，另存为 .docx"),
    "CB907": Message(
        WARNING, "文字不是 UTF-8，按 GB18030 读了", "看看草稿里有没有乱码；有就用记事本另存为 UTF-8 再试一次"
    ),
    "CB908": Message(
        WARNING, "去掉了 {count} 个看不见的字符", "多半是从网页粘贴来的，不用管；名称读起来不对时核对原件"
    ),
    "CB909": Message(
        ERROR, "这里已经有文件，没有覆盖", "换一个文件夹（--out），或用 --id 另定编号；这一次什么都没有写"
    ),
    "CB910": Message(WARNING, "Word 文件里有宏，没有运行，只读了文字", "以后请交不带宏的 .docx"),
    "CB911": Message(WARNING, "没有读进来的：{what}", "里面有用得着的，例如文号、日期、图上的字，自己写进草稿"),
    "CB921": Message(
        WARNING,
        "{count} 个提交没有签名：{shown}",
        "用 git 的，在自己的分支上运行 git rebase --signoff main，再 git push --force-with-lease；"
        "在网页上提交的，在合并请求里回一行 Signed-off-by: 您的名字 <您的邮箱>，维护者合并时替您写进去。这一行的意思见供稿须知",
    ),
    "CB922": Message(
        ERROR,
        "{count} 个提交没有签名：{shown}",
        "本库要求每个提交的说明末尾有一行 Signed-off-by: 您的名字 <您的邮箱>："
        "在自己的分支上运行 git rebase --signoff main，再 git push --force-with-lease。这一行的意思见供稿须知",
    ),
}
