#!/usr/bin/env python3
"""report_schema.py TOP: the demo reports hold what schemas/report promises (77: skipped, aloud)."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("SKIPPED: Python's jsonschema is not installed; only render_test looked at the keys")
    sys.exit(77)

top = pathlib.Path(sys.argv[1])
schema = json.loads((top / "schemas/report/report.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
reports = sorted((top / "tests/unit/render/golden").glob("demo.*.json"))
wrong = 0
for path in reports:
    report = json.loads(path.read_text())
    for error in validator.iter_errors(report):
        print(f"{path.name}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
        wrong += 1
    # The schema must be able to fail.
    del report["figures"][0]["n"]
    if validator.is_valid(report):
        print(f"{path.name}: a figure without n was accepted")
        wrong += 1

# What `compare --json` prints, as the golden case keeps it.
schema = json.loads((top / "schemas/report/comparison.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
comparison = json.loads((top / "tests/golden/compare_json/expected/stdout").read_text())
for error in validator.iter_errors(comparison):
    print(f"compare_json: {'/'.join(map(str, error.absolute_path))}: {error.message}")
    wrong += 1
del comparison["models"][0]["fault"]
if validator.is_valid(comparison):
    print("compare_json: a model without its fault was accepted")
    wrong += 1
sys.exit(1 if wrong or not reports else 0)
