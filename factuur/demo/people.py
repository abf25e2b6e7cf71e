"""Who lives in the made-up world. No name, address or number belongs to anybody."""

from dataclasses import dataclass, field

from factuur.company.actions import Firm


@dataclass(frozen=True, slots=True)
class Customer:
    """A client of the made-up firm, what it has done, and how it pays."""

    name: str
    street: str
    postcode: str
    city: str
    rate: int  # euros an hour
    projects: tuple[str, ...]
    tasks: tuple[str, ...]
    pays_after: int  # days after the due date; below zero is early, NEVER is not yet
    country: str = "NL"
    vat_id: str = ""
    person: str = ""
    terms_days: int | None = None
    language: str = "nl"
    kind: str = "business"

    @property
    def email(self) -> str:
        """Give an address at a domain that exists for examples only."""
        words = "".join(letter for letter in self.name.lower() if letter.isalnum())
        return f"administratie@{words}.example"


@dataclass(frozen=True, slots=True)
class World:
    """One firm with its people and clients."""

    firm: Firm
    people: tuple[str, ...]
    customers: tuple[Customer, ...] = field(default_factory=tuple)
    rounding_minutes: int = 0


NEVER = 10_000
DESIGN = ("Schetsontwerp", "Tekenwerk", "Overleg", "Locatiebezoek")
WEB = ("Ontwikkeling", "Overleg", "Onderhoud", "Testen")

NORTH = World(
    Firm(
        name="Studio Noord",
        country="NL",
        vat_id="NL002455799B11",
        registration="12345678",
        iban="NL91ABNA0417164300",
        street="Keizersgracht 101",
        postcode="1015 CH",
        city="Amsterdam",
        email="post@studionoord.example",
    ),
    people=("Anja de Vries", "Tom Bakker"),
    rounding_minutes=15,
    customers=(
        Customer("Smit Bouw B.V.", "Dorpsstraat 5", "3511 AB", "Utrecht", 95,
                 ("Verbouwing kantoor", "Dakterras"), DESIGN, -3, person="Karin Smit"),
        Customer("Bakkerij De Gouden Aar", "Markt 12", "2611 GS", "Delft", 85,
                 ("Winkelinrichting",), DESIGN, 4),
        Customer("Van Dijk Advocaten", "Herengracht 400", "1017 BX", "Amsterdam", 120,
                 ("Website", "Huisstijl"), WEB, 21, person="mr. L. van Dijk"),
        Customer("Tandartspraktijk Linde", "Lindelaan 8", "3581 XR", "Utrecht", 90,
                 ("Praktijkruimte",), DESIGN, 0),
        Customer("Zeilschool Waterland", "Havenkade 2", "1141 VC", "Monnickendam", 80,
                 ("Boekingssysteem",), WEB, 33, terms_days=30),
        Customer("Gemeente Veldrijk", "Raadhuisplein 1", "5611 EM", "Veldrijk", 110,
                 ("Buurthuis",), DESIGN, 9, kind="public", terms_days=30,
                 person="Crediteurenadministratie"),
        Customer("Fietsfabriek Oost", "Industrieweg 77", "7556 BW", "Hengelo", 95,
                 ("Webwinkel", "Catalogus"), WEB, NEVER),
        Customer("Boekhandel Het Oude Pand", "Oude Gracht 210", "3511 NR", "Utrecht", 75,
                 ("Nieuwsbrief",), WEB, 26),
        Customer("Restaurant Zilt", "Strandweg 40", "2586 JK", "Den Haag", 85,
                 ("Terras", "Menukaart"), DESIGN, NEVER),
        Customer("Müller & Zonen", "Rijnkade 3", "6811 HA", "Arnhem", 100,
                 ("Magazijn",), DESIGN, 1, person="Jürgen Müller"),
        Customer("Green Valley Ltd.", "Weesperzijde 90", "1091 EL", "Amsterdam", 115,
                 ("Platform",), WEB, -1, language="en", person="Sarah O’Neill"),
        Customer("Familie Jansen", "Kastanjelaan 14", "3742 AB", "Baarn", 80,
                 ("Aanbouw",), DESIGN, 6, kind="consumer"),
    ),
)  # fmt: skip

SOUTH = World(
    Firm(
        name="Zuid Advies",
        country="BE",
        vat_id="BE0403019261",
        registration="0403019261",
        iban="BE68539007547034",
        street="Meir 24",
        postcode="2000",
        city="Antwerpen",
        email="info@zuidadvies.example",
    ),
    people=("Anja de Vries",),
    customers=(
        Customer("Bouwgroep Leie", "Kaai 1", "9000", "Gent", 105, ("Organisatieadvies",),
                 ("Advies", "Workshop"), 8, country="BE", vat_id="BE0456789133",
                 person="An Peeters", terms_days=30),
        Customer("Drukkerij Dender", "Stationsstraat 18", "9300", "Aalst", 95, ("Planning",),
                 ("Advies",), 26, country="BE", vat_id="BE0876543270", terms_days=30),
        Customer("Kinderopvang De Bijtjes", "Kerkstraat 3", "2800", "Mechelen", 80,
                 ("Werkschema’s",), ("Advies", "Workshop"), -2, country="BE",
                 vat_id="BE0712345630"),
    ),
)  # fmt: skip

WORK = {
    "Schetsontwerp": "Varianten uitgewerkt",
    "Tekenwerk": "Plattegronden en doorsneden",
    "Overleg": "Voortgang besproken",
    "Locatiebezoek": "Opgemeten en gefotografeerd",
    "Ontwikkeling": "Nieuwe onderdelen gebouwd",
    "Onderhoud": "Bijgewerkt en nagekeken",
    "Testen": "Getest op telefoon en tablet",
    "Advies": "Gesprekken en verslag",
    "Workshop": "Dagdeel met het team",
}

MORE_NAMES = (
    "Hovenier", "Garage", "Apotheek", "Schildersbedrijf", "Installatie", "Makelaardij",
    "Reisbureau", "Kapsalon", "Drukwerk", "Transport", "Bloemen", "Architecten",
)  # fmt: skip
MORE_PLACES = ("Almere", "Breda", "Zwolle", "Leiden", "Haarlem", "Groningen", "Maastricht", "Ede")
