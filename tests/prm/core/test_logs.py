from __future__ import annotations

import json
import logging
import sys

from prm.core.http import request_id
from prm.core.logs import JsonFormatter, WithRequestId


def line_of(record: logging.LogRecord) -> dict[str, str]:
    WithRequestId().filter(record)
    return json.loads(JsonFormatter().format(record))


def test_line_is_json_with_the_request_id() -> None:
    token = request_id.set("abc12345")
    line = line_of(logging.makeLogRecord({"msg": "saved %s", "args": ("Ä",), "levelname": "INFO", "name": "prm"}))
    request_id.reset(token)
    assert line["message"] == "saved Ä"
    assert line["request"] == "abc12345"
    assert line["level"] == "INFO"


def test_traceback_stays_on_the_line() -> None:
    try:
        raise ValueError("broken\nin two lines")
    except ValueError:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": sys.exc_info()})
    WithRequestId().filter(record)
    assert "\n" not in JsonFormatter().format(record)
    assert "ValueError: broken" in line_of(record)["traceback"]
