"""Benchmarks of what the collector keeps and answers."""
import os
import subprocess
import tempfile
from pathlib import Path

DAYS = 365


def timeline():
    """A person-year of heart rates, a value a second: bytes on the disk, and how long questions take."""
    with tempfile.TemporaryDirectory(prefix="vitalflow-bench-") as folder:
        subprocess.run([Path(os.environ["BIN"]) / "timeline-benchmark", folder, str(DAYS)], check=True)
