// Reads calls of the manifest's own functions (`module`, `system`, `tests`) and of PackageDescription's.

extension Manifest {
    /// Finds every call that makes a target. A call whose name is no string literal is the body of such a function, not a target.
    init(parsing text: String) {
        let tokens = Lexer(text).tokens
        let products = Self.products(in: tokens)
        targets = tokens.indices.compactMap { index in
            guard let call = Call(at: index, in: tokens), let kind = Self.kinds[call.name] else { return nil }
            let nameArgument = call.argument("name") ?? call.arguments.first { $0.label == nil && $0.tokens.first?.kind == .string }
            guard let name = nameArgument?.tokens.first, name.kind == .string, nameArgument?.tokens.count == 1 else { return nil }
            let list = call.argument("dependencies") ?? call.arguments.first { $0.label == nil && $0.tokens.first?.text == "[" }
            let parent = call.argument("in")?.tokens.first?.text ?? (kind == .test ? "Tests" : "Sources")
            return Target(
                name: name.text, kind: kind, folder: call.argument("path")?.tokens.first?.text ?? "\(parent)/\(name.text)",
                dependencies: Self.dependencies(in: list?.tokens ?? [], products: products), line: name.line)
        }
    }

    private static let kinds: [String: Target.Kind] = [
        "module": .regular, "system": .system, "tests": .test,
        ".target": .regular, ".executableTarget": .executable, ".systemLibrary": .system, ".testTarget": .test,
    ]

    /// `let grdb = Target.Dependency.product(name: "GRDB", …)`: the constant's name and the product's.
    private static func products(in tokens: [Token]) -> [String: String] {
        var products: [String: String] = [:]
        for index in tokens.indices where tokens[index].text == "let" && index + 2 < tokens.count && tokens[index + 2].text == "=" {
            let rest = tokens[(index + 3)...].prefix(10).map(\.text)
            guard let product = rest.firstIndex(of: "product"), product + 4 < rest.count, rest[product + 2] == "name" else { continue }
            products[tokens[index + 1].text] = rest[product + 4]
        }
        return products
    }

    private static func dependencies(in tokens: [Token], products: [String: String]) -> [String] {
        tokens.indices.compactMap { index in
            let token = tokens[index]
            let label = index >= 2 && tokens[index - 1].text == ":" ? tokens[index - 2].text : "name"
            switch token.kind {
            case .string: return label == "name" ? token.text : nil
            case .identifier: return products[token.text]
            case .number, .symbol: return nil
            }
        }
    }
}

/// A function call in a manifest.
private struct Call {
    struct Argument {
        let label: String?
        let tokens: [Token]
    }

    /// With its leading point where it has one.
    let name: String
    let arguments: [Argument]

    init?(at index: Int, in tokens: [Token]) {
        guard tokens[index].kind == .identifier, index + 1 < tokens.count, tokens[index + 1].text == "(" else { return nil }
        let before = index > 0 ? tokens[index - 1].text : ""
        guard before != "func" else { return nil }
        name = (before == "." ? "." : "") + tokens[index].text
        var depth = 0
        var parts: [[Token]] = [[]]
        for token in tokens[(index + 1)...] {
            if token.kind == .symbol {
                if "([{".contains(token.text) { depth += 1 }
                if ")]}".contains(token.text) { depth -= 1 }
                guard depth > 0 else { break }
                if depth == 1, token.text == "," {
                    parts.append([])
                    continue
                }
            }
            parts[parts.count - 1].append(token)
        }
        parts[0].removeFirst()  // the opening parenthesis
        arguments = parts.map { part in
            guard part.count > 1, part[0].kind == .identifier, part[1].text == ":" else { return Argument(label: nil, tokens: part) }
            return Argument(label: part[0].text, tokens: Array(part.dropFirst(2)))
        }
    }

    func argument(_ label: String) -> Argument? { arguments.first { $0.label == label } }
}
