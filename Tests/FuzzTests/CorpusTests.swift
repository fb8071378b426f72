import Foundation
import FuzzReaders
import Support
import Testing

/// The corpus of the fuzzers, read by the ordinary build with all of its checks; `Tests/fuzz` has
/// libFuzzer change it.
@Suite(.serialized) struct CorpusTests {
  private static let corpus = packageRoot + "/Tests/Fuzz/Corpus"

  /// The readers' directory goes with the process.
  private static let tidying: Void = {
    atexit { try? FileManager.default.removeItem(atPath: room) }
  }()

  init() { Self.tidying }

  @Test func `has something for each reader`() throws {
    let folders = try URL(filePath: Self.corpus).resourceNames(where: \.hasDirectoryPath)
    #expect(folders == allReaders().keys.sorted())
  }

  @Test(.timeLimit(.minutes(5)), arguments: allReaders().keys.sorted())
  func `reads all`(name: String) throws {
    let reader = try #require(allReaders()[name])
    let folder = URL(filePath: "\(Self.corpus)/\(name)")
    let names = try folder.resourceNames { !$0.hasDirectoryPath }
    #expect(!names.isEmpty)
    for name in names { reader([UInt8](try Data(contentsOf: folder.appending(path: name)))) }
  }
}

extension URL {
  fileprivate func resourceNames(where matches: (URL) -> Bool) throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: self, includingPropertiesForKeys: nil)
      .filter(matches).map(\.lastPathComponent).sorted()
  }
}
