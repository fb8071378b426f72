/// The pieces of work that walking a work tree is cut into, each for one thread.
struct WalkPlan: Sendable {
  /// A run of directories, or some of the files of a large one.
  struct Piece: Sendable {
    let directories: Range<Int>
    /// Which entries of the directory; nothing for all of them, and its listing.
    let entries: Range<Int>?
  }

  private(set) var pieces: [Piece] = []

  /// A piece holds at least so many files: enough to outweigh being handed out.
  private static let weight = 256

  init(_ directories: IndexDirectories) {
    let all = directories.all
    var first = 0
    var weight = 0
    for number in all.indices {
      let direct = directories.directCount(of: number)
      if direct > Self.weight * 4 {
        if first < number { pieces.append(Piece(directories: first..<number, entries: nil)) }
        // The empty range stands for the listing alone.
        let range = Int(all[number].first)..<Int(all[number].end)
        pieces.append(Piece(directories: number..<number + 1, entries: 0..<0))
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.weight * 2) {
          let end = min(start + Self.weight * 2, range.upperBound)
          pieces.append(Piece(directories: number..<number + 1, entries: start..<end))
        }
        first = number + 1
        weight = 0
        continue
      }
      // To open and list a directory costs about as much as to look at four files.
      weight += direct + 4
      if weight >= Self.weight {
        pieces.append(Piece(directories: first..<number + 1, entries: nil))
        first = number + 1
        weight = 0
      }
    }
    if first < all.count { pieces.append(Piece(directories: first..<all.count, entries: nil)) }
  }
}

extension IndexDirectories {
  /// Returns how many entries are in a directory itself.
  func directCount(of number: Int) -> Int {
    var count = Int(all[number].end - all[number].first)
    var child = number + 1
    while child < Int(all[number].next) {
      count -= Int(all[child].end - all[child].first)
      child = Int(all[child].next)
    }
    return count
  }
}
