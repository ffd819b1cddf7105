"""The house rules that no single module can keep by itself."""

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, NetworkRefused

HEAVY = ("llama_index", "chromadb", "gradio", "openai", "mcp", "sqlalchemy", "numpy", "trafilatura")


def modules(package: str) -> dict[str, ast.Module]:
    """Module name -> its syntax tree."""
    found = {}
    for file in sorted((ROOT / package).rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module, *, nested: bool) -> set[str]:
    """The modules that are imported: at the top, or with `nested` anywhere."""
    names = set()
    for node in ast.walk(tree) if nested else tree.body:
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            assert node.module is not None
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return names


def test_ingest_never_imports_bot():
    guilty = [
        (name, one)
        for name, tree in modules("ingest").items()
        for one in imported(tree, nested=True)
        if one.split(".")[0] == "bot"
    ]
    assert guilty == []


def test_the_nouns_stand_on_the_standard_library_alone():
    tree = modules("ingest")["ingest.article"]
    names = {one.split(".")[0] for one in imported(tree, nested=True)}
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("package", ["ingest", "bot"])
def test_modules_do_not_import_each_other_in_a_circle(package):
    trees = modules(package)
    edges = {name: imported(tree, nested=False) & trees.keys() for name, tree in trees.items()}
    assert any(edges.values())
    while edges:  # take away who imports nobody that is left; a circle never goes
        free = {name for name, others in edges.items() if not others & (edges.keys() - {name})}
        assert free, f"circle among {sorted(edges)}"
        edges = {name: others for name, others in edges.items() if name not in free}


@pytest.mark.parametrize(
    ("room", "above"),
    [
        ("ingest.text", ("ingest.parse", "ingest.sources", "ingest.stored", "ingest.runs")),
        ("ingest.parse", ("ingest.sources", "ingest.stored", "ingest.indexes", "ingest.runs")),
        ("ingest.sources", ("ingest.indexes", "ingest.embedding", "ingest.runs")),
        ("ingest.stored", ("ingest.parse", "ingest.sources", "ingest.runs")),
        ("bot.question", ("bot.search", "bot.answer", "bot.conversation", "bot.channels")),
        ("bot.search", ("bot.answer", "bot.conversation", "bot.channels")),
        ("bot.answer", ("bot.conversation", "bot.channels", "bot.commands")),
        ("bot.answer.fitting", ("bot.answer.extracted", "bot.answer.forms", "bot.answer.written")),
        ("bot.answer.extracted", ("bot.answer.forms", "bot.answer.written")),
    ],
)
def test_a_room_knows_nothing_of_the_rooms_that_use_it(room, above):
    trees = {name: tree for name, tree in modules(room.split(".")[0]).items() if within(name, room)}
    assert len(trees) > 1
    guilty = [
        (name, one)
        for name, tree in trees.items()
        for one in imported(tree, nested=True)
        if any(within(one, other) for other in above)
    ]
    assert guilty == []


def within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def test_the_command_starts_without_anything_heavy():
    code = f"import bot.cli, sys; print([one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_network_is_refused_to_tests():
    with pytest.raises(NetworkRefused, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkRefused, match=r"example\.org"):
        socket.create_connection(("example.org", 80), timeout=1)
    with socket.socket() as probe, pytest.raises(NetworkRefused):
        probe.connect_ex(("2001:db8::1", 80))


def test_loopback_is_open_to_tests():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5).close()


def test_nothing_of_the_evaluation_material_is_in_the_checkout():
    held = {file.name for file in (ROOT.parent / "shared").rglob("*") if file.is_file()}
    if not held:
        pytest.skip("the evaluation material is not beside the checkout")
    ours = {file.name for folder in ("corpus", "tests") for file in Path(ROOT / folder).rglob("*")}
    assert ours & {name for name in held if name[0].isdigit()} == set()
