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


def fte(norm, absent, loss, handover, year=8760):
    return year * (1 + handover) / ((norm - absent) * (1 - loss))


def turnover(attrition, ramp_months, start, vacancy_months):
    """Effective people and hires of a position: exponential tenure, a linear ramp (costs.md 4.8)."""
    ramp, vacancy = ramp_months / 12, vacancy_months / 12
    lost = (1 - start) * (1 / attrition - (1 - math.exp(-attrition * ramp)) / (attrition ** 2 * ramp))
    return (1 / attrition - lost) / (1 / attrition + vacancy), 1 / (1 / attrition + vacancy)


def rows():
    load = 37 * 412 / 3600
    first, total = ishigami(5.5, .07)
    yield "X1", "erlang_c", "lambda_per_h=37;aht_s=412;n=7;t_s=33", "p_wait", erlang_c(load, 7)
    yield ("X2", "erlang_c", "lambda_per_h=37;aht_s=412;n=7;t_s=33", "service_level",
           1 - erlang_c(load, 7) * math.exp(-(7 - load) * 33 / 412))
    yield "X3", "ishigami", "a=5.5;b=0.07", "s1", first
    yield "X4", "ishigami", "a=5.5;b=0.07", "st1", total
    effective, hires = turnover(.27, 5, .45, 2.5)
    yield ("F1", "fte_per_24x7_seat", "norm_h=1831;leave_h=143;sick_h=37;train_h=11;in_shift_loss=0.083;handover=0.021",
           "fte", fte(1831, 143 + 37 + 11, .083, .021))
    yield "F2", "fte_per_24x7_seat", "net_h=1693", "fte", fte(1693, 0, 0, 0)
    yield ("F3", "fte_per_24x7_seat", "XX 2031 norm_h=1911;leave 23 wd*8=184;sick 9d=72;train 3d=24;in_shift_loss=0;handover=0",
           "fte", fte(1911, 184 + 72 + 24, 0, 0))
    yield ("F4", "fte_per_24x7_seat",
           "norm_h=1911;leave 184;sick 72;train 24;in_shift_loss=0.09375 (45 min per 8h);handover=0.0625 (30 min per shift)",
           "fte", fte(1911, 184 + 72 + 24, .09375, .0625))
    told = "attrition_per_year=0.27;ramp_months=5 linear from 0.45;vacancy_months=2.5;exponential tenure"
    yield "F5", "attrition_ramp", told, "effective_fte_per_position", effective
    yield "F6", "attrition_ramp", told, "hires_per_position_year", hires
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
        expect("rows in another layout pass", code == 0 and "10 passed, 0 failed" in told, told)
        expect("an unknown model is skipped aloud", "skipped  no_such_model" in told, told)
    for spoilt, line in (("X2", 3), ("F1", 6), ("F4", 9), ("F6", 11)):
        code, told = run(program, COLUMNS, "\n", spoil=spoilt)
        expect("a broken value fails", code == 1 and "9 passed, 1 failed" in told, told)
        expect("it is named", any(text.startswith(f"FAILED   line {line}, {spoilt}")
                                  for text in told.splitlines()), told)


main()
