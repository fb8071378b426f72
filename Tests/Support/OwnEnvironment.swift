import Foundation

// A process of the tests begins with an environment of its own, before its first thread: nothing
// that the user, or the machine beside the distribution, has set or installed reaches it or what it
// starts. What a test needs of these it makes, and says in `variables`.

private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// glibc calls every function of this section before `main`.
@section(".init_array") @used
private let replace: @convention(c) (CInt, Words?, Words?) -> Void = { _, _, _ in
  let variables = ownEnvironment(from: ProcessInfo.processInfo.environment)
  _ = systemServices
  clearenv()
  for (name, value) in variables { setenv(name, value, 1) }
}

/// Variables that change nothing of what is tested: how to reach a network, where temporary files
/// lie, and what is for the tests or Swift.
private func isKept(_ name: String) -> Bool {
  ["TMPDIR", "CI", "LD_LIBRARY_PATH", "USER", "LOGNAME"].contains(name)
    || name.lowercased().hasSuffix("_proxy")
    || ["DETOUR_", "SWIFT", "SWT_", "LLVM_"].contains { name.hasPrefix($0) }
}

private func ownEnvironment(from given: [String: String]) -> [String: String] {
  given.filter { isKept($0.key) }.merging([
    "PATH": ([systemPath] + toolchain(in: given["PATH"] ?? "")).joined(separator: ":"),
    // Not even root can make a folder here: a test that needs a home says which.
    "HOME": "/proc/nonexistent",
    "XDG_DATA_DIRS": "/usr/share", "XDG_CONFIG_DIRS": "/etc/xdg",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    "MESA_SHADER_CACHE_DIR": shaderCache(), "LANG": "C.UTF-8", "SHELL": "/bin/bash", "TERM": "dumb",
  ]) { $1 }
}

/// Where the distribution's programs are, as `PATH` has it, without Detour's own.
public let systemPath = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"]
  .filter { (try? FileManager.default.destinationOfSymbolicLink(atPath: $0)) == nil }
  .map(withoutDetour).joined(separator: ":")

/// The folder of services that a bus starts when it is asked for them, without Detour's own.
public let systemServices = withoutDetour("/usr/share/dbus-1/services")

/// Where Swift is, behind all else: its folder may be that of an installation for this user.
private func toolchain(in path: String) -> [String] {
  path.split(separator: ":").lazy.map { "\($0)/swift" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
    .map { URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path }
    .map { [withoutDetour($0)] } ?? []
}

/// A folder itself or, where Detour has installed something in it, one with links to all the rest.
private func withoutDetour(_ folder: String) -> String {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  func isOurs(_ name: String) -> Bool {
    ["gitps1", "wsctl", "lidctl", "detour"].contains(name) || name.hasPrefix("io.github.detour.")
  }
  guard names.contains(where: isOurs), let mirror = try? temporaryDirectory() else { return folder }
  mirrors.append(mirror)
  for name in names where !isOurs(name) {
    try? FileManager.default.createSymbolicLink(
      atPath: "\(mirror)/\(name)", withDestinationPath: "\(folder)/\(name)")
  }
  // Users of the rigs look into it, too.
  chmod(mirror, 0o755)
  if mirrors.count == 1 {
    atexit { for mirror in mirrors { try? FileManager.default.removeItem(atPath: mirror) } }
  }
  return mirror
}

/// What ``withoutDetour(_:)`` has made; written before the first thread alone.
nonisolated(unsafe) private var mirrors: [String] = []
