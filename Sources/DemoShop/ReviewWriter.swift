import Values

/// Lets the buyers speak: chooses who reviews what, how content they are, and words that fit the goods.
struct ReviewWriter {
    let shelves: [StockedShelf]
    let buyers: [DemoShop.Person]

    func write() -> [DemoShop.Review] {
        var said: Set<String> = []
        return shelves.flatMap { stocked in
            let lines = Line.read(stocked.shelf.reviews)
            return stocked.products.flatMap { reviews(of: $0, from: lines, said: &said) }
        }
    }

    private func reviews(
        of product: DemoShop.Product, from lines: [Line], said: inout Set<String>
    ) -> [DemoShop.Review] {
        var chance = SplitMix64(seed: product.sku, salt: 1)
        var unused = lines
        let firstBuyer = chance.number(in: 0...buyers.count - 1)
        return (0..<chance.pick(ReviewWriter.howMany)).map { turn in
            let rating = chance.pick(ReviewWriter.ratings)
            let line = ReviewWriter.take(closestTo: rating, from: &unused, &chance)
            let given = ReviewWriter.settle(rating, on: line)
            // 11 shares no factor with the number of buyers worth having, so nobody is asked twice about one product.
            let buyer = buyers[(firstBuyer + turn * 11) % buyers.count]
            var comment = line.comment
            while !said.insert(comment).inserted || (comment == line.comment && chance.happens(35)) {
                comment = "\(line.comment) \(chance.pick(Remarks.fitting(given)))"
            }
            return DemoShop.Review(
                product: product.sku, author: buyer.username, rating: given, comment: comment,
                daysAgo: chance.number(in: 1...420))
        }
    }

    /// How many reviews a product has: many have a few, some none, a few are talked about.
    private static let howMany = [0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5]

    /// The usual shape of shop ratings: most people are pleased, some are in between, a few are cross.
    private static let ratings = [5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 3, 3, 2, 2, 1]

    private static func take(closestTo rating: Int, from lines: inout [Line], _ chance: inout SplitMix64) -> Line {
        let nearest = lines.map { abs($0.rating - rating) }.min() ?? 0
        let fitting = lines.indices.filter { abs(lines[$0].rating - rating) == nearest }
        return lines.remove(at: chance.pick(fitting))
    }

    /// Words of praise never stand under one star: a line moves at most between one and two.
    private static func settle(_ rating: Int, on line: Line) -> Int {
        line.rating <= 2 && rating <= 2 ? rating : line.rating
    }
}

extension ReviewWriter {
    struct Line: Sendable {
        let rating: Int
        let comment: String

        static func read(_ text: String) -> [Line] {
            text.split(separator: "\n").map { line in
                guard let rating = line.first?.wholeNumberValue, line.dropFirst().first == " " else {
                    preconditionFailure("not a review: \(line)")
                }
                return Line(rating: rating, comment: String(line.dropFirst(2)))
            }
        }
    }
}
