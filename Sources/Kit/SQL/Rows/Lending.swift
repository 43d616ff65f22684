/// What becomes of rows that are to be lent.
public enum Lending {
    /// They were, within the call.
    case lent
    /// They will be, or the reader is told that they will not.
    case promised
    /// Nothing was asked: the query has to be awaited.
    case impossible
}
