"""Several people at once: a program that sends requests from so many threads and prints each one's time.

It reads its work as JSON from standard input, so that two of it can load a server of four processes.
"""

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

Work = dict[str, Any]


def main() -> None:
    """Work: port, expected status, and a list of requests for each person; prints their times."""
    work: Work = json.load(sys.stdin)
    began = time.time()
    with ThreadPoolExecutor(len(work["people"])) as pool:
        done = list(pool.map(lambda requests: _send(work, requests), work["people"]))
    times = [taken for mine, _wrong in done for taken in mine]
    wrong = [status for _mine, found in done for status in found]
    json.dump({"times": times, "wrong": wrong, "began": began, "ended": time.time()}, sys.stdout)


def _send(work: Work, requests: list[dict[str, Any]]) -> tuple[list[float], list[int]]:
    """One person's requests, one after the other on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", work["port"], timeout=120)
    times, wrong = [], []
    for each in requests:
        body = urlencode(each["answers"]) if each["answers"] else None
        began = time.perf_counter()
        connection.request(each["method"], each["path"], body, each["headers"])
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != work["expected"]:
            wrong.append(answer.status)
    connection.close()
    return times, wrong


if __name__ == "__main__":
    main()
