import Foundation

/// The Xwayland that a shell has started, seen among the processes.
struct XwaylandProcess {
  let display: String
  let cookie: String

  /// - Parameter runtime: the runtime directory that its cookie is in.
  init?(under runtime: String) {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for process in processes where Int(process) != nil {
      guard let bytes = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline")) else {
        continue
      }
      let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      guard words.first?.hasSuffix("Xwayland") == true,
        let authority = words.firstIndex(of: "-auth"), authority + 1 < words.count,
        words[authority + 1].hasPrefix(runtime),
        let display = words.first(where: { $0.hasPrefix(":") })
      else { continue }
      self.display = display
      cookie = words[authority + 1]
      return
    }
    return nil
  }
}
