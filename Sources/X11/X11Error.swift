/// An error from the connection to an X server.
public enum X11Error: Error, Hashable, Sendable {
  /// The display could not be opened.
  case noDisplay(String, Refusal)
  /// The connection broke: the server has ended, or has closed it.
  case lost
  /// The server did not answer in time.
  case timedOut
  /// The server refused a request.
  case refused(RequestError)

  /// The reason why a display could not be opened.
  public enum Refusal: Hashable, Sendable {
    /// Nothing listens there.
    case nothingListens
    /// The name of a machine is unknown, or there is no way to it.
    case unreachable
    /// It is not a display's name, as `:0` is one, or the server has no such screen.
    case badName
    /// The server refuses this client: usually the cookie is missing, or is not the right one.
    case notAllowed
    /// The server has as many clients as it takes.
    case full
    /// The server closed the connection and did not say why.
    case closed
    /// The server did not answer in time.
    case silent
  }
}

/// An error that the server made of one request.
public struct RequestError: Error, Hashable, Sendable {
  public let code: Code
  /// What kind of request it was, as the protocol counts them.
  public let request: UInt8
  /// The window, atom or value that the request was about.
  public let resource: UInt32

  public init(code: Code, request: UInt8, resource: UInt32) {
    self.code = code
    self.request = request
    self.resource = resource
  }

  /// An error's number in the protocol. The values are an open set.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `BadValue`
    public static let value = Code(rawValue: 2)
    /// `BadWindow`
    public static let window = Code(rawValue: 3)
    /// `BadAtom`
    public static let atom = Code(rawValue: 5)
    /// `BadMatch`
    public static let match = Code(rawValue: 8)
    /// `BadDrawable`
    public static let drawable = Code(rawValue: 9)
    /// `BadAccess`
    public static let access = Code(rawValue: 10)
    /// `BadAlloc`
    public static let memory = Code(rawValue: 11)
  }
}

extension X11Error: CustomStringConvertible {
  /// A sentence for people, without the name of the command.
  @export(interface)
  public var description: String {
    switch self {
    case .noDisplay(let name, .nothingListens):
      "cannot open display \"\(name)\": no X server listens there"
    case .noDisplay(let name, .unreachable):
      "cannot open display \"\(name)\": its machine cannot be reached"
    case .noDisplay(let name, .badName):
      "cannot open display \"\(name)\": this is not a display's name; it should look like :0"
    case .noDisplay(let name, .notAllowed):
      "cannot open display \"\(name)\": the X server refuses; check XAUTHORITY"
    case .noDisplay(let name, .full):
      "cannot open display \"\(name)\": the X server takes no more clients; close some windows"
    case .noDisplay(let name, .closed):
      "cannot open display \"\(name)\": the X server closes the connection"
    case .noDisplay(let name, .silent):
      "cannot open display \"\(name)\": the X server does not answer"
    case .lost: "the X server has closed the connection"
    case .timedOut: "the X server does not answer"
    case .refused(let error): error.description
    }
  }
}

extension RequestError: CustomStringConvertible {
  /// A sentence for people, without the name of the command.
  public var description: String {
    let number = "0x" + String(resource, radix: 16)
    return switch code {
    case .window, .drawable: "there is no window \(number)"
    case .access: "another program holds what was asked for (request \(request))"
    case .memory: "the X server has no memory left"
    default: "the X server refused request \(request) on \(number) with error \(code.rawValue)"
    }
  }
}
