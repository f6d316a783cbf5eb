// The detectors of a person are some kilobytes: behind a reference, a person's state is moved and looked up without copying them.

/// Copied when it is changed while somebody else holds it, so that it is a value to its user.
///
/// Argument for `@unchecked`: no two threads change it at once, since only `PersonMonitor` does, and only while no other value refers to it.
final class DetectorsBox: @unchecked Sendable {
    var detectors: PersonDetectors

    init(_ detectors: PersonDetectors) { self.detectors = detectors }
}
