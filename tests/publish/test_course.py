"""What the page 自己编课 knows beforehand."""

import json

from casebook.publish.course import course_file, course_names, course_shelves
from tests.publish.small_library import a_library


def test_what_queries_find_is_told_under_any_query() -> None:
    library = a_library()
    asked = '工作法 主题:"议事" </script>'
    shelves = course_shelves(library, answers={asked: ("a", "b")})
    assert "queries" in course_names(library, shelves)
    file = course_file(library, shelves, "queries")
    key = json.dumps(f"query {asked}", ensure_ascii=False)
    assert file.path == "course/queries.js"
    assert file.data.decode().splitlines()[1:] == [f'casebookCourse[{key}]=["a","b"];']
