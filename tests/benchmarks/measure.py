"""Measure the speed of the command beside what people do today.

    python tests/benchmarks/measure.py --out tests/benchmarks

prints a table and writes it to speed.csv with its chart, speed.png. With another
interpreter that has textacy and en_core_web_sm, --peer-python measures these too. All
times are those of whole processes, start-up and writing included; only quotations,
speakers and roles are timed by themselves as well.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import articles
import click

HERE = Path(__file__).parent
# As it is installed: compiled, where there was a compiler.
SENTIMENT = (str(Path(sys.executable).with_name("sentiment")),)
# Without the target looked for, all of the time goes into what is compared.
TARGET = ("--target", "report")
LIGHT = ("--judge", "light")
REPEATS = 5
# How often to look at a command: at first often, so that a short one is timed well,
# then seldom, so as not to take part in the race.
FIRST_LOOK, LAST_LOOK = 0.01, 0.25


@dataclass
class Cost:
    """What a command and all its processes took: seconds, megabytes at the peak."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command to its end, looking at its processes on the way."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=HERE.parents[1],
        start_new_session=True,
    )
    cost = Cost()
    used: dict[int, float] = {}
    pause = FIRST_LOOK
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        seen = dict(look(process.pid))
        used.update({pid: cpu for pid, (cpu, _) in seen.items()})
        cost.memory = max(cost.memory, sum(memory for _, memory in seen.values()))
        time.sleep(pause)
        pause = min(LAST_LOOK, 1.02 * pause)
    if os.waitstatus_to_exitcode(status):
        raise click.ClickException(f"{' '.join(command)} failed: run it by hand")
    cost.wall = time.perf_counter() - start
    # Of the command itself the system knows it exactly; of the others nearly.
    used[process.pid] = usage.ru_utime + usage.ru_stime
    cost.cpu = sum(used.values())
    cost.memory = max(cost.memory, usage.ru_maxrss / 1024)
    return cost


def look(session: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """The seconds and the megabytes of each process of a session (Linux only)."""
    ticks, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[3]) == session:
            cpu = (int(fields[11]) + int(fields[12])) / ticks
            yield int(path.parent.name), (cpu, int(fields[21]) * page / 2**20)


@dataclass
class Bench:
    """Measures in a folder of its own, and keeps the rows of the table."""

    folder: Path
    peer_python: str
    rows: list[tuple[str, float, str]] = field(default_factory=list)

    def note(self, what: str, value: float, unit: str) -> None:
        self.rows.append((what, value, unit))
        click.echo(f"{what:<62} {value:>10,.2f} {unit}")

    def made(self, write: Callable[[Path, int], None], count: int) -> Path:
        path = self.folder / f"{write.__name__}-{count}.jsonl"
        if not path.exists():
            write(path, count)
        return path

    def quotes(self, path: Path, workers: int, *more: str, kind: str = "jsonl") -> Cost:
        out = ("--format", kind, "--out", str(self.folder / f"out.{kind}"))
        given = (str(path), *out, *TARGET, "--workers", str(workers), *more)
        return cost_of((*SENTIMENT, "quotes", *given))

    def peer(self, name: str, path: Path, python: str = sys.executable) -> Cost:
        script = str(HERE / "peers.py")
        return cost_of((python, script, name, str(path), str(self.folder / "peer")))


