// The one owner of a libcurl handle, with what libcurl reads and writes meanwhile.

import CCurl
import Settings

@safe struct TransferHandle: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []

    init?() {
        guard let handle = unsafe curl_easy_init() else { return nil }
        unsafe self.handle = unsafe handle
    }

    deinit {
        for place in unsafe lists.indices { unsafe curl_slist_free_all(lists[place]) }
        unsafe curl_easy_cleanup(handle)
    }

    mutating func exchange(_ request: TransferRequest) throws(TransferError) -> TransferAnswer {
        let (outgoing, incoming) = (ByteSource(request.body), ByteSink(bytesMax: TransferAnswer.bytesMax))
        try set(CURLOPT_URL, request.url)
        // Nothing else than these, also where a server would send us elsewhere.
        try set(CURLOPT_PROTOCOLS_STR, "http,https,smtp,smtps")
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_TIMEOUT_MS, Int(request.timeout / .milliseconds(1)))
        try set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(request.timeout, .seconds(10)) / .milliseconds(1)))
        if let file = request.authorityFile { try set(CURLOPT_CAINFO, file) }
        if let login = request.login {
            try set(CURLOPT_USERNAME, login.name)
            try set(CURLOPT_PASSWORD, login.password.revealed)
        }
        try check(
            unsafe curl_set_bytes(
                handle, CURLOPT_WRITEFUNCTION,
                { bytes, size, count, context in
                    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                    let sink = unsafe Unmanaged<ByteSink>.fromOpaque(context).takeUnretainedValue()
                    unsafe sink.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
                    return size * count
                }, Unmanaged.passUnretained(incoming).toOpaque(), CURLOPT_WRITEDATA))
        try check(
            unsafe curl_set_bytes(
                handle, CURLOPT_READFUNCTION,
                { bytes, size, count, context in
                    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                    let source = unsafe Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue()
                    return unsafe source.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
                }, Unmanaged.passUnretained(outgoing).toOpaque(), CURLOPT_READDATA))
        switch request.content {
        case .http(let method, let headers):
            if !request.body.isEmpty || method == "POST" {
                try set(CURLOPT_POST, 1)
                try check(unsafe curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)))
            }
            try set(CURLOPT_CUSTOMREQUEST, method)
            // Without waiting for "100 Continue": what is sent here is small.
            try set(CURLOPT_HTTPHEADER, (headers + [("Expect", "")]).map { "\($0.name): \($0.value)" })
        case .mail(let from, let to):
            try set(CURLOPT_UPLOAD, 1)
            try set(CURLOPT_MAIL_FROM, "<\(from)>")
            try set(CURLOPT_MAIL_RCPT, to.map { "<\($0)>" })
            try set(CURLOPT_USE_SSL, request.security == .startTLS ? Int(CURLUSESSL_ALL.rawValue) : Int(CURLUSESSL_NONE.rawValue))
        }
        let code = withExtendedLifetime((outgoing, incoming)) { unsafe curl_easy_perform(handle) }
        var status = 0
        try check(unsafe curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status))
        guard code == CURLE_OK else {
            let reason = unsafe String(cString: curl_easy_strerror(code))
            // A mail server that was reached and said no.
            if case .mail = request.content, status >= 400 { throw .refused(status: status, reason) }
            throw .failed(reason)
        }
        return TransferAnswer(status: status, body: incoming.bytes)
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransferError) { try check(unsafe curl_set_long(handle, option, value)) }

    /// libcurl copies the text.
    private func set(_ option: CURLoption, _ value: String) throws(TransferError) {
        guard !value.utf8.contains(where: { $0 < 32 }) else { throw .invalid("a control character in an address or a name") }
        try check(unsafe curl_set_text(handle, option, value))
    }

    private mutating func set(_ option: CURLoption, _ values: [String]) throws(TransferError) {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values {
            guard !value.utf8.contains(where: { $0 < 32 }), let longer = unsafe curl_slist_append(list, value) else {
                if let list = unsafe list { unsafe curl_slist_free_all(list) }
                throw .invalid("a control character in a header or an address")
            }
            unsafe list = longer
        }
        guard let list = unsafe list else { return }
        unsafe lists.append(list)
        try check(unsafe curl_set_list(handle, option, list))
    }

    private func check(_ code: CURLcode) throws(TransferError) {
        guard code == CURLE_OK else { throw .invalid(unsafe String(cString: curl_easy_strerror(code))) }
    }
}

/// What is sent, and how far.
private final class ByteSource {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, bytes.count - place)
        unsafe room.copyBytes(from: bytes[place..<place + count])
        place += count
        return count
    }
}

/// What came.
private final class ByteSink {
    private(set) var bytes: [UInt8] = []
    private let bytesMax: Int

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// What is beyond the bound is read and dropped.
    func take(_ more: UnsafeRawBufferPointer) { unsafe bytes.append(contentsOf: more.prefix(bytesMax - bytes.count)) }
}
