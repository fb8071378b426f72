/// A display number that hardly anything uses, beyond those that tests name. An X server that looks
/// for a free one by itself also takes that of a Wayland compositor, which has a lock and a socket in
/// /tmp/.X11-unix, but no abstract one.
private func freeDisplay() -> String { ":\(Int.random(in: 5_000..<50_000))" }

/// An X server without a screen to look at: Xvfb, on a display number that was free.
public final class VirtualDisplay: Sendable {
  /// What `DISPLAY` must hold, such as `:7`.
  public let name: String
  private let server: Background

  /// - Parameters:
  ///   - size: of its one screen, `WIDTHxHEIGHT` in pixels.
  ///   - cookies: the file with the cookie without which nobody comes in. Without one DISPLAY alone
  ///     is enough; nothing but this machine reaches the server.
  ///   - missing: the extensions that it does not have.
  public init(
    size: String = "1280x720", cookies: String? = nil, without missing: [String] = []
  ) throws {
    let access = cookies.map { ["-auth", $0] } ?? ["-ac"]
    // A number may be taken all the same: then another one is.
    var attempts = 5
    while true {
      let server = try Background(
        [
          "Xvfb", freeDisplay(), "-displayfd", "1", "-screen", "0", "\(size)x24", "-noreset",
          "-nolisten", "tcp",
        ] + access + missing.flatMap { ["-extension", $0] })
      do {
        try server.ready { server.output.hasSuffix("\n") }
        name = ":" + server.output.split(separator: "\n")[0]
        self.server = server
        return
      } catch {
        attempts -= 1
        guard attempts > 0 else { throw error }
      }
    }
  }

  /// What makes a program use this display: changes to an environment.
  public var variables: [String: String?] {
    ["DISPLAY": name, "XAUTHORITY": nil, "WAYLAND_DISPLAY": nil]
  }

  /// The server's process number.
  public var process: Int32 { server.process }

  /// Ends the server, as a crash would.
  public func kill() { server.stop() }
}
