/// The text of bytes in Compound Text, X's own mixture of character sets.
public func compoundText(_ bytes: [UInt8]) -> String { latin1(bytes) }
