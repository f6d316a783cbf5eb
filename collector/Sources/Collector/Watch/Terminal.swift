// Standard output, as a terminal that is redrawn or as plain lines.

import Glibc

struct Terminal {
    let isTTY = isatty(STDOUT_FILENO) == 1

    /// Replaces what is on the screen; lines that do not fit are cut, so that each stays one.
    func redraw(_ lines: [String]) {
        let (width, height) = size
        let shown = lines.prefix(max(1, height - 1)).map { Self.cut($0, to: width) }
        // Home, each line with the rest of it cleared, then everything below: no flicker.
        write("\u{1B}[H" + shown.map { $0 + "\u{1B}[K\r\n" }.joined() + "\u{1B}[J")
    }

    /// The alternate screen without a cursor: what was there before comes back at the end.
    func enter() { write("\u{1B}[?1049h\u{1B}[?25l") }
    func leave() { write("\u{1B}[?25h\u{1B}[?1049l") }

    func print(_ lines: [String]) { write(lines.map { $0 + "\n" }.joined()) }

    private func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = unsafe Glibc.write(STDOUT_FILENO, bytes.baseAddress! + sent, bytes.count - sent)
                guard count > 0 else { return }
                sent += count
            }
        }
    }

    private var size: (width: Int, height: Int) {
        var window = winsize()
        guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return (100, 40) }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    /// Escape sequences take no room.
    private static func cut(_ line: String, to width: Int) -> String {
        var shown = 0
        var result = ""
        var isEscape = false
        for character in line {
            if character == "\u{1B}" { isEscape = true }
            if isEscape {
                result.append(character)
                if character == "m" { isEscape = false }
            } else if shown < width {
                result.append(character)
                shown += 1
            }
        }
        return result
    }
}
