// The one place that touches sd-bus messages: reading and writing values, ownership by reference count.

import CSystemd
import Glibc

/// Owns one reference of an `sd_bus_message`.
@safe struct MessageHandle: ~Copyable {
    let pointer: OpaquePointer

    /// Takes over a reference that the caller has.
    init(owning pointer: OpaquePointer) {
        unsafe self.pointer = unsafe pointer
    }

    /// Adds a reference to a message that sd-bus lends to a callback.
    init(borrowed pointer: OpaquePointer) {
        unsafe self.pointer = unsafe sd_bus_message_ref(pointer)
    }

    deinit { unsafe sd_bus_message_unref(pointer) }

    /// Messages nest at most 32 arrays and 32 structures (D-Bus Specification); sd-bus checks that before we read.
    func read() throws(BusError) -> [BusValue] {
        var values: [BusValue] = []
        while let value = try readNext() { values.append(value) }
        return values
    }

    func header() -> BusMessage {
        func text(_ pointer: UnsafePointer<CChar>?) -> String { unsafe pointer.map { unsafe String(cString: $0) } ?? "" }
        return unsafe BusMessage(
            sender: text(sd_bus_message_get_sender(pointer)), path: text(sd_bus_message_get_path(pointer)),
            interface: text(sd_bus_message_get_interface(pointer)), member: text(sd_bus_message_get_member(pointer)),
            arguments: (try? read()) ?? [])
    }

    /// The error that the message is, if it is one.
    func error() -> BusError? {
        guard unsafe sd_bus_message_is_method_error(pointer, nil) > 0, let error = unsafe sd_bus_message_get_error(pointer) else {
            return nil
        }
        let name = unsafe error.pointee.name.map { unsafe String(cString: $0) } ?? ""
        return .remote(name: name, message: unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "")
    }

    private func readNext() throws(BusError) -> BusValue? {
        var type: CChar = 0
        var contentsPointer: UnsafePointer<CChar>?
        guard try check(unsafe sd_bus_message_peek_type(pointer, &type, &contentsPointer), "peek_type") > 0 else { return nil }
        let contents = unsafe contentsPointer.map { unsafe String(cString: $0) } ?? ""
        switch Unicode.Scalar(UInt8(bitPattern: type)) {
        case "y": return .byte(try basic(type, UInt8(0)))
        case "b": return .boolean(try basic(type, Int32(0)) != 0)
        case "n": return .int16(try basic(type, Int16(0)))
        case "q": return .uint16(try basic(type, UInt16(0)))
        case "i": return .int32(try basic(type, Int32(0)))
        case "u": return .uint32(try basic(type, UInt32(0)))
        case "x": return .int64(try basic(type, Int64(0)))
        case "t": return .uint64(try basic(type, UInt64(0)))
        case "d": return .double(try basic(type, Double(0)))
        case "s": return .string(try text(type))
        case "o": return .objectPath(try text(type))
        case "g": return .signature(try text(type))
        case "v":
            return try inside(type, contents) { () throws(BusError) in
                guard let inner = try readNext() else { throw .system(operation: "empty variant", code: EBADMSG) }
                return .variant(inner)
            }
        case "r":
            return try inside(type, contents) { () throws(BusError) in .structure(try read()) }
        case "a" where contents == "y": return .bytes(try byteArray())
        case "a" where contents.hasPrefix("{"): return try dictionary(contents)
        case "a":
            return try inside(type, contents) { () throws(BusError) in .array(try read(), elementSignature: contents) }
        default: throw .system(operation: "read a value of type \(contents)", code: ENOTSUP)
        }
    }

    private func dictionary(_ contents: String) throws(BusError) -> BusValue {
        let entry = String(contents.dropFirst().dropLast())
        return try inside(CChar(UInt8(ascii: "a")), contents) { () throws(BusError) in
            var entries: [String: BusValue] = [:]
            while try check(unsafe sd_bus_message_enter_container(pointer, CChar(UInt8(ascii: "e")), entry), "enter entry") > 0 {
                let members = try read()
                try check(unsafe sd_bus_message_exit_container(pointer), "exit entry")
                guard members.count == 2, let key = members[0].text ?? members[0].integer.map(String.init) else {
                    throw .system(operation: "read a dictionary entry", code: EBADMSG)
                }
                entries[key] = members[1]
            }
            return .dictionary(entries, keySignature: String(entry.prefix(1)), valueSignature: String(entry.dropFirst()))
        }
    }

