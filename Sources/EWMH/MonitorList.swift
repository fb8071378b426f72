public import Windows
import X11

extension Screen {
  /// The monitors that the server has; one as large as the screen where it tells of none.
  @export(interface) public func monitors() throws(WindowError) -> [Windows.Monitor] {
    var monitors = try wholeMonitors()
    for index in monitors.indices {
      monitors[index].workArea = try workArea(around: monitors[index].area, on: nil)
    }
    return monitors
  }

  /// The monitors, with all of each for its work area.
  func wholeMonitors() throws(WindowError) -> [Windows.Monitor] {
    let monitors = try asking { display throws(X11Error) in try display.monitors() }
    guard !monitors.isEmpty else {
      let screen = Rectangle(x: 0, y: 0, width: display.width, height: display.height)
      return [Windows.Monitor(name: "", isPrimary: true, area: screen)]
    }
    return monitors.map {
      Windows.Monitor(name: $0.name, isPrimary: $0.isPrimary, area: Rectangle($0.area))
    }
  }

  /// The process of each window's program, as the server knows it; nothing where it does not.
  public func processes(of ids: [WindowID]) throws(WindowError) -> [Int?] {
    try asking { display throws(X11Error) in try display.processes(of: ids.map { $0.window }) }
  }
}
