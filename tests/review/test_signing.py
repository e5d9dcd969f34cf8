"""The line that says a contributor may give what he gives."""

from __future__ import annotations

import pytest

from casebook.review.signing import unsigned


@pytest.mark.parametrize(
    "message",
    [
        "改\n\nSigned-off-by: 张三 <zhang@example.org>",
        "改\n说明\nsigned-off-by: a <1+a@users.noreply.github.com>  \nCo-authored-by: b <b@example.org>",
    ],
)
def test_a_signed_message(message: str) -> None:
    assert unsigned({"a" * 40: message}, is_required=True) == ()


@pytest.mark.parametrize(
    "message", ["", "改", "改\n\nSigned-off-by:", "改\n\nSigned-off-by: 张三", "改 Signed-off-by: a <a@example.org>"]
)
def test_a_message_without_the_line(message: str) -> None:
    (problem,) = unsigned({"a" * 40: message}, is_required=False)
    assert problem.message == f"1 个提交没有签名：{'a' * 10}"


def test_many_are_one_problem() -> None:
    (problem,) = unsigned({f"{number:040d}": "改" for number in range(9)}, is_required=False)
    assert problem.values["count"] == "9"
    assert problem.message.endswith(" 等 9 个")
