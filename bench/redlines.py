"""Redlines of a synthetic history: how many pairs come out wrong when accepted or rejected, what they cost, how they read.

`python bench/redlines.py [--seeds 12]`: for each seed three editions, every pair both ways.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from docutils import nodes

from tests.redline.history import NUMBER
from tests.writers.docx.accept_reject import W, part_of
from tests.writers.docx.test_redline import document, keep, shown, side
from wuye_docs.content.nodes import deleted_text, inserted_text
from wuye_docs.redline.comparison import Comparison
from wuye_docs.writers.docx.redline import write_redline
from wuye_docs.writers.docx.verify import verify


def main() -> int:
    """Print the figures; returns 1 if a pair came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=12)
    seeds = parser.parse_args().seeds
    pairs = wrong = faulty = moves = blocks = fragments = 0
    merging = writing = 0.0
    for seed in range(seeds):
        for old, new in permutations(range(3), 2):
            comparison = Comparison(side(seed, old), side(seed, new))
            for one in (comparison.old, comparison.new):
                one.document(NUMBER)
                one.chart("SYFLKF02")
            comparison.chart("SYFLKF02")
            start = time.process_time()
            tree = comparison.tree(NUMBER)
            merging += time.process_time() - start
            start = time.process_time()
            data = write_redline(comparison, NUMBER, author="wuye_docs", date="2026-03-01", keep=keep)
            writing += time.process_time() - start
            pairs += 1
            wrong += shown(data, accept=True) != shown(document(seed, new))
            wrong += shown(data, accept=False) != shown(document(seed, old))
            faulty += bool(verify(data))
            moves += len(list(part_of(data).iter(W + "moveFromRangeStart")))
            for block in tree.findall(nodes.paragraph):
                marks = sum(isinstance(one, inserted_text | deleted_text) for one in block.children)
                blocks += bool(marks)
                fragments += marks
    print(f"pairs {pairs}, accepted or rejected wrongly {wrong}, with faults {faulty}, moves {moves}")
    print(
        f"processor time a pair: merging {merging / pairs * 1000:.0f} ms, Word {writing / pairs * 1000:.0f} ms"
    )
    print(f"marks in an edited paragraph: {fragments / max(blocks, 1):.2f}")
    return 1 if wrong or faulty else 0


if __name__ == "__main__":
    sys.exit(main())
