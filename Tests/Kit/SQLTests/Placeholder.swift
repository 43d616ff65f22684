enum SQLTestsPlaceholder {}
