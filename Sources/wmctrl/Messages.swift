import Tool
import WindowMessages
import Windows

let messages = WindowMessages("desktop", countedFrom: 0)

extension Invocation where Self: ~Copyable {
  /// Does what may fail, and says why in wmctrl's words: desktops count from 0.
  func asked<Answer>(_ body: () throws(WindowError) -> Answer) throws(CommandError) -> Answer {
    do throws(WindowError) { return try body() } catch { throw CommandError(words(error)) }
  }

  private func words(_ error: WindowError) -> String {
    guard case .noWorkspace(let index, let count, let manager) = error else {
      return messages.text(error)
    }
    let counted = count == 1 ? "has only desktop 0" : "has desktops 0 to \(count - 1)"
    return "there is no desktop \(index): \(manager ?? WindowMessages.anyManager) \(counted)"
  }

  /// That what was typed is no desktop.
  var notADesktop: CommandError {
    CommandError("\(typed) is not a desktop's number; they count from 0, as wmctrl -d shows")
  }

  /// The whole number that was typed; nothing where it is none or does not fit.
  func wholeNumber() -> Int? {
    guard let number = Number(options.argument), number.rest.isEmpty else { return nil }
    return number.value
  }

  /// What was typed, for a sentence.
  var typed: String { "\"\(String(decoding: options.argument, as: UTF8.self))\"" }
}
