"""What the disk refused, as a Problem: full, read-only, not allowed, in use."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from casebook.problem import Problem

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_SAID = {
    errno.ENOENT: "不存在",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENAMETOOLONG: "路径太长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "正被别的程序使用",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EEXIST: "已经存在",
}


def problem_of(error: OSError, root: Path) -> Problem:
    """CB610 for a full disk, CB611 where writing or reading is not allowed, CB612 for the rest; at the file it happened to."""
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    path = place_of(Path(name) if name else root, root)
    if error.errno in _FULL:
        return Problem(path, 0, 0, "CB610")
    if error.errno in _CLOSED:
        return Problem(path, 0, 0, "CB611")
    what = _SAID.get(error.errno or 0) or error.strerror or str(error)
    return Problem(path, 0, 0, "CB612", {"what": what})


def place_of(path: Path, root: Path) -> str:
    """As people know it: below the library when it is there, else the whole path."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
