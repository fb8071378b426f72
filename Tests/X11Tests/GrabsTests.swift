import Support
import System
import Testing
import X11

@Suite struct GrabsTests {
  private let server: VirtualDisplay

  init() throws { server = try VirtualDisplay() }

  @Test func `what another program holds is seen, and what is free stays free`() throws {
    let client = try XClient(server)
    let display = try Display(server.name)
    func held() throws -> Grabs { try display.heldByOthers(until: .after(.milliseconds(50))) }
    #expect(try held() == [])
    #expect(try client.ask("hold") == "done")
    #expect(try held() == [.keyboard, .pointer])
    #expect(try client.ask("release") == "done")
    #expect(try held() == [])
    // The probe itself holds nothing afterwards.
    #expect(try client.ask("hold") == "done")
  }

  @Test func `attributes are the server's`() throws {
    let client = try XClient(server)
    let plain = try client.window()
    let unmanaged = try client.window(overrideRedirect: true)
    try client.map(unmanaged)
    let display = try Display(server.name)
    let attributes = try display.attributes(of: [plain, unmanaged, 1].map(Window.init(rawValue:)))
    #expect(
      attributes == [
        Attributes(isViewable: false, isOverrideRedirect: false, isInputOnly: false),
        Attributes(isViewable: true, isOverrideRedirect: true, isInputOnly: false), nil,
      ])
  }
}
