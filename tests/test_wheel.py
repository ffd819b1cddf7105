"""What is installed elsewhere is all that the program needs, its data included."""

import subprocess
import sys
from zipfile import ZipFile

from conftest import ROOT


def test_the_wheel_holds_every_file_of_both_packages(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(ZipFile(wheel).namelist())
    ours = {
        file.relative_to(ROOT).as_posix()
        for package in ("bot", "ingest")
        for file in (ROOT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert {"bot/texts/notes.toml", "bot/channels/page/assets/page.css"} <= ours
    assert ours - held == set()
