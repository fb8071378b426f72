import Support

/// A command line to which wmctrl answers otherwise than the original, on purpose.
///
/// It holds for Openbox and the windows of ``WmctrlFixture``; wmctrl(1) tells of each.
struct WmctrlDifference: Sendable {
  let line: [String]
  /// What the original says; nothing where Xlib ends it with a text of its own.
  let original: Outcome?
  let ours: Outcome
  /// Whether it is so with `WMCTRL_COMPAT=1`, too.
  var staysWhenCompatible = false
  /// Words of the paragraph of the manual that tells of it.
  let manual: String

  static let all: [WmctrlDifference] =
    silent.map { line, message in
      WmctrlDifference(
        line: line, original: Outcome(), ours: complaint(message),
        manual: "A request that has no effect is no success")
    } + unmatched + dead + lax + newer

  private static func complaint(_ message: String) -> Outcome {
    Outcome(error: "wmctrl: \(message)\n", code: 1)
  }

  /// What the original takes for done.
  private static let silent: [([String], String)] = [
    (["-s", "9"], "there is no desktop 9: Openbox has desktops 0 to 3"),
    (["-s", "-2"], "there is no desktop -2: Openbox has desktops 0 to 3"),
    (["-s", "abc"], "\"abc\" is not a desktop's number; they count from 0, as wmctrl -d shows"),
    (["-s", "0x"], "\"0x\" is not a desktop's number; they count from 0, as wmctrl -d shows"),
    (["-r", "alpha", "-t", "4"], "there is no desktop 4: Openbox has desktops 0 to 3"),
    (["-r", "alpha", "-t", "-2"], "there is no desktop -2: Openbox has desktops 0 to 3"),
    (
      ["-r", "alpha", "-t", "x"],
      "\"x\" is not a desktop's number; they count from 0, as wmctrl -d shows"
    ),
    (
      ["-r", "alpha", "-b", "add,nonsense"],
      "Openbox does not support this: it does not know _NET_WM_STATE_NONSENSE"
    ),
    (["-n", "0"], "Openbox did not make it 0 desktops; there are 4"),
    (["-o", "5,5"], "Openbox did not move the viewport to 5,5"),
    (["-g", "99,99"], "Openbox did not make the desktops 99x99"),
  ]

  /// The original says nothing at all, and exits 1.
  private static let unmatched = [
    ["-a", "nothing"], ["-R", "nothing"], ["-c", "nothing"], ["-Fa", "ALPHA"], ["-xa", "nothing"],
    ["-r", "nothing", "-t", "1"], ["-r", "nothing", "-b", "add,above"],
  ].map { line in
    let typed = line[1]
    return WmctrlDifference(
      line: line, original: Outcome(code: 1), ours: complaint("no window matches \"\(typed)\""),
      manual: "where no window")
  }

  /// Windows that are not there: Xlib ends the original, and often it exits 0 before.
  private static let dead: [WmctrlDifference] =
    [["-ia", "0x123"], ["-ir", "0x123", "-N", "x"], ["-ir", "0x123", "-T", "x"]].map {
      WmctrlDifference(
        line: $0, original: nil, ours: complaint("there is no window 0x123"),
        staysWhenCompatible: true, manual: "no error of X comes out raw")
    }
    + [
      ["-ic", "291"], ["-ir", "0x123", "-b", "add,above"], ["-ir", "0x123", "-t", "1"],
      ["-ir", "0x123", "-e", "0,1,2,3,4"],
    ].map {
      WmctrlDifference(
        line: $0, original: Outcome(), ours: complaint("there is no window 0x123"),
        manual: "for a window that is not there")
    }

  /// What the original reads laxly.
  private static let lax: [WmctrlDifference] = [
    (["-n", "4junk"], "The -n option expects an integer."),
    (["-o", "0,0x"], "The -o option expects two integers separated with a comma."),
    (["-g", "1280,720,5"], "The -g option expects two integers separated with a comma."),
    (
      ["-r", "alpha", "-e", "0,-1,-1,-1,-1x"],
      "The -e option expects a list of comma separated integers: \"gravity,X,Y,width,height\""
    ),
    (
      ["-r", "alpha", "-b", "add,above,below,fullscreen"],
      "The -b option expects a list of comma separated parameters: "
        + "\"(remove|add|toggle),<PROP1>[,<PROP2>]\""
    ),
  ].map { line, message in
    WmctrlDifference(
      line: line, original: Outcome(), ours: Outcome(error: message + "\n", code: 1),
      manual: "Junk behind numbers")
  }

  /// What only the second generation takes.
  private static let newer: [WmctrlDifference] = [
    (["-j"], "j", "0 \n"), (["-S"], "S", ""), (["-E", "alpha"], "E", "alpha\n"),
    (["-r", "alpha", "-L"], "L", "W0  0 host alpha\n"),
  ].map { line, letter, output in
    WmctrlDifference(
      line: line,
      original: Outcome(error: "wmctrl: invalid option -- '\(letter)'\n", code: 1),
      ours: Outcome(output: output), staysWhenCompatible: true, manual: "1.07+git20240228")
  }

  /// Why ours may say something else than the original to `line`, which changes nothing; nothing
  /// where it must not.
  ///
  /// Where windows are has its own witness, xwininfo(1).
  static func reason(_ line: [String]) -> String? {
    let listsPlaces = line.contains { $0.hasPrefix("-l") && $0.contains("G") }
    return listsPlaces ? "shows where windows are" : nil
  }
}
