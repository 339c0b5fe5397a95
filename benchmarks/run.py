"""Time and memory of the extraction against underthesea's own functions, on the same text in the same run.

    python benchmarks/run.py [--repeat N] [--characters N] [--text FILE ...]

Every contender goes over the same documents in turn, and the turns are repeated, so that a slow moment of the
machine hits all of them.  Times are CPU time of this process; the median of the repeats counts.  Contenders
that cannot be loaded are left out and named.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "extractor" / "data" / "samples" / "notice.txt"
CASES = HERE.parent / "tests" / "cases" / "words.yaml"
WORDS = "underthesea word_tokenize"
CHAIN = "underthesea ner (words, tags, chunks)"
OWN_WORDS = "extractor words only"
DIRECTIVES = "extractor, text to directives"
DIRECTIVES_WORDS = "extractor, text to directives and words"
Contender = Callable[[str], object]

ADVERSARIAL = {
    "a.a.a. ...": "a.",
    "brackets ((((": "(",
    "one line, no blank": "a",
    "initials A.B.C.": "A.",
    "http:// and 40 dots": "http://" + "." * 40 + " ",
    "numbers 1.1,1.1,": "1.1,",
    "e-mail signs x@x@": "x@",
    "unfinished dates 1/1/1/": "1/1/",
    "list marks 1.1.1.": "1.1.1. ",
    "blanks": " ",
    "line breaks": "a\n",
    "decomposed marks": "a\u0323\u0302",
}


# --- what is measured ------------------------------------------------------------------------------------


def word_tokenize_lines() -> Contender:
    """underthesea as it is used: line by line; a whole document at once takes its memory up to gigabytes."""
    from underthesea import word_tokenize

    return lambda text: [word_tokenize(line) for line in text.split("\n") if line.strip()]


def chain_lines() -> Contender:
    """The chain that finds entities: `ner` calls word_tokenize, pos_tag and chunk itself, once each."""
    from underthesea import ner

    return lambda text: [ner(line) for line in text.split("\n") if line.strip()]


def own_words() -> Contender:
    from extractor.segment.words import segment_words

    return lambda text: [segment_words(line) for line in text.split("\n") if line.strip()]


def directives(*, words: bool) -> Contender:
    from extractor.errors import InputError
    from extractor.pipeline import extract

    def run(text: str) -> object:
        with suppress(InputError):  # nothing but blanks is refused
            return extract("benchmark", text, words=words)
        return None

    return run


CONTENDERS: dict[str, Callable[[], Contender]] = {
    WORDS: word_tokenize_lines,
    CHAIN: chain_lines,
    OWN_WORDS: own_words,
    DIRECTIVES: lambda: directives(words=False),
    DIRECTIVES_WORDS: lambda: directives(words=True),
}


def load(names: Sequence[str]) -> tuple[dict[str, Contender], dict[str, str]]:
    """Contenders by name, and why the others could not be loaded."""
    ready: dict[str, Contender] = {}
    missing: dict[str, str] = {}
    for name in names:
        try:
            ready[name] = CONTENDERS[name]()
        except ImportError as error:
            missing[name] = str(error)
    return ready, missing


# --- the text --------------------------------------------------------------------------------------------


def documents(paths: Sequence[Path], characters: int) -> list[str]:
    """Documents of together about `characters`: the given files, or variations of the sample notice.

    A variation has other numbers, its paragraphs in another order, and lines made of the word cases between
    them, so that no contender lives off having seen the text before.
    """
    if paths:
        return [path.read_text(encoding="utf-8") for path in paths]
    source = random.Random(1)
    made: list[str] = []
    while sum(map(len, made)) < characters:
        made.append(vary(SAMPLE.read_text(encoding="utf-8") if SAMPLE.exists() else "", source))
    return made


def vary(text: str, source: random.Random) -> str:
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    head, body = paragraphs[:8], paragraphs[8:] or [invented(source) for _ in range(30)]
    source.shuffle(body)
    made = "\n\n".join([*head, *(line for part in body for line in (part, invented(source))), invented(source)])
    return re.sub(r"\d", lambda match: str((int(match.group()) + source.randrange(3)) % 9 + 1), made)


def invented(source: random.Random) -> str:
    return " ".join(source.choice(column) for column in columns() for _ in range(2)).strip()


@cache
def columns() -> list[list[str]]:
    parts: list[list[str]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))["parts"]
    return parts


# --- measuring -------------------------------------------------------------------------------------------


def interleaved(contenders: dict[str, Contender], texts: Sequence[str], repeat: int) -> dict[str, list[float]]:
    """CPU seconds of each contender over all texts, one figure a repeat; the order turns with the text."""
    names = list(contenders)
    for name in names:
        contenders[name](texts[0][:500])  # loads what is loaded on first use
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(repeat):
        spent = dict.fromkeys(names, 0.0)
        for number, text in enumerate(texts):
            first = (number + turn) % len(names)
            for name in names[first:] + names[:first]:
                start = time.process_time()
                contenders[name](text)
                spent[name] += time.process_time() - start
        for name in names:
            seconds[name].append(spent[name])
    return seconds


def adversarial(contender: Contender, size: int = 100_000) -> Iterator[tuple[str, float, float]]:
    """Name, seconds for a megabyte, and how much longer four times the text takes (linear: 4)."""
    for name, unit in ADVERSARIAL.items():
        text = (unit * (size // len(unit) + 1))[:size]
        short, long = (cpu(contender, part) for part in (text[: size // 4], text))
        yield name, long * 1_000_000 / size, long / max(short, 1e-6)


def cpu(contender: Contender, text: str) -> float:
    start = time.process_time()
    contender(text)
    return time.process_time() - start


def peak_memory(name: str, text: str | None) -> float | None:
    """Peak MB of a fresh process that loads the contender and, if given, runs it once over `text`."""
    command = [sys.executable, str(HERE / "run.py"), "--probe", name]
    done = subprocess.run(command, input=text or "", capture_output=True, text=True, check=False, encoding="utf-8")
    return float(done.stdout) if done.returncode == 0 else None


def probe(name: str) -> None:
    ready, _ = load([name])
    ready[name]("a b")
    if text := sys.stdin.read():
        ready[name](text)
    print(peak_of_this_process())


def peak_of_this_process() -> float:
    """Peak MB; where there is /proc from there, as `ru_maxrss` begins with what the parent process held."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def machine() -> dict[str, Any]:
    cpuinfo = Path("/proc/cpuinfo")
    models = re.findall(r"model name\s*: (.*)", cpuinfo.read_text()) if cpuinfo.exists() else []
    packages = ("underthesea", "underthesea-core", "extractor")
    import extractor.chunks

    return {
        "compiled": not str(extractor.chunks.__file__).endswith(".py"),  # by `make fast`
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        **{package: version(package) for package in packages},
    }


