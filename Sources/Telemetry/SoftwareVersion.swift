// The version of both programs; they are released together.

package enum SoftwareVersion {
    package static let current = "0.1.0"
}
