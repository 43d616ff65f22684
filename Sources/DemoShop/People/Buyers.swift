extension DemoShop.Person {
    static var buyers: [DemoShop.Person] {
        table.split(separator: "\n").enumerated().map { index, line in
            DemoShop.Person(
                line: line, number: 40 + index, domain: index.isMultiple(of: 3) ? "example.org" : "example.com")
        }
    }

    private static let table = """
        Amara Okafor | 12 Palm Grove Estate, Lagos 102215, Nigeria
        Mateo Quispe | Calle Los Sauces 340, Arequipa 04001, Peru
        Freja Lindholm | Ravnsborggade 9, 2200 Copenhagen, Denmark
        Arjun Deshpande | 7 Karve Road, Pune 411004, India
        Nora Halvorsen | Markveien 51, 0550 Oslo, Norway
        Li Wei Zhang | 88 Jianguo Road, Hangzhou 310009, China
        Beatriz Nogueira | Rua das Flores 214, 4050-265 Porto, Portugal
        Callum Fraser | 3 Shore Street, Ullapool IV26 2UE, United Kingdom
        Aiko Tanabe | 5-3-12 Kitashirakawa, Kyoto 606-8266, Japan
        Zeynep Aydın | Bahariye Caddesi 66, 34710 Istanbul, Türkiye
        Samuel Mensah | 14 Oxford Street, Kumasi, Ghana
        Ludovica Ferri | Via San Vitale 19, 40125 Bologna, Italy
        Tomasz Wiśniewski | ulica Długa 44, 31-146 Kraków, Poland
        Leila Benali | 8 Rue Didouche, Oran 31000, Algeria
        Jonas Brandt | Kastanienallee 73, 10435 Berlin, Germany
        Mei Ling Tan | 21 Tiong Poh Road, Singapore 160021
        Diego Salazar | Avenida Insurgentes 1180, 03100 Mexico City, Mexico
        Siobhán Kelleher | 6 Strand Street, Dingle V92 E2F4, Ireland
        Kofi Asante | 31 Castle Road, Cape Coast, Ghana
        Ana Horvat | Ilica 150, 10000 Zagreb, Croatia
        Rasmus Koppel | Telliskivi 60, 10412 Tallinn, Estonia
        Farah Siddiqui | 45 Block 7, Clifton, Karachi 75600, Pakistan
        Noah Thibault | 2310 Rue Saint-Denis, Montréal H2X 3K9, Canada
        Ivana Petrović | Knez Mihailova 22, 11000 Belgrade, Serbia
        Malik Johnson | 918 Euclid Avenue, Cleveland OH 44115, United States
        Hye-jin Park | 27 Seongbuk-ro, Seoul 02880, South Korea
        Pilar Etxeberria | Calle Mayor 5, 20003 Donostia, Spain
        Tevita Fonoti | 16 Beach Road, Apia, Samoa
        Grace Wanjiru | 70 Riverside Drive, Nairobi 00100, Kenya
        Matthias Keller | Münstergasse 14, 3011 Bern, Switzerland
        Olga Melnyk | vulytsia Franka 38, 79005 Lviv, Ukraine
        Rafael Monteiro | Rua Augusta 2203, São Paulo 01413-000, Brazil
        Yasmin Khoury | 52 Gouraud Street, Beirut 2028, Lebanon
        Elise van den Berg | Oudegracht 211, 3511 NH Utrecht, Netherlands
        Minh Anh Nguyen | 19 Hàng Bông, Hanoi 110000, Vietnam
        Hannah Goldberg | 403 Prospect Place, Brooklyn NY 11238, United States
        Aroha Ngata | 22 Gladstone Road, Gisborne 4010, New Zealand
        Viktor Lindqvist | Linnégatan 34, 413 04 Gothenburg, Sweden
        Thandiwe Dlamini | 105 Florida Road, Durban 4001, South Africa
        Georgios Pappas | Odos Ermou 17, 546 24 Thessaloniki, Greece
        Clara Dufresne | 12 Rue du Bac, 69003 Lyon, France
        Emre Kaplan | Atatürk Bulvarı 91, 06650 Ankara, Türkiye
        """
}
