"""What python3-xapian can do with a database, for t_engine.sh.

usage: engine.py WHAT DATABASE [ARGUMENT]
Prints what was found; a failure of the engine ends it with exit code 1 and its message.
"""
import sys

import xapian


def open_database(what, path):
    """The database: here, or behind the command or port of a server."""
    server = what.partition(":")[0]
    if server == "progsrv":
        return xapian.remote_open("xapian-progsrv", path)
    if server == "tcpsrv":
        return xapian.remote_open("127.0.0.1", int(path))
    return xapian.Database(path)


def search(database, query, weight=None):
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    if weight:
        enquire.set_weighting_scheme(weight)
    return enquire.get_mset(0, 10)


def document(database, term):
    """The document of a term; fails when there is none."""
    return database.get_document(next(iter(database.postlist(term))).docid)


def change(path, what, term):
    database = xapian.WritableDatabase(path, xapian.DB_OPEN)
    if what == "add":
        added = xapian.Document()
        added.add_term(term)
        database.add_document(added)
    else:
        database.delete_document(term)
    database.commit()


def main(what, path, argument=""):
    kind = what.rpartition(":")[2]
    if kind in ("add", "delete"):
        change(path, kind, argument)
        return
    database = open_database(what, path)
    if kind == "ranking":
        # the scores of coopq: impacts, scaled
        for hit in search(database, xapian.Query(argument), xapian.BM25Weight(1e7, 0, 1, 0, 0)):
            print(hit.docid, "%.6f" % hit.weight)
    elif kind == "phrase":
        words = argument.split()
        for hit in search(database, xapian.Query(xapian.Query.OP_PHRASE, words)):
            print(hit.docid)
    elif kind == "data":
        sys.stdout.buffer.write(document(database, argument).get_data())
    elif kind == "termlist":
        for item in document(database, argument).termlist():
            print(item.term.decode())
    elif kind == "values":
        for item in document(database, argument).values():
            print(item.num)
    else:
        sys.exit("engine.py: no " + what)


try:
    main(*sys.argv[1:])
except xapian.Error as error:
    sys.exit("%s: %s" % (type(error).__name__, error))
except StopIteration:
    sys.exit("no such term")
