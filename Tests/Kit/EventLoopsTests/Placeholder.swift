enum EventLoopsTestsPlaceholder {}
