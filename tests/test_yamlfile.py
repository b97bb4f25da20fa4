"""The reader of YAML: what it reads, where it says things stand, and what it refuses unread."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.texts.user_error import UserError
from sim.yamlfile import MOST_BYTES, MOST_LEVELS, MOST_NODES, read_yaml


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def refusal(folder: Path, text: str | bytes) -> tuple[str, str]:
    """The key of the complaint about `text`, and its line:column."""
    path = written(folder, text)
    with pytest.raises(UserError) as caught:
        read_yaml(path)
    return caught.value.key, str(caught.value.where).removeprefix(f"{path}:")


def test_every_name_and_value_knows_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, "policy:\n  share: 0.5\nreforms:\n  - {from: 2006-08, 'in': [a, 县长, c]}\n")
    root, text = read_yaml(path)
    assert text == path.read_text(encoding="utf-8")
    assert root.names["reforms"][1:] == (3, 1)
    assert root.find(["policy", "share"]).place[1:] == (2, 10)
    assert root.find(["reforms", 0]).names["in"][1:] == (4, 21)
    assert str(root.find(["reforms", 0, "in", 2]).place) == f"{path}:4:35"
    assert root.find(["reforms", 0, "no such step", "from"]).value == "2006-08"


def test_scalars_follow_the_core_schema(tmp_path: Path) -> None:
    text = "[1, -2, 0x1F, 0o17, 1.5, .5, 2e3, true, False, yes, no, 2003-01, 2003-01-02, 1_000, '7', 0b1, 12:30]"
    assert read_yaml(written(tmp_path, text))[0].plain() == [
        1, -2, 31, 15, 1.5, 0.5, 2000.0, True, False, "yes", "no", "2003-01", "2003-01-02", "1_000", "7", "0b1",
        "12:30",
    ]  # fmt: skip


def test_a_byte_order_mark_and_a_last_line_without_end_are_read(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, b"\xef\xbb\xbfa: 1"))[0].plain() == {"a": 1}


plain_data = st.recursive(
    st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plain_data)
def test_json_is_read_as_itself(tmp_path: Path, data: object) -> None:
    # JSON is a part of YAML 1.2, so Python's own reader of JSON is an independent witness.
    text = json.dumps(data)
    assert read_yaml(written(tmp_path, text))[0].plain() == json.loads(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(list("{}[]:,-\"'#&*!|>%@`\t\n\x00?~é县0"))), max_size=6))
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(tmp_path: Path, changes: list[tuple[int, str]]) -> None:
    text = (Path(__file__).parents[1] / "scenarios" / "mandatory_full_term.yaml").read_text(encoding="utf-8")
    for at, mark in changes:
        text = text[:at] + mark + text[at + 1 :]
    path = written(tmp_path, text)
    try:
        read_yaml(path)
    except UserError as refused:
        for language in ("en", "zh"):
            assert refused.sentence(language).startswith(f"{path}:")
            assert "\n" not in refused.sentence(language)


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("", "yaml.empty", "1:1"),
        ("# only a remark\n", "yaml.empty", "1:1"),
        (b"a: 1\nb: \xff\xfe", "yaml.not_text", "2:4"),
        (b"\x7fELF\x02\x01\x00\x00", "yaml.not_text", "1:1"),
        (b"title: ab\x00c", "yaml.not_text", "1:10"),
        ("a: 1".encode("utf-16"), "yaml.not_text", "1:1"),
        ("a: {b: 1, b: 2}", "yaml.twice", "1:11"),
        ("a: &x 1", "yaml.alias", "1:4"),
        ("a: {<<: *x}", "yaml.alias", "1:9"),
        ("a: !!int 1", "yaml.tag", "1:4"),
        ("a: ! 1", "yaml.tag", "1:4"),
        ("{[a]: 1}", "yaml.name", "1:2"),
        ("a:\nb: 1", "yaml.nothing", "2:1"),
        ("a: ~", "yaml.nothing", "1:4"),
        ("a: -.Inf", "yaml.not_finite", "1:4"),
        ("a: -1e999", "yaml.not_finite", "1:4"),
        ("a: " + "9" * 41, "yaml.long_number", "1:4"),
        ("a: 1\n---\nb: 1", "yaml.documents", "2:1"),
        ("%TAG ! !x\n---\na: 1", "yaml.directive", "1:1"),
        ("a: 'b\nc: d", "yaml.quote", "1:4"),
        ("a: [b\nc: d", "yaml.bracket", "1:4"),
        ('a: "\\ud800"', "yaml.not_text", "1:4"),
    ],
)
def test_what_is_refused_and_where(tmp_path: Path, text: str | bytes, key: str, place: str) -> None:
    assert refusal(tmp_path, text) == (key, place)


def test_limits_are_exact(tmp_path: Path) -> None:
    levels = "[" * MOST_LEVELS + "]" * MOST_LEVELS
    assert read_yaml(written(tmp_path, levels))[0].plain() == json.loads(levels)
    assert refusal(tmp_path, f"[{levels}]") == ("yaml.deep", f"1:{MOST_LEVELS + 1}")
    nodes = "- 1\n" * (MOST_NODES - 1)
    assert len(read_yaml(written(tmp_path, nodes))[0].value) == MOST_NODES - 1
    assert refusal(tmp_path, nodes + "- 1\n") == ("yaml.nodes", f"{MOST_NODES}:3")
    size = "a: b\n#" + "x" * (MOST_BYTES - 6)
    assert read_yaml(written(tmp_path, size))[0].plain() == {"a": "b"}
    assert refusal(tmp_path, size + "x") == ("yaml.too_big", "1:1")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 250_000,
        "{" * 250_000,
        "{a: " * 60_000,
        "- " * 120_000,
        "? " * 120_000,
        "a: '" + "x\n" * 120_000,
        "a: [" + "1, " * 80_000,
        "\n".join(f"k{i}: 1" for i in range(20_000)),
        "a: " + "x " * 120_000,
        "a: " + "9" * 250_000,
        b"a: 1\n" * 2_000_000,
        b"\x00" * 10_000_000,
    ],
    ids=[
        "brackets",
        "braces",
        "maps",
        "dashes",
        "queries",
        "quote",
        "list",
        "names",
        "words",
        "digits",
        "10 MB",
        "zeros",
    ],
)
def test_hostile_files_are_read_or_refused(tmp_path: Path, text: str | bytes) -> None:
    """Nothing but a sentence comes of them; 200,000 brackets take .3 s, and pytest would hang on what has no limit."""
    path = written(tmp_path, text)
    try:
        node, _ = read_yaml(path)
    except UserError as wrong:
        assert str(path) in wrong.sentence("en")
    else:
        assert node.value


def test_what_is_not_an_ordinary_file_is_refused(tmp_path: Path) -> None:
    for path, key in [
        (tmp_path, "file.not_a_file"),
        (Path("/dev/zero"), "file.not_a_file"),
        (tmp_path / "none.yaml", "file.missing"),
        (tmp_path / ("x" * 5000), "file.unreadable"),
        (written(tmp_path, "a: 1") / "below.yaml", "file.missing"),
    ]:
        with pytest.raises(UserError) as caught:
            read_yaml(path)
        assert caught.value.key == key
