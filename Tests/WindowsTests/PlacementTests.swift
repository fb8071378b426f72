import Testing
import Windows

struct PlacementTests {
  private let area = Rectangle(x: 100, y: 27, width: 1001, height: 693)
  private let frame = Rectangle(x: 0, y: 0, width: 201, height: 101)

  @Test(arguments: [
    (["left"], (100, 27, 500, 693)), (["right"], (600, 27, 501, 693)),
    (["top"], (100, 27, 1001, 346)), (["bottom"], (100, 373, 1001, 347)),
    (["top-left"], (100, 27, 500, 346)), (["bottom-right"], (600, 373, 501, 347)),
    (["top-right"], (600, 27, 501, 346)), (["bottom-left"], (100, 373, 500, 347)),
    (["centre"], (500, 323, 201, 101)), (["maximised"], (100, 27, 1001, 693)),
    (["-5,10", "300x200"], (-5, 10, 300, 200)), (["left-third"], (100, 27, 333, 693)),
    (["centre-third"], (433, 27, 334, 693)), (["right-third"], (767, 27, 334, 693)),
    (["left-two-thirds"], (100, 27, 667, 693)), (["right-two-thirds"], (433, 27, 668, 693)),
    (["25%,0%", "50%x100%"], (350, 27, 500, 693)), (["50%,50%", "50%x50%"], (600, 373, 501, 347)),
  ])
  func `places lie in the area`(words: [String], expected: (Int, Int, Int, Int)) throws {
    let placement = try #require(Placement(words))
    let (x, y, width, height) = expected
    #expect(
      placement.rectangle(in: area, from: frame)
        == Rectangle(x: x, y: y, width: width, height: height))
  }

  @Test(arguments: [
    (["left"], (100, 27, 201, 101), (0, 0, 500, 693)),
    (["bottom-right"], (900, 619, 201, 101), (0, 0, 501, 347)),
    (["5,6", "7x8"], (5, 6, 201, 101), (0, 0, 7, 8)),
  ])
  func `a corner or a size can be had alone`(
    words: [String], corner: (Int, Int, Int, Int), size: (Int, Int, Int, Int)
  ) throws {
    let placement = try #require(Placement(words))
    for (half, (x, y, width, height)) in [(Placement.Half.corner, corner), (.size, size)] {
      #expect(
        Placement.only(half, of: placement).rectangle(in: area, from: frame)
          == Rectangle(x: x, y: y, width: width, height: height), "\(half)")
    }
  }

  @Test(arguments: [
    [], ["middle"], ["1,2"], ["1,2", "3"], ["1,2", "0x5"], ["1,2", "-3x5"], ["99999,0", "1x1"],
    ["left", "right"], ["50%,0", "1x1"], ["0%,0%", "0%x5%"], ["0%,0%", "101%x5%"], ["%,%", "%x%"],
    ["1,2,3", "4x5"],
  ])
  func `other words are no place`(words: [String]) { #expect(Placement(words) == nil) }
}
