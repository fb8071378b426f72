import Foundation
import Support
import System
import Testing

@testable import Git

/// Real files with bytes changed at random: no reader may trap, hang or ask for memory without end.
///
/// Each reader runs in a process of its own, which says on standard error what it was about to try;
/// a trap ends that process, and the last line names the input and the seed. What was found once is
/// kept in `Corpus` and tried first. Another reader is one more line in ``readers``.
@Suite struct FuzzTests {
  typealias Reader = @Sendable ([UInt8]) -> Void

  static let readers: [String: Reader] = [
    "index": { bytes in
      for format in [ObjectFormat.sha1, .sha256] {
        guard let table = try? IndexTable(bytes.span, format) else { continue }
        for (signature, range) in table.extensions {
          switch signature {
          case .trees: _ = try? CachedTrees(bytes.span, range, format)
          case .split: _ = try? SplitIndex(bytes.span, range, format, limit: 1000)
          default: break
          }
        }
        walk(bytes, format)
      }
    },
    "shared": { bytes in
      // The size of an index in two bytes, the index, and then its shared file.
      guard bytes.count > 2 else { return }
      let middle = min(bytes.count, 2 + (Int(bytes[0]) << 8 | Int(bytes[1])))
      let own = Array(bytes[2..<max(2, middle)])
      let shared = Array(bytes[max(2, middle)...])
      guard var table = try? IndexTable(own.span, .sha1), let range = table.extensions[.split],
        let first = try? IndexTable(shared.span, .sha1),
        let split = try? SplitIndex(own.span, range, .sha1, limit: first.entries.count)
      else { return }
      try? table.join(first, split, own.span, shared.span)
    },
    "ignore": { bytes in
      for foldsCase in [false, true] {
        let file = IgnoreFile(bytes.span, foldsCase: foldsCase)
        let path = Array("some/path/with.several/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab".utf8)
        _ = file.verdict(on: path.span, nameStart: 23, isDirectory: false)
        _ = file.verdict(on: path.span, nameStart: path.count, isDirectory: true)
      }
    },
    "attributes": { bytes in
      let file = AttributeFile(bytes.span, foldsCase: false, allowsMacros: true)
      let rules = AttributeRules([file], strongest: file)
      let path = Array("some/path/file.c".utf8)
      _ = rules.attributes(of: path.span, nameStart: 10)
    },
    "content": { bytes in
      for encoding in ["UTF-16", "UTF-32", "UTF-16LE", "UTF-32BE", "LATIN1", "ASCII"] {
        _ = Encoding.decode(bytes, encoding)
      }
      _ = TextStatistics(bytes.span)
      _ = LargeFilePointer(bytes)
    },
  ]

  /// Those of configuration, references, objects and history.
  static let storeReaders: [String: Reader] = [
    "config": { bytes in
      _ = try? ConfigurationFile(bytes)
      _ = CommandConfiguration.quoted(bytes)
      _ = Configuration.integer(bytes)
    },
    "packed": { bytes in
      var found: [[UInt8]: Head] = [:]
      PackedReferences.all(under: Array("refs/".utf8), in: bytes.span, into: &found)
      for name in found.keys { _ = PackedReferences.find(name, in: bytes.span) }
      _ = PackedReferences.find(Array("refs/heads/none".utf8), in: bytes.span)
      _ = Head(bytes)
    },
    "reftable": { bytes in
      for format in [ObjectFormat.sha1, .sha256] {
        guard let table = Reftable(bytes.span, format) else { continue }
        table.forEach(in: bytes.span) { _, _ in }
        for name in ["HEAD", "refs/heads/topic-50", "refs/tags/v1", "z"] {
          _ = table.find(Array(name.utf8), in: bytes.span)
        }
      }
    },
    "packindex": { bytes in
      for id in someIDs {
        _ = PackIndexTable.offset(of: id, in: bytes.span)
        _ = PackIndexTable.commonDigits(with: id, in: bytes.span)
      }
    },
    "midx": { bytes in
      guard let table = MultiPackIndex.Table(bytes.span, .sha1) else { return }
      for id in someIDs {
        _ = table.find(id, in: bytes.span)
        _ = table.commonDigits(with: id, in: bytes.span)
      }
    },
    "graph": { bytes in
      guard let table = CommitGraphFile.Table(bytes.span, .sha1) else { return }
      for place in -1...min(table.count, 100) {
        _ = table.record(at: place, in: bytes.span)
        if let id = table.id(at: place, in: bytes.span) { _ = table.place(of: id, in: bytes.span) }
      }
    },
    "pack": { bytes in
      guard let scratch = try? Scratch() else { return }
      try? Data(bytes).write(to: URL(filePath: scratch.path("pack")))
      guard let pack = PackData(scratch.path("pack"), .sha1) else { return }
      for offset in 0..<min(bytes.count, 2000) {
        guard let entry = pack.entry(at: offset), entry.size < 1 << 20,
          let content = pack.bytes(of: entry)
        else { continue }
        _ = Delta.apply(content, to: Array(repeating: 0x61, count: 1200), limit: 1 << 20)
        _ = Delta.apply(Array(bytes[offset...].prefix(100)), to: content, limit: 1 << 20)
      }
    },
    "loose": { bytes in
      for id in someIDs.prefix(1) {
        _ = try? LooseObject.parse(bytes.span, id, limit: 1 << 20)
      }
    },
    "commit": { bytes in
      for format in [ObjectFormat.sha1, .sha256] {
        if let commit = Commit(bytes, format) { _ = Commit.subject(of: bytes, commit) }
        _ = Tag(bytes, format)
        _ = Tree(bytes, format)
      }
    },
  ]

