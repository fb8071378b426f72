import Foundation
import Support
import Testing

@testable import Quirks

/// Where the quirks are, for whoever adds one.
@Suite struct CatalogueTests {
  @Test func `each quirk is the one file of the catalogue with its name`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "\(packageRoot)/Sources/Quirks/Catalogue")
    let names = files.filter { $0 != "All.swift" }.map { $0.split(separator: ".")[0].lowercased() }
    #expect(names.sorted() == quirks.map { $0.name.filter { $0 != "-" } }.sorted())
  }
}
