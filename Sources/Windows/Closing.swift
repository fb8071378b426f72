public import X11

extension Screen {
  /// Asks the program to close a window, as its close button does.
  ///
  /// Sends `_NET_CLOSE_WINDOW`, and waits until the window is no longer managed.
  public borrowing func close(
    _ window: Window, verification: Verification = .standard
  ) throws(Failure) {
    watchRoot()
    let manager = try windowManager()
    try manager.require(.close, self)
    let time = try asking { display throws(X11.Failure) in try display.timestamp() }
    try sending { [$0.send(ClientMessage(self[.close], about: window, [time, 2]))] }
    guard case .within(let limit) = verification else { return }
    let done = try eventually(within: limit) { screen throws(Failure) in
      try screen.read([.clients])[.clients]?.windows?.contains(window) != true
    }
    guard done else {
      throw .notDone("window \(window) is still open: its program may be asking something")
    }
  }
}
