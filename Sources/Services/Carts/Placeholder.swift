enum CartsPlaceholder {}
