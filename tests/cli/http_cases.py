"""Asks query/http by sockets of its own: http_cases.py CASE, with BUILD of the environment. Fails with what is wrong.

No case looks at a clock: what is to happen is waited for, for as long as the test may run (tests/run).
"""
import fcntl
import os
import random
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import threading

APP = os.environ['BUILD'] + '/tests/http_app'


class Server:
    """The application of tests/unit/http_app.c, at a free port."""

    def __init__(self, *options, listen='127.0.0.1:0', env=None, before=None, stdin=None):
        self.process = subprocess.Popen(
            [APP, '-l', listen, *options], stdout=subprocess.PIPE, text=True,
            env={**os.environ, **(env or {})}, preexec_fn=before, stdin=stdin)
        self.url = self.process.stdout.readline().strip()
        self.host = self.url[len('http://'):-1]
        self.port = int(self.host.rsplit(':', 1)[1])

    def connect(self):
        return socket.create_connection(('127.0.0.1', self.port))

    def head(self, path, method='GET', host=None, **headers):
        """The bytes of a request without a body."""
        lines = [f'{method} {path} HTTP/1.1', f'Host: {host or self.host}']
        lines += [f'{name.replace("_", "-")}: {value}' for name, value in headers.items()]
        return ('\r\n'.join(lines) + '\r\n\r\n').encode()

    def ask(self, path, method='GET', body=None, **headers):
        """The answer to a request on a connection of its own."""
        if body is not None:
            headers['Content_Length'] = len(body)
        with self.connect() as s:
            s.sendall(self.head(path, method, **headers) + (body or b''))
            return Reader(s).answer(method)

    def send(self, data, end=False):
        """The status of the answer to any bytes, with no more behind them if `end`; 0 when there is none."""
        with self.connect() as s:
            try:
                s.sendall(data)
                if end:
                    s.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            return Reader(s).answer().status

    def end(self, how=signal.SIGTERM):
        """Ends it, and sees that it ended as it should."""
        self.process.send_signal(how)
        rest = self.process.stdout.read()
        code = self.process.wait()
        same((rest, code), ('ended\n', 0), 'it ends when it is told to')

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.process.kill()
        elif self.process.returncode is None:
            self.end()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()


class Reader:
    """Reads answers from a socket, one after another."""

    def __init__(self, s):
        self.s, self.data = s, b''

    def more(self):
        try:
            got = self.s.recv(65536)
        except ConnectionError:
            got = b''
        self.data += got
        return got != b''

    def answer(self, method='GET'):
        while b'\r\n\r\n' not in self.data:
            if not self.more():
                return Answer(0, {}, b'')
        head, self.data = self.data.split(b'\r\n\r\n', 1)
        status, *lines = head.decode('latin-1').split('\r\n')
        headers = dict(line.split(': ', 1) for line in lines)
        code = int(status.split()[1])
        if code == 100:
            return self.answer(method)
        length = 0 if method == 'HEAD' or code == 304 else int(headers['Content-Length'])
        while len(self.data) < length and self.more():
            pass
        body, self.data = self.data[:length], self.data[length:]
        if len(body) < length:
            return Answer(0, headers, body)
        return Answer(code, headers, body)


def same(got, wanted, what):
    if got != wanted:
        sys.exit(f'{what}: {got!r} and not {wanted!r}')


def holds(good, what):
    if not good:
        sys.exit(f'not so: {what}')


