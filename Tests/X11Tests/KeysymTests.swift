import Support
import Testing
import X11

struct KeysymTests {
  /// The witness is the list in the X headers.
  @Test func `every name of the X headers has its number`() throws {
    let lines = try shell(
      "sed -n 's/^#define XK_\\([A-Za-z0-9_]*\\) *0x0*\\([0-9a-fA-F]*\\) .*/\\1 \\2/p'"
        + " /usr/include/X11/keysymdef.h"
    ).split(separator: "\n")
    #expect(lines.count > 1500)
    for line in lines {
      let words = line.split(separator: " ")
      #expect(Keysym(named: String(words[0]))?.rawValue == UInt32(words[1], radix: 16), "\(line)")
    }
  }

  @Test(arguments: [
    "", "Super+6", "Nonsense", "page_up", "F99", "a\0", "<Super>a", "XF86_",
    String(repeating: "XF86_", count: 20),
  ])
  func `what names no key is nothing`(name: String) {
    #expect(Keysym(named: name) == nil)
  }

  @Test(arguments: ["Page_Up": "Prior", "a": "a", "XF86AudioPlay": "XF86AudioPlay", "F13": "F13"])
  func `a symbol has a first name`(name: String, first: String) {
    #expect(Keysym(named: name)?.name == first)
  }
}
