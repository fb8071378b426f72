import Foundation
import Support
import Testing

/// The original and ours side by side on each window manager that Debian has.
@Suite struct WmctrlParityTests {
  static let steps: [[String]] = [
    ["-m"], ["-d"], ["-lpx"], ["-s", "2"], ["-s", "0"], ["-a", "béta"], ["-a", "alpha"],
    ["-r", "alpha", "-t", "1"], ["-R", "alpha"], ["-s", "0"], ["-r", "alpha", "-t", "0"],
    ["-r", "gamma", "-b", "add,above"], ["-r", "gamma", "-b", "remove,above"],
    ["-r", "gamma", "-b", "add,maximized_vert,maximized_horz"],
    ["-r", "gamma", "-b", "remove,maximized_vert,maximized_horz"],
    ["-r", "gamma", "-b", "toggle,fullscreen"], ["-r", "gamma", "-b", "toggle,fullscreen"],
    ["-r", "gamma", "-b", "add,shaded"], ["-r", "gamma", "-b", "remove,shaded"],
    ["-r", "gamma", "-b", "add,sticky"], ["-r", "gamma", "-b", "remove,sticky"],
    ["-r", "gamma", "-b", "add,skip_taskbar"], ["-r", "gamma", "-b", "remove,skip_taskbar"],
    ["-r", "gamma", "-e", "0,60,70,410,220"], ["-r", "gamma", "-e", "0,90,100,-1,-1"],
    ["-r", "gamma", "-N", "delta"], ["-k", "on"], ["-k", "off"], ["-n", "5"], ["-n", "4"],
    ["-c", "béta"], ["-l"],
  ]

  @Test(arguments: WindowManager.Kind.compared)
  func `is the original on each window manager, but that it says what had no effect`(
    kind: WindowManager.Kind
  ) throws {
    let theirs = try WmctrlFixture(kind)
    let mine = try WmctrlFixture(kind)
    var without: [String] = []
    for step in Self.steps {
      let line = step.joined(separator: " ")
      let expected = theirs.masked(try theirs.both.run(.original, step))
      let found = mine.masked(try mine.both.run(.ours, step))
      if found != expected {
        // Ours fails where nothing happened, and says so on a line; the original is silent.
        let isHonest =
          expected.code == 0 && expected.output == found.output && found.code == 1
          && found.error.split(separator: "\n").count == 1
        #expect(isHonest, "\(kind) \(line)\n\(expected)\n\(found)")
        without.append(line)
      }
      var states = ("", "")
      let same = try eventually {
        states = (try theirs.state(), try mine.state())
        return states.0 == states.1
      }
      if !same {
        Issue.record("\(kind) \(line)\n--- original\n\(states.0)--- ours\n\(states.1)")
        return
      }
    }
    #expect(without == WindowManagerTraits.without[kind, default: []], "\(kind)")
  }
}
