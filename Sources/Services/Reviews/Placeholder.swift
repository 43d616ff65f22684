enum ReviewsPlaceholder {}
