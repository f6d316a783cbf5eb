// Detectors know neither the person nor the kind of their condition; the monitor adds both.

package import Vitals

/// A detector's condition began or ended.
package struct Transition: Hashable, Sendable {
    package let isPresent: Bool
    package let since: Timestamp
    package let evidence: [Evidence]
}
