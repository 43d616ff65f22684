/// Second sentences that fit any goods, by how content the buyer is.
enum Remarks {
    static func fitting(_ rating: Int) -> [String] {
        switch rating {
        case 5: praise
        case 4: content
        case 3: undecided
        default: cross
        }
    }

    private static let praise = [
        "Would buy again without a second thought.",
        "Bought one for myself, then another for my sister.",
        "Arrived two days early and well packed.",
        "The seller answered my question within the hour.",
        "Better in the hand than in the picture.",
        "Half my street has asked where it came from.",
        "Worth saving up for.",
        "My third order from this shop, and not the last.",
        "Packed in paper only, which I liked.",
        "Exactly as described.",
        "Made my father's birthday.",
        "I had looked for one like this for years.",
        "Even my very critical husband approves.",
        "Came with a hand-written note, a nice touch.",
    ]

    private static let content = [
        "Delivery took a week, otherwise no complaints.",
        "A little dearer than I had planned.",
        "Would have given five stars with better packaging.",
        "Good value all the same.",
        "The colour is slightly darker than on my screen.",
        "I would recommend it to a friend.",
        "Solid rather than exciting, and I mean that kindly.",
        "One small flaw, but nothing that bothers me.",
        "Happy with it after two months.",
        "A good buy for the price.",
    ]

    private static let undecided = [
        "Not sure I would order it again.",
        "It is all right for the price.",
        "My expectations were perhaps too high.",
        "The box was dented, the contents were fine.",
        "Keeping it, but only just.",
        "Somewhere between fine and good.",
        "Your mileage may vary.",
        "I wish the description had said so.",
    ]

    private static let cross = [
        "Sent it back; the refund at least was quick.",
        "Not worth the money to me.",
        "I expected more from the description.",
        "The seller apologised and offered another, so one point for that.",
        "A pity, because I liked the look of it.",
        "Maybe I had a bad one.",
        "Gave it away in the end.",
        "I should have read the other reviews first.",
    ]
}
