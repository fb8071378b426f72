import Foundation
import Support
import Testing

/// Titles of all kinds, and windows that come and go while wmctrl looks at them.
@Suite struct WmctrlTitleTests {
  /// A title in a property, what the original makes of it, and what ours does.
  struct Case: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]
    let original: String
    let ours: String
  }

  static let cases = [
    Case(
      name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: Array("Grüße, 世界 🙂".utf8),
      original: "Grüße, 世界 🙂", ours: "Grüße, 世界 🙂"),
    Case(
      name: "WM_NAME", type: "STRING", bytes: Array("plain".utf8), original: "plain",
      ours: "plain"),
    Case(
      name: "WM_NAME", type: "STRING", bytes: [0x54, 0xe9, 0x72, 0x6d], original: "N/A",
      ours: "Térm"),
    Case(
      name: "WM_NAME", type: "STRING", bytes: Array("Tërm".utf8), original: "Tërm", ours: "Tërm"),
    Case(
      name: "WM_NAME", type: "UTF8_STRING", bytes: Array("Tërm".utf8), original: "N/A",
      ours: "Tërm"),
    // As xterm -T sets it: Latin-1 to the right.
    Case(
      name: "WM_NAME", type: "COMPOUND_TEXT", bytes: [0x54, 0xe9, 0x72, 0x6d], original: "N/A",
      ours: "Térm"),
    // Another set is designated: Greek, and then UTF-8 in its own segment.
    Case(
      name: "WM_NAME", type: "COMPOUND_TEXT", bytes: [0x1b, 0x2d, 0x46, 0xe1, 0xe2],
      original: "N/A", ours: "αβ"),
    Case(
      name: "WM_NAME", type: "COMPOUND_TEXT",
      bytes: [0x1b, 0x25, 0x47] + Array("世".utf8) + [0x1b, 0x25, 0x40], original: "N/A",
      ours: "世"),
    Case(
      name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: Array("a\nb\tc\u{1b}[31md\u{7f}".utf8),
      original: "a\nb\tc\u{1b}[31md\u{7f}", ours: "a\\nb\\tc\\x1b[31md\\x7f"),
    Case(
      name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: Array("c1 \u{9b}2J, \u{202e}rtl".utf8),
      original: "c1 \u{9b}2J, \u{202e}rtl", ours: "c1 \\x9b2J, \\u{202e}rtl"),
    Case(
      name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: [0x61, 0xff, 0x62], original: "a\u{fffd}b",
      ours: "a\\xffb"),
    Case(
      name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: Array("before\0after".utf8),
      original: "before", ours: "before"),
    Case(name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: [], original: "", ours: ""),
    Case(
      name: "_NET_WM_NAME", type: "CARDINAL", bytes: Array("number".utf8), original: "N/A",
      ours: "N/A"),
    Case(
      name: "_NET_WM_NAME", type: "UTF8_STRING", bytes: Array(repeating: 0x78, count: 9000),
      original: String(repeating: "x", count: 4096), ours: String(repeating: "x", count: 9000)),
  ]

  @Test func `shows titles of any type, and nothing that steers a terminal`() throws {
    let ground = try WmctrlFixture(nil)
    let window = try ground.client.window()
    try ground.client.set("_NET_CLIENT_LIST", type: "WINDOW", numbers: [Int(window)])
    for test in Self.cases {
      for name in ["_NET_WM_NAME", "WM_NAME"] { try ground.client.delete(name, of: window) }
      try ground.client.set(test.name, of: window, type: test.type, test.bytes)
      func title(_ which: WmctrlPair.Which) throws -> String {
        let line = try ground.both.run(which, ["-l"]).output
        return String(line.dropFirst("0x00000000  0 N/A ".count).dropLast())
      }
      #expect(try title(.original) == test.original, "\(test)")
      #expect(try title(.compatible) == test.original, "\(test)")
      #expect(try title(.ours) == test.ours, "\(test)")
    }
  }

  /// Any bytes under any type: one line for the window, and never more.
  @Test func `takes any bytes for a title, a class and a machine`() throws {
    let ground = try WmctrlFixture(nil)
    let window = try ground.client.window()
    try ground.client.set("_NET_CLIENT_LIST", type: "WINDOW", numbers: [Int(window)])
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<120 {
      for name in ["_NET_WM_NAME", "WM_NAME", "WM_CLASS", "WM_CLIENT_MACHINE"] {
        let type = ["UTF8_STRING", "STRING", "COMPOUND_TEXT", "ATOM"].randomElement() ?? ""
        let likely: [UInt8] = [0x1b, 0x0a, 0x25, 0x2d, 0x24, 0x28, 0x47, 0x2f, 0, 0x80, 0xe9, 0x02]
        let bytes = (0..<Int.random(in: 0...40)).map { _ in
          Bool.random() ? likely.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255)
        }
        try ground.client.set(name, of: window, type: type, bytes)
      }
      let outcome = try ground.both.run(.ours, ["-lpGx"])
      #expect(outcome.code == 0 && outcome.error.isEmpty)
      #expect(outcome.output.split(separator: "\n").count == 1)
      #expect(outcome.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
      #expect(try ground.both.run(.compatible, ["-lx"]) == ground.both.run(.original, ["-lx"]))
    }
  }

  /// Any numbers, of any type and count, in the properties that lists are made of.
  @Test func `takes any numbers from the root window`() throws {
    let ground = try WmctrlFixture(nil)
    let names = [
      "_NET_NUMBER_OF_DESKTOPS", "_NET_CURRENT_DESKTOP", "_NET_DESKTOP_GEOMETRY",
      "_NET_DESKTOP_VIEWPORT", "_NET_WORKAREA", "_NET_CLIENT_LIST", "_NET_ACTIVE_WINDOW",
      "_NET_SUPPORTING_WM_CHECK", "_NET_SUPPORTED",
    ]
    for _ in 0..<60 {
      for name in names {
        let type = ["CARDINAL", "WINDOW", "ATOM", "STRING"].randomElement() ?? ""
        let numbers = (0..<Int.random(in: 0...9)).map { _ in
          [0, 1, 4, -1, 0x7fff_ffff, Int.random(in: 0...0xffff_ffff)].randomElement() ?? 0
        }
        // A number of desktops from outside may be large; the list of them is as long.
        let isCount = name == "_NET_NUMBER_OF_DESKTOPS"
        try ground.client.set(
          name, type: type, numbers: isCount ? numbers.map { min($0, 30) } : numbers)
      }
      for line in [["-d"], ["-j"], ["-m"], ["-lpGx"], ["-lS"], ["-r", ":ACTIVE:", "-L"]] {
        let outcome = try ground.both.run(.ours, line)
        #expect(outcome.code <= 1, "\(line) \(outcome)")
        #expect(!outcome.error.contains("X Error"), "\(line) \(outcome)")
      }
    }
  }

  @Test func `leaves out a window that is gone, and never shows an error of X`() throws {
    let ground = try WmctrlFixture(nil)
    let windows = try (0..<3).map { try ground.client.open("window \($0)") }
    let dead = windows[1]
    try ground.client.destroy(dead)
    try ground.client.set(
      "_NET_CLIENT_LIST", type: "WINDOW", numbers: windows.map { Int($0) })
    let list = try ground.both.run(.ours, ["-lpGx"])
    #expect(list.code == 0 && list.error.isEmpty)
    #expect(list.output.split(separator: "\n").count == 2)
    #expect(try ground.both.run(.original, ["-l"]).error.contains("X Error"))

    let id = "0x" + String(dead, radix: 16)
    for line in [
      ["-ir", id, "-N", "x"], ["-ir", id, "-L"], ["-iE", id], ["-iz", id],
      ["-ir", id, "-e", "0,1,2,3,4"],
    ] {
      let outcome = try ground.both.run(.ours, line)
      #expect(outcome == Outcome(error: "wmctrl: there is no window \(id)\n", code: 1), "\(line)")
    }
    for line in [
      ["-ia", id], ["-ic", id], ["-ir", id, "-t", "0"], ["-ir", id, "-b", "add,above"],
    ] {
      let outcome = try ground.both.run(.ours, line)
      #expect(outcome.code == 1 && outcome.error.hasPrefix("wmctrl: no window manager runs"))
    }
  }

  /// Windows come and go all the time: what is listed was there, and nothing else happens.
  @Test func `lists while windows die`() throws {
    let ground = try WmctrlFixture(.openbox)
    for round in 0..<25 {
      let extra = try XClient(ground.display)
      for number in 0..<8 { try extra.open("brief \(round) \(number)") }
      let variables = ground.display.variables
      let outcome = try withExtendedLifetime(extra) {
        try ground.both.run(.ours, ["-lpGx"], variables: variables)
      }
      #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome)")
      #expect(outcome.output.split(separator: "\n").allSatisfy { $0.hasPrefix("0x") })
    }
  }

  @Test func `lists two hundred windows as the original does`() throws {
    let ground = try WmctrlFixture(.openbox)
    for number in 0..<197 { try ground.client.open("window \(number)", process: number) }
    #expect(
      try eventually {
        try ground.both.run(.original, ["-l"]).output.split(separator: "\n").count == 200
      })
    for line in [["-l"], ["-lpx"], ["-lpGxv"]] {
      #expect(try ground.both.run(.compatible, line) == ground.both.run(.original, line))
    }
    #expect(try ground.both.run(.ours, ["-lpx"]) == ground.both.run(.original, ["-lpx"]))
    #expect(try ground.both.run(.ours, ["-r", "window 196", "-t", "1"]) == Outcome())
  }

  /// GLib's own folding is the witness.
  @Test func `matches titles whatever their case, as GLib folds it`() throws {
    let ground = try WmctrlFixture(nil)
    let window = try ground.client.window()
    try ground.client.set("_NET_CLIENT_LIST", type: "WINDOW", numbers: [Int(window)])
    let pairs = [
      ("STRASSE", "straße"), ("straße", "STRASSE"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("İ", "i̇"),
      ("ı", "I"), ("ﬁsh", "FISH"), ("ДЕТУР", "детур"), ("Å", "å"), ("ẞ", "ss"), ("ŉ", "ʼN"),
      ("µ", "μ"), ("K", "k"), ("ᾳ", "ΑΙ"), ("ǆ", "ǅ"), ("a", "b"), ("abc", ""), ("ſ", "S"),
    ]
    for (title, typed) in pairs {
      try ground.client.set("_NET_WM_NAME", of: window, type: "UTF8_STRING", Array(title.utf8))
      for line in [["-vr", typed, "-t", "1"], ["-Fvr", typed, "-t", "1"]] {
        let expected = try ground.both.run(.original, line)
        #expect(try ground.both.run(.compatible, line) == expected, "\(title) \(typed)")
      }
    }
  }
}
