import System

extension References {
  /// Returns how many stashes there are; nothing where that is not known.
  @export(interface) public func stashCount(in repository: Repository) -> Int? {
    guard resolve("refs/stash") != nil else { return 0 }
    // Each stash but the newest is only in the log of the reference.
    if let count = reftableLogCount(of: "refs/stash") { return count }
    let log = repository.commonDirectory + "/logs/refs/stash"
    do throws(Errno) {
      return try File.read(log).count { $0 == 0x0a }
    } catch {
      // A stash that was made by hand has no log, and to git it is none.
      return error == .notFound || error == .notADirectory ? 0 : nil
    }
  }
}
