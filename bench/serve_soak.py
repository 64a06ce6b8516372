#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hours in the life of "detente serve", in minutes: requests and listeners while files are edited, broken and mended, clients
vanish, send half a request or read a byte at a time.

    bench/serve_soak.py [MINUTES] [PROGRAM] [PAUSE]      10, build/detente, no pause between requests

Each answer must be, byte for byte, what the command line writes of the case as it was before or after an edit; a faulty edit must
change nothing. Prints the server's memory every half minute and ends with "N passed, N failed"."""
import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
program = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else "build/detente")
pause = float(sys.argv[3]) if len(sys.argv) > 3 else 0  # seconds, of each of the four that ask
root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
listeners = 200
asked = {  # address: command line
    "status?as_of=2026-08-22": ["status", "--as-of", "2026-08-22"],
    "timeline?from=2022-07&to=2022-12&as_of=2026-08-22": ["timeline", "--from", "2022-07", "--to", "2022-12", "--as-of", "2026-08-22"],
    "commitments?as_of=2026-08-22": ["commitments", "--as-of", "2026-08-22"],
    "readouts?event=2022-11-14-bali&as_of=2026-08-22": ["readouts", "2022-11-14-bali", "--as-of", "2026-08-22"],
}
count = {"requests": 0, "wrong": 0, "refused": 0, "told": 0, "faults told": 0, "good edits": 0, "faulty edits": 0, "vanished": 0, "slow": 0}


def written(folder):
    """What the command line writes of the folder, by address."""
    out = {}
    for address, (command, *rest) in asked.items():
        out[address] = subprocess.run([program, command, folder, *rest, "--format", "json"], check=True, capture_output=True).stdout
    return out


def memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


async def get(port, address):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/{address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
    writer.close()
    return int(head.split(b" ", 2)[1]), body


async def request(port, sound):
    while True:
        address = random.choice(list(asked))
        status, body = await get(port, address)
        count["requests"] += 1
        if status != 200:
            count["refused"] += 1
        elif body not in [each[address] for each in sound]:
            count["wrong"] += 1
        await asyncio.sleep(pause)


async def listen(port):
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while line := await reader.readline():
            count["told"] += line.startswith(b"event: case")
            count["faults told"] += line.startswith(b"event: fault")


async def edit(file, good, edited):
    while True:
        for text, kind in ((edited, "good edits"), (good + "\n[[event]]\nid = 3\n", "faulty edits"), (good, "good edits")):
            with open(file, "w", encoding="utf-8") as out:
                out.write(text)
            count[kind] += 1
            await asyncio.sleep(1.5)


async def vanish(port):
    while True:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(random.choice([b"GET /api/v1/time", b"GET /api/v1/timeline HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01", b""]))
        await asyncio.sleep(random.random() / 10)
        writer.transport.abort()
        count["vanished"] += 1


async def read_slowly(port):
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(b"GET /api/v1/timeline HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for _ in range(100):
            if not await reader.read(1):
                break
            await asyncio.sleep(0.2)
        writer.transport.abort()
        count["slow"] += 1


async def main(folder):
    file = os.path.join(folder, "events/2022.toml")
    with open(file, encoding="utf-8") as before:
        good = before.read()
    edited = good.replace('title = "', 'title = "EDITED ')
    sound = [written(folder)]
    with open(file, "w", encoding="utf-8") as out:
        out.write(edited)
    sound.append(written(folder))
    with open(file, "w", encoding="utf-8") as out:
        out.write(good)
    server = subprocess.Popen([program, "serve", folder, "--port", "0"], stdout=subprocess.PIPE, text=True)
    port = int(server.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
    work = [listen(port) for _ in range(listeners)] + [request(port, sound) for _ in range(4)]
    work += [read_slowly(port) for _ in range(10)] + [vanish(port), vanish(port), edit(file, good, edited)]
    tasks = [asyncio.create_task(each) for each in work]
    start, seen = time.time(), []
    while time.time() - start < 60 * minutes:
        await asyncio.sleep(min(30, 60 * minutes / 4))
        seen.append(memory(server.pid))
        print(f"{time.time() - start:6.0f} s  {seen[-1]:6.1f} MB  {count}", flush=True)
        ended = [task for task in tasks if task.done()]
        if ended or server.poll() is not None:
            print("ended early:", ended[:1] and ended[0].exception(), "server:", server.poll())
            break
    alive = server.poll() is None
    for task in tasks:
        task.cancel()
    stop = time.time()
    server.terminate()
    server.wait(10)
    middle = max(seen[: len(seen) // 2])
    checks = {
        "the server lived": alive, "nothing wrong was served": count["wrong"] == 0, "nothing was refused": count["refused"] == 0,
        "every listener was told": count["told"] >= listeners * count["good edits"] * 0.9,
        "and of faults": count["faults told"] >= listeners * count["faulty edits"] * 0.9,
        f"memory is flat: {middle:.1f} MB at most in the first half, {max(seen[len(seen) // 2:]):.1f} MB in the second": max(seen[len(seen) // 2:]) < middle * 1.1,
        f"it ended in {time.time() - stop:.1f} s": time.time() - stop < 5,
    }
    for name, held in checks.items():
        print("ok     " if held else "FAILED ", name)
    print(f"{sum(checks.values())} passed, {len(checks) - sum(checks.values())} failed")
    return 0 if all(checks.values()) else 1


with tempfile.TemporaryDirectory() as scratch:
    copy = os.path.join(scratch, "us-china")
    shutil.copytree(os.path.join(root, "cases/us-china"), copy)
    sys.exit(asyncio.run(main(copy)))
