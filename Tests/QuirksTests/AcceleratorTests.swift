import Testing

@testable import Quirks

@Suite struct AcceleratorTests {
  @Test(arguments: [
    ("<Primary><Alt>Right", "<Alt><Control>Right"), ("<ctrl>A", "<Control>a"),
    ("<Super>Above_Tab", "<Super>grave"), ("<Shift><Control>F5", "<Control><Shift>F5"),
    ("<control>f12", "<Control>F12"), ("Print", "Print"), ("<Super>Prior", "<Super>Page_Up"),
  ])
  func isTheSameHoweverItIsSpelled(text: String, same: String) {
    #expect(Accelerator(text)?.text == same)
  }

  @Test(arguments: ["", "disabled", "<Control>", "<Nothing>a", "<Control", "a>b", "<>a"])
  func refuses(text: String) {
    #expect(Accelerator(text) == nil)
  }
}
