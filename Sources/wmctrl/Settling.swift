import System
import Tool
import Windows
import X11

extension Session {
  /// Sends a request to the window manager.
  func send(_ name: Name, about window: Window? = nil, _ data: UInt32...) throws(CommandError) {
    let message = ClientMessage(screen[name], about: window ?? screen.root, data)
    try asked { () throws(X11.Failure) in try screen.display.check(screen.display.send(message)) }
  }

  /// Waits until the server has taken requests about `window`.
  func check(_ sent: [Sent], about window: Window) throws(CommandError) {
    do throws(X11.Failure) {
      try screen.display.check(sent)
    } catch {
      if case .refused(let refusal) = error, refusal.code == .window { throw gone(window) }
      throw CommandError(error.description)
    }
  }

  /// Refuses what no window manager is there for, or what it says that it doesn't know.
  ///
  /// - Returns: the name of the window manager, for a sentence.
  @discardableResult
  func require(_ name: Name?) throws(CommandError) -> String {
    let manager = try asked { () throws(Windows.Failure) in try screen.windowManager() }
    guard let name, !manager.supported.contains(screen[name]) else { return manager.title }
    throw CommandError("\(manager.title) does not support this: it does not know \(name.rawValue)")
  }

  /// Waits until the window manager's own state shows what was asked for.
  ///
  /// - Parameter problem: what to say when it does not in time.
  func settle(
    within limit: Duration = .seconds(1), otherwise problem: @autoclosure () -> String,
    _ holds: (borrowing Session) throws(CommandError) -> Bool
  ) throws(CommandError) {
    if try !settles(within: limit, holds) { throw CommandError(problem()) }
  }

  /// What X11 has, with its failure in words.
  func asked<Answer>(_ body: () throws(X11.Failure) -> Answer) throws(CommandError) -> Answer {
    do throws(X11.Failure) { return try body() } catch { throw CommandError(error.description) }
  }

  func asked<Answer>(_ body: () throws(Windows.Failure) -> Answer) throws(CommandError) -> Answer {
    do throws(Windows.Failure) { return try body() } catch { throw CommandError(error.description) }
  }

  func settles(
    within limit: Duration, _ holds: (borrowing Session) throws(CommandError) -> Bool
  ) throws(CommandError) -> Bool {
    let deadline = Deadline.after(limit)
    while true {
      if try holds(self) { return true }
      if deadline.hasPassed { return false }
      // Not all that changes is told: so ask again after a while.
      if try asked({ () throws(X11.Failure) in
        try screen.display.nextEvent(until: min(deadline, .after(.milliseconds(30))))
      }) != nil {
        while try asked({ () throws(X11.Failure) in try screen.display.nextEvent() }) != nil {}
      }
    }
  }

  /// Lets changes of the root window, and of `window`, wake a wait.
  func watch(_ window: Window? = nil) {
    screen.display.watch(screen.root, for: .property)
    if let window { screen.display.watch(window, for: [.property, .structure]) }
  }

  /// The numbers of a property of the root window now.
  func rootNow(_ name: Name) throws(CommandError) -> [UInt32]? {
    try readRoot([Field(name)]).property(Field(name), of: screen.root)?.numbers
  }

  /// The numbers of a property of a window now.
  ///
  /// - Throws: a ``Problem`` when the window is gone.
  func now(_ name: Name, of window: Window) throws(CommandError) -> [UInt32]? {
    let snapshot = try read([Field(name)], of: [window])
    guard snapshot.has(window) else { throw gone(window) }
    return snapshot.property(Field(name), of: window)?.numbers
  }

  /// The whole number that was typed; nothing where it is none or does not fit.
  func wholeNumber() -> Int? {
    guard let number = Number(options.argument), number.rest.isEmpty else { return nil }
    return number.value
  }

  /// What was typed, for a sentence.
  var typed: String { "\"\(String(decoding: options.argument, as: UTF8.self))\"" }
}
