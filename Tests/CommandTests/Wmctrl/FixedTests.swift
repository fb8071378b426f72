import Foundation
import Support
import System
import Testing

/// The faults of the original that ours does not have; each is there again with `WMCTRL_COMPAT=1`.
@Suite struct WmctrlFixedTests {
  @Test func `says before it sends anything that no window manager is there`() throws {
    let ground = try WmctrlFixture(nil)
    try ground.client.set(
      "_NET_CLIENT_LIST", type: "WINDOW", numbers: ground.windows.map { Int($0) })
    try ground.client.set("_NET_NUMBER_OF_DESKTOPS", type: "CARDINAL", numbers: [4])
    let none = Outcome(
      error:
        "wmctrl: no window manager runs on this display, or none that speaks EWMH\n", code: 1)
    for line in [
      ["-s", "1"], ["-n", "3"], ["-k", "on"], ["-o", "1,1"], ["-g", "1,1"], ["-a", "alpha"],
      ["-c", "alpha"], ["-r", "alpha", "-t", "1"], ["-r", "alpha", "-b", "add,above"],
      ["-Y", "alpha"],
    ] {
      #expect(try ground.both.run(.ours, line) == none, "\(line)")
    }
    // A title needs no window manager, nor does a place.
    #expect(try ground.both.run(.ours, ["-r", "alpha", "-N", "delta"]) == Outcome())
    #expect(try ground.both.run(.ours, ["-r", "delta", "-e", "0,7,8,90,91"]) == Outcome())
    let place = try run(
      ["xwininfo", "-id", "\(ground.windows[0])"], variables: ground.display.variables
    ).output
    #expect(place.contains("Absolute upper-left X:  7\n") && place.contains("Width: 90\n"))
  }

  @Test func `says that the window manager has ended`() throws {
    let ground = try WmctrlFixture(.openbox)
    ground.manager?.kill()
    // A window manager that is killed leaves all that it has told behind.
    let check = try property("_NET_SUPPORTING_WM_CHECK", on: ground.display)
    #expect(check.contains("window id"))
    for line in [["-s", "1"], ["-a", "alpha"], ["-m"]] {
      let outcome = try ground.both.run(.ours, line)
      #expect(outcome.code == 1 && outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("wmctrl: "))
      #expect(outcome.error.split(separator: "\n").count == 1, "\(outcome)")
    }
  }

  @Test func `a window that stays open is no success`() throws {
    let ground = try WmctrlFixture(.openbox)
    #expect(try ground.both.run(.ours, ["-c", "gamma"]) == Outcome())
    // A program that takes no notice of the request, as one that asks its user first.
    try ground.client.ask("deaf")
    let outcome = try ground.both.run(.ours, ["-c", "alpha"])
    #expect(outcome.code == 1)
    #expect(
      outcome.error.hasSuffix(" is still open: its program may be asking something\n"), "\(outcome)"
    )
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `shows where windows are`(kind: WindowManager.Kind) throws {
    let ground = try WmctrlFixture(kind)
    let lines = try ground.both.run(.ours, ["-lG"]).output.split(separator: "\n")
    #expect(lines.count == ground.windows.count)
    for (line, window) in zip(lines, ground.windows) {
      let numbers = line.split(separator: " ").dropFirst(2).prefix(4).compactMap { Int($0) }
      let place = try run(
        ["xwininfo", "-id", "\(window)"], variables: ground.display.variables
      ).output
      let truth = ["upper-left X:", "upper-left Y:", "Width:", "Height:"].map { label in
        place.split(separator: "\n").first { $0.contains(label) }
          .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
      }
      #expect(numbers == truth, "\(kind)")
    }
  }

  /// The original takes the length of the last machine's name for that of the longest.
  @Test func `aligns machines by the longest`() throws {
    let ground = try WmctrlFixture(nil)
    let windows = try ["a", "longest.example", "bc"].map {
      try ground.client.open("title", machine: $0)
    }
    try ground.client.set(
      "_NET_CLIENT_LIST", type: "WINDOW", numbers: windows.map { Int($0) })
    let ours = try ground.both.run(.ours, ["-l"]).output.split(separator: "\n")
    #expect(
      ours.map { $0.dropFirst(14) } == [
        "              a title", "longest.example title", "             bc title",
      ])
    #expect(
      try ground.both.run(.compatible, ["-l"]) == ground.both.run(.original, ["-l"]))
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `minimises and restores`(kind: WindowManager.Kind) throws {
    let ground = try WmctrlFixture(kind)
    func hidden() throws -> Bool {
      try property("_NET_WM_STATE", of: ground.windows[0], on: ground.display).contains("HIDDEN")
    }
    for (line, expected) in [
      (["-r", "alpha", "-b", "add,hidden"], true), (["-r", "alpha", "-b", "remove,hidden"], false),
      (["-r", "alpha", "-b", "toggle,hidden"], true),
      (["-r", "alpha", "-b", "toggle,hidden,above"], false), (["-Y", "alpha"], true),
      (["-a", "alpha"], false),
    ] {
      #expect(try ground.both.run(.ours, line) == Outcome(), "\(kind) \(line)")
      #expect(try eventually { try hidden() == expected }, "\(kind) \(line)")
    }
  }

  @Test func `ends with a line when the display ends`() throws {
    let ground = try WmctrlFixture(.openbox)
    let waiting = try Background(
      ["bash", "-c", "\"$0\" -a :SELECT:; echo code $?; sleep 60", product("wmctrl")],
      variables: ground.display.variables)
    // Once the pointer is held, wmctrl waits for a click.
    #expect(try eventually { try ground.client.ask("held") == "held" })
    ground.display.kill()
    #expect(eventually { waiting.output.contains("code ") })
    #expect(waiting.output == "code 1\n")
    #expect(waiting.error == "wmctrl: the X server has closed the connection\n")
  }
}
