"""What measures commands does not stop them."""

import sys

from bench.timing import run


def it_runs_a_command_that_says_more_than_a_pipe_holds() -> None:
    assert run([sys.executable, "-c", "import sys; sys.stderr.write('x' * 300_000)"]).seconds > 0
