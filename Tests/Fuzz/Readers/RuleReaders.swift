import Glibc
import System

@testable import Git

let ruleReaders: [String: Reader] = [
  "ignore": { bytes in
    for foldsCase in [false, true] {
      let file = IgnoreFile(bytes.span, foldsCase: foldsCase)
      let path = Array("some/path/with.several/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab".utf8)
      _ = file.verdict(on: path.span, nameStart: 23, isDirectory: false)
      _ = file.verdict(on: path.span, nameStart: path.count, isDirectory: true)
    }
  },
  "glob": { bytes in
    // A pattern, and what it is to fit.
    let (pattern, text) = (parts(bytes, 2)[0], parts(bytes, 2)[1])
    for (isPath, foldsCase) in [(false, false), (true, false), (true, true)] {
      _ = Glob(pattern[...], isPath: isPath, foldsCase: foldsCase).matches(text.span)
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
    _ = LFSPointer(bytes)
  },
  "conversion": { bytes in
    // The attributes of a file, and its content.
    let (rules, content) = (parts(bytes, 2)[0], parts(bytes, 2)[1])
    let file = AttributeFile(rules.span, foldsCase: false, allowsMacros: true)
    let attributes = AttributeRules([file], strongest: nil)
      .attributes(of: Array("a".utf8).span, nameStart: 0)
    let none = Configuration()
    let conversion = Conversion(attributes, LineEndSettings(none), none)
    for hasReturns in [false, true] {
      _ = conversion.apply(content, blobHasCarriageReturns: { hasReturns })
    }
  },
  "memory": { bytes in
    write(bytes, to: room + "/memory")
    guard let file = CacheFile(room + "/memory", user: geteuid()) else { return }
    _ = file.keys
    _ = file.values
    for hash: UInt64 in [0, 1, 0x7fff_ffff_ffff_ffff, .max] { _ = file.contains(hash) }
  },
]
