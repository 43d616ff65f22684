enum ShopTestsPlaceholder {}