  private static let someIDs = ["00", "1f", "7c", "b5", "ff"].compactMap {
    ObjectID(hexadecimal: Array(String(repeating: $0, count: 20).utf8))
  }

  /// What reading the whole of an index from a file does.
  private static func walk(_ bytes: [UInt8], _ format: ObjectFormat) {
    guard let scratch = try? Scratch() else { return }
    try? Data(bytes).write(to: URL(filePath: scratch.path("index")))
    guard let index = try? Index(at: scratch.path("index"), format),
      let directories = try? IndexDirectories(index)
    else { return }
    _ = WalkPlan(directories)
    for number in directories.all.indices { _ = directories.names(in: number) }
    for entry in index.entries {
      _ = index.record(of: entry)
      _ = index.object(of: entry)
    }
  }

  /// Changes some bytes, cuts, doubles or takes out a part.
  private static func mutate(
    _ bytes: [UInt8], _ random: inout IgnoreDifferentialTests.Generator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes.removeSubrange(place...)
      case 1:
        let end = min(bytes.count, place + Int.random(in: 1...16, using: &random))
        bytes.removeSubrange(place..<end)
      case 2:
        let end = min(bytes.count, place + Int.random(in: 1...16, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes[place] = [0, 0xff, 0x7f, 0x80].randomElement(using: &random)!
      case 4:
        for index in place..<min(bytes.count, place + 4) { bytes[index] = 0xff }
      case 5: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      default: bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
    }
    return bytes
  }

  /// The files of `Corpus` whose names begin with that of the reader.
  static func corpus(of reader: String) throws -> [(name: String, bytes: [UInt8])] {
    let directory = packageRoot + "/Tests/GitTests/Corpus"
    return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
      .filter { $0.hasPrefix(reader + "-") }
      .map { ($0, try contents(of: directory + "/" + $0)) }
  }

  static func fuzz(_ name: String, for limit: Duration) throws {
    guard let reader = readers[name] ?? storeReaders[name] else {
      throw Unexpected("no reader \(name)")
    }
    let seeds = try corpus(of: name)
    guard !seeds.isEmpty else { throw Unexpected("no corpus for \(name)") }
    func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
    for (file, bytes) in seeds {
      say("\(name): \(file) as it is")
      reader(bytes)
    }
    let deadline = Deadline.after(limit)
    // A new seed at each run finds more; one that was named can be tried again.
    let first = ProcessInfo.processInfo.environment["DETOUR_FUZZ_SEED"].flatMap(UInt64.init)
    var seed = first ?? UInt64.random(in: 0..<1 << 40)
    while !deadline.hasPassed {
      var random = IgnoreDifferentialTests.Generator(state: seed)
      let (file, bytes) = seeds[Int(seed % UInt64(seeds.count))]
      say("\(name): \(file) changed by DETOUR_FUZZ_SEED=\(seed)")
      reader(mutate(bytes, &random))
      seed += 1
    }
  }

  /// The last line before the trap names the input.
  private func expectNoTrap(_ result: ExitTest.Result?) {
    guard let result, result.exitStatus != .exitCode(0) else { return }
    let lines = String(decoding: result.standardErrorContent, as: UTF8.self)
      .split(separator: "\n").filter { $0.contains("DETOUR_FUZZ_SEED") || $0.contains("as it is") }
    Issue.record("a reader trapped: \(lines.last ?? "no line")")
  }

  @Test func index() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("index", for: .seconds(3))
      })
  }

  @Test func sharedIndex() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("shared", for: .seconds(2))
      })
  }

  @Test func ignoreFiles() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("ignore", for: .seconds(2))
      })
  }

  @Test func attributeFiles() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("attributes", for: .seconds(2))
      })
  }

  @Test func content() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("content", for: .seconds(1))
      })
  }

  @Test func configuration() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("config", for: .seconds(1))
      })
  }

  @Test func packedReferences() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("packed", for: .seconds(1))
      })
  }

  @Test func reftables() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("reftable", for: .seconds(1))
      })
  }

  @Test func packIndexes() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("packindex", for: .seconds(1))
      })
  }

  @Test func multiPackIndexes() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("midx", for: .seconds(1))
      })
  }

  @Test func commitGraphs() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("graph", for: .seconds(1))
      })
  }

  @Test func packs() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("pack", for: .seconds(1))
      })
  }

  @Test func looseObjects() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("loose", for: .seconds(1))
      })
  }

  @Test func commitsTagsAndTrees() async {
    expectNoTrap(
      await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
        try FuzzTests.fuzz("commit", for: .seconds(1))
      })
  }
}
