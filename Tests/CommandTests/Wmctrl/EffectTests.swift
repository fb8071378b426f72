import Foundation
import Support
import Testing

/// What wmctrl does: the window manager's state afterwards is the same as after the original.
@Suite struct WmctrlEffectTests {
  /// One after the other on a display each.
  static let steps: [[String]] = [
    ["-s", "2"], ["-s", "2"], ["-s", "0"], ["-s", " 1"], ["-s", "+0"],
    ["-r", "alpha", "-t", "1"], ["-r", "ALPHA", "-t", "-1"], ["-Fr", "gamma", "-t", "3"],
    ["-R", "gamma"], ["-a", "béta"], ["-xa", "first.alpha"], ["-xFa", "second.Beta"],
    ["-r", ":ACTIVE:", "-b", "add,above"], ["-r", "béta", "-b", "remove,above"],
    ["-r", "alpha", "-b", "add,maximized_vert,maximized_horz"],
    ["-r", "alpha", "-b", "remove,maximized_vert,maximized_horz"],
    ["-r", "alpha", "-b", "toggle,fullscreen"], ["-r", "alpha", "-b", "toggle,fullscreen"],
    ["-r", "gamma", "-b", "add,shaded"], ["-r", "gamma", "-b", "remove,shaded"],
    ["-r", "gamma", "-b", "add,skip_taskbar,skip_pager"],
    ["-r", "gamma", "-e", "0,60,70,410,220"], ["-r", "gamma", "-e", "0,-1,-1,300,200"],
    ["-r", "gamma", "-e", "0,90,100,-1,-1"], ["-r", "gamma", "-e", "10,200,210,350,250"],
    ["-r", "gamma", "-e", "0,90,100,-1,-1"], ["-r", "gamma", "-e", "0,90,100,-1,-1"],
    ["-r", "gamma", "-N", "gämma two"], ["-r", "gämma", "-I", "icon"],
    ["-r", "two", "-T", "gamma"], ["-k", "on"], ["-k", "off"], ["-n", "6"], ["-s", "5"],
    ["-n", "4"], ["-a", "alpha"],
  ]

  @Test(arguments: WindowManager.Kind.usual, [WmctrlPair.Which.compatible, .ours])
  func `has the effect that the original has`(kind: WindowManager.Kind, which: WmctrlPair.Which)
    throws
  {
    let theirs = try WmctrlFixture(kind)
    let mine = try WmctrlFixture(kind)
    for step in Self.steps {
      let expected = theirs.masked(try theirs.both.run(.original, step))
      let found = mine.masked(try mine.both.run(which, step))
      #expect(found == expected, "\(step)")
      var states = ("", "")
      let same = try eventually {
        states = (try theirs.state(), try mine.state())
        return states.0 == states.1
      }
      if !same {
        Issue.record("\(kind) \(step)\n--- original\n\(states.0)--- ours\n\(states.1)")
        return
      }
    }
  }
}
