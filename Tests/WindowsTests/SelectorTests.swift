import Testing
import Windows

struct SelectorTests {
  @Test(arguments: [
    ("mail", "Inbox – Mail", true), ("MAIL", "email", true), ("mail", "news", false),
    ("=Mail", "Mail", true), ("=Mail", "Mail ", false), ("=", "", true),
    ("/^In.*l$/", "Inbox – Mail", true), ("/^mail/", "Mail", false), ("/./", "é", true),
    ("//", "a//b", true), ("", "anything", true), ("ÉCOLE", "école", true),
    ("window 7", "a WINDOW 7", true), ("é", "e", false), ("longer", "long", false),
    ("k", "\u{212A}", true), ("[", "{", false), ("@", "`", false),
    // Marks that Swift makes one character with the sign before them.
    ("=\u{301}a", "\u{301}a", true), ("=\u{301}a", "b\u{301}a", false),
  ])
  func `patterns match parts, wholes and expressions`(
    pattern: String, text: String, expected: Bool
  ) throws {
    #expect(try Pattern(pattern).matches(text) == expected)
  }

  @Test func `a broken expression is refused`() {
    #expect(throws: SelectorError.notAnExpression("(")) { try Pattern("/(/") }
    #expect(throws: SelectorError.self) { try Selector("title=/[/") }
  }

  @Test(arguments: [
    "", "id=", "id=x", "pid=-1", "pid=", "workspace=0", "id=0x1ffffffff",
    "class=x pid=y", "class=x pid=\u{301}",
  ])
  func `some texts name no window`(text: String) {
    #expect(throws: SelectorError.namesNothing(text)) { try Selector(text) }
  }

  @Test(arguments: [
    ":active", ":select", "0x1c00007", "id=29360135", "title=a=b", "class=x", "pid=1",
    "workspace=next", "a=b", ":last", "29360135", "app=org.gnome.Nautilus", "program=xterm",
    "class=xterm title=my mail workspace=current", ":active class=x", "42",
  ])
  func `these are selectors`(text: String) throws { _ = try Selector(text) }
}
