import DBus

/// The fingerprint service's answers about one reader, for all checks that ask.
struct ReaderAnswers: Sendable {
  let reader: Fprint.Reader
  let fingers: Result<[String], DBusError>
  /// Why one of several readers of a name does not open; nil if it does, or is alone.
  let refusal: DBusError?
}

extension QuirkContext {
  /// All readers that the service has, and what it says of them.
  func readers(on bus: Bus) throws(DBusError) -> [ReaderAnswers] {
    try once("fprintd") {
      Result { () throws(DBusError) in
        let limit = Self.patience
        let fprint = Fprint(try Connection(bus, within: limit))
        let readers = try fprint.readers(within: limit)
        return readers.map { reader in
          let fingers = Result { () throws(DBusError) in
            try fprint.fingers(on: reader, within: limit)
          }
          var refusal: DBusError?
          // An object whose reader has gone still lists the fingers of its files: only whether it
          // opens tells. Asked of one reader alone it would get in the way of an unlocking.
          if readers.count(where: { $0.name == reader.name }) > 1 {
            do throws(DBusError) { try fprint.open(reader, within: limit) } catch {
              refusal = error
            }
          }
          return ReaderAnswers(reader: reader, fingers: fingers, refusal: refusal)
        }
      }
    }.get()
  }
}