    private func inside(_ type: CChar, _ contents: String, _ body: () throws(BusError) -> BusValue) throws(BusError) -> BusValue {
        try check(unsafe sd_bus_message_enter_container(pointer, type, contents), "enter container")
        let value = try body()
        try check(unsafe sd_bus_message_exit_container(pointer), "exit container")
        return value
    }

    private func basic<T>(_ type: CChar, _ initial: T) throws(BusError) -> T {
        var value = initial
        let code = unsafe withUnsafeMutablePointer(to: &value) { unsafe sd_bus_message_read_basic(pointer, type, $0) }
        try check(code, "read_basic")
        return value
    }

    private func text(_ type: CChar) throws(BusError) -> String {
        var characters: UnsafePointer<CChar>?
        let code = unsafe withUnsafeMutablePointer(to: &characters) { unsafe sd_bus_message_read_basic(pointer, type, $0) }
        try check(code, "read text")
        return unsafe characters.map { unsafe String(cString: $0) } ?? ""
    }

    private func byteArray() throws(BusError) -> [UInt8] {
        var start: UnsafeRawPointer?
        var count = 0
        try check(unsafe sd_bus_message_read_array(pointer, CChar(UInt8(ascii: "y")), &start, &count), "read bytes")
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}

extension MessageHandle {
    func append(_ value: BusValue) throws(BusError) {
        switch value {
        case .boolean(let boolean): try appendBasic("b", Int32(boolean ? 1 : 0))
        case .byte(let number): try appendBasic("y", number)
        case .int16(let number): try appendBasic("n", number)
        case .uint16(let number): try appendBasic("q", number)
        case .int32(let number): try appendBasic("i", number)
        case .uint32(let number): try appendBasic("u", number)
        case .int64(let number): try appendBasic("x", number)
        case .uint64(let number): try appendBasic("t", number)
        case .double(let number): try appendBasic("d", number)
        case .string(let text): try appendText("s", text)
        case .objectPath(let text): try appendText("o", text)
        case .signature(let text): try appendText("g", text)
        case .bytes(let bytes):
            let code = unsafe bytes.withUnsafeBytes {
                unsafe sd_bus_message_append_array(pointer, CChar(UInt8(ascii: "y")), $0.baseAddress, $0.count)
            }
            try check(code, "append bytes")
        case .array(let elements, let element):
            try container("a", element) { () throws(BusError) in
                for value in elements { try append(value) }
            }
        case .dictionary(let entries, let key, let contents):
            try container("a", "{\(key)\(contents)}") { () throws(BusError) in
                for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
                    try container("e", key + contents) { () throws(BusError) in
                        try append(key == "o" ? .objectPath(name) : .string(name))
                        try append(value)
                    }
                }
            }
        case .structure(let members):
            try container("r", members.map(\.signature).joined()) { () throws(BusError) in
                for value in members { try append(value) }
            }
        case .variant(let inner):
            try container("v", inner.signature) { () throws(BusError) in try append(inner) }
        }
    }

    private func appendBasic<T>(_ type: Unicode.Scalar, _ value: T) throws(BusError) {
        let code = unsafe withUnsafePointer(to: value) { unsafe sd_bus_message_append_basic(pointer, CChar(UInt8(ascii: type)), $0) }
        try check(code, "append_basic")
    }

    private func appendText(_ type: Unicode.Scalar, _ text: String) throws(BusError) {
        try check(unsafe sd_bus_message_append_basic(pointer, CChar(UInt8(ascii: type)), text), "append text")
    }

    private func container(_ type: Unicode.Scalar, _ contents: String, _ body: () throws(BusError) -> Void) throws(BusError) {
        try check(unsafe sd_bus_message_open_container(pointer, CChar(UInt8(ascii: type)), contents), "open container")
        try body()
        try check(unsafe sd_bus_message_close_container(pointer), "close container")
    }
}

/// Turns a negative return of sd-bus into an error.
@discardableResult
func check(_ code: Int32, _ operation: String) throws(BusError) -> Int32 {
    guard code < 0 else { return code }
    throw .system(operation: operation, code: -code)
}
