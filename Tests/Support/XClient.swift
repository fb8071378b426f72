import Foundation
import Synchronization
import System

/// An X client with as many windows as a test needs; all of them go when it goes.
public final class XClient: Sendable {
  private let program: Conversation

  /// The program, compiled once for all tests.
  private static let compiled = Result { () throws -> Background in
    let directory = try temporaryDirectory()
    let outcome = try run(
      ["cc", "-O1", "-o", "\(directory)/xclient", rig("xclient.c"), "-lX11"])
    guard outcome.code == 0 else { throw Unexpected("cc xclient.c: \(outcome)") }
    // The keeper removes the directory when the tests end.
    return try Background(["sleep", "infinity"], directory: directory)
  }

  /// Connects to the display that `variables` name.
  public init(variables: [String: String?]) throws {
    let directory = try Self.compiled.get().directory
    program = try Conversation(["\(directory)/xclient"], variables: variables)
    let first = try program.line()
    guard first == "ready" else { throw Unexpected("xclient: \(first)") }
  }

  /// Connects to a display.
  public convenience init(_ display: VirtualDisplay) throws {
    try self.init(variables: display.variables)
  }

  /// Says a line of the client's own language, which `xclient.c` describes.
  @discardableResult
  public func ask(_ words: String) throws -> String { try program.ask(words) }

  /// Makes a window, not yet mapped, and gives its id.
  public func window(
    x: Int = 50, y: Int = 60, width: Int = 200, height: Int = 100, overrideRedirect: Bool = false
  ) throws -> UInt32 {
    let override = overrideRedirect ? " override" : ""
    let answer = try ask("new \(x) \(y) \(width) \(height)\(override)")
    guard let id = UInt32(answer.dropFirst(2), radix: 16) else {
      throw Unexpected("xclient: \(answer)")
    }
    return id
  }

  /// Makes a window with the usual properties, and maps it; the window manager need not have
  /// taken it up yet when this returns.
  ///
  /// - Parameters:
  ///   - title: `_NET_WM_NAME` and, where it is ASCII, `WM_NAME`.
  ///   - instance: the first part of WM_CLASS, and `className` the second.
  @discardableResult
  public func open(
    _ title: String, instance: String = "instance", className: String = "Class",
    process: Int? = nil, machine: String? = nil, x: Int = 50, y: Int = 60, width: Int = 200,
    height: Int = 100
  ) throws -> UInt32 {
    let id = try window(x: x, y: y, width: width, height: height)
    try set("_NET_WM_NAME", of: id, type: "UTF8_STRING", Array(title.utf8))
    if title.utf8.allSatisfy({ $0 < 0x80 }) {
      try set("WM_NAME", of: id, type: "STRING", Array(title.utf8))
    }
    try set(
      "WM_CLASS", of: id, type: "STRING", Array("\(instance)\0\(className)\0".utf8))
    if let process {
      try set("_NET_WM_PID", of: id, type: "CARDINAL", numbers: [process])
    }
    if let machine {
      try set("WM_CLIENT_MACHINE", of: id, type: "STRING", Array(machine.utf8))
    }
    try map(id)
    return id
  }

  /// Maps a window over the whole of a server's screen that no window manager touches, as a program
  /// does that wants its user to rest.
  public func openCover() throws -> UInt32 {
    let id = try window(x: 0, y: 0, width: 1280, height: 720, overrideRedirect: true)
    try set("WM_CLASS", of: id, type: "STRING", Array("rest\0Rest\0".utf8))
    try map(id)
    return id
  }

  /// Sets a property of bytes; of the root window without an id.
  public func set(_ name: String, of window: UInt32? = nil, type: String, _ bytes: [UInt8]) throws {
    let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    try done("set \(place(window)) \(name) \(type) 8 \(hex)")
  }

  /// Sets a property of 32-bit numbers; of the root window without an id.
  public func set(
    _ name: String, of window: UInt32? = nil, type: String, numbers: [Int]
  ) throws {
    let words = numbers.map(String.init).joined(separator: " ")
    try done("set \(place(window)) \(name) \(type) 32 \(words)")
  }

  /// Sets a property of atoms, by their names; of the root window without an id.
  public func set(_ name: String, of window: UInt32? = nil, atoms: [String]) throws {
    try done("set \(place(window)) \(name) ATOM 32 \(atoms.joined(separator: " "))")
  }

  /// Takes a property away.
  public func delete(_ name: String, of window: UInt32? = nil) throws {
    try done("delete \(place(window)) \(name)")
  }

  /// Changes a property of a window again and again, until this client goes.
  public func storm(_ name: String, of window: UInt32) throws {
    try done("storm \(window) \(name)")
  }

  /// Maps a window.
  public func map(_ window: UInt32) throws { try done("map \(window)") }

  /// Destroys a window.
  public func destroy(_ window: UInt32) throws { try done("destroy \(window)") }

  /// Takes the place of a window manager, and tells what it is asked by ``events()``.
  public func record() throws { try done("select") }

  /// What the recorder was asked since the last call: a line each.
  public func events() throws -> [String] {
    let count = Int(try ask("events")) ?? 0
    return try (0..<count).map { _ in try program.line() }
  }

  private func place(_ window: UInt32?) -> String { window.map { "\($0)" } ?? "root" }

  private func done(_ words: String) throws {
    let answer = try ask(words)
    guard answer == "done" else { throw Unexpected("xclient: \(words): \(answer)") }
  }
}
