import Login
import Testing

@Suite struct TimeParsingTests {
  @Test(arguments: [
    ("90", 90), ("45s", 45), ("30m", 1800), ("2h", 7200), ("1h30m", 5400), ("1d", 86400),
  ])
  func `reads durations`(text: String, seconds: Int) throws {
    #expect(try TimeParsing.seconds(text) == seconds)
  }

  @Test(arguments: ["", "0", "h", "1x", "-1", "1h30", "9999999999", "99999d", "1.5h", "１h"])
  func `refuses others`(text: String) {
    #expect(throws: Refusal.self) { try TimeParsing.seconds(text) }
  }

  @Test(arguments: [
    ("18:30", 66600), ("7:05", 25500), ("00:00", 0), ("23:59", 86340), ("18:30:15", 66615),
  ])
  func `reads times of day`(text: String, seconds: Int) throws {
    #expect(try TimeParsing.secondsOfDay(text) == seconds)
  }

  @Test(arguments: [
    "", "18", "24:00", "12:60", "1:5", "a:bb", "12:30:60", "12:30:0", "1:2:3:4", "-1:30",
  ])
  func `refuses other times`(text: String) {
    #expect(throws: Refusal.self) { try TimeParsing.secondsOfDay(text) }
  }
}
