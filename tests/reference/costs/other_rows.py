#!/usr/bin/env python3
"""other_rows.py PROGRAM: reference_costs on rows that are in no table: values reckoned here."""
import math
import os
import subprocess
import sys
import tempfile

COLUMNS = ["case_id", "split", "model", "params", "quantity", "value", "rel_tol", "method",
           "published_value", "published_source"]


def erlang_c(load, seats):
    terms = [math.exp(k * math.log(load) - math.lgamma(k + 1)) for k in range(seats + 1)]
    top = terms[-1] * seats / (seats - load)
    return top / (sum(terms[:-1]) + top)


def ishigami(a, b):
    pi4 = math.pi ** 4
    v1 = (1 + b * pi4 / 5) ** 2 / 2
    v2 = a * a / 8
    v13 = b * b * pi4 * pi4 * (1 / 18 - 1 / 50)
    return v1 / (v1 + v2 + v13), (v1 + v13) / (v1 + v2 + v13)


def rows():
    load = 37 * 412 / 3600
    first, total = ishigami(5.5, .07)
    yield "X1", "erlang_c", "lambda_per_h=37;aht_s=412;n=7;t_s=33", "p_wait", erlang_c(load, 7)
    yield ("X2", "erlang_c", "lambda_per_h=37;aht_s=412;n=7;t_s=33", "service_level",
           1 - erlang_c(load, 7) * math.exp(-(7 - load) * 33 / 412))
    yield "X3", "ishigami", "a=5.5;b=0.07", "s1", first
    yield "X4", "ishigami", "a=5.5;b=0.07", "st1", total
    yield "X5", "no_such_model", "whatever", "x", 1


def run(program, columns, end, spoil=None):
    lines = [",".join(columns)]
    for case, model, params, quantity, value in rows():
        cell = {"case_id": case, "split": "dev", "model": model, "params": params,
                "quantity": quantity, "value": repr(value * (1.001 if case == spoil else 1)),
                "rel_tol": "1e-8", "method": "by hand"}
        lines.append(",".join(cell.get(column, "") for column in columns))
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, newline="") as out:
        out.write(end.join(lines) + end)
    done = subprocess.run([program, out.name], capture_output=True, text=True, check=False)
    os.unlink(out.name)
    return done.returncode, done.stdout


def expect(claim, is_true, told):
    if not is_true:
        sys.exit(f"other_rows: {claim}\n{told}")


def main():
    program = sys.argv[1]
    for columns, end in ((COLUMNS, "\n"), (COLUMNS, "\r\n"), (COLUMNS[::-1], "\n"),
                         (["note"] + COLUMNS + ["more"], "\n")):
        code, told = run(program, columns, end)
        expect("rows in another layout pass", code == 0 and "4 passed, 0 failed" in told, told)
        expect("an unknown model is skipped aloud", "skipped  no_such_model" in told, told)
    code, told = run(program, COLUMNS, "\n", spoil="X2")
    expect("a broken value fails", code == 1 and "3 passed, 1 failed" in told, told)
    expect("it is named", any(line.startswith("FAILED   line 3, X2")
                              for line in told.splitlines()), told)


main()
