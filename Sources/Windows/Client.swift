public import X11

/// A window that a window manager manages, as it was when it was asked.
public struct Client: Hashable, Sendable {
  public let window: Window
  public var title: String?
}
