"""interrupted.py COMMAND...: runs the prompt and presses Ctrl-C many times while what is typed is being echoed.

Prints the exit status.
"""

import os
import pty
import select
import sys

TIMES = 400


def read_until(terminal, text):
    seen = b""
    while text not in seen:
        seen += os.read(terminal, 65536)


def main():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    read_until(terminal, b"coopq>")
    for _ in range(TIMES):
        os.write(terminal, b"abc")
        while select.select([terminal], [], [], 0.001)[0]:
            os.read(terminal, 65536)
            os.write(terminal, b"d\x03")
            break
    try:
        while True:
            # the last Ctrl-C may take the first of these with it
            os.write(terminal, b"quit\n")
            while select.select([terminal], [], [], 0.5)[0]:
                os.read(terminal, 65536)
    except OSError:
        pass  # it is closed
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


main()
