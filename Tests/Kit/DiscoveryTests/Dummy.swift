struct Dummy {}
