import CDBus
import Foundation
import Support
import Testing

@testable import DBus

/// Messages that no honest peer would send: read or refused, never a trap.
@Suite struct MessageFuzzTests {
  /// The bytes of a message as they go over the wire.
  private static func marshalled(_ message: borrowing Message) throws -> [UInt8] {
    // A message without a number is none.
    dbus_message_set_serial(message.handle, 7)
    var bytes: UnsafeMutablePointer<CChar>?
    var count: CInt = 0
    guard dbus_message_marshal(message.handle, &bytes, &count) != 0, let bytes else {
      throw Unexpected("libdbus does not marshal")
    }
    defer { dbus_free(bytes) }
    return UnsafeRawBufferPointer(start: bytes, count: Int(count)).map { $0 }
  }

  /// The message that the bytes hold, where libdbus takes them for one.
  private static func message(_ bytes: [UInt8]) -> Message? {
    bytes.withUnsafeBytes { buffer in
      dbus_message_demarshal(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(buffer.count), nil)
    }.map(Message.init(owning:))
  }

  /// In a process of its own, which ends with 0 when it has survived all of them. The seed that it
  /// prints last is the one that did not.
  @Test func `survives what is mutated`() async throws {
    await #expect(processExitsWith: .exitCode(0)) {
      let whole = try Message(
        signal: "Everything", path: "/a/b", interface: "org.example.Thing",
        arguments: ServiceTests.everything)
      let source = try Self.marshalled(whole)
      var read = 0
      for seed in UInt64(0)..<40_000 {
        var generator = SeededGenerator(seed: seed)
        var bytes = source
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
            in: 0...255, using: &generator)
        }
        guard let message = Self.message(bytes) else { continue }
        if let values = try? message.values() {
          read += 1
          // What was read can be looked at in every way, and sent again or refused.
          for value in values {
            _ = (value.string, value.integer, value.boolean, value.double, value.dictionary)
          }
          _ = try? Message(
            signal: "Again", path: "/", interface: "a.b", arguments: values)
        }
      }
      // Mutations that leave the header alone are read: else nothing was tried.
      exit(read > 1000 ? 0 : 3)
    }
  }
}
