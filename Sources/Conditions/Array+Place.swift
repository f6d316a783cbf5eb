// A detector exists from the first value on that it is for.

extension Array {
    /// The place of the first element that is meant, which is made and appended where there is none.
    mutating func place(where isMeant: (Element) -> Bool, orAppend made: @autoclosure () -> Element) -> Int {
        if let known = firstIndex(where: isMeant) { return known }
        append(made())
        return count - 1
    }
}
