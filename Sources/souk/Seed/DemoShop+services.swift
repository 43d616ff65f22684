import Accounts
import Catalog
import Contracts
import DemoShop
import Values

extension CatalogSeed.Category {
    init(_ category: DemoShop.Category) {
        self.init(
            name: category.name, slug: category.slug, description: category.description, parent: category.parent)
    }
}

extension CatalogSeed.Product {
    init(_ product: DemoShop.Product, sellerID: UserID?) {
        self.init(
            sku: product.sku, name: product.name, slug: product.slug, description: product.description,
            category: product.category, sellerID: sellerID, price: product.price, barcode: product.barcode,
            stock: product.stock, units: product.units, picture: Array(ProductPicture(product).svg.utf8))
    }
}

extension SeedPerson {
    init(_ person: DemoShop.Person, role: NewUser.OpenRole) throws {
        guard let email = EmailAddress(person.email) else {
            throw DemoFailure("\(person.username) of the demo shop has no e-mail address")
        }
        self.init(
            username: person.username, email: email, firstName: person.firstName, lastName: person.lastName,
            role: role, phone: person.phone, address: person.address, storeName: person.storeName ?? "")
    }
}
