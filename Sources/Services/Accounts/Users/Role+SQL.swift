public import Contracts
public import SQL

extension Role: SQLBindable, SQLDecodable {}
