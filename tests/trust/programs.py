"""Programs of ours in processes of their own."""

import os
import subprocess
import sys


def output_of(*arguments: str, **variables: str) -> str:
    """Run Python with some arguments and variables of the environment; what it prints, once it ended well."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own scripts
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