def bytes_of(n):
    return (b'abcdefghijklmnopqrstuvw' * (n // 23 + 1))[:n]


def until_waiting(server, n):
    while int(server.ask('/waiting').text) < n:
        pass


def case_requests():
    with Server() as s:
        a = s.ask('/a%20b%C3%A9?x=1%00+2&y&&z=%zz&%3D=&a%26b=c%3Dd', Accept_Language='fr-CA, en;q=0.5')
        same(a.text.split('\n')[0].rsplit(' ', 1)[0],
             f'GET /a bé {s.host} fr thread', 'the request')
        same(a.text.split('\n')[1:-1],
             ['param x=31002032', 'param y=', 'param z=257a7a', 'param ==', 'param a&b=633d64'],
             'its parameters')
        same(s.ask('/').text.split()[3], 'en', 'the language of who started it')
        head, full = s.ask('/big?bytes=1000', 'HEAD'), s.ask('/big?bytes=1000')
        same((head.status, head.headers['Content-Length'], head.body), (200, '1000', b''), 'HEAD')
        same(full.body, bytes_of(1000), 'GET')
        for method in ('PUT', 'DELETE', 'OPTIONS', 'TRACE', 'get', 'X' * 40):
            a = s.ask('/', method)
            same((a.status, a.headers.get('Allow')), (405, 'GET, HEAD, POST'), method)
        same(s.ask('/missing').status, 404, 'a status of the application')


def case_connection():
    with Server() as s, s.connect() as c:
        reader = Reader(c)
        for byte in s.head('/?split'):
            c.sendall(bytes([byte]))
        same(reader.answer().text.split('\n')[1], 'param split=', 'a request in pieces')
        c.sendall(b''.join(s.head(f'/?n={i}') for i in range(50)))
        same([reader.answer().text.split('\n')[1] for i in range(50)],
             [f'param n={str(i).encode().hex()}' for i in range(50)], 'requests one behind another')
        c.sendall(s.head('/', Connection='close'))
        same((reader.answer().status, reader.more()), (200, False), 'it closes when it is asked to')


def case_hosts():
    with Server('-n', 'Catalogue.example') as s:
        port = s.port
        for host, status in (
                (f'127.0.0.1:{port}', 200), (f'localhost:{port}', 200), (f'LOCALHOST:{port}', 200),
                (f'catalogue.example:{port}', 200), ('catalogue.example', 421), ('localhost', 421),
                (f'evil.example:{port}', 421), (f'127.0.0.1.evil.example:{port}', 421),
                (f'127.0.0.2:{port}', 421), (f'[::1]:{port}', 421), (f'localhost:{port}x', 421),
                (f'evil@localhost:{port}', 421), ('[', 421), (':', 421)):
            same(s.ask('/', host=host).status, status, host)
        same(s.send(b'GET / HTTP/1.1\r\n\r\n'), 400, 'no Host')
        same(s.send(s.head('/', host=f'{s.host}\r\nHost: {s.host}')), 400, 'two of them')
        same(s.send(b'GET / HTTP/1.0\r\nHost: ' + s.host.encode() + b'\r\n\r\n'), 200, 'HTTP/1.0')


def case_forms():
    form = 'application/x-www-form-urlencoded'
    with Server('-n', 'catalogue.example') as s:
        here = f'http://{s.host}'
        a = s.ask('/p', 'POST', b'a=b+c&d=%C3%A9', Origin=here, Content_Type=form + '; charset=UTF-8')
        same((a.status, a.text.split('\n')[1:3]), (200, ['field a=622063', 'field d=c3a9']), 'a form')
        for origin in ('http://evil.example', 'null', f'http://localhost:{s.port}', here + '0', '', 'http://'):
            same(s.ask('/', 'POST', b'a=b', Origin=origin, Content_Type=form).status, 403, origin)
        same(s.ask('/', 'POST', b'a=b', Content_Type=form).status, 403, 'no Origin')
        for site, status in (('same-origin', 200), ('same-site', 403), ('cross-site', 403), ('none', 403)):
            same(s.ask('/', 'POST', b'a=b', Sec_Fetch_Site=site, Content_Type=form).status, status, site)
        for kind in ('text/plain', 'application/json', 'multipart/form-data; boundary=x', form + 'x'):
            same(s.ask('/', 'POST', b'a=b', Origin=here, Content_Type=kind).status, 415, kind)
        long = b'a=' + b'x' * (64 * 1024 - 2)
        a = s.ask('/', 'POST', long, Origin=here, Content_Type=form)
        same((a.status, len(a.text.split('\n')[1])), (200, len('field a=') + 2 * len(long) - 4), 'as long as may be')
        same(s.ask('/', 'POST', long + b'x', Origin=here, Content_Type=form).status, 413, 'one byte more')
        same(s.ask('/', 'POST', b'x' * 900000, Origin=here, Content_Type=form).status, 413, 'many more')
        chunks = b'3\r\na=b\r\n2\r\n&c\r\n0\r\n\r\n'
        with s.connect() as c:
            c.sendall(s.head('/', 'POST', Origin=here, Content_Type=form, Transfer_Encoding='chunked') + chunks)
            same(Reader(c).answer().text.split('\n')[1:3], ['field a=62', 'field c='], 'in chunks')
            c.sendall(s.head('/', 'POST', Origin=here, Content_Type=form, Transfer_Encoding='chunked')
                      + (b'4000\r\n' + b'x' * 0x4000 + b'\r\n') * 5 + b'0\r\n\r\n')
            same(Reader(c).answer().status, 413, 'too long in chunks')
        same(s.send(s.head('/', 'POST', Origin=here, Content_Type=form, Transfer_Encoding='chunked',
                           Content_Length=5) + chunks), 400, 'two lengths')
        same(s.ask('/', 'POST', b'&'.join(b'a' for _ in range(65)), Origin=here,
                   Content_Type=form).status, 400, 'too many fields')
        same(s.ask('/', 'POST', b'a%00b=c', Origin=here, Content_Type=form).status, 400, 'a NUL in a name')


def case_others():
    with Server() as s:
        for site, mode, dest, status in (
                ('cross-site', 'navigate', 'document', 200), ('same-site', 'navigate', 'document', 200),
                ('cross-site', 'navigate', 'iframe', 403), ('cross-site', 'navigate', 'embed', 403),
                ('cross-site', 'no-cors', 'image', 403), ('same-site', 'no-cors', 'script', 403),
                ('cross-site', 'cors', 'empty', 403), ('same-origin', 'no-cors', 'image', 200),
                ('same-origin', 'cors', 'empty', 200), ('none', 'navigate', 'document', 200),
                ('none', 'no-cors', 'image', 200)):
            for method in ('GET', 'HEAD'):
                same(s.ask('/times?keep', method, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=dest).status,
                     status, f'{method} of {site}, {mode}, {dest}')
        same(s.ask('/', Sec_Fetch_Site='cross-site').status, 403, 'it does not say how')


def case_addresses():
    with Server() as s:
        for path, status in (
                ('/%00', 400), ('/%', 400), ('/%4', 400), ('/%g0', 400), ('/a%2', 400), ('x', 400), ('*', 400),
                ('http://' + s.host + '/', 400), ('/a b', 400), ('/\x01', 400), ('/?a=%00', 200), ('/?%00=a', 400),
                ('/?' + '&'.join('a' * 64), 200), ('/?' + '&'.join('a' * 65), 400), ('/?%', 200),
                ('/' + 'a' * 8000, 200), ('/' + 'a' * 9000, 414), ('//x', 200), ('/../..', 200)):
            same(s.ask(path).status, status, path[:40])
        same(s.send(b'GET /a\0b HTTP/1.1\r\nHost: ' + s.host.encode() + b'\r\n\r\n'), 400, 'a NUL')
        same(s.ask('/', X='x' * 15000).status, 200, 'long headers')
        same(s.ask('/', X='x' * 17000).status, 431, 'longer ones')
        holds(s.send(s.head('/', X='x' * 100000)) in (0, 431), 'the longest ones are refused')
        holds(s.send(b'GET /' + b'a' * 100000) in (0, 414, 431), 'so is an address')
        same(s.ask('/').status, 200, 'it goes on')


def case_headers():
    with Server() as s:
        for path in ('/', '/?keep', '/?forever', '/missing', '/%00'):
            h = s.ask(path).headers
            holds("default-src 'none'" in h['Content-Security-Policy'] and
                  "frame-ancestors 'none'" in h['Content-Security-Policy'], 'a policy')
            same([h.get(name) for name in (
                'X-Content-Type-Options', 'Referrer-Policy', 'X-Frame-Options', 'Vary',
                'Cross-Origin-Opener-Policy', 'Cross-Origin-Resource-Policy')],
                ['nosniff', 'same-origin', 'DENY', 'Accept-Language', 'same-origin', 'same-origin'], path)
            cache = {'/?keep': 'no-cache', '/?forever': 'public, max-age=31536000, immutable'}
            same((h['Cache-Control'], 'ETag' in h), (cache.get(path, 'no-store'), path == '/?keep'), path)
        same(s.ask('/?name=%C3%A9t%C3%A9+%22a%22/%0d%0a.csv').headers['Content-Disposition'],
             "attachment; filename=\"_t_ _a____.csv\"; filename*=UTF-8''%C3%A9t%C3%A9%20%22a%22___.csv", 'a name')
        same(s.ask('/elsewhere?to=/x%0d%0aEvil:+1').headers['Location'], '/x%0D%0AEvil:%201', 'a redirection')
        for to in ('//evil.example', '/%5Cevil.example', 'http://evil.example'):
            same(s.ask(f'/elsewhere?to={to}').status, 500, to)


def case_kept():
    with Server() as s:
        first, again = s.ask('/times?keep'), s.ask('/times?keep')
        same(again.body, first.body, 'an answer that is kept')
        same(s.ask('/times?keep', 'HEAD').headers['ETag'], first.headers['ETag'], 'the same of HEAD')
        holds(s.ask('/times').body != first.body, 'others are not')
        holds(s.ask('/times?keep', Accept_Language='fr').body != first.body, 'nor in another language')
        holds(s.ask('/times?keep', host=f'localhost:{s.port}').body != first.body, 'nor by another name')
        a = s.ask('/times?keep', If_None_Match=f'"other", {first.headers["ETag"]}')
        same((a.status, a.body, a.headers['ETag']), (304, b'', first.headers['ETag']), 'it has it')
        same(s.ask('/times?keep', If_None_Match='"other"').status, 200, 'it has another')
        s.ask('/edition')
        other = s.ask('/times?keep', If_None_Match=first.headers['ETag'])
        same(other.status, 200, 'another edition')
        holds(other.body != first.body, 'is answered anew')
        with s.connect() as c:
            asked = s.head('/times?keep')
            reader = Reader(c)
            for _ in range(200):
                c.sendall(asked * 50)
                for _ in range(50):
                    same(reader.answer().body, other.body, 'of ten thousand, one')


def case_long_bodies():
    with Server() as s:
        for n in (0, 1, 1 << 20, (1 << 20) + 1, 5000000):
            same(s.ask(f'/big?bytes={n}').body, bytes_of(n), f'{n} bytes')
        same(s.ask('/big?bytes=5000000', 'HEAD').headers['Content-Length'], '5000000', 'HEAD')
        left = [s.connect() for _ in range(20)]
        for c in left:
            c.sendall(s.head('/big?bytes=5000000'))
            c.recv(10)
            c.close()
        same(len(s.ask('/big?bytes=3000000').body), 3000000, 'after some that left')
    with Server('-f', '40000000') as s:
        # sockets have room for a part of each: the rest waits
        slow = [s.connect() for _ in range(2)]
        for c in slow:
            c.sendall(s.head('/big?bytes=20000000'))
            holds(c.recv(1, socket.MSG_PEEK), 'a long answer begins')
        a = s.ask('/big?bytes=3000000')
        same((a.status, 'Retry-After' in a.headers), (503, True), 'there is no room beside those of others')
        same(s.ask('/big?bytes=1000000').status, 200, 'a short one needs none')
        slow.pop().close()
        while s.ask('/big?bytes=3000000').status != 200:
            pass
        same(Reader(slow[0]).answer().body, bytes_of(20000000), 'an answer that was begun is sent in full')
    with Server(env={'TMPDIR': '/nonexistent'}) as s:
        same(s.ask('/big?bytes=5000000').status, 500, 'a body for which there is no room')
        same(s.ask('/broken').status, 500, 'a body that is no whole one')
        same(s.ask('/big?bytes=1000000').status, 200, 'one for which there is')


def case_late():
    with Server('-a', '2', '-k', '20') as s:
        idle, half, feeding = s.connect(), s.connect(), s.connect()
        half.sendall(b'GET / HTTP/1.1\r\n')
        form = s.head('/', 'POST', Origin=s.url[:-1], Content_Length=60000,
                      Content_Type='application/x-www-form-urlencoded')
        feeding.sendall(form)
        other = s.connect()
        other.sendall(s.head('/big?bytes=30000'))
        same(Reader(other).answer().body, bytes_of(30000), 'a client that takes its response')
        holds(not Reader(idle).more(), 'who asks nothing is cut off')
        same(Reader(half).answer().status, 0, 'who asks half')
        try:
            while True:
                # a form that takes far longer than it may
                feeding.sendall(b'x')
                same(s.ask('/').status, 200, 'others are served')
        except OSError:
            pass
        holds(not Reader(other).more(), 'who asks nothing more')
    # one who takes nothing of what neither end has room for
    process, (port,) = handed_over(1, 4096, ('-a', '600', '-k', '1', '-g', '/dev/stdout'))
    with socket.socket() as c:
        c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        c.connect(('127.0.0.1', port))
        c.sendall(f'GET /big?bytes=40000 HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n'.encode())
        line = process.stdout.readline()
        holds(' GET /big?bytes=40000 200 - ' in line, line)
    process.send_signal(signal.SIGTERM)
    same(process.wait(), 0, 'it ends')


def case_crowd():
    with Server('-c', '64', '-a', '600') as s:
        answers = []

        def ask(times):
            for _ in range(times):
                answers.append(s.ask('/').status)

        held = [s.connect() for _ in range(600)]
        for c in held:
            try:
                c.sendall(s.head('/'))
            except OSError:
                pass
        statuses = [Reader(c).answer().status for c in held]
        same(sorted(set(statuses)), [200, 503], 'each has an answer')
        same(statuses.count(200), 64, 'as many as there is room for')
        for c in held:
            c.close()
        threads = [threading.Thread(target=ask, args=(50,)) for _ in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        holds(set(answers) <= {200, 503}, f'each has an answer: {set(answers)}')
        while s.ask('/').status != 200:
            pass


def case_descriptors():
    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))

    with Server(before=few) as s:
        held = [s.connect() for _ in range(100)]
        for c in held:
            c.sendall(s.head('/'))
        for c in held:
            # each that closes makes room for one that waits
            same(Reader(c).answer().status, 200, 'all are answered, one after another')
            c.close()


def case_queue():
    with Server('-t', '1') as s:
        slow = [s.connect() for _ in range(200)]
        for c in slow:
            c.sendall(s.head('/slow'))
        # one is asked, 128 wait, and the others are told so
        refused = []
        while len(refused) < 71:
            refused = select.select(slow, [], [])[0]
        same({Reader(c).answer().status for c in refused}, {503}, 'those for which there is no room')
        long = s.connect()
        long.sendall(s.head('/long'))
        kept = s.ask('/?keep', 'OPTIONS')
        same(kept.status, 405, 'what needs no thread is answered')
        s.process.send_signal(signal.SIGTERM)
        # nobody lets them go: a second signal ends it
        for c in refused:
            while Reader(c).more():
                pass
        s.process.send_signal(signal.SIGTERM)
        same(s.process.wait(), -signal.SIGTERM, 'a second signal ends it')


def case_long_requests():
    with Server('-t', '1') as s:
        long = [s.connect() for _ in range(3)]
        for c in long:
            c.sendall(s.head('/long'))
        until_waiting(s, 1)
        same(s.ask('/').status, 200, 'others do not wait for what takes long')
        s.ask('/go')
        same([Reader(c).answer().text.split()[-1] for c in long], ['1'] * 3, 'in a thread of their own')


def case_end():
    s = Server('-t', '3', '-e', '600')
    slow, big, idle = s.connect(), s.connect(), s.connect()
    big.sendall(s.head('/big?bytes=8000000'))
    start = big.recv(1)
    slow.sendall(s.head('/slow'))
    # asked for before the end, and sent after it
    go = s.connect()
    until_waiting(s, 1)
    form = s.head('/go', 'POST', Origin=s.url[:-1], Content_Length=3,
                  Content_Type='application/x-www-form-urlencoded')
    go.sendall(form)
    same(s.ask('/').status, 200, 'it has read that')
    s.process.send_signal(signal.SIGINT)
    holds(not Reader(idle).more(), 'who asks nothing is let go')
    go.sendall(b'a=b')
    same(Reader(go).answer().status, 200, 'a request that was begun is answered')
    same(Reader(slow).answer().status, 200, 'so is one that waits')
    reader = Reader(big)
    reader.data = start
    same(reader.answer().body, bytes_of(8000000), 'and a response is sent to its end')
    same((s.process.stdout.read(), s.process.wait()), ('ended\n', 0), 'then it ends')
    s = Server('-e', '1', '-t', '1', '-i', stdin=subprocess.PIPE)
    late = [s.connect() for _ in range(5)]
    for c in late:
        c.sendall(s.head('/slow'))
    same(s.ask('/', 'PUT').status, 405, 'it has read those')
    s.process.send_signal(signal.SIGTERM)
    same([Reader(c).answer().status for c in late], [0] * 5, 'who waits too long is let go')
    s.process.stdin.close()
    same((s.process.stdout.read(), s.process.wait()), ('ended\n', 0), 'an answer that is written is waited for')
    s = Server('-e', '1')
    stuck = s.connect()
    stuck.sendall(b'GET / HTTP/1.1\r\n')
    same(s.ask('/').status, 200, 'it has read that')
    s.end()


def case_sockets():
    with Server() as s:
        again = subprocess.run([APP, '-l', s.host], stderr=subprocess.PIPE, text=True,
                               env={**os.environ, 'LC_ALL': 'fr_FR.UTF-8'})
        holds(again.returncode != 0 and 'un autre programme y écoute' in again.stderr and
              'choisissez un autre port' in again.stderr, again.stderr)
    for listen in ('nowhere', '1.2.3', '127.0.0.1:99999', '[::1', '127.0.0.1:http', 'a:b:c', '[127.0.0.1]:1', ''):
        bad = subprocess.run([APP, '-l', listen], stderr=subprocess.PIPE, text=True)
        holds(bad.returncode != 0 and 'is no address to listen at' in bad.stderr, f'{listen}: {bad.stderr}')
    with Server(listen=':0') as s:
        same(s.ask('/').status, 200, 'a port alone')
    with Server(listen='0.0.0.0:0') as s:
        holds(s.url.startswith('http://localhost:'), s.url)
        same([s.ask('/').status, s.ask('/', host=f'127.0.0.1:{s.port}').status,
              s.ask('/', host=f'0.0.0.0:{s.port}').status], [200, 200, 421], 'its names')
    for count in (1, 2):
        process, ports = handed_over(count)
        for port in ports:
            with socket.create_connection(('127.0.0.1', port)) as c:
                c.sendall(f'GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n'.encode())
                same(Reader(c).answer().status, 200, 'a socket that was handed over')
        process.send_signal(signal.SIGTERM)
        same(process.wait(), 0, 'it ends')


def handed_over(count, send_buffer=None, options=()):
    """A server with sockets as systemd hands them over, from 3 on, with the variables that say so."""
    listening = []
    for _ in range(count):
        s = socket.create_server(('127.0.0.1', 0))
        if send_buffer:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        # above the numbers that they are to have
        listening.append(socket.socket(fileno=fcntl.fcntl(s.detach(), fcntl.F_DUPFD_CLOEXEC, 20)))
    fds = [s.fileno() for s in listening]
    code = f"""import os
for i, fd in enumerate({fds}):
    os.dup2(fd, 3 + i)
os.execve({APP!r}, {[APP, *options]}, {{**os.environ, 'LISTEN_PID': str(os.getpid()), 'LISTEN_FDS': '{count}'}})
"""
    process = subprocess.Popen([sys.executable, '-c', code], stdout=subprocess.PIPE, text=True, pass_fds=fds)
    ports = [s.getsockname()[1] for s in listening]
    for port in ports:
        same(process.stdout.readline(), f'http://127.0.0.1:{port}/\n', 'where it listens')
    return process, ports


def case_log():
    with Server('-g', '/dev/stdout') as s:
        s.ask('/a%20?q=\x7f\x1b[31m')
        s.ask('/é"?x=1', 'HEAD')
        lines = [s.process.stdout.readline() for _ in range(2)]
        moment = r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z'
        holds(re.fullmatch(moment + r' GET /a%20\?q=%7F%1B\[31m 400 \d+ \d+\n', lines[0]), lines[0])
        holds(re.fullmatch(moment + r' HEAD /%C3%A9%22\?x=1 200 0 \d+\n', lines[1]), lines[1])


def mutated(rng, seeds):
    data = bytearray(rng.choice(seeds))
    for _ in range(rng.randrange(8)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            data[at:at + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            del data[at:at + rng.randrange(20)]
        elif kind == 2:
            data[at:at] = rng.choice(seeds)[:rng.randrange(1, 200)]
        elif kind == 3:
            data[at:at] = bytes([rng.choice(b'\r\n\0 :%&=?/')]) * rng.randrange(1, 6)
        else:
            data[at:at] = rng.randbytes(rng.randrange(40))
        if not data:
            data = bytearray(b'\r\n')
    return bytes(data)


def case_fuzzed():
    rng = random.Random(21)
    with Server('-t', '2') as s:
        form = {'Origin': s.url[:-1], 'Content_Type': 'application/x-www-form-urlencoded'}
        seeds = [
            s.head('/a?x=1&y=%20', Accept_Language='fr;q=0.8, en;q=0.9, *;q=0'),
            s.head('/?keep', If_None_Match='"a", W/"b"'), s.head('/', 'HEAD'), s.head('/x', 'OPTIONS'),
            s.head('/p', 'POST', Content_Length=7, **form) + b'a=b&c=d',
            s.head('/p', 'POST', Transfer_Encoding='chunked', **form) + b'3\r\na=b\r\n0\r\n\r\n',
            s.head('/p', 'POST', Expect='100-continue', Content_Length=99999999, **form),
            b'GET / HTTP/1.0\r\nHost: ' + s.host.encode() + b'\r\n\r\n', b'GET /\r\n']
        for _ in range(3000):
            s.send(mutated(rng, seeds), end=True)
        for i in range(10):
            same(s.ask(f'/?n={i}').status, 200, 'it still answers')


globals()['case_' + sys.argv[1]]()
