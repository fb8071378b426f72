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
# That of ZeroMQ's Z85: nothing in it has to be escaped.
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
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


def text(data):
    """Bytes as printable characters, five for four."""
    data += bytes(-len(data) % 4)
    digits = ""
    for place in range(0, len(data), 4):
        number = int.from_bytes(data[place:place + 4], "big")
        digits += "".join(DIGITS[number // 85 ** power % 85] for power in range(4, -1, -1))
    return digits


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
    streams.append((len(all_units), text(zlib.compress(planes, 9))))

with open(TARGET, "w") as file:
    file.write("""/// Tables of encodings with one or two bytes a character, as the C library has them: written by
/// `Tests/GitTests/Fixtures/Encodings/make.py`.
///
/// A table begins with the characters of the single bytes from 128 on; then come those of two bytes, by
/// their first and then their second byte, each from 128 and 64 on. A number between D800 and DFFF
/// stands for as many places without a character.
enum EncodingTables {
  /// Where the table of an encoding is: in which group, from where on, and how long.
  ///
  /// - Parameter name: in capitals, without hyphens and underscores.
  static func place(_ name: String) -> (group: Int, start: Int, count: Int)? {
    switch name {
""")
    for names, group, start, count in places:
        file.write("    case %s: (%d, %d, %d)\n" % (", ".join('"%s"' % name for name in names), group, start, count))
    file.write("""    default: nil
    }
  }

  /// The tables of a group: how many numbers there are, and each as its distance from the one before,
  /// all low bytes and then all high ones, as a zlib stream in the digits of Z85.
  static func group(_ number: Int) -> (count: Int, stream: StaticString) {
    switch number {
""")
    for number, (count, stream) in enumerate(streams):
        label = "case %d" % number if number < len(streams) - 1 else "default"
        lines = [stream[place:place + 1000] for place in range(0, len(stream), 1000)]
        file.write("    %s:\n      (\n        %d,\n        \"\"\"\n" % (label, count))
        file.write("\\\n".join("        " + line for line in lines))
        file.write("\n        \"\"\"\n      )\n")
    file.write("    }\n  }\n}\n")
print([len(stream) for _, stream in streams], sum(len(stream) for _, stream in streams))
