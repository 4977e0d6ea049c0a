import subprocess
import sys
import zipfile


def test_the_wheel_holds_every_file_of_the_packages(repository, tmp_path):
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(tmp_path), str(repository)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    shipped = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "-c", "core.quotepath=off", "ls-files", "-z", "schemas", "archive", "pipeline", "desk", "sample_docs"],
        cwd=repository, check=True, capture_output=True, encoding="utf-8",
    ).stdout.split("\0")  # fmt: skip
    assert {name for name in tracked if name} <= shipped


def test_compiling_and_importing_everything_raises_no_warning(repository):
    packages = [repository / name for name in ("schemas", "archive", "pipeline", "desk")]
    sources = [path for package in packages for path in package.rglob("*.py")]
    modules = sorted(
        ".".join(path.relative_to(repository).with_suffix("").parts).removesuffix(".__init__")
        for path in sources
        if "migrations" not in path.parts  # Alembic runs these itself
    )
    program = f"""
import importlib, pathlib
for file in {[str(path) for path in sources]!r}:
    compile(pathlib.Path(file).read_bytes(), file, "exec")
for name in {modules!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
