import Testing
import Windows

struct MonitorTests {
  private let monitors = [
    Monitor(name: "A", isPrimary: true, area: Rectangle(x: 0, y: 0, width: 1000, height: 800)),
    Monitor(name: "B", isPrimary: false, area: Rectangle(x: 1000, y: 0, width: 500, height: 400)),
    Monitor(name: "C", isPrimary: false, area: Rectangle(x: 0, y: 800, width: 1000, height: 800)),
  ]

  @Test(arguments: [
    ("next", 0, "B"), ("prev", 0, "C"), ("next", 2, "A"), ("right", 0, "B"), ("left", 1, "A"),
    ("down", 0, "C"), ("up", 2, "A"), ("C", 0, "C"), ("primary", 1, "A"), ("left", 0, nil),
    ("nothing", 0, nil),
  ])
  func `words name monitors`(word: String, from: Int, expected: String?) {
    #expect(monitors.named(word, from: monitors[from])?.name == expected)
  }

  @Test func `a window is on the monitor that has most of it`() {
    #expect(
      monitors.holding(Rectangle(x: 900, y: 10, width: 300, height: 100))?.name == "B")
    #expect(monitors.holding(Rectangle(x: 5000, y: 0, width: 10, height: 10)) == nil)
  }

  @Test func `a window keeps its place among what is beside it`() {
    let frame = Rectangle(x: 800, y: 0, width: 200, height: 400)
    #expect(
      frame.carried(from: monitors[0].area, to: monitors[1].area)
        == Rectangle(x: 1300, y: 0, width: 200, height: 400))
    let wide = Rectangle(x: 0, y: 100, width: 1000, height: 700)
    #expect(
      wide.carried(from: monitors[0].area, to: monitors[1].area)
        == Rectangle(x: 1000, y: 0, width: 500, height: 400))
  }
}
