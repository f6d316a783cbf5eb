// How sending a message ended.

/// What became of an attempt.
enum Delivery: Hashable, Sendable {
    case arrived
    /// The server cannot be used now, or not by us: nothing else will arrive either.
    case channelFailed(String)
    /// The server takes others, but not this message.
    case refused(String)
}
