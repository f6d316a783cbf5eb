"""How figures are told."""
import json
import math
import sys


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def report(benchmark, value, unit, limit=None, limit_name=None):
    print(json.dumps({
        "benchmark": benchmark,
        "value": round(value, 3),
        "unit": unit,
        "limit": None if limit is None else round(limit, 3),
        "limit_name": limit_name,
        "ratio": round(value / limit, 3) if limit else None,
    }), flush=True)


def percentile(values, fraction):
    """The smallest value that at least this fraction of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(fraction * len(ordered)) - 1)]