def beside_peers(bench: Bench, count: int, judges: Sequence[str]) -> None:
    """Articles a second on one core, beside VADER alone and beside a parser."""
    for kind, write in (
        ("annotated", articles.write_annotated),
        ("usual", articles.write_usual),
    ):
        path = bench.made(write, count)
        rates = {}
        for judge in judges:
            cpu = bench.quotes(path, 1, "--judge", judge).cpu
            rates[f"sentiment, {judge} judge"] = count / cpu
            with (bench.folder / "out.jsonl").open("rb") as lines:
                rate = sum(1 for _ in lines) / cpu
            name = f"{kind} articles: sentiment, {judge} judge, quotations"
            bench.note(name, rate, "quotations/s")
        rates["VADER over the whole text"] = count / bench.peer("vader", path).cpu
        if bench.peer_python:
            few = bench.made(write, max(20, count // 20))
            peer = bench.peer("textacy", few, bench.peer_python)
            rates["textacy, spaCy and VADER"] = max(20, count // 20) / peer.cpu
        for name, rate in rates.items():
            bench.note(f"{kind} articles: {name}", rate, "articles/s")


def finding(bench: Bench, count: int) -> None:
    """Articles a second for quotations, speakers and roles; the best of some runs."""
    path = bench.made(articles.write_usual, count)
    command = (sys.executable, str(HERE / "finding.py"), str(path))
    best = max(float(subprocess.check_output(command)) for _ in range(REPEATS))
    name = "sentiment, quotations, speakers and roles alone"
    bench.note(f"usual articles: {name}", best, "articles/s")


def by_cores(bench: Bench, count: int, judges: Sequence[str]) -> None:
    """How much faster it is with every core."""
    for judge in judges:
        number = count if judge == "light" else count // 20
        path = bench.made(articles.write_usual, number)
        alone = bench.quotes(path, 1, "--judge", judge)
        for workers in sorted({2, os.cpu_count() or 1} - {1}):
            cost = bench.quotes(path, workers, "--judge", judge)
            name = f"{judge} judge, {number:,} articles: {workers} workers against one"
            bench.note(name, alone.wall / cost.wall, "times as fast")


def by_size(bench: Bench, largest: int) -> None:
    """Whether an article costs the same among many, and what memory they take."""
    costs = {}
    for count in (largest // 100, largest // 10, largest):
        path = bench.made(articles.write_annotated, count)
        costs[count] = cost = bench.quotes(path, os.cpu_count() or 1, *LIGHT)
        bench.note(f"{count:,} articles: time of one", 1e3 * cost.cpu / count, "ms")
        bench.note(f"{count:,} articles: memory of all processes", cost.memory, "MB")
    path = bench.made(articles.write_annotated, largest)
    cost = bench.quotes(path, os.cpu_count() or 1, *LIGHT, kind="parquet")
    bench.note(f"{largest:,} articles: memory of all, to Parquet", cost.memory, "MB")
    least, *_, most = costs
    ratio = (costs[most].cpu / most) / (costs[least].cpu / least)
    bench.note(f"one of {most:,} articles against one of {least:,}", ratio, "times")


def again(bench: Bench, count: int) -> None:
    """What a second run takes where all is in the cache."""
    path = bench.made(articles.write_annotated, count)
    cache = (*LIGHT, "--cache", str(bench.folder / "cache"))
    first, second = (bench.quotes(path, 1, *cache) for _ in range(2))
    share = 100 * second.cpu / first.cpu
    bench.note("second run from the cache, of the first", share, "%")


def start_up(bench: Bench) -> None:
    """How long one waits for the help and for a small report."""
    report = ("report", "seeds", "--out", str(bench.folder / "reports"))
    for name, command in (("--help", ("--help",)), ("report seeds", report)):
        costs = [cost_of((*SENTIMENT, *command)) for _ in range(REPEATS)]
        bench.note(f"sentiment {name}", min(cost.wall for cost in costs), "s")


def draw(rows: Sequence[tuple[str, float, str]], path: Path) -> None:
    """Chart the rates, on a scale of powers of ten."""
    from matplotlib.figure import Figure

    rates = [(name, value) for name, value, unit in rows if unit == "articles/s"]
    figure = Figure(figsize=(9, 0.5 * len(rates) + 1.2), layout="constrained")
    axes = figure.subplots()
    names = [name for name, _ in reversed(rates)]
    values = [value for _, value in reversed(rates)]
    ours = ["#2a6f97" if "sentiment" in name else "#b0b0b0" for name in names]
    bars = axes.barh(names, values, color=ours)
    axes.bar_label(bars, [f" {value:,.0f}" for value in values])
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_xlabel("articles a second on one core")
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.15)
    figure.savefig(path, dpi=120, metadata={"Software": None})


@click.command()
@click.option(
    "--count", default=2_000, show_default=True, help="Articles beside peers."
)
@click.option("--cores", default=5_000, show_default=True, help="Articles by cores.")
@click.option("--largest", default=20_000, show_default=True, help="Most articles.")
@click.option("--judge", "judges", multiple=True, default=("light",), show_default=True)
@click.option("--peer-python", default="", help="An interpreter that has textacy.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False))
def main(
    count: int,
    cores: int,
    largest: int,
    judges: tuple[str, ...],
    peer_python: str,
    out: Path | None,
) -> None:
    """Print how fast the command is, beside what people do today."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), peer_python)
        start_up(bench)
        beside_peers(bench, count, judges)
        finding(bench, count)
        again(bench, count)
        by_cores(bench, cores, judges)
        by_size(bench, largest)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        draw(bench.rows, out / "speed.png")
        with (out / "speed.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(("what", "value", "unit"))
            table.writerows(
                (what, f"{value:.2f}", unit) for what, value, unit in bench.rows
            )


if __name__ == "__main__":
    main()
