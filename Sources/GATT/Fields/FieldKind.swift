// Some characteristics differ in nothing but their name.

/// Says which characteristic a value of a shared layout is.
package protocol FieldKind: Sendable {
    /// The characteristic's name in snake case.
    static var fieldName: String { get }
}
