"""What tests of `coopq --serve` ask of it: a server that ends with them, and requests."""
import atexit
import http.client
import json
import os
import re
import signal
import subprocess


class Server:
    def __init__(self, *options):
        # its messages, of which the first says where it listens
        self.process = subprocess.Popen(["coopq", "--serve=127.0.0.1:0", *options], stderr=subprocess.PIPE, text=True)
        # it does not outlive a test that fails
        atexit.register(self.process.kill)
        line = self.process.stderr.readline()
        found = re.match(r"coopq: http://127\.0\.0\.1:([0-9]+)/$", line)
        if not found:
            raise SystemExit(f"it does not listen: {line}{self.process.stderr.read()}")
        self.port = int(found[1])

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def ask(self, path, method="GET", body=None, **headers):
        """Status, headers and body of a request of its own connection."""
        connection = self.connect()
        connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return response.status, response.headers, text

    def json(self, path):
        status, _, text = self.ask(path)
        assert status == 200, (path, status, text)
        return json.loads(text)

    def end(self):
        """SIGTERM: it answers what it has begun to, and exits with 0."""
        self.process.send_signal(signal.SIGTERM)
        rest = self.process.stderr.read()
        code = self.process.wait()
        assert code == 0, (code, rest)
        return rest


def index(*options):
    subprocess.run(["coopidx", "-q", *options], check=True)


def origin(server):
    return f"http://127.0.0.1:{server.port}"


def home(*names):
    return os.path.join(os.environ["HOME"], *names)
