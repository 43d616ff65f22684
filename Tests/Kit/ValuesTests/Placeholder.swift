enum ValuesTestsPlaceholder {}
