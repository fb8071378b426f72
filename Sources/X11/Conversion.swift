import Glibc

/// The text of `bytes` in the encoding called `name`; U+FFFD stands for what cannot be read.
///
/// Wraps iconv(3).
func converted(_ bytes: [UInt8], from name: String) -> String {
  // What iconv would take for options of its own.
  let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x2f && $0 != 0x2c }
  let converter = isPlain ? iconv_open("UTF-8", name) : iconv_t(bitPattern: -1)
  guard let converter, converter != iconv_t(bitPattern: -1) else {
    return bytes.isEmpty ? "" : "\u{fffd}"
  }
  defer { iconv_close(converter) }
  var result: [UInt8] = []
  var rest = bytes
  var start = 0
  // Nothing known grows more than this; what does goes on in the next turn.
  var buffer = [UInt8](repeating: 0, count: min(bytes.count * 4, 1 << 16) + 16)
  while start < rest.count {
    var taken = 0
    var made = 0
    rest.withUnsafeMutableBytes { input in
      buffer.withUnsafeMutableBytes { output in
        var source = input.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
        var sink = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = input.count - start
        var room = output.count
        _ = iconv(converter, &source, &left, &sink, &room)
        taken = input.count - start - left
        made = output.count - room
      }
    }
    result += buffer.prefix(made)
    start += taken
    // The byte that it stopped at is none of the encoding, unless there was no more room.
    if start < rest.count, made + 16 < buffer.count {
      result += Array("\u{fffd}".utf8)
      start += 1
      _ = iconv(converter, nil, nil, nil, nil)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
