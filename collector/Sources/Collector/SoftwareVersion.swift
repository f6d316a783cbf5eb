// The version that `--version`, logs and metrics name.

package enum SoftwareVersion {
    package static let current = "0.1.0"
}
