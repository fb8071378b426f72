import Foundation
import Support
import Testing

/// What wmctrl sends: seen by a window manager that does nothing but record.
@Suite struct WmctrlMessageTests {
  /// A display that is managed by a recorder, with one window on workspace 1 of 3.
  private final class Recorder {
    let display: VirtualDisplay
    let client: XClient
    let window: UInt32
    let both: WmctrlPair
    private let root: String

    static let names = [
      "CURRENT_DESKTOP", "ACTIVE_WINDOW", "CLOSE_WINDOW", "WM_DESKTOP", "WM_STATE",
      "NUMBER_OF_DESKTOPS", "SHOWING_DESKTOP", "DESKTOP_VIEWPORT", "DESKTOP_GEOMETRY",
      "WM_STATE_ABOVE", "WM_STATE_STICKY", "MOVERESIZE_WINDOW",
    ]

    /// - Parameter supported: what it says it can do, without `_NET_`.
    init(supported: [String] = names) throws {
      display = try VirtualDisplay()
      client = try XClient(display)
      both = WmctrlPair(variables: display.variables)
      try client.record()
      let check = try client.window()
      for window in [nil, check] {
        try client.set(
          "_NET_SUPPORTING_WM_CHECK", of: window, type: "WINDOW", numbers: [Int(check)])
      }
      try client.set("_NET_WM_NAME", of: check, type: "UTF8_STRING", Array("Recorder".utf8))
      try client.set("_NET_SUPPORTED", atoms: supported.map { "_NET_\($0)" })
      // The numbers of atoms are those of the first who names them: so they are named here.
      try client.set(
        "NAMES", atoms: ["A", "B", "B,C", "NONSENSE"].map { "_NET_WM_STATE_\($0)" })
      try client.set("_NET_NUMBER_OF_DESKTOPS", type: "CARDINAL", numbers: [3])
      try client.set("_NET_CURRENT_DESKTOP", type: "CARDINAL", numbers: [0])
      window = try client.window()
      try client.set("_NET_WM_NAME", of: window, type: "UTF8_STRING", Array("one".utf8))
      try client.set("_NET_WM_DESKTOP", of: window, type: "CARDINAL", numbers: [1])
      try client.set("WM_CLASS", of: window, type: "STRING", Array("inst\0Class\0".utf8))
      try client.set("_NET_CLIENT_LIST", type: "WINDOW", numbers: [Int(window)])
      try client.set("_NET_ACTIVE_WINDOW", type: "WINDOW", numbers: [Int(window)])
      _ = try client.events()
      let text = try run(["xwininfo", "-root"], variables: display.variables).output
      root = String(text.split(separator: " ").first { $0.hasPrefix("0x") } ?? "?")
    }

    /// Gives the window its title again.
    func rename() throws {
      try client.set("_NET_WM_NAME", of: window, type: "UTF8_STRING", Array("one".utf8))
    }

    /// What one of the programs sent and said, with W for the window and R for the root.
    func answer(
      _ which: WmctrlPair.Which, _ line: [String]
    ) throws -> (sent: [String], said: Outcome) {
      let said = try both.run(which, line)
      let sent = try client.events().map {
        $0.replacing("0x\(String(window, radix: 16))", with: "W").replacing(root, with: "R")
      }
      return (sent, said)
    }

    func sent(_ which: WmctrlPair.Which, _ line: [String]) throws -> [String] {
      try answer(which, line).sent
    }
  }

  private static let lines: [[String]] = [
    ["-s", "2"], ["-s", "abc"], ["-s", "77"], ["-s", "-2"], ["-s", "99999999999999999999"],
    ["-s", "4294967295"], ["-s", "1x"], ["-n", "5"], ["-n", "-1"], ["-n", "5junk"],
    ["-n", "99999999999999999999"], ["-k", "on"], ["-k", "off"], ["-o", "3,4"], ["-o", "3,4,5"],
    ["-o", " 3,-4"], ["-g", "100,200x"], ["-a", "one"], ["-R", "one"], ["-c", "one"],
    ["-r", "one", "-t", "2"], ["-r", "one", "-t", "-1"], ["-r", "one", "-t", "-2"],
    ["-r", "one", "-t", "x"], ["-r", "one", "-e", "0,1,2,3,4"],
    ["-r", "one", "-e", "5,-1,-1,30,40junk"], ["-r", "one", "-e", "10,1,-2,-1,-1"],
    ["-r", "one", "-e", " 1, 2, 3, 4, 5,6"], ["-r", "one", "-b", "add,above"],
    ["-r", "one", "-b", "toggle,above,STICKY"], ["-r", "one", "-b", "remove,a,b,c"],
    ["-r", "one", "-b", "add,nonsense"], ["-ia", "0x9999"], ["-ic", "39321"],
    ["-ir", "0X9999", "-b", "add,above"], ["-ir", "0x9999junk", "-t", "1"],
    ["-r", "one", "-N", "two"], ["-r", "two", "-T", "one"],
  ]

  @Test(arguments: [Recorder.names, Recorder.names.dropLast()])
  func `sends what the original sends, byte for byte, where that is asked for`(
    supported: [String]
  ) throws {
    let theirs = try Recorder(supported: supported)
    let mine = try Recorder(supported: supported)
    for line in Self.lines {
      // A dead window ends the original by an error of X before it has sent anything.
      let expected = try theirs.sent(.original, line)
      let sent = try mine.sent(.compatible, line)
      #expect(sent == expected, "\(line)")
    }
  }

