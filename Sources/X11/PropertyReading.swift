import CX11

/// The name of a property of a window.
public struct PropertyName: Hashable, Sendable {
  public var window: Window
  public var atom: Atom

  public init(_ atom: Atom, of window: Window) {
    self.atom = atom
    self.window = window
  }
}

/// The answer to a question for a property.
public enum PropertyAnswer: Hashable, Sendable {
  case property(Property)
  /// The window has no such property.
  case missing
  /// There is no such window, or no longer: an ordinary thing between two requests.
  case noWindow

  /// The property, if there is one.
  public var property: Property? {
    guard case .property(let property) = self else { return nil }
    return property
  }
}

extension Display {
  /// Reads many properties of many windows, whole and of any type, in as few round trips as their
  /// lengths allow: mostly one.
  ///
  /// A property of more than 64 MB is cut there.
  ///
  /// - Returns: an answer for each of `wanted`, in their order.
  @export(interface) public borrowing func properties(
    _ wanted: [PropertyName]
  ) throws(X11Error) -> [PropertyAnswer] {
    // Enough for nearly all; what is longer is read on.
    let first: UInt32 = 4096
    let cookies = wanted.map { name in
      xcb_get_property(handle, 0, name.window.rawValue, name.atom.rawValue, 0, 0, first).sequence
    }
    var answers: [PropertyAnswer] = []
    answers.reserveCapacity(wanted.count)
    var unfinished: [Int] = []
    for (index, cookie) in cookies.enumerated() {
      let part = try part(cookie)
      answers.append(part.answer)
      if part.remaining > 0 { unfinished.append(index) }
    }
    for index in unfinished { answers[index] = try whole(wanted[index]) }
    return answers
  }

  /// Reads one property whole.
  ///
  /// - Returns: nil if the window lacks it.
  /// - Throws: a refusal with ``RequestError/Code/window`` when there is no such window.
  @export(interface) public borrowing func property(
    _ atom: Atom, of window: Window
  ) throws(X11Error) -> Property? {
    switch try properties([PropertyName(atom, of: window)]).first {
    case .property(let property): property
    case .noWindow:
      throw .refused(RequestError(code: .window, request: 20, resource: window.rawValue))
    case .missing, nil: nil
    }
  }

  /// Reads a long property piece by piece, and from the start again when it changes meanwhile.
  private borrowing func whole(_ name: PropertyName) throws(X11Error) -> PropertyAnswer {
    let limit = 64 << 20
    // One that never stands still ends as what was read of it last.
    for _ in 0..<4 {
      var property: Property?
      while true {
        let offset = UInt32((property?.bytes.count ?? 0) / 4)
        let cookie = xcb_get_property(
          handle, 0, name.window.rawValue, name.atom.rawValue, 0, offset, 1 << 18)
        let part = try part(cookie.sequence)
        guard case .property(let more) = part.answer else {
          // A length that has shrunk below the offset is an error of value.
          if property != nil, part.answer == .missing { break }
          return part.answer
        }
        guard property == nil || (property?.type, property?.format) == (more.type, more.format)
        else { break }
        property =
          property.map {
            Property(type: $0.type, format: $0.format, bytes: $0.bytes + more.bytes)
          } ?? more
        if part.remaining == 0 || (property?.bytes.count ?? 0) >= limit || more.bytes.isEmpty {
          return property.map(PropertyAnswer.property) ?? .missing
        }
      }
    }
    return .missing
  }

  private borrowing func part(
    _ cookie: UInt32
  ) throws(X11Error) -> (answer: PropertyAnswer, remaining: UInt32) {
    let answer = try answer(to: cookie) { (reply: UnsafePointer<xcb_get_property_reply_t>) in
      let type = Atom(rawValue: reply.pointee.type)
      guard type != .none else { return (PropertyAnswer.missing, UInt32(0)) }
      let count = Int(xcb_get_property_value_length(reply))
      let bytes = xcb_get_property_value(reply).map {
        [UInt8](UnsafeRawBufferPointer(start: $0, count: count))
      }
      let property = Property(
        type: type, format: Int(reply.pointee.format), bytes: bytes ?? [])
      return (.property(property), reply.pointee.bytes_after)
    }
    return switch answer {
    case .success(let part): part
    case .failure(let error): (error.code == .window ? .noWindow : .missing, 0)
    }
  }
}
