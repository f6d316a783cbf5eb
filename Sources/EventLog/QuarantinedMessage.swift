// What lies in quarantine, as a person sees it.

package import Vitals

package struct QuarantinedMessage: Hashable, Sendable {
    package let id: Int64
    /// `received`: the first time.
    package let message: RefusedMessage
    package let times: Int
    package let last: Timestamp
    /// Of the message; what is kept of it may be its beginning only.
    package let bytes: Int
}
