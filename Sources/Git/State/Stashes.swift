import System

extension References {
  /// How many stashes there are; nothing where that is not known.
  public func stashCount(in repository: Repository) -> Int? {
    guard resolve("refs/stash") != nil else { return 0 }
    // Each stash but the newest is only in the log of the reference.
    if let count = reftableLogCount(of: "refs/stash") { return count }
    let log = repository.commonDirectory + "/logs/refs/stash"
    guard let bytes = try? File.read(log) else { return nil }
    return bytes.count { $0 == 0x0a }
  }
}
