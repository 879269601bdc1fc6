#!/usr/bin/env python3
"""Start here: `python3 build.py [WORDS]` makes .venv when it must, then runs `byelaw WORDS` (by default `build`).

`build.py test [PYTEST WORDS]` runs every check; `build.py lock [--upgrade]` rewrites the two lock files.
Standard library only, and readable by any Python 3, so that an old one gets a sentence and not a traceback.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing typing would cost a third of the start-up time
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
PIP_TOOLS = "pip-tools==7.6.2"
TOOL_FAILED = 4
INTERRUPTED = 130

# (what must be there: a command or a file, Debian's package, what the tests do with it)
TEST_TOOLS = (
    ("chromium", "chromium", "the browser tests FAIL"),
    ("soffice", "libreoffice-writer-nogui", "tests that open Word files are skipped"),
    ("pdftotext", "poppler-utils", "tests that read PDF text are skipped"),
    ("java", "default-jre-headless", "tests that run veraPDF are skipped"),
    ("/usr/share/java/jaxb-runtime.jar", "libjaxb-java", "tests that run veraPDF are skipped"),
)
CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    ("import-linter", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    ("pytest", ("-m", "pytest", "-n", "2")),
)


class SetupError(Exception):
    """The machine lacks something; the message says what a person can do."""


def main(words: Sequence[str]) -> int:
    """Make the environment fit, then run the checks or Byelaw with these words; return the exit code."""
    try:
        if words[:1] == ["lock"]:
            return write_locks(words[1:])
        if words[:1] == ["test"]:
            ensure_environment(ROOT, TEST_LOCK)
            install_test_tools()
            return run_checks(words[1:])
        ensure_environment(ROOT, RUN_LOCK)
        return run_byelaw(words or ["build"])
    except SetupError as error:
        say(str(error))
        return TOOL_FAILED
    except KeyboardInterrupt:
        say("stopped; run the same command again to go on.")
        return INTERRUPTED


def ensure_environment(root: Path, lock: str) -> None:
    """Install what `lock` pins into root/.venv, unless its stamp says that this was done."""
    if is_fresh(root, lock):
        return
    with one_at_a_time(root / ".venv.lock"):
        if is_fresh(root, lock):  # another run made it while this one waited
            return
        if not venv_python(root).exists() or recorded(root).get("python") != interpreter(root):
            make_venv(root)
        say(f"installing what {lock} pins (needs the network, this once) ...")
        if not pip_install(root, lock):
            message = f"the packages in {lock} could not be installed; what pip said is above. "
            raise SetupError(message + "This step needs a connection to a Python package index; later runs need none.")
        link_source(root)
        write_stamp(root, lock)


def is_fresh(root: Path, lock: str) -> bool:
    """Tell whether root/.venv holds what the lock pins, for the Python it was made with."""
    stamp = recorded(root)
    return stamp.get(lock) == digest(root / lock) and stamp.get("python") == interpreter(root)


def recorded(root: Path) -> dict[str, str]:
    """Read the stamp: lock name to digest, and `python` to the interpreter; empty if the install never finished."""
    try:
        lines = stamp_file(root).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return dict(line.split(" ", 1) for line in lines if " " in line)


def write_stamp(root: Path, lock: str) -> None:
    """Record a finished install, last of all; the test lock holds everything the other one does."""
    names = (RUN_LOCK, TEST_LOCK) if lock == TEST_LOCK else (lock,)
    lines = [f"python {interpreter(root)}", *(f"{name} {digest(root / name)}" for name in names)]
    stamp_file(root).write_text("\n".join(lines) + "\n", encoding="utf-8")


def stamp_file(root: Path) -> Path:
    """Say where the stamp lies: inside .venv, so that it goes when .venv goes."""
    return root / ".venv" / "byelaw-stamp"


def interpreter(root: Path) -> str:
    """Name the Python behind .venv by its resolved file: `/usr/bin/python3` leads elsewhere after a system upgrade."""
    python = venv_python(root)
    return str(python.resolve()) if python.exists() else ""


def digest(path: Path) -> str:
    """Return the file's SHA-256 in hex."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        message = f"cannot read {path.name}: {error.strerror}. Is this a whole copy of the project?"
        raise SetupError(message) from error


def venv_python(root: Path) -> Path:
    """Say where .venv keeps its Python."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv(root: Path) -> None:
    """Make an empty .venv, installing Debian's python3-venv if that is what is missing and we may."""
    python = usable_python()
    make = [python, "-m", "venv", "--clear", str(root / ".venv")]
    say(f"making .venv with {python} ...")
    if not has_ensurepip(python):
        apt_install(["python3-venv"])
    if has_ensurepip(python) and succeeds(make):
        return
    if succeeds([python, "-m", "pip", "--version"]) and succeeds([*make, "--without-pip"]):
        return  # pip_install then lends it the outer pip
    message = f"{python} cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv"
    raise SetupError(message)


