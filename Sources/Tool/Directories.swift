/// The directories for this user's files, after the XDG Base Directory Specification.
///
/// A variable without an absolute path counts as unset, as the specification says.
public struct Directories: Sendable {
  /// Configuration: `$XDG_CONFIG_HOME/detour`.
  public let configuration: String
  /// State that survives a restart: `$XDG_STATE_HOME/detour`.
  public let state: String
  /// Caches: `$XDG_CACHE_HOME/detour`.
  public let cache: String
  /// Files of the login session, `$XDG_RUNTIME_DIR/detour`, if there is such a directory.
  public let runtime: String?

  @export(interface) public init(variable: (String) -> String? = nonEmptyEnvironment) {
    func absolute(_ name: String) -> String? {
      variable(name).flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
    }
    let home = absolute("HOME").map { $0 == "/" ? "" : $0 } ?? ""
    func base(_ name: String, _ otherwise: String) -> String {
      (absolute(name) ?? "\(home)/\(otherwise)") + "/detour"
    }
    configuration = base("XDG_CONFIG_HOME", ".config")
    state = base("XDG_STATE_HOME", ".local/state")
    cache = base("XDG_CACHE_HOME", ".cache")
    runtime = absolute("XDG_RUNTIME_DIR").map { $0 + "/detour" }
  }
}
