import Support
import Testing

@testable import Git

/// The numbers of directories against what a dictionary says.
@Suite struct DirectoryNamesTests {
  @Test(arguments: 0..<8 as Range<UInt64>) func `finds what was made`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    var names = DirectoryNames()
    var known: [String: Int32] = [:]
    for step in 0..<4000 {
      let depth = 1 + chance.below(4)
      let parts = (0..<depth).map { _ in
        "\(chance.below(12))" + String(repeating: "n", count: chance.below(9))
      }
      let path = parts.joined(separator: "/")
      switch chance.below(step % 1000 < 700 ? 12 : 3) {
      case 0:
        guard let number = names.find(Array(path.utf8)) else {
          #expect(known[path] == nil)
          continue
        }
        #expect(known[path] == number)
        let gone = known.filter { $0.key == path || $0.key.hasPrefix(path + "/") }
        #expect(Set(names.remove(number)) == Set(gone.values))
        for name in gone.keys { known[name] = nil }
      default:
        let number = names.make(Array(path.utf8))
        for length in 1...depth {
          let above = parts[..<length].joined(separator: "/")
          guard let found = names.find(Array(above.utf8)) else {
            Issue.record("\(above) is missing")
            continue
          }
          #expect(known[above] == nil || known[above] == found)
          known[above] = found
        }
        #expect(known[path] == number)
      }
    }
    #expect(Set(known.values).count == known.count)
    for (path, number) in known {
      #expect(names.find(Array(path.utf8)) == number)
      #expect(names.path(of: number) == Array(path.utf8))
    }
    #expect(names.find([]) == 0 && names.path(of: 0) == [])
  }
}
