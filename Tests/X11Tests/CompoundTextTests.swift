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
    let connection = try Display(display.name)
    for (text, line) in zip(Self.texts, lines) {
      let digits = Array(line)
      let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
      #expect(connection.compoundText(bytes) == text, "\(line)")
    }
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("\u{1b}", "\u{1b}"), ("A\u{1b}$", "A\u{1b}$"),
    // An extended segment, and one that is cut short.
    ("\u{1b}%/1\u{80}\u{8c}iso8859-15\u{2}\u{a4}", "€"), ("\u{1b}%/1", "\u{1b}%/1"),
    // Latin-2, Japanese, UTF-8, and two texts.
    ("\u{1b}-B\u{a3}", "Ł"), ("\u{1b}$(BF|K\\", "日本"), ("a\0b", "a"),
  ])
  func `bytes are read as far as they are Compound Text`(bytes: String, text: String) throws {
    let display = try VirtualDisplay()
    let connection = try Display(display.name)
    let latin1 = bytes.unicodeScalars.map { UInt8($0.value) }
    #expect(connection.compoundText(latin1) == text)
  }

  /// Whatever a client sets as its title, Xlib reads or refuses it.
  @Test func `random bytes do no harm`() throws {
    let display = try VirtualDisplay()
    let connection = try Display(display.name)
    var random = SystemRandomNumberGenerator()
    let special: [UInt8] = Array("\u{1b}$()-%/@GBAC123\u{2}".utf8) + [0x9b, 0x5d, 0xff, 0x80]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<60, using: &random)
      let bytes = (0..<count).map { _ in
        Bool.random(using: &random)
          ? special.randomElement(using: &random) ?? 0 : .random(in: 0...255, using: &random)
      }
      _ = connection.compoundText(bytes)
    }
    try connection.synchronise()
  }

  /// Xlib itself would wait for ever.
  @Test func `a server that stops answering is given up`() throws {
    let stopped = try VirtualDisplay()
    let connection = try Display(stopped.name)
    try shell("kill -STOP \(stopped.process)")
    _ = connection.compoundText(Array("text".utf8))
    #expect(throws: X11Error.self) { try connection.synchronise() }
  }
}
