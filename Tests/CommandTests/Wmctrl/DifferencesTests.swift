import Foundation
import Support
import Testing

/// The deliberate differences from the original: each is one, is told of, and can be switched off.
@Suite struct WmctrlDifferencesTests {
  @Test func `differs where it should, and nowhere with WMCTRL_COMPAT`() throws {
    let ground = try WmctrlFixture(.openbox)
    let both = ground.both
    for difference in WmctrlDifference.all {
      let line = difference.line
      // Ours first: it must leave all as it is.
      let before = try ground.state()
      let ours = ground.masked(try both.run(.ours, line))
      #expect(ours == difference.ours, "\(line)")
      #expect(try ground.state() == before, "\(line)")
      let original = ground.masked(try both.run(.original, line))
      if let expected = difference.original {
        #expect(original == expected, "\(line)")
      } else {
        #expect(original.code == 1 && original.error.hasPrefix("X Error of failed"), "\(line)")
      }
      #expect(original != ours, "\(line)")
      let compatible = ground.masked(try both.run(.compatible, line))
      #expect(
        compatible == (difference.staysWhenCompatible ? ours : original), "\(line)")
    }
  }

  @Test func `the manual tells of each`() throws {
    let page = try String(
      contentsOfFile: "\(packageRoot)/desktop/man/man1/wmctrl.1", encoding: .utf8)
    let manual = page.replacing("\n", with: " ")
    let reasons = WmctrlDifference.all.map(\.manual) + ["shows where windows are"]
    for reason in Set(reasons) { #expect(manual.contains(reason), "\(reason)") }
  }

  @Test func `the manual has an example of each option`() throws {
    let page = try String(
      contentsOfFile: "\(packageRoot)/desktop/man/man1/wmctrl.1", encoding: .utf8)
    let start = try #require(page.range(of: ".SH EXAMPLES"))
    let examples = page[start.upperBound...].split(separator: "\n").filter {
      $0.hasPrefix(".B wmctrl")
    }
    for letter in "adjlmpiGxFSuvwsnkogRcYzteybNITMELr" {
      let isShown = examples.contains { line in
        line.split(separator: " ").contains { $0.hasPrefix("\\-") && $0.contains(letter) }
      }
      #expect(isShown, "-\(letter)")
    }
  }
}
