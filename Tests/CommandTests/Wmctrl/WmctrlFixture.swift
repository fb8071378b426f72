import Foundation
import Support
import System

/// A display with a window manager and some windows, which every program finds the same.
struct WmctrlFixture {
  let display: VirtualDisplay
  let manager: WindowManager?
  let client: XClient
  let windows: [UInt32]
  var both: WmctrlPair { WmctrlPair(variables: display.variables) }

  /// - Parameter kind: the window manager; none, when missing.
  init(_ kind: WindowManager.Kind?) throws {
    let display = try VirtualDisplay()
    self.display = display
    manager = try kind.map { try WindowManager($0, on: display, workspaces: 4) }
    client = try XClient(display)
    windows = try Self.open(client)
    let variables = display.variables
    guard kind != nil else { return }
    let list = windows
    let listed = try eventually {
      let property = try property("_NET_CLIENT_LIST", variables: variables)
      return list.allSatisfy { property.contains(String($0, radix: 16)) }
    }
    guard listed else { throw Unexpected("the windows are not managed") }
    // Titles and frames settle after the list.
    var states = ("", try state())
    let isAtRest = try eventually {
      sleep(for: .milliseconds(50))
      states = (states.1, try state())
      return states.0 == states.1
    }
    guard isAtRest else { throw Unexpected("the windows do not rest: \(states.1)") }
  }

  /// Opens the windows that the tests are about.
  static func open(_ client: XClient) throws -> [UInt32] {
    let machine = "host"
    return [
      try client.open(
        "alpha", instance: "first", className: "Alpha", process: 4711, machine: machine,
        x: 100, y: 120),
      try client.open(
        "Béta wörld", instance: "second", className: "Beta", machine: machine, x: 300, y: 200),
      try client.open(
        "gamma", instance: "a-rather-long-instance", className: "Gamma", process: 99_999_999,
        machine: machine, x: 40, y: 300, width: 333, height: 222),
    ]
  }

  /// What a program said, with the windows by their place in ``windows``.
  func masked(_ outcome: Outcome) -> Outcome { both.masked(outcome, windows) }

  /// What the window manager has now, as xprop(1) and xwininfo(1) see it.
  func state() throws -> String { try both.state(of: windows) }
}
