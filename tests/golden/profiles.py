"""profiles.py PROGRAM: a profile that is written from an export reads it to the same facts.

For every export of the golden cases `desk_*`: `desks FILE --profile`, then the whole score by
`--desk` of that file must be that of the recognised desk, byte by byte."""
import glob
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
program = os.path.abspath(sys.argv[1])


def run(place, *words):
    environment = {key: value for key, value in os.environ.items() if key != "DESKGAUGE_STORE"}
    return subprocess.run([program, *words], cwd=place, env=environment, capture_output=True)


def read_twice(path, place):
    """None: the export cannot be read at all, so there is nothing to compare."""
    first = run(place, "score", "--json", "--zone", "UTC", path)
    if first.returncode:
        return None
    profile = run(place, "desks", path, "--zone", "UTC", "--profile")
    if profile.returncode:
        return profile.stderr.decode()
    with open(os.path.join(place, "mine.yaml"), "wb") as file:
        file.write(profile.stdout)
    second = run(place, "score", "--json", "--zone", "UTC", "--desk", "./mine.yaml", path)
    same = first.stdout == second.stdout and second.returncode == 0
    return "" if same else "other figures by its own profile " + second.stderr.decode()


failed = compared = 0
with tempfile.TemporaryDirectory() as place:
    for path in sorted(glob.glob(os.path.join(here, "desk_*", "input", "*.?sv"))):
        verdict = read_twice(path, place)
        if verdict is None:
            continue
        compared += 1
        if verdict:
            failed += 1
            print(f"FAILED {os.path.relpath(path, here)}: {verdict}")
print(f"{compared} exports read by a profile written from them, {failed} otherwise than before")
sys.exit(1 if failed or compared < 30 else 0)
