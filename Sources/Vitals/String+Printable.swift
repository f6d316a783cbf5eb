// Names of devices and texts of other programs are shown on terminals, and must not steer them.

extension String {
    /// The first 200 characters, with a space for each control character.
    package var printable: String {
        String(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }.prefix(200))
    }
}
