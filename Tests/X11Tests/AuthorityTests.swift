import Support
import System
import Testing
import X11

struct AuthorityTests {
  /// The witness is xauth(1).
  @Test func `a file that xauth wrote is read`() throws {
    let scratch = try Scratch()
    let file = scratch.path("cookies")
    let cookie = "00112233445566778899aabbccddeeff"
    try shell("xauth -q -f \(file) add :7 . \(cookie); xauth -q -f \(file) add :8 . \(cookie)00")
    let bytes = try shell("od -An -v -tu1 \(file)").split { $0 == " " || $0 == "\n" }
      .compactMap { UInt8($0) }
    let authority = Authority(bytes)
    #expect(authority.entries.count == 2)
    let entry = try #require(authority.entry(forLocalDisplay: 7))
    #expect(entry.cookie.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == cookie)
    #expect(authority.entry(forLocalDisplay: 9) == nil)
    for count in 0..<bytes.count {
      #expect(Authority(Array(bytes.prefix(count))).entries.count < 2)
    }
  }

  /// A home that several machines share, or a machine that had another name before.
  @Test func `the cookie of another machine is passed over`() throws {
    let scratch = try Scratch()
    let file = scratch.path("cookies")
    try shell(
      """
      xauth -q -f \(file) add otherhost/unix:7 . 00000000000000000000000000000000
      xauth -q -f \(file) add "$(uname -n)/unix:7" . 11111111111111111111111111111111
      """)
    let authority = Authority(try File.read(file))
    #expect(authority.entries.count == 2)
    #expect(authority.entry(forLocalDisplay: 7)?.cookie == [UInt8](repeating: 0x11, count: 16))
  }
}
