extension Query: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(text: text, binds: [], placeholders: [])
    }

    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.query
    }

    /// Collects a query while its literal is read.
    public struct Interpolation: StringInterpolationProtocol, Sendable {
        var query: Query

        public init(literalCapacity: Int, interpolationCount: Int) {
            var text = ""
            text.reserveCapacity(literalCapacity + 2 * interpolationCount)
            var binds: [SQLValue] = []
            binds.reserveCapacity(interpolationCount)
            query = Query(text: text, binds: binds, placeholders: [])
        }

        public mutating func appendLiteral(_ literal: String) {
            query.append(text: literal)
        }

        /// A value: becomes a bind.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            query.append(bind: value.sqlValue)
        }

        /// A value or null.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            query.append(bind: value.sqlValue)
        }

        /// A fixed piece of SQL, such as a column type of a dialect.
        public mutating func appendInterpolation(_ fragment: SQLFragment) {
            query.append(text: fragment.text)
        }

        /// `(?, ?, ?)` for `in` or `values`. An empty list becomes `(null)`, in which nothing is found.
        public mutating func appendInterpolation(list values: some Collection<some SQLBindable>) {
            guard !values.isEmpty else {
                query.append(text: "(null)")
                return
            }
            query.append(text: "(")
            for (index, value) in values.enumerated() {
                if index > 0 { query.append(text: ", ") }
                query.append(bind: value.sqlValue)
            }
            query.append(text: ")")
        }

        /// Another query, text and binds.
        public mutating func appendInterpolation(fragment: Query) {
            query.append(fragment)
        }

        /// Text that goes into the statement as it is: for names made in code, never for anything that was received.
        public mutating func appendInterpolation(unescaped text: String) {
            query.append(text: text)
        }
    }
}
