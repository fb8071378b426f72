import Testing

@testable import Quirks

@Suite struct AcceleratorTests {
  @Test(arguments: [
    ("<Primary><Alt>Right", "<Alt><Control>Right"), ("<ctrl>A", "<Control>a"),
    ("<Shift><Control>F5", "<Control><Shift>F5"), ("<control>f12", "<Control>F12"),
    ("Print", "Print"), ("<super>page_up", "<Super>Page_Up"), ("<Super>kp_7", "<Super>KP_7"),
    // Which key that is depends on the keyboard, and is GNOME's to know.
    ("<Super>above_tab", "<Super>Above_Tab"),
  ])
  func `is written in one way`(text: String, written: String) {
    #expect(Accelerator(text)?.text == written)
  }

  @Test(arguments: [
    ("<Super>Above_Tab", "<Super>grave"), ("<Super>Prior", "<Super>Page_Up"),
    ("<Mod4>KP_Home", "<Super>KP_7"), ("KP_Next", "KP_3"), ("<Primary>Enter", "<Ctrl>Return"),
    ("<Alt><Primary>x", "<Control><Alt>X"),
  ])
  func `is the same key however it is spelled`(one: String, other: String) throws {
    let first = try #require(Accelerator(one))
    #expect(first == Accelerator(other))
    #expect(Set([first]).contains(try #require(Accelerator(other))))
  }

  @Test(arguments: [("<Super>KP_7", "<Super>7"), ("<Super>a", "<Shift><Super>a"), ("F1", "F11")])
  func `is another key`(one: String, other: String) {
    #expect(Accelerator(one) != Accelerator(other))
  }

  @Test(arguments: ["", "disabled", "<Control>", "<Nothing>a", "<Control", "a>b", "<>a"])
  func `refuses`(text: String) {
    #expect(Accelerator(text) == nil)
  }
}
