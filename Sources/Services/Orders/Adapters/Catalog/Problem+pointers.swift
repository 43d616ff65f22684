import HTTP

extension Problem {
    /// The same problem of a request whose members have other names: what the catalog calls lines, an order calls items.
    func renaming(_ prefix: String, to other: String) -> Problem {
        movingPointers { pointer in
            pointer.hasPrefix(prefix) ? other + pointer.dropFirst(prefix.count) : pointer
        }
    }

    /// The same problem of a request in which elements stand under names and not in a row.
    /// - Parameter inner: what the element itself is called in the row.
    func renaming(_ prefix: String, _ names: [String], dropping inner: String) -> Problem {
        movingPointers { pointer in
            guard pointer.hasPrefix(prefix) else { return pointer }
            let rest = pointer.dropFirst(prefix.count)
            let index = rest.prefix { $0 != "/" }
            guard let position = Int(index), names.indices.contains(position) else { return pointer }
            let tail = rest.dropFirst(index.count)
            return prefix + names[position] + (tail.hasPrefix(inner) ? tail.dropFirst(inner.count) : tail)
        }
    }

    private func movingPointers(_ move: (String) -> String) -> Problem {
        var problem = self
        problem.errors = errors.map { error in
            guard case .pointer(let pointer) = error.location else { return error }
            return FieldError(pointer: move(pointer), code: error.code, message: error.message)
        }
        return problem
    }
}
