/// Compares secrets in a time that tells nothing about where they differ.
///
/// The lengths are no secret: tokens and hashes of one kind have one length.
public func timingSafeEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (first, second) in zip(left, right) { difference |= first ^ second }
    return difference == 0
}

public func timingSafeEqual(_ left: String, _ right: String) -> Bool {
    timingSafeEqual(left.utf8, right.utf8)
}
