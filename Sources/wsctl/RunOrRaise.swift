import ArgumentParser
import EWMH
import System
import Tool
import Windows

struct RunOrRaiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run-or-raise",
    abstract: "Activates a window, or runs a program when there is none.",
    discussion: """
      Of several windows the uppermost one of the current workspace comes first, else the uppermost \
      of all; when one of them is active already, it is the turn of the next. The program runs on \
      its own, without a terminal. On Wayland a window may be one that X11 does not see: so nothing \
      is started there without --x11.

      Examples:
        wsctl run-or-raise class=firefox -- firefox
        wsctl run-or-raise title=/^mutt/ -- xterm -T mutt -e mutt
        wsctl run-or-raise class=xterm --minimise --here -- xterm
      """)

  @Argument(help: "Which window; several criteria are one word, in quotes.", completion: .windows)
  var window: String

  @Argument(parsing: .postTerminator, help: "The program and its arguments, after --.")
  var command: [String] = []

  @Flag(
    name: [.long, .customLong("minimize")],
    help: "Minimise the window when it is active already.")
  var minimise = false

  @Flag(help: "Go back to the window used before when it is active already.")
  var toggle = false

  @Flag(help: "Only windows of the current workspace count.")
  var here = false

  @Flag(help: "The program uses X11: on Wayland, start it even if no window is found.")
  var x11 = false

  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func validate() throws {
    guard !(minimise && toggle) else {
      throw ValidationError("--minimise and --toggle exclude each other")
    }
  }

  func run() throws {
    guard !command.isEmpty else {
      throw CommandError.usage("after -- the program to run is missing")
    }
    let selector = try readSelector(window)
    let system = try openSystem()
    let opened = try matches(selector, on: system)
    let verification = verifying.verification
    if let active = opened.first(where: \.isActive) {
      if minimise {
        try system.perform(.minimise(active.id, .on), verification: verification)
        return
      }
      if toggle {
        guard let last = try system.clients(matching: Selector(":last")).first else { return }
        try system.perform(.activate(last.id), verification: verification)
        return
      }
    }
    guard let next = try next(of: opened, selector, on: system) else {
      guard x11 || !system.hidesNativeWindows else {
        throw CommandError(
          "no X11 window matches \"\(window)\", and native Wayland windows are out of reach:"
            + " nothing was started; --x11 starts it all the same")
      }
      return try start(on: system.display)
    }
    try system.perform(.activate(next.id), verification: verification)
  }

  /// The windows that match: dialogs and panels only where there are no others.
  private func matches(
    _ selector: Selector, on system: some WindowSystem, order: ClientOrder = .opened
  ) throws -> [Client] {
    var clients = try system.clients(matching: selector, order: order)
    if here, !clients.isEmpty {
      let current = try system.workspaces().current
      clients.removeAll { !$0.isOnAll && $0.workspace != current }
    }
    let ordinary = clients.filter(\.isOrdinary)
    return ordinary.isEmpty ? clients : ordinary
  }

  /// The one after the active one in the order they were opened; else the uppermost, where GNOME has
  /// an order only among those of the same workspace.
  private func next(
    of opened: [Client], _ selector: Selector, on system: some WindowSystem
  ) throws -> Client? {
    if let active = opened.firstIndex(where: \.isActive) {
      return opened[(active + 1) % opened.count]
    }
    guard opened.count > 1 else { return opened.first }
    let stacked = try matches(selector, on: system, order: .stacking)
    guard stacked.contains(where: { $0.workspace != stacked[0].workspace }) else {
      return stacked.last
    }
    let current = try system.workspaces().current
    return stacked.last { $0.isOnAll || $0.workspace == current } ?? stacked.last
  }

  /// Starts the program, with its windows on the display whose windows were looked at: where that was
  /// named or found, the environment does not say it.
  private func start(on address: DisplayAddress?) throws {
    if let address {
      setEnvironment("DISPLAY", to: address.name)
      if let authority = address.authority { setEnvironment("XAUTHORITY", to: authority) }
    }
    do {
      _ = try Child(
        asShell: command, input: .none, output: .none, error: .none, ownSession: true)
    } catch {
      throw CommandError("cannot run \(command[0]): \(error)")
    }
  }
}
