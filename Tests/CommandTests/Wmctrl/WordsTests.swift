import Foundation
import Support
import Testing

/// What wmctrl says: the same as the original, byte for byte, but for the faults that are fixed.
@Suite struct WmctrlWordsTests {
  /// Command lines that change nothing.
  static let lines: [[String]] = {
    var lines: [[String]] = [
      [], ["--version"], ["foo"], ["-F"], ["-V"], ["-l", "-V"], ["-l", "--help"],
      ["--version", "-l"], ["--"], ["--", "-l"], ["-"], ["-l", "--", "-d"], ["foo", "-l", "bar"],
      ["-Z"], ["-lZ"], ["-l", "-Q", "-d"], ["-a"], ["-la"], ["-r"], ["-?"], ["-:"], ["-;"],
      ["-w", "NONSENSE"], ["-w", "NONSENSE", "-Z"], ["-Z", "-w", "NONSENSE"],
      ["-w", "DESKTOP_TITLES_INVALID_UTF8", "-d"], ["-wDESKTOP_TITLES_INVALID_UTF8", "-dv"],
      ["-t", "1"], ["-b", "add,above"], ["-e", "0,0,0,1,1"], ["-N", "x"], ["-i", "-t", "1"],
      ["-r", "alpha"], ["-r", "alpha", "-l"], ["-s", "1", "-l"], ["-l", "-d"], ["-d", "-l"],
      ["-c", "alpha", "-l"], ["-ia", "alpha", "-r", "x", "-l"], ["-v"], ["-vr", "alpha"],
      ["-s", "-1"], ["-s-1"], ["-s", " -1"], ["-k", "maybe"], ["-k", ""], ["-kon", "-l"],
      ["-o", "x"], ["-o", "1"], ["-o", "1;2"], ["-g", ""], ["-g", "1,"], ["-n", "x"], ["-n", ""],
      ["-r", "alpha", "-e", ""], ["-r", "alpha", "-e", "0,1,2,3"],
      ["-r", "alpha", "-e", "-1,0,0,1,1"], ["-r", "alpha", "-e", "a,b,c,d,e"],
      ["-r", "alpha", "-b", ""], ["-r", "alpha", "-b", "add"], ["-r", "alpha", "-b", "add,"],
      ["-r", "alpha", "-b", "add,above,"], ["-r", "alpha", "-b", "put,above"],
      ["-r", "alpha", "-b", ",above"], ["-ir", "alpha", "-t", "1"], ["-ir", "", "-t", "1"],
      ["-iR", "xyz"], ["-h", "-l"], ["-V", "-h", "-V"],
    ]
    for flags in [
      "", "p", "G", "x", "pG", "px", "Gx", "pGx", "xGp", "F", "i", "u", "v", "pv", "uv", "pGxuv",
    ] {
      lines.append(["-l" + flags])
    }
    lines += [["-d"], ["-du"], ["-dv"], ["-m"], ["-mv"], ["-mu"]]
    return lines
  }()

  @Test(arguments: [nil] + WindowManager.Kind.usual)
  func `says what the original says`(kind: WindowManager.Kind?) throws {
    let ground = try WmctrlFixture(kind)
    for line in Self.lines {
      for locale in kind == .openbox ? ["C.UTF-8", "C"] : ["C.UTF-8"] {
        var expected = try ground.both.run(.original, line, variables: ["LANG": locale])
        let compatible = try ground.both.run(.compatible, line, variables: ["LANG": locale])
        let ours = try ground.both.run(.ours, line, variables: ["LANG": locale])
        // The help is in our own words; which stream it is on, and the exit code, are the original's.
        if expected.output.hasPrefix("wmctrl 1.07\n") { expected.output = compatible.output }
        if expected.error.hasPrefix("wmctrl 1.07\n") { expected.error = compatible.error }
        #expect(compatible == expected, "\(line) \(locale)")
        if WmctrlDifference.reason(line) == nil { #expect(ours == expected, "\(line) \(locale)") }
      }
    }
  }

  /// Every combination of what can stand beside a list.
  @Test func `lists with any options as the original does`() throws {
    let ground = try WmctrlFixture(.openbox)
    for (list, letters) in [("l", "pGxFuv"), ("d", "uv"), ("m", "iuv")] {
      let flags = letters.map(String.init)
      for set in 0..<(1 << flags.count) {
        let chosen = flags.indices.filter { set >> $0 & 1 == 1 }.map { flags[$0] }
        // Together or apart, before or after: that is the same.
        let line =
          set % 2 == 0 ? ["-" + list + chosen.joined()] : chosen.map { "-" + $0 } + ["-" + list]
        let expected = try ground.both.run(.original, line)
        #expect(try ground.both.run(.compatible, line) == expected, "\(line)")
        let places = list == "l" && chosen.contains("G")
        if !places { #expect(try ground.both.run(.ours, line) == expected, "\(line)") }
      }
    }
  }

  @Test func `the help is on the stream it should be on`() throws {
    let both = WmctrlPair(variables: ["DISPLAY": nil])
    let asked = try both.run(.ours, ["--help"])
    #expect(asked.code == 0 && asked.error.isEmpty)
    for letter in ["-s N", "-j", "-S", "-Y WIN", "-r WIN -y", "-z WIN", "-E WIN", "-L", "-M"] {
      #expect(asked.output.contains(letter))
    }
    #expect(try both.run(.ours, []) == Outcome(error: asked.output, code: 1))
    #expect(try both.run(.ours, ["foo"]) == Outcome(error: asked.output, code: 1))
  }

  @Test(arguments: ["", ":987", "nonsense", ":-1"])
  func `without a display it says so`(name: String) throws {
    let both = WmctrlPair(variables: ["DISPLAY": name])
    for line in [["-l"], ["-h"], ["-V"], ["-s", "1"], ["-F"]] {
      #expect(try both.run(.original, line) == Outcome(error: "Cannot open display.\n", code: 1))
      #expect(try both.run(.ours, line) == Outcome(error: "Cannot open display.\n", code: 1))
    }
  }

  /// Options run together, apart, with and without their arguments, in any order.
  @Test func `takes any command line apart as getopt does`() throws {
    let both = WmctrlPair(variables: ["DISPLAY": nil])
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "-l", "-F", "-", "--", "-x", "-p", "-w", "DESKTOP_TITLES_INVALID_UTF8", "foo", "-Z", "-lp",
      "-xw", "--help", "-s", "3", "-a", "", "-vi", "-bx", "-:", "-W", "-W;", "é",
    ]
    for _ in 0..<150 {
      let line = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }
      for posix in [nil, "1"] as [String?] {
        var expected = try both.run(.original, line, variables: ["POSIXLY_CORRECT": posix])
        let ours = try both.run(.ours, line, variables: ["POSIXLY_CORRECT": posix])
        if expected.error.hasPrefix("wmctrl 1.07\n") { expected.error = ours.error }
        if expected.output.hasPrefix("wmctrl 1.07\n") { expected.output = ours.output }
        #expect(ours == expected, "\(line) \(posix ?? "-")")
      }
    }
  }
}