# --- report ----------------------------------------------------------------------------------------------


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    texts = documents(arguments.text, arguments.characters)
    ready, missing = load(list(CONTENDERS))
    size = sum(map(len, texts))
    seconds = interleaved(ready, texts, arguments.repeat)
    megabyte = ("\n\n".join(texts) * (1_000_000 // size + 1))[:1_000_000]
    return {
        "measured": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "text": {"documents": len(texts), "characters": size, "repeats": arguments.repeat},
        "contenders": [row(name, seconds, size) for name in ready],
        "peak_mb": {
            name: {"loaded": peak_memory(name, None), "1 MB text": peak_memory(name, megabyte)} for name in ready
        },
        "adversarial": [
            {
                "contender": contender,
                "inputs": [
                    {"input": name, "seconds_per_mb": round(cost, 3), "four_times_the_text": round(growth, 1)}
                    for name, cost, growth in adversarial(ready[contender])
                ],
            }
            for contender in (DIRECTIVES, DIRECTIVES_WORDS)
            if contender in ready
        ],
        "missing": missing,
    }


def row(name: str, seconds: dict[str, list[float]], size: int) -> dict[str, Any]:
    """A contender's median, and its part of underthesea's time in the same turn: first, median, least, most.

    In the first turn nothing has been seen before; later ones find memos filled.
    """
    ratios = {
        peer: [own / other for own, other in zip(seconds[name], seconds[peer], strict=True)] for peer in (WORDS, CHAIN)
    }
    return {
        "name": name,
        "seconds": round(statistics.median(seconds[name]), 3),
        "characters_per_second": round(size / statistics.median(seconds[name])),
        **{
            f"of {peer}": [round(figure, 4) for figure in (part[0], statistics.median(part), min(part), max(part))]
            for peer, part in ratios.items()
        },
    }


def show(results: dict[str, Any]) -> None:
    print("{documents} documents, {characters:,} characters, {repeats} repeats".format(**results["text"]))
    part = "/ word_tokenize: first"
    print(f"{'':41}{'chars/s':>10}{part:>24}{'median':>8}{'/ ner':>8}{'MB loaded':>11}{'1 MB':>6}")
    for entry in results["contenders"]:
        peak = results["peak_mb"][entry["name"]]
        first, median, *_ = entry["of " + WORDS]
        print(
            f"{entry['name']:41}{entry['characters_per_second']:>10,}{first:>24.3f}{median:>8.3f}"
            f"{entry['of ' + CHAIN][1]:>8.3f}{peak['loaded'] or 0:>11.0f}{peak['1 MB text'] or 0:>6.0f}"
        )
    for tested in results["adversarial"]:
        print(f"\nadversarial input to: {tested['contender']} (s/MB; growth for 4 times the text)")
        for entry in tested["inputs"]:
            print(f"  {entry['input']:25}{entry['seconds_per_mb']:>9.2f}{entry['four_times_the_text']:>7.1f}")
    for name, reason in results["missing"].items():
        print(f"left out: {name}: {reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, help="turns of all contenders over the text (default 5)")
    parser.add_argument("--characters", type=int, default=200_000, help="length of the text made (default 200000)")
    parser.add_argument("--text", type=Path, nargs="+", default=[], help="UTF-8 text files to measure on instead")
    parser.add_argument("--out", type=Path, default=HERE / "results.json", help="where the figures are saved")
    parser.add_argument("--probe", choices=CONTENDERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.probe:
        probe(arguments.probe)
        return
    results = measure(arguments)
    show(results)
    arguments.out.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
