"""Types lines into a shell on a terminal, with TAB where a line has one, and prints what came of them.

usage: complete.py SHELL FOLDER <LINES

FOLDER holds the completion of both programs. For each line that has been typed the command is run by `args`,
which prints its words; here each is a line of them: <coopq><genre:Fiction>. What the shell shows meanwhile
goes to standard error.
"""
import os
import pty
import re
import select
import signal
import sys

LIMIT = 600  # seconds for one answer: a hang, on any machine

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], ". %(dir)s/coopidx.bash; . %(dir)s/coopq.bash"),
    "bash-completion": (
        ["bash", "--norc", "--noprofile", "-i"],
        ". /usr/share/bash-completion/bash_completion; . %(dir)s/coopidx.bash; . %(dir)s/coopq.bash",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "bindkey -e; unsetopt prompt_sp beep; fpath=(%(dir)s/zsh $fpath); autoload -Uz compinit; compinit -u -D",
    ),
    "fish": (["fish", "--no-config", "-i", "-C", "function fish_prompt; echo -n 'READY> '; end"],
        "source %(dir)s/coopidx.fish; source %(dir)s/coopq.fish"),
}


class Shell:
    def __init__(self, name, folder):
        argv, setup = START[name]
        self.seen = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm" if name == "fish" else "dumb", PS1="READY> ", COLUMNS="200", LINES="60")
            os.execvp(argv[0], argv)
        # what is typed before the shell reads it would be shown, and read, twice over
        self.until(rb"READY> ")
        quoted = "'" + folder.replace("'", "'\\''") + "'"
        self.send(setup % {"dir": quoted} + "; args set\n")
        self.until(rb"GOT<set>END.*?READY> ")

    def send(self, text):
        os.write(self.fd, text.encode())

    def until(self, pattern):
        while not (found := re.search(pattern, self.seen, re.S)):
            if not select.select([self.fd], [], [], LIMIT)[0]:
                sys.exit(f"nothing comes: {self.seen!r}")
            self.seen += os.read(self.fd, 65536)
        sys.stderr.buffer.write(self.seen[: found.end()] + b"\n")
        self.seen = self.seen[found.end() :]
        return found.group(0)

    def type(self, line):
        # to the beginning of the line, where the program becomes an argument
        self.send(line + "\x01args \n")
        words = self.until(rb"GOT<.*?>END.*?READY> ")
        return re.search(rb"GOT(.*?)END", words, re.S).group(1).decode(errors="replace")

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    shell = Shell(sys.argv[1], sys.argv[2])
    for line in sys.stdin:
        print(shell.type(line.rstrip("\n")))
    shell.end()


main()
