import CX11
public import System

/// An event that the server sends.
public enum Event: Hashable, Sendable {
  /// `PropertyNotify`: a property was set, or taken away. The time is the server's.
  case property(Atom, of: Window, deleted: Bool, time: UInt32)
  /// `ClientMessage`
  case message(ClientMessage)
  /// `DestroyNotify`
  case destroyed(Window)
  /// `ConfigureNotify`: a window moved, changed its size or its place in the stack.
  case configured(Window)
  /// `MapNotify`
  case mapped(Window)
  /// `UnmapNotify`
  case unmapped(Window)
  /// `ButtonPress`: the button, and the child of the window grabbed that was under the pointer.
  case pressed(button: UInt8, child: Window)
  /// Another kind, by its number in the protocol.
  case other(UInt8)
}

extension Event {
  init(_ event: UnsafePointer<xcb_generic_event_t>) {
    // The high bit says that another client sent it.
    let kind = event.pointee.response_type & 0x7f
    let raw = UnsafeRawPointer(event)
    switch CInt(kind) {
    case XCB_PROPERTY_NOTIFY:
      let event = raw.load(as: xcb_property_notify_event_t.self)
      self = .property(
        Atom(rawValue: event.atom), of: Window(rawValue: event.window),
        deleted: event.state == UInt8(XCB_PROPERTY_DELETE.rawValue), time: event.time)
    case XCB_CLIENT_MESSAGE:
      let event = raw.load(as: xcb_client_message_event_t.self)
      let data = event.data.data32
      self = .message(
        ClientMessage(
          Atom(rawValue: event.type), about: Window(rawValue: event.window),
          [data.0, data.1, data.2, data.3, data.4]))
    case XCB_DESTROY_NOTIFY:
      self = .destroyed(
        Window(rawValue: raw.load(as: xcb_destroy_notify_event_t.self).window))
    case XCB_CONFIGURE_NOTIFY:
      self = .configured(
        Window(rawValue: raw.load(as: xcb_configure_notify_event_t.self).window))
    case XCB_MAP_NOTIFY:
      self = .mapped(Window(rawValue: raw.load(as: xcb_map_notify_event_t.self).window))
    case XCB_UNMAP_NOTIFY:
      self = .unmapped(Window(rawValue: raw.load(as: xcb_unmap_notify_event_t.self).window))
    case XCB_BUTTON_PRESS:
      let event = raw.load(as: xcb_button_press_event_t.self)
      self = .pressed(button: event.detail, child: Window(rawValue: event.child))
    default: self = .other(kind)
    }
  }
}

/// The events that came while an answer was waited for.
final class EventQueue {
  var events: [Event] = []
  /// A window of our own, for timestamps.
  var own: Window?
  /// Whether the server has been asked for its time.
  var awaitsTime = false
  /// Its answer, until somebody wants it.
  var time: UInt32?
  /// Whether Xlib has asked the server for its types of text.
  var hasTextTypes = false
}

/// The events of a window that a client can ask for.
public struct EventMask: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Properties are set and taken away.
  public static let property = EventMask(rawValue: XCB_EVENT_MASK_PROPERTY_CHANGE.rawValue)
  /// It is moved, resized, shown, hidden and destroyed.
  public static let structure = EventMask(rawValue: XCB_EVENT_MASK_STRUCTURE_NOTIFY.rawValue)
  /// The same of its children.
  public static let children = EventMask(rawValue: XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY.rawValue)
}

extension Display {
  /// Asks for events of `window`, instead of those that were asked for before.
  ///
  /// Wraps the request `ChangeWindowAttributes`.
  @discardableResult
  public borrowing func watch(_ window: Window, for mask: EventMask) -> VoidCookie {
    VoidCookie(
      xcb_change_window_attributes_checked(
        handle, window.rawValue, XCB_CW_EVENT_MASK.rawValue, [mask.rawValue]))
  }

  /// Takes the next event that has come, without waiting; nil if there is none.
  ///
  /// - Throws: ``X11Error/lost``.
  public borrowing func nextEvent() throws(X11Error) -> Event? {
    if !queue.events.isEmpty { return queue.events.removeFirst() }
    return try receive()
  }

  /// Waits for the next event.
  ///
  /// - Returns: nil if the deadline passed first.
  @export(interface)
  public borrowing func nextEvent(until deadline: Deadline?) throws(X11Error) -> Event? {
    while true {
      if let event = try nextEvent() { return event }
      do throws(Errno) {
        guard try !System.wait(for: fileDescriptor, until: deadline).isEmpty else { return nil }
      } catch {
        throw .lost
      }
    }
  }

  /// Takes the next event from the connection.
  borrowing func receive() throws(X11Error) -> Event? {
    xcb_flush(handle)
    while let event = xcb_poll_for_event(handle) {
      defer { free(event) }
      // An error of a request that nobody checked.
      if event.pointee.response_type == 0 { continue }
      let told = Event(event)
      if case .property(.name, queue.own, _, let time) = told {
        queue.time = time
        continue
      }
      return told
    }
    guard xcb_connection_has_error(handle) == 0 else { throw .lost }
    return nil
  }
}
