import Support
import Testing
import X11

struct CompoundTextTests {
  private static let texts = [
    "plain", "Alpha Térm", "Łódź – naïve", "Привет", "日本語のタイトル", "한국어", "汉字", "Ελλάδα", "שלום",
    "emoji 🦊 end", "tab\tnew\nline",
  ]

  /// The witness is Xlib, which makes the Compound Text that toolkits set as titles.
  @Test func `what Xlib encodes is read back`() throws {
    let display = try VirtualDisplay()
    let script = #"""
      import ctypes, locale, sys
      locale.setlocale(locale.LC_ALL, "C.UTF-8")
      x = ctypes.CDLL("libX11.so.6")
      class P(ctypes.Structure):
          _fields_ = [("value", ctypes.c_void_p), ("encoding", ctypes.c_ulong),
                      ("format", ctypes.c_int), ("nitems", ctypes.c_ulong)]
      x.XOpenDisplay.restype = ctypes.c_void_p
      d = ctypes.c_void_p(x.XOpenDisplay(None))
      for text in sys.argv[1:]:
          p = P()
          l = (ctypes.c_char_p * 1)(text.encode())
          x.Xutf8TextListToTextProperty(d, l, 1, 1, ctypes.byref(p))
          print(ctypes.string_at(p.value, p.nitems).hex())
      """#
    let outcome = try run(["python3", "-c", script] + Self.texts, variables: display.variables)
    #expect(outcome.code == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.count == Self.texts.count)
    for (text, line) in zip(Self.texts, lines) {
      let digits = Array(line)
      let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
      #expect(compoundText(bytes) == text, "\(line)")
    }
  }

  @Test func `what is no Compound Text is shown as far as it goes`() {
    #expect(compoundText([0x1b]) == "\u{fffd}")
    #expect(compoundText([0x41, 0x1b, 0x24]) == "A\u{fffd}")
    #expect(compoundText(Array("\u{1b}%/1".utf8)) == "")
    #expect(compoundText([0x1b, 0x25, 0x2f, 0x31, 0xff, 0xff, 0x41]) == "\u{fffd}")
    #expect(compoundText([0x1b, 0x2d, 0x42, 0xa3]) == "Ł")
  }
}
