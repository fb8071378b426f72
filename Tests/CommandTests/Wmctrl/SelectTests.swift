import Foundation
import Support
import System
import Testing

/// `:SELECT:`, with a pointer that xdotool moves.
@Suite struct WmctrlSelectTests {
  @Test func `takes the window that is clicked on`() throws {
    let ground = try WmctrlFixture(.openbox)
    // The windows' places are those of their clients; a point of the frame is as good.
    try run(
      ["xdotool", "windowraise", "\(ground.windows[2])"], variables: ground.display.variables)
    let place = try run(
      ["xwininfo", "-id", "\(ground.windows[2])"], variables: ground.display.variables
    ).output
    func corner(_ label: String) throws -> Int {
      let line = place.split(separator: "\n").first { $0.contains("Absolute upper-left \(label)") }
      return try #require(line?.split(separator: " ").last.flatMap { Int($0) })
    }
    let (x, y) = (try corner("X"), try corner("Y"))
    for which in [WmctrlPair.Which.original, .compatible, .ours] {
      for (point, title) in [((x + 30, y + 30), "gamma"), ((x + 30, y - 5), "gamma")] {
        let program = which == .original ? "/usr/bin/wmctrl" : product("wmctrl")
        var variables = ground.display.variables
        variables["WMCTRL_COMPAT"] = which == .compatible ? "1" : .some(nil)
        let clicker = try Background([
          "bash", "-c",
          """
          for i in {1..100}; do
            sleep 0.1; DISPLAY=\(ground.display.name) xdotool mousemove \(point.0) \(point.1) click 1
          done
          """,
        ])
        let outcome = try run(
          [program, "-vr", ":SELECT:", "-T", title], variables: variables)
        clicker.stop()
        #expect(outcome.code == 0, "\(outcome)")
        let id = String(ground.windows[2], radix: 16)
        let padded = "0x" + String(repeating: "0", count: 8 - id.count) + id
        #expect(outcome.error.hasSuffix("Using window: \(padded)\n"), "\(outcome)")
      }
    }
  }

  @Test func `says that the pointer is held`() throws {
    let ground = try WmctrlFixture(.openbox)
    try ground.client.ask("grab")
    let expected = Outcome(error: "ERROR: Cannot grab mouse.\n", code: 1)
    for which in [WmctrlPair.Which.original, .compatible, .ours] {
      #expect(try ground.both.run(which, ["-a", ":SELECT:"]) == expected)
    }
  }
}
