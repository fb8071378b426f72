#!/usr/bin/env python3
"""made.py DIRECTORY   the parts of this corpus that are put together by hand, or cut out of a file of git's."""
import os, struct, sys

os.chdir(sys.argv[1])


def write(name, data):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "wb") as file:
        file.write(data)


def extension(index, name):
    at = index.index(name) + 4
    size = struct.unpack(">I", index[at : at + 4])[0]
    return index[at + 4 : at + 4 + size]


write("trees/v2", extension(open("index/v2", "rb").read(), b"TREE"))
packs = open("midx/one", "rb").read()
places = [struct.unpack(">4sQ", packs[at : at + 12]) for at in range(12, 24 + 12 * packs[6], 12)]
parts = [[name, packs[at:end]] for (name, at), (_, end) in zip(places, places[1:])]
parts.sort(key=lambda part: part[0] == b"PNAM")
parts[-1][1] += bytes(512)
ends = [24 + 12 * packs[6] + sum(len(data) for _, data in parts[:count]) for count in range(len(parts) + 1)]
table = b"".join(struct.pack(">4sQ", name, at) for (name, _), at in zip(parts + [[bytes(4), b""]], ends))
write("midx/zeros", packs[:12] + table + b"".join(data for _, data in parts) + packs[-20:])
link = extension(open("index/split", "rb").read(), b"link")
write("bitmap/split", link[20:])
write("bitmap/runs", struct.pack(">IIQQQI", 640, 3, 1 | 5 << 1 | 1 << 33, 0x8000000000000101, 2 << 1, 2))
write("glob/classes", b"**/[[:alpha:]!-z]?/*.[ch]\\]*\0some/path/a/b.c")
write("glob/stars", b"a*b*c*d*/**/e*\0abcbcbcd/x/y/e")
write("conversion/ident", b"* text=auto eol=crlf ident working-tree-encoding=UTF-16LE\n\0$Id: x $\r\nline\n")
write("conversion/binary", b"[attr]b -diff -text\n* b !eol filter=lfs\n\0a\0b\r\n")
write("memory/two", b"detour 1" + struct.pack(">QQQ", 1, 2, 4) + struct.pack(">QQQQ", 0, 9, 0, 7))
write("state/rebase", b"ref: refs/heads/main\n\0" b"2\n\0" b"refs/heads/x\n\0" b"../..\n\0" b"gitdir: x/y\n\0" b"3\n")
write("delta/copies", bytes([0xB0, 9, 0xB0, 9, 0x90, 0x20, 0x80 | 0x11 | 2, 1, 2, 3, 5]) + b"xyzzy")
write(
    "repository/all",
    b"""[core]
\trepositoryformatversion = 1
\tbare = false
\tworktree = ..
\tautocrlf = input
\texcludesFile = ~/x
[extensions]
\tobjectFormat = sha256
\trefStorage = files
\tworktreeConfig
[remote "origin"]
\turl = x
\tfetch = +refs/heads/*:refs/remotes/origin/*
\tpush = refs/heads/m*n:refs/heads/x/*
[branch "main"]
\tremote = origin
\tmerge = refs/heads/main
[push]
\tdefault = current
[include]
\tpath = more
[includeIf "gitdir/i:**/tree/"]
\tpath = other
[includeIf "onbranch:ma**"]
\tpath = third
[svn-remote "svn"]
\turl = http://a/b
""",
)
