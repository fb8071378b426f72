#!/usr/bin/python3
"""make.py: writes Sources/Git/Attributes/EncodingTables.swift, by what the C library here decodes."""
import os
import zlib

from sequences import rows

# What has many characters in the same order is compressed together, and what is wanted together.
GROUPS = [
    [["CP1250", "WINDOWS1250"], ["CP1251", "WINDOWS1251"], ["CP1252", "WINDOWS1252"], ["CP1253", "WINDOWS1253"],
     ["CP1254", "WINDOWS1254"], ["CP1255", "WINDOWS1255"], ["CP1256", "WINDOWS1256"], ["CP1257", "WINDOWS1257"],
     ["ISO-8859-2", "LATIN2"], ["ISO-8859-3", "LATIN3"], ["ISO-8859-4", "LATIN4"], ["ISO-8859-5", "CYRILLIC"],
     ["ISO-8859-6", "ARABIC"], ["ISO-8859-7", "GREEK"], ["ISO-8859-8", "HEBREW"], ["ISO-8859-9", "LATIN5"],
     ["ISO-8859-10", "LATIN6"], ["ISO-8859-11"], ["ISO-8859-13", "LATIN7"], ["ISO-8859-14", "LATIN8"],
     ["ISO-8859-15", "LATIN9"], ["ISO-8859-16", "LATIN10"], ["KOI8-R"], ["KOI8-U"], ["CP437", "IBM437"],
     ["CP850", "IBM850"], ["CP852", "IBM852"], ["CP866", "IBM866"], ["MACINTOSH", "MAC"]],
    [["SJIS", "SHIFTJIS", "MSKANJI"], ["EUC-JP", "UJIS"]],
    [["GBK", "CP936", "MS936", "WINDOWS936"], ["EUC-CN", "GB2312"]],
    [["BIG5", "BIGFIVE", "CNBIG5"]],
    [["EUC-KR"]],
]
MISSING, RUN, LONGEST = 0xFFFD, 0xD800, 0x7FF
TARGET = os.path.dirname(os.path.abspath(__file__)) + "/../../../../Sources/Git/Attributes/EncodingTables.swift"


def units(name):
    """The characters, with runs of missing ones as one unit each where there are two bytes."""
    table = list(rows(name))
    singles = [ord(row) if isinstance(row, str) else MISSING for row in table]
    pairs = [c for row in table for c in ([None] * 192 if isinstance(row, str) else row)]
    while pairs and not pairs[-1]:
        pairs.pop()
    result, run = singles, 0
    for character in pairs + [""]:
        if character is None and run < LONGEST:
            run += 1
            continue
        if run:
            result.append(RUN + run)
        run = 0 if character is not None else 1
        if character:
            result.append(ord(character))
    return result


def words(data):
    """Bytes as numbers of eight each, the highest first."""
    data += bytes(-len(data) % 8)
    return [int.from_bytes(data[place:place + 8], "big") for place in range(0, len(data), 8)]


places, streams = [], []
for number, group in enumerate(GROUPS):
    all_units = []
    for names in group:
        own = units(names[0])
        places.append(([name.replace("-", "") for name in names], number, len(all_units), len(own)))
        all_units += own
    steps = [(now - before) & 0xFFFF for before, now in zip([0] + all_units, all_units)]
    # The low bytes of all, and then the high ones, which are much the same.
    planes = bytes(step & 0xFF for step in steps) + bytes(step >> 8 for step in steps)
    streams.append((len(all_units), words(zlib.compress(planes, 9))))

with open(TARGET, "w") as file:
    file.write("""/// Tables of encodings with one or two bytes a character, as the C library has them: written by
/// `Tests/GitTests/Fixtures/Encodings/make.py`.
///
/// A table begins with the characters of the single bytes from 128 on; then come those of two bytes, by
/// their first and then their second byte, each from 128 and 64 on. A number between D800 and DFFF
/// stands for as many places without a character.
enum EncodingTables {
  /// The encodings: the group of each, the length of its table, which comes after those before it in
  /// that group, and its names in capitals, without hyphens and underscores.
  static let names: StaticString = \"\"\"
""")
    for names, group, start, count in places:
        file.write("    %d %d %s\n" % (group, count, " ".join(names)))
    file.write("""    \"\"\"

  /// The tables of a group: how many numbers there are, and each as its distance from the one before,
  /// all low bytes and then all high ones, as a zlib stream in numbers of eight bytes.
  // In Embedded Swift the modules over this one would have the tables once more.
  @inline(never) @export(interface)
  static func group(_ number: Int) -> (count: Int, stream: [UInt64]) {
    switch number {
""")
    for number, (count, stream) in enumerate(streams):
        label = "case %d" % number if number < len(streams) - 1 else "default"
        file.write("    %s: (%d, stream%d)\n" % (label, count, number))
    file.write("    }\n  }\n")
    for number, (count, stream) in enumerate(streams):
        file.write("\n  private static let stream%d: [UInt64] = [\n" % number)
        for place in range(0, len(stream), 4):
            row = ("%016x" % word for word in stream[place:place + 4])
            file.write("    " + " ".join("0x%s_%s_%s_%s," % (w[:4], w[4:8], w[8:12], w[12:]) for w in row) + "\n")
        file.write("  ]\n")
    file.write("}\n")
print([len(stream) * 8 for _, stream in streams], sum(len(stream) * 8 for _, stream in streams))
