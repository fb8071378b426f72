import Foundation
import Support

/// Our hook beside a watcher, which each prompt asks again until it answers, or clearly will not.
final class WatchedHook: Sendable {
  let path: String
  private let watcher: Background
  private let log: String

  /// - Parameter scratch: on a file system that tells of every change.
  init(in scratch: Scratch) throws {
    let hook = try installedHook(in: scratch)
    let variables: [String: String?] = [
      "XDG_RUNTIME_DIR": scratch.path("runtime"), "XDG_CACHE_HOME": scratch.path("cache"),
    ]
    try shell("mkdir -m 700 '\(scratch.path("runtime"))'")
    watcher = try Background([product("gitps1"), "--watch"], variables: variables)
    try watcher.ready {
      FileManager.default.fileExists(atPath: scratch.path("runtime/detour/gitps1.sock"))
    }
    log = scratch.path("sources")
    path = scratch.path("hook-watched.sh")
    // A prompt that walks leaves its tree to the watcher, which looks at it a moment later.
    try scratch.write(
      "with-watcher",
      """
      #!/bin/bash
      export XDG_RUNTIME_DIR='\(scratch.path("runtime"))' XDG_CACHE_HOME='\(scratch.path("cache"))'
      for try in {1..20}; do
        source=$("$1" --format '{conflicted} {source}' 2>/dev/null)
        case ${source##* } in watcher | '') break ;; esac
        sleep .03
      done
      echo "${source##* }" >>'\(log)'
      exec "$@"
      """)
    try shell(
      """
      sed 's|exec "$__git_ps1_program"|exec "\(scratch.path("with-watcher"))" "$__git_ps1_program"|' \
        '\(hook)' > '\(path)'
      grep -q 'exec "/' '\(path)'
      """)
  }

  deinit { watcher.stop() }

  /// How many prompts the watcher answered, of how many.
  var answered: (count: Int, of: Int) {
    let lines = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n")
    return (lines.count { $0 == "watcher" }, lines.count)
  }
}