def usable_python() -> str:
    """Find a Python new enough: the one running this, or one on PATH."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in NEWER:
        found = shutil.which(name)
        if found:
            return found
    have = ".".join(str(part) for part in sys.version_info[:2])
    message = f"Byelaw needs Python 3.11 or newer, and this is {have}. Install one from python.org."
    raise SetupError(message)


def has_ensurepip(python: str) -> bool:
    """Tell whether this Python can put pip into a new environment: Debian ships that part apart."""
    return succeeds([python, "-c", "import venv, ensurepip"])


def pip_install(root: Path, lock: str) -> bool:
    """Install exactly what the lock pins, checking every hash; pip changes nothing unless it could fetch it all."""
    own = [str(venv_python(root)), "-m", "pip"]
    pip = own if succeeds([*own, "--version"]) else [usable_python(), "-m", "pip", "--python", str(venv_python(root))]
    exact = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(root / lock)]
    return run([*pip, "install", "-qq", "--disable-pip-version-check", "--no-input", *exact]) == 0


def link_source(root: Path) -> None:
    """Let .venv import from src/ and offer a `byelaw` command; both by relative paths, so the folder may move."""
    site = next((root / ".venv").glob("[Ll]ib*/python3*/site-packages"), root / ".venv" / "Lib" / "site-packages")
    (site / "byelaw-source.pth").write_text(os.path.relpath(root / "src", site) + "\n", encoding="utf-8")
    if os.name != "nt":
        script = venv_python(root).with_name("byelaw")
        script.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -P -X utf8 -m byelaw "$@"\n', encoding="utf-8")
        script.chmod(0o755)


def run_byelaw(words: Sequence[str]) -> int:
    """Become `byelaw`; on Windows, where a process cannot be replaced, wait for it."""
    command = [str(venv_python(ROOT)), "-P", "-X", "utf8", "-m", "byelaw", *words]
    if os.name != "nt":
        os.execv(command[0], command)
    return run(command)


def run_checks(pytest_words: Sequence[str]) -> int:
    """Run every check, the later ones too when one fails; the words go to pytest."""
    failed, began = [], time.monotonic()
    for name, words in CHECKS:
        say(f"--- {name}")
        extra = pytest_words if name == "pytest" else ()
        if run([str(venv_python(ROOT)), "-P", *words, *extra], cwd=ROOT) != 0:
            failed.append(name)
    verdict = "FAILED: " + ", ".join(failed) if failed else "all good"
    say(f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks, {time.monotonic() - began:.0f} s: {verdict}")
    return 1 if failed else 0


def install_test_tools() -> None:
    """Install what the tests drive from Debian's packages where that is allowed, and say what is still missing."""
    if any(not is_there(what) for what, _, _ in TEST_TOOLS):
        apt_install([package for what, package, _ in TEST_TOOLS if not is_there(what)])
    for what, package, effect in TEST_TOOLS:
        if not is_there(what):
            say(f"{Path(what).name} is not installed: {effect}. Install {package} with your system's package manager.")


def is_there(what: str) -> bool:
    """Tell whether a command is on PATH, or a file given by its full path exists."""
    return shutil.which(what) is not None or Path(what).is_file()


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages one by one, as far as apt and our rights allow; what fails is left to the caller."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    apt = ["apt-get"] if is_root else ["sudo", "-n", "apt-get"]
    if shutil.which("apt-get") is None or not (is_root or succeeds(["sudo", "-n", "true"])):
        return
    say(f"installing from the system's packages: {', '.join(packages)} ...")
    if run([*apt, "update", "-qq"]) == 0:
        for package in packages:
            run([*apt, "install", "-y", "-qq", "--no-install-recommends", package], quiet=True)


def write_locks(words: Sequence[str]) -> int:
    """Pin what pyproject.toml asks for, as its [tool.pip-tools] says, in both lock files; `--upgrade` takes newer."""
    os.environ["CUSTOM_COMPILE_COMMAND"] = "python3 build.py lock"  # what the lock's first lines tell its reader to run
    with tempfile.TemporaryDirectory() as scratch:
        make_venv(Path(scratch))
        python = str(venv_python(Path(scratch)))
        if run([python, "-m", "pip", "install", "-qq", PIP_TOOLS]) != 0:
            message = f"{PIP_TOOLS} could not be installed; the locks are as they were."
            raise SetupError(message)
        pin = [python, "-P", "-m", "piptools", "compile", "--quiet", "pyproject.toml", *words]
        test_extra = ["--extra", "test", "--constraint", RUN_LOCK]
        for command in ([*pin, "-o", RUN_LOCK], [*pin, *test_extra, "-o", TEST_LOCK]):
            if run(command, cwd=ROOT) != 0:
                return TOOL_FAILED
    say(f"wrote {RUN_LOCK} and {TEST_LOCK}.")
    return 0


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait until no other run holds this file; the system lets go of it even when a run is killed."""
    with path.open("w", encoding="utf-8") as handle:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (only there)

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (only there)

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run(command: Sequence[str], *, cwd: Path | None = None, quiet: bool = False) -> int:
    """Run a command to its end, showing what it says (`quiet`: only its errors); return its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=cwd, check=False, stdout=subprocess.DEVNULL if quiet else None).returncode


def succeeds(command: Sequence[str]) -> bool:
    """Tell whether a command exists and exits with 0, showing nothing of it."""
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=300).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def say(text: str) -> None:
    """Tell the person at the terminal what the bootstrap is doing."""
    print(f"build.py: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
