"""Compile the modules that articles go through by the thousand, with mypyc.

A build hook of hatchling: the same sources, a third faster. Where there is no C
compiler, and in an editable installation, they run as the Python that they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to the wheel, beside their sources."""

    folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless this is an editable installation."""
        if version == "editable":
            return
        sources = sources_of(Path(self.root), self.config["modules"])
        self.folder = Path(mkdtemp(prefix="compiled-"))
        try:
            built = compile_sources(sources, self.folder)
        except (Exception, SystemExit) as error:
            self.app.display_warning(f"nothing is compiled, which is slower: {error}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"].update(built)

    def finalize(self, version: str, build_data: dict[str, Any], artifact: str) -> None:
        """Clear up once the wheel is written."""
        if self.folder is not None:
            rmtree(self.folder, ignore_errors=True)


def sources_of(root: Path, patterns: Iterable[str]) -> list[str]:
    """The modules that patterns mean, as paths in the project."""
    found = []
    for pattern in patterns:
        paths = [path for path in root.glob(pattern) if path.name != "__init__.py"]
        if not paths:
            raise ValueError(f"{pattern}: there is no such module to compile")
        found += [path.relative_to(root).as_posix() for path in paths]
    return sorted(found)


def compile_sources(sources: list[str], folder: Path) -> dict[str, str]:
    """Compile sources into a folder; which file there goes where in the wheel."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    # Types are checked by the tests; here they are only made use of.
    options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
    extensions = mypycify(
        [*options, *sources], opt_level="2", debug_level="0", target_dir=str(folder)
    )
    command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
    library = folder / "lib"
    command.build_lib, command.build_temp = str(library), str(folder / "temp")
    command.ensure_finalized()
    command.run()
    built = (path for path in library.rglob("*") if path.is_file())
    return {str(path): path.relative_to(library).as_posix() for path in built}
