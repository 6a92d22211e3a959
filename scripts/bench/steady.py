"""Asks a server for pages at a fixed rate, whether or not it keeps up: people do not wait for one another."""

import asyncio
import re
import time
import urllib.parse


class Steady:
    """A run over some connections; `late` has how long each answer took, in seconds, since it was due."""

    def __init__(self, url, clients):
        at = urllib.parse.urlsplit(url)
        self.host, self.port = at.hostname, at.port
        self.clients = clients
        self.due = asyncio.Queue()
        self.late, self.errors = [], 0

    async def ask(self, reader, writer, path):
        """Whether the answer has status 200; it is read in full."""
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if length is None:
            raise OSError("an answer without a length")
        await reader.readexactly(int(length[1]))
        return head.startswith(b"HTTP/1.1 200 ")

    async def client(self):
        """Asks what is due; a connection that fails is made anew."""
        reader = writer = None
        while True:
            when, path = await self.due.get()
            try:
                if not writer:
                    reader, writer = await asyncio.open_connection(self.host, self.port)
                good = await self.ask(reader, writer, path)
            except (OSError, asyncio.IncompleteReadError):
                good, writer = False, None
            # not since it was sent: who waits for a connection waits, too
            self.late.append(time.perf_counter() - when)
            self.errors += not good
            self.due.task_done()

    async def run(self, paths, rate, seconds):
        clients = [asyncio.create_task(self.client()) for _ in range(self.clients)]
        begin = time.perf_counter()
        for n in range(int(seconds * rate)):
            when = begin + n / rate
            if when > time.perf_counter():
                await asyncio.sleep(when - time.perf_counter())
            self.due.put_nowait((when, paths[n % len(paths)]))
        await self.due.join()
        duration = time.perf_counter() - begin
        for task in clients:
            task.cancel()
        return duration


async def measured(url, paths, rate, clients, seconds):
    run = Steady(url, clients)
    duration = await run.run(paths, rate, seconds)
    late = sorted(run.late)
    return [len(late), duration * 1e6, late[len(late) // 2] * 1e6,
            late[len(late) * 99 // 100] * 1e6, late[-1] * 1e6, run.errors]


def steady(url, paths, rate, clients, seconds):
    """Asks for pages in turn: requests, microseconds in all, median, 99th percentile, longest, errors."""
    return asyncio.run(measured(url, paths, rate, clients, seconds))
