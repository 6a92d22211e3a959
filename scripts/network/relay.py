"""A line that is slow: passes on TCP connections, and holds each piece back for a while.

usage: relay.py FROM:PORT TO:PORT MILLISECONDS [SPREAD [EVERY STALL]]

Pieces wait MILLISECONDS and up to SPREAD more, and one of EVERY waits STALL more, as one whose packet was lost and
is sent again. Their order stays.
"""

import queue
import random
import socket
import sys
import threading
import time


def pump(source, target, delay):
    """Passes on what comes from one end, each piece when its time has come."""
    pieces = queue.Queue()

    def read():
        due = 0.0
        while True:
            try:
                piece = source.recv(65536)
            except OSError:
                piece = b""
            due = max(due, time.monotonic() + delay())
            pieces.put((due, piece))
            if not piece:
                return

    def write():
        while True:
            due, piece = pieces.get()
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                if not piece:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(piece)
            except OSError:
                source.close()
                return

    for work in read, write:
        threading.Thread(target=work, daemon=True).start()


def main():
    listen, target, *numbers = sys.argv[1:]
    base, spread, every, stall = ([float(n) for n in numbers] + [0, 0, 0])[:4]
    chance = random.Random(1)

    def delay():
        lost = every and chance.random() * every < 1
        return (base + spread * chance.random() + (stall if lost else 0)) / 1000

    def address(text):
        host, _, port = text.rpartition(":")
        return host, int(port)

    with socket.create_server(address(listen)) as server:
        while True:
            client, _ = server.accept()
            try:
                other = socket.create_connection(address(target))
            except OSError:
                client.close()
                continue
            for one in client, other:
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            pump(client, other, delay)
            pump(other, client, delay)


main()
