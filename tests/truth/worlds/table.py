"""table.py PROGRAM README: run `PROGRAM full` and put its tables between the README's markers."""
import subprocess
import sys

BEGIN, END = "<!-- desk_worlds full: begin -->", "<!-- desk_worlds full: end -->"


def main():
    program, readme = sys.argv[1:3]
    run = subprocess.run([program, "full"], stdout=subprocess.PIPE, text=True, check=False)
    if run.returncode not in (0, 1):
        return run.returncode
    with open(readme, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    after = rest.split(END)[1]
    with open(readme, "w", encoding="utf-8") as file:
        file.write(f"{before}{BEGIN}\n{run.stdout.strip()}\n{END}{after}")
    return run.returncode


sys.exit(main())