  /// Each way to say which window, with each action on it.
  @Test func `sends and says the same whichever way a window is named`() throws {
    let theirs = try Recorder()
    let mine = try Recorder()
    #expect(theirs.window == mine.window)
    let actions: [([String]) -> [String]] = [
      { ["-a"] + $0 }, { ["-c"] + $0 }, { ["-r"] + $0 + ["-t", "2"] },
      { ["-r"] + $0 + ["-e", "0,1,2,3,4"] }, { ["-r"] + $0 + ["-b", "add,above"] },
      { ["-r"] + $0 + ["-N", "two"] }, { ["-r"] + $0 },
    ]
    let number = "0x\(String(mine.window, radix: 16))"
    for (flags, names) in [
      ("", ["ON", ":ACTIVE:", "nothing", ""]), ("-F", ["one", "ON"]), ("-x", ["class", "nothing"]),
      ("-xF", ["inst.Class", "Class"]), ("-v", ["one", ":ACTIVE:"]), ("-xv", ["inst"]),
      ("-i", [number, "\(mine.window)"]), ("-iv", [number]),
    ] {
      for name in names {
        for action in actions {
          let line = (flags.isEmpty ? [] : [flags]) + action([name])
          try theirs.rename()
          try mine.rename()
          let expected = try theirs.answer(.original, line)
          let found = try mine.answer(.compatible, line)
          #expect(found.sent == expected.sent, "\(line)")
          #expect(found.said == expected.said, "\(line)")
        }
      }
    }
  }

  /// Some window managers do what they do not list: so it is asked for, and the effect looked at.
  @Test func `says what the window manager does not know once nothing has happened`() throws {
    let recorder = try Recorder(supported: ["CLIENT_LIST"])
    for (line, name) in [
      (["-s", "2"], "CURRENT_DESKTOP"), (["-n", "5"], "NUMBER_OF_DESKTOPS"),
      (["-k", "on"], "SHOWING_DESKTOP"), (["-o", "3,4"], "DESKTOP_VIEWPORT"),
      (["-g", "5,6"], "DESKTOP_GEOMETRY"), (["-a", "one"], "ACTIVE_WINDOW"),
      (["-c", "one"], "CLOSE_WINDOW"), (["-r", "one", "-t", "2"], "WM_DESKTOP"),
      (["-r", "one", "-b", "add,above"], "WM_STATE"),
    ] {
      let (sent, said) = try recorder.answer(.ours, line)
      #expect(sent.contains { $0.hasPrefix("message _NET_\(name) ") }, "\(line): \(sent)")
      let words = "wmctrl: Recorder does not support this: it does not know _NET_\(name)\n"
      #expect(said == Outcome(error: words, code: 1), "\(line)")
    }
  }

  /// What differs on purpose: it says that it speaks for the user (2), and when (T).
  @Test(
    arguments: [
      (["-s", "2"], ["message _NET_CURRENT_DESKTOP window R format 32 data 2 T 0 0 0"]),
      (["-s", "77"], []), (["-s", "abc"], []),
      (["-n", "5"], ["message _NET_NUMBER_OF_DESKTOPS window R format 32 data 5 0 0 0 0"]),
      (["-k", "toggle"], ["message _NET_SHOWING_DESKTOP window R format 32 data 1 0 0 0 0"]),
      (["-a", "one"], ["message _NET_CURRENT_DESKTOP window R format 32 data 1 T 0 0 0"]),
      (["-c", "one"], ["message _NET_CLOSE_WINDOW window W format 32 data T 2 0 0 0"]),
      (["-r", "one", "-t", "2"], ["message _NET_WM_DESKTOP window W format 32 data 2 2 0 0 0"]),
      (["-r", "one", "-t", "-2"], []), (["-r", "one", "-t", "3"], []),
      (
        ["-r", "one", "-e", "0,5,6,-1,-1"],
        ["message _NET_MOVERESIZE_WINDOW window W format 32 data 2300 5 6 ffffffff ffffffff"]
      ),
      (["-r", "one", "-e", "0,1,2,3,4junk"], []),
      (
        ["-r", "one", "-b", "toggle,above"],
        ["message _NET_WM_STATE window W format 32 data 1 A 0 2 0"]
      ),
      (["-r", "one", "-b", "add,above,below,x"], []),
      (
        ["-r", "one", "-b", "add,nonsense"],
        ["message _NET_WM_STATE window W format 32 data 1 A 0 2 0"]
      ),
      (
        ["-r", "one", "-b", "add,hidden"],
        [
          "message WM_CHANGE_STATE window W format 32 data 3 0 0 0 0",
          "message _NET_WM_STATE window W format 32 data 1 A 0 2 0",
        ]
      ),
      (
        ["-Y", "one"],
        [
          "message WM_CHANGE_STATE window W format 32 data 3 0 0 0 0",
          "message _NET_WM_STATE window W format 32 data 1 A 0 2 0",
        ]
      ),
      (["-ic", "0x9999"], []), (["-r", "nothing", "-t", "1"], []),
    ] as [([String], [String])])
  func `sends what window managers need, and says that it had no effect`(
    line: [String], expected: [String]
  ) throws {
    let recorder = try Recorder()
    let sent = try recorder.sent(.ours, line)
    #expect(sent.count == expected.count, "\(line): \(sent)")
    for (sent, expected) in zip(sent, expected) {
      let pairs = zip(sent.split(separator: " "), expected.split(separator: " "))
      for (found, wanted) in pairs {
        #expect(found == wanted || "TA".contains(wanted) && found != "0", "\(line): \(sent)")
      }
    }
    let outcome = try recorder.both.run(.ours, line)
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.error.split(separator: "\n").count == 1, "\(line): \(outcome)")
  }
}
