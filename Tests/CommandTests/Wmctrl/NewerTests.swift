import Foundation
import Support
import Testing

/// What the second generation added, wmctrl 1.07+git20240228 of Debian 13: the same from ours.
@Suite struct WmctrlNewerTests {
  private static let lines: [[String]] = [
    ["-l"], ["-lpGx"], ["-lS"], ["-S"], ["-lSpGxv"], ["-d"], ["-j"], ["-jv"], ["-m"], ["-lv"],
    ["-r", "alpha", "-L"], ["-r", "alpha", "-LpGx"], ["-r", "nosuch", "-L"], ["-L"],
    ["-r", ":ACTIVE:", "-L"], ["-E", "alpha"], ["-E", "wörld"], ["-vE", "alpha"],
    ["-E", "nosuch"], ["-z", "alpha"], ["-z", "nosuch"], ["-z"], ["-Y", "alpha"], ["-Y"],
    ["-a", "alpha"], ["-r", "alpha", "-y", "0,5,5,300,200"], ["-r", "alpha", "-y", "junk"],
    ["-r", "alpha", "-b", "toggle,above"], ["-r", "alpha", "-b", "add,"],
    // Before it is switched for the first time, some window managers do not tell whether it is on;
    // there the second generation crashes.
    ["-k", "on"], ["-k", "off"], ["-k", "toggle"], ["-k", "toggle"], ["-s", "1"], ["-s", "-1"],
    ["-s", "0"], ["-t", "1"], ["-M", "x"],
    ["-r", "alpha", "-M", "/nosuch"], ["-k", "x"], ["-ir", "0x99999", "-L"], ["-SLjYz"],
  ]

  /// Where ours differs from the second generation even with `WMCTRL_COMPAT=1`, and why.
  private static let differences: [[String]: String] = [
    ["-k", "x"]: "its message names toggle too; ours is that of 1.07",
    ["-ir", "0x99999", "-L"]: "its message is one of Xlib",
  ]

  private func newer() throws -> String {
    let directory = "\(packageRoot)/.build/newer-wmctrl"
    let outcome = try run(["bash", rig("newer-wmctrl.sh"), directory], within: .seconds(120))
    guard outcome.code == 0 else {
      throw Unexpected("the newer wmctrl could not be downloaded: \(outcome)")
    }
    return "\(directory)/wmctrl"
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `says and does what the second generation does`(kind: WindowManager.Kind) throws {
    let theirs = try WmctrlFixture(kind)
    let mine = try WmctrlFixture(kind)
    let original = WmctrlPair(variables: theirs.display.variables, original: try newer())
    for line in Self.lines {
      let expected = theirs.masked(try original.run(.original, line))
      let found = mine.masked(try mine.both.run(.compatible, line))
      if Self.differences[line] != nil {
        #expect(found.code == expected.code && found != expected, "\(line)")
      } else {
        #expect(found == expected, "\(line)")
      }
      let same = try eventually { try theirs.state() == mine.state() }
      #expect(same, "\(kind) \(line)")
    }
  }

  @Test func `sets the icon that the second generation sets`() throws {
    let scratch = try Scratch()
    try scratch.write(
      "icon.xpm",
      """
      /* XPM */
      static char *icon[] = {
      "3 2 4 1",
      "  c None",
      ". c #ff8000",
      "+ c #123",
      "@ c white",
      " .+",
      "@@."};

      """)
    let ground = try WmctrlFixture(.openbox)
    let both = WmctrlPair(variables: ground.display.variables, original: try newer())
    var icons: [String] = []
    for which in [WmctrlPair.Which.original, .ours] {
      #expect(
        try both.run(which, ["-r", "alpha", "-M", scratch.path("icon.xpm")]) == Outcome())
      icons.append(
        try run(
          ["xprop", "-id", "\(ground.windows[0])", "-notype", "32c", "_NET_WM_ICON"],
          variables: ground.display.variables
        ).output)
      try ground.client.delete("_NET_WM_ICON", of: ground.windows[0])
    }
    #expect(icons[0].contains("3, 2, "), "\(icons[0])")
    #expect(icons[1] == icons[0])
    for (name, text) in [("text", "hello"), ("short", "\"9 9 1 1\", \"a c red\", \"aaa\"")] {
      try scratch.write(name, text)
      let outcome = try both.run(.ours, ["-r", "alpha", "-M", scratch.path(name)])
      #expect(outcome.code == 1 && outcome.error.hasPrefix("wmctrl: cannot use "))
    }
  }
}
