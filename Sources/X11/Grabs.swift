import CX11
public import System

/// The devices that a program can grab.
public struct Grabs: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let keyboard = Grabs(rawValue: 1)
  public static let pointer = Grabs(rawValue: 2)
}

extension Display {
  /// Finds out what other programs hold until `deadline`: the grab of one key press, as window
  /// managers make it, does not count.
  ///
  /// The server does not say who holds it. Wraps the requests `GrabKeyboard` and `GrabPointer`:
  /// what is free is grabbed and released at once, so that no key press is lost.
  @export(interface)
  public borrowing func heldByOthers(until deadline: Deadline) throws(X11Error) -> Grabs {
    var held: Grabs = [.keyboard, .pointer]
    while true {
      held.formIntersection(try heldByOthers())
      if held.isEmpty || deadline.hasPassed { return held }
      sleep(for: .milliseconds(20))
    }
  }

  private borrowing func heldByOthers() throws(X11Error) -> Grabs {
    let asynchronous = UInt8(XCB_GRAB_MODE_ASYNC.rawValue)
    // Owner events: what is pressed in between goes where it would have gone.
    // Nobody else may find them taken for that moment.
    xcb_grab_server(handle)
    let keyboard = xcb_grab_keyboard(handle, 1, root.rawValue, 0, asynchronous, asynchronous)
    xcb_ungrab_keyboard(handle, 0)
    let pointer = xcb_grab_pointer(
      handle, 1, root.rawValue, 0, asynchronous, asynchronous, 0, 0, 0)
    xcb_ungrab_pointer(handle, 0)
    xcb_ungrab_server(handle)
    let keyboardStatus = try answer(to: keyboard.sequence) {
      (reply: UnsafePointer<xcb_grab_keyboard_reply_t>) in reply.pointee.status
    }.value
    let pointerStatus = try answer(to: pointer.sequence) {
      (reply: UnsafePointer<xcb_grab_pointer_reply_t>) in reply.pointee.status
    }.value
    var held: Grabs = []
    if Self.isHeld(keyboardStatus) { held.insert(.keyboard) }
    if Self.isHeld(pointerStatus) { held.insert(.pointer) }
    return held
  }

  private static func isHeld(_ status: UInt8) -> Bool {
    status == UInt8(XCB_GRAB_STATUS_ALREADY_GRABBED.rawValue)
      || status == UInt8(XCB_GRAB_STATUS_FROZEN.rawValue)
  }
}
