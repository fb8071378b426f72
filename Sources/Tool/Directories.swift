/// Where this user's files of ours are, by the XDG Base Directory Specification.
///
/// As it says, a variable that does not hold an absolute path counts as not set.
public struct Directories: Sendable {
  /// What the user chose: `$XDG_CONFIG_HOME/detour`.
  public let configuration: String
  /// What should outlive a restart: `$XDG_STATE_HOME/detour`.
  public let state: String
  /// What can be made again: `$XDG_CACHE_HOME/detour`.
  public let cache: String
  /// What ends with the login session, `$XDG_RUNTIME_DIR/detour`; there may be none.
  public let runtime: String?

  public init(variable: (String) -> String? = set) {
    func absolute(_ name: String) -> String? {
      variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let home = absolute("HOME") ?? "/"
    func base(_ name: String, _ otherwise: String) -> String {
      (absolute(name) ?? "\(home)/\(otherwise)") + "/detour"
    }
    configuration = base("XDG_CONFIG_HOME", ".config")
    state = base("XDG_STATE_HOME", ".local/state")
    cache = base("XDG_CACHE_HOME", ".cache")
    runtime = absolute("XDG_RUNTIME_DIR").map { $0 + "/detour" }
  }
}
