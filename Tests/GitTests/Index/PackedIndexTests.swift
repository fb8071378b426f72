import Support
import System
import Testing

@testable import Git

/// An index in less memory says what git wrote.
@Suite struct PackedIndexTests {
  private static let forms: [([String], String)] = [
    ([], ":"), (["--object-format=sha256"], ":"),
    ([], "git update-index --skip-worktree d77/f77; git update-index --assume-unchanged d88/f88"),
    ([], "git update-index --index-version 4"), ([], "git update-index --split-index"),
    (
      [],
      """
      id=$(git hash-object -w own/1); for stage in 1 2 3; do printf '100644 %s %s\\td9/f99\\n' $id $stage; done |
        git update-index --index-info
      """
    ),
  ]

  @Test(arguments: forms) func `says the same`(options: [String], script: String) throws {
    let repository = try GitRepository(options)
    // Real files among those that are only in the index, with a name that fills more than a block.
    try repository.shell(
      """
      id=$(echo a | git hash-object -w --stdin)
      awk -v id=$id 'BEGIN {
        for (i = 1; i <= 9000; i++) long = long "x"
        for (i = 1; i <= 4200; i++) printf "100644 %s\\td%d/f%d%s\\n", id, i % 97, i, i % 501 ? "" : long
      }' | git update-index --index-info
      mkdir -p own; for number in $(seq 150); do seq $number >own/$number; done
      git add own; touch -d 2001-02-03 own/1?; git add own; \(script)
      """)
    let path = repository.path + "/.git/index"
    let format: ObjectFormat = options.isEmpty ? .sha1 : .sha256
    let plain = try Index(at: path, format)
    let kept = try Index(at: path, format, copying: true)
    #expect(kept.entries.count >= 4350)
    var order = Array(kept.entries.indices)
    var chance = SeededGenerator(seed: 7)
    func compare() {
      for place in (1..<order.count).reversed() {
        order.swapAt(place, Int(chance.below(place + 1)))
      }
      var differences = 0
      for number in order {
        let (one, other) = (plain.entries[number], kept.entries[number])
        let isSame =
          plain.path(of: one).isEqual(to: kept.path(of: other))
          && plain.wholeRecord(of: one).isEqual(to: kept.wholeRecord(of: other))
          && plain.object(of: one) == kept.object(of: other)
          && plain.record(of: one)?.inode == kept.record(of: other)?.inode
          && plain.record(of: one)?.size == kept.record(of: other)?.size
        if !isSame { differences += 1 }
      }
      #expect(differences == 0)
    }
    compare()
    for _ in 0..<2 {
      kept.pack()
      compare()
      kept.rest()
      compare()
    }
    // What comes after the entries stays.
    let extensions = kept.extensions.all.map {
      kept.bytes.copy($0.range.lowerBound, $0.range.upperBound)
    }
    #expect(
      extensions
        == plain.extensions.all.map { plain.bytes.copy($0.range.lowerBound, $0.range.upperBound) })
  }
}
