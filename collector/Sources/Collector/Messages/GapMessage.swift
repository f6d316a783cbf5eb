// A gap as JSON: what was lost, when, how much, and why.

struct GapMessage: Sendable, Encodable {
    let gateway: String
    /// In hexadecimal: JSON's numbers end at 53 bits. `nil` when it is not known, or when the frames were never in a batch.
    @Nullable var epoch: String?
    let sequences: String
    @Nullable var frames: Int64?
    @Nullable var bytes: Int64?
    @Nullable var first: String?
    @Nullable var last: String?
    let reason: String
    @Nullable var `class`: String?
    let simulated: Bool
}
