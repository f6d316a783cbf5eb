// Most rules hold in a part of the repository only; this is how they ask where they are.

/// Where a file stands in the graph of targets.
struct Place: Sendable {
    let path: String
    let target: String?
    let layer: Layer?
    /// True of every module that ends up in the gateway.
    let isInGateway: Bool

    init(of path: String, in manifest: Manifest) {
        let target = manifest.target(of: path)
        self.path = path
        self.target = target?.name
        layer = path.hasPrefix("Tests/") ? .test : target.flatMap(Layer.init(of:))
        isInGateway = target.map { manifest.closure(of: "vitalflow-edge").contains($0.name) } ?? false
    }

    /// The pure modules and the contract: they are told the time.
    var isWithoutClock: Bool { layer == .pure || layer == .contract }
}
