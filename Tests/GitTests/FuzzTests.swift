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
    guard let reader = readers[name] else { throw Unexpected("no reader \(name)") }
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
}
