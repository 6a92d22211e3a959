"""terminal.py [--interrupt] WIDTH... -- COMMAND...: a program on a terminal whose width changes.

What this reads is passed on to the standard input of the command, some of it for each width; the next width
comes when a line was drawn in this one. Printed are, for each width, the line that was drawn last in it,
behind the width and a blank, and at the end, behind "end ", each line that is left on the screen. A line
that is as wide as its terminal, or wider, is told, and the exit status is 1.
"""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import unicodedata

PIECE = 1 << 18
PATIENCE = 600  # seconds without a line: it hangs


def cells(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in text)


class Screen:
    """Lines of text, a cursor in the last one that matters, and the escapes of status_line.c."""

    def __init__(self):
        self.rest = b''
        self.lines = ['']
        self.fresh = False  # the cursor went back to the beginning of the line
        self.drawn = []

    def take(self, data):
        self.rest += data
        text = self.rest.decode('utf-8', 'ignore')
        if not text.endswith(('\n', '\r')) and b'\r' in self.rest:
            # the end of it may be half an escape, or half a character
            cut = self.rest.rindex(b'\r')
            text, self.rest = self.rest[:cut].decode(), self.rest[cut:]
        else:
            self.rest = b''
        i = 0
        while i < len(text):
            c = text[i]
            if text.startswith('\033[J', i):
                if self.fresh:
                    self.lines[-1] = ''
                elif self.lines[-1]:
                    self.drawn.append(self.lines[-1])
                i += 2
            elif c == '\033':
                sys.exit(f'an escape that is not known: {text[i:i + 8]!r}')
            elif c == '\r':
                self.fresh = True
            elif c == '\n':
                self.lines.append('')
                self.fresh = False
            else:
                if self.fresh:
                    self.lines[-1] = ''
                self.fresh = False
                self.lines[-1] += c
            i += 1


def resize(fd, width):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, width, 0, 0))


def main():
    at = sys.argv.index('--')
    interrupt = sys.argv[1] == '--interrupt'
    widths = [int(w) for w in sys.argv[1 + interrupt:at]]
    inside, feed = os.pipe()
    pid, fd = pty.fork()
    if pid == 0:
        os.dup2(inside, 0)
        os.close(feed)
        os.execvp(sys.argv[at + 1], sys.argv[at + 1:])
    os.close(inside)
    screen = Screen()
    data = sys.stdin.buffer.read()
    wrong = False

    def listen():
        """Takes what is written; False at the end."""
        if not select.select([fd], [], [], PATIENCE)[0]:
            sys.exit('nothing was drawn')
        try:
            got = os.read(fd, 1 << 16)
        except OSError:
            return False
        screen.take(got)
        return bool(got)

    resize(fd, widths[0])
    before = 0
    for width in widths:
        resize(fd, width)
        # one line may be on its way that was made for the width before
        screen.drawn.clear()
        while len(screen.drawn) < 2:
            while data and not select.select([fd], [], [], 0)[0]:
                os.set_blocking(feed, False)
                try:
                    data = data[os.write(feed, data[:PIECE]):]
                except BlockingIOError:
                    break
            if not data:
                sys.exit('all was read before a line was drawn')
            if select.select([fd], [], [], 0.05)[0]:
                listen()
        for line in screen.drawn:
            if cells(line) >= max(width, before):
                print(f'wider than {width}: {line}')
                wrong = True
        print(width, screen.drawn[-1])
        before = width
        if cells(screen.drawn[-1]) >= width:
            wrong = True
    if interrupt:
        os.write(fd, b'\x03')
    else:
        os.set_blocking(feed, True)
    os.close(feed)
    while listen():
        pass
    os.waitpid(pid, 0)
    for line in screen.lines:
        if line:
            print('end', line)
    sys.exit(wrong)


main()
