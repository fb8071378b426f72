import System
import X11

/// The process that serves a display.
struct DisplayServer {
  let name: String
  /// Whether it is no X server itself, but starts Xwayland when it is asked for.
  let isCompositor: Bool

  /// - Parameter runtime: the runtime directory that a compositor must have to count; nil for any.
  init?(_ number: Int, runtime: String?) {
    guard let process = Self.process(number) else { return nil }
    self.init(process: process, runtime: runtime)
  }

  /// Finds it by the display's lock, such as `/tmp/.X0-lock`, which a compositor has also before it
  /// has started Xwayland; or by its socket, as display managers start servers without a lock.
  static func process(_ number: Int) -> Int? {
    let lock = (try? File.read("/tmp/.X\(number)-lock", limit: 64)) ?? []
    let locker = Int(String(decoding: lock.filter { $0 > 0x20 }, as: UTF8.self))
    if let locker, (try? Status(of: "/proc/\(locker)")) != nil { return locker }
    // There is no lock, or an old one. To ask the socket would start a compositor's Xwayland.
    return listener(ofLocalDisplay: number)
  }

  private init?(process: Int, runtime: String?) {
    guard let bytes = try? File.read("/proc/\(process)/comm", limit: 4096) else { return nil }
    name = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    isCompositor = !name.hasPrefix("X")
    guard isCompositor, let runtime else { return }
    guard let environment = try? File.read("/proc/\(process)/environ"),
      environment.split(separator: 0).contains(where: {
        $0.elementsEqual("XDG_RUNTIME_DIR=\(runtime)".utf8)
      })
    else { return nil }
  }
}
