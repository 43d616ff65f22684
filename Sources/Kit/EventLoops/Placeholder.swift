enum EventLoopsPlaceholder {}
