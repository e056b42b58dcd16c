"""The search index: n-grams of every entry, counted here, and read by `theme/static/search-*.js` from disk.

One script, since pages opened from disk may load nothing else: `search-index.js`, a call `wuyeSearch.load({...})`. Columns
hold one value an entry, in one string with `SEPARATOR` between; entries are counted from 0.

    kinds       a letter an entry, the values of `EntryKind`
    labels      [letter, word] of each kind, in the order of the filters
    titles      column
    numbers     column: of a document, form, flow, step or clause; may be empty
    names       column: other names, `|` between them
    texts       column
    addresses   column. A page: its address from the site's root without `.html`. A place in a page: `#`, a sign for how many
                letters its anchor shares with that before it in the page, and the rest; its page is the nearest above
    obsolete    entries that are no longer in force
    pairs       a list of strings: a Chinese character, then each that follows it somewhere with the entries whose title, names
                or text hold the two
    latin       run of Latin letters and digits, in lower case -> the entries that hold it
    idle        characters that say little: pairs with one of them are left out
    words       other word -> the manual's words for it
    stops       what a question is made of besides its subject
    figures     words that ask for a figure
    pinyin      syllable -> the characters read so
    phrases     two characters -> [0 or 1, syllable]: that one of the two is read otherwise here

Entries in `pairs` and `latin` are the gaps between their positions, in printable ASCII without `"` and `\\`: of the 91 signs
the first `LAST` end a number, the others carry on (see `coded`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from pypinyin import Style, lazy_pinyin
from pypinyin import __version__ as pypinyin_version

from wuye_docs.content.book import Keep, make_each_time
from wuye_docs.model import Manual
from wuye_docs.writers.html.search_entries import Entry, EntryKind
from wuye_docs.writers.html.search_words import STOP_PHRASES, TIME_PHRASES, other_words

FILE = "static/search-index.js"
"""Where the index stands, from the site's root."""
SEPARATOR = "\x7f"
"""Between the values of a column: one byte that no text holds."""
_SIGNS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) != "\\")
LAST = 64
"""Signs that end a number; the others, `len(_SIGNS) - LAST`, say that it goes on."""
_RUNS = re.compile("[\u3400-\u9fff\u3007]+|[a-z0-9]+")
IDLE = frozenset("的了和或并由与及其在对为以于是将被把从到也就都而且但之该此按应不有无各个一")


def folded(text: str) -> str:
    """A text as it is compared: full-width and half-width forms alike, Latin letters in lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def coded(positions: Sequence[int]) -> str:
    """Rising positions as signs: each gap, lowest digits first, the last digit of a number among the first `LAST` signs."""
    signs: list[str] = []
    more = len(_SIGNS) - LAST
    before = -1
    for position in positions:
        gap, before = position - before - 1, position
        while gap >= LAST:
            gap -= LAST
            signs.append(_SIGNS[LAST + gap % more])
            gap //= more
        signs.append(_SIGNS[gap])
    return "".join(signs)


class Grams:
    """Pairs of neighbouring characters and Latin words, each with the entries that hold it."""

    def __init__(self) -> None:
        self.pairs: defaultdict[str, list[int]] = defaultdict(list)
        self.latin: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, position: int, text: str) -> None:
        """Note what a text holds; positions come in rising order."""
        pairs: set[str] = set()
        latin: set[str] = set()
        for run in _RUNS.findall(folded(text)):
            if run[0] < "\u3000":
                latin.add(run)
            else:
                pairs.update(map("".join, pairwise(run)))
        for pair in pairs:
            if pair[0] not in IDLE and pair[1] not in IDLE:
                self.pairs[pair].append(position)
        for word in latin:
            self.latin[word].append(position)

    def lines(self) -> list[str]:
        """The pairs as in the file."""
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for pair in sorted(self.pairs):
            lines[pair[0]].append(pair[1] + coded(self.pairs[pair]))
        return [first + "".join(rest) for first, rest in lines.items()]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The file, and what it covers."""

    script: bytes
    covered: int
    """UTF-8 bytes of the titles, numbers, other names and texts that can be found, each counted once."""


