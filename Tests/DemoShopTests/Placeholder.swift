enum DemoShopTestsPlaceholder {}
