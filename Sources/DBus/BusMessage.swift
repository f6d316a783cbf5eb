// A message as it came from the bus, read whole.

/// A signal, or a call of an object that we export.
package struct BusMessage: Sendable, Hashable {
    package let sender: String
    package let path: String
    package let interface: String
    package let member: String
    package let arguments: [BusValue]
}