def search_index(entries: Iterable[Entry], manual: Manual, keep: Keep = make_each_time) -> SearchIndex:
    """The index of some entries, a page's places behind the page; the same bytes for the same entries.

    How names are read takes as long as all else together, so `keep` is given it.
    """
    listed = list(entries)
    grams = Grams()
    for position, entry in enumerate(listed):
        # An external document is as often asked for by its number, which is no number of the manual's scheme.
        number = entry.number if entry.kind is EntryKind.STANDARD else ""
        grams.add(position, " ".join((entry.title, *entry.names, number, entry.text)))
    words = other_words(manual, grams.pairs.keys())
    spoken = [one for entry in listed for one in (entry.title, *entry.names)] + [*words, *STOP_PHRASES]
    pinyin, phrases = _kept_readings(spoken, keep)
    made: dict[str, Any] = {
        "labels": [[kind.value, kind.label] for kind in EntryKind],
        "kinds": "".join(entry.kind for entry in listed),
        "titles": _column(entry.title for entry in listed),
        "numbers": _column(entry.number for entry in listed),
        "names": _column("|".join(entry.names) for entry in listed),
        "texts": _column(entry.text for entry in listed),
        "addresses": _column(_short_addresses(listed)),
        "obsolete": [position for position, entry in enumerate(listed) if entry.is_obsolete],
        "pairs": grams.lines(),
        "latin": {word: coded(found) for word, found in sorted(grams.latin.items())},
        "idle": "".join(sorted(IDLE)),
        "words": words,
        "stops": sorted(set(STOP_PHRASES), key=lambda one: (-len(one), one)),
        "figures": TIME_PHRASES,
        "pinyin": pinyin,
        "phrases": phrases,
    }
    script = f"wuyeSearch.load({json.dumps(made, ensure_ascii=False, separators=(',', ':'))});\n"
    covered = sum(
        len(part.encode())
        for entry in listed
        for part in (entry.title, entry.number, entry.text, *entry.names)
    )
    return SearchIndex(script.encode(), covered)


def _column(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR, " ") for value in values)


def _short_addresses(entries: Iterable[Entry]) -> Iterator[str]:
    page = before = ""
    for entry in entries:
        own, _, anchor = entry.address.partition("#")
        if own != page:
            if anchor:
                raise ValueError(f"{entry.address} stands before its page")
            page, before = own, ""
            yield own.removesuffix(".html")
        else:
            shared = 0
            while (
                shared < min(len(before), len(anchor), len(_SIGNS) - 1) and before[shared] == anchor[shared]
            ):
                shared += 1
            before = anchor
            yield f"#{_SIGNS[shared]}{anchor[shared:]}"


def _kept_readings(names: list[str], keep: Keep) -> tuple[dict[str, str], dict[str, tuple[int, str]]]:
    key = blake2b("\0".join([pypinyin_version, *names]).encode(), digest_size=16).hexdigest()
    pinyin, phrases = json.loads(keep(key, lambda: json.dumps(readings(names)).encode()))
    return pinyin, phrases


def readings(names: Iterable[str]) -> tuple[dict[str, str], dict[str, tuple[int, str]]]:
    """How the characters of some names are read: (syllable → characters, pair → which of the two is read otherwise and how).

    A character of several readings has its most frequent one in the first; 重 in 重复 stands in the second.
    """
    spoken: dict[str, list[str]] = {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        for run in _RUNS.findall(folded(name)):
            if run[0] >= "\u3000" and run not in spoken:
                spoken[run] = lazy_pinyin(run, style=Style.NORMAL)
                for character, syllable in zip(run, spoken[run], strict=True):
                    counts[character][syllable] += 1
    usual = {character: min(found, key=lambda one: (-found[one], one)) for character, found in counts.items()}
    table: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted(usual):
        table[usual[character]].append(character)
    phrases: dict[str, tuple[int, str]] = {}
    for run, syllables in sorted(spoken.items()):
        for index, (character, syllable) in enumerate(zip(run, syllables, strict=True)):
            if syllable != usual[character] and len(run) > 1:
                if index + 1 < len(run):
                    phrases.setdefault(run[index : index + 2], (0, syllable))
                else:
                    phrases.setdefault(run[index - 1 :], (1, syllable))
    return {syllable: "".join(table[syllable]) for syllable in sorted(table)}, phrases
