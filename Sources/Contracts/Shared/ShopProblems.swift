public import HTTP

/// The refusals that only a shop knows. The general ones stand in `HTTP`.
extension ProblemCode {
    public static let insufficientStock = ProblemCode("insufficient_stock", .conflict, "Not enough in stock")
    public static let priceChanged = ProblemCode("price_changed", .conflict, "The price has changed")
    public static let illegalTransition = ProblemCode(
        "illegal_transition", .conflict, "The order is not in a state that allows this")
    public static let reservationReleased = ProblemCode(
        "reservation_released", .conflict, "The reservation was released")
    public static let reservationDiffers = ProblemCode(
        "reservation_differs", .conflict, "The order is reserved with other lines")
    public static let alreadyReviewed = ProblemCode("already_reviewed", .conflict, "Already reviewed by this user")
    public static let countedByUnits = ProblemCode(
        "counted_by_units", .conflict, "The stock of these goods follows from their units")
    public static let unitUnavailable = ProblemCode("unit_unavailable", .conflict, "The unit cannot be taken")
    public static let lastAdmin = ProblemCode("last_admin", .conflict, "The shop needs an admin")
}
