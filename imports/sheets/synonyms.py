"""What people and programs call the columns, in Dutch, English, German and French.

The strongest name of a field stands first: where two columns claim it, it wins.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_HOURS: Final = {
    "date": (
        "datum, date, start date, work date, werkdatum, boekdatum, spent date, dag, jour, tag, day"
    ),
    "client": (
        "klant, klantnaam, client, customer, opdrachtgever, relatie, debiteur, kunde, "
        "bedrijf, client name, customer name, account name, naam klant, kundenname, "
        "auftraggeber, nom du client"
    ),
    "client_number": (
        "klantnummer, klantnr, klant nr, debiteurnummer, debiteurnr, relatienummer, client "
        "number, customer number, kundennummer, numero client, account"
    ),
    "project": (
        "project, projectnaam, project name, projekt, projektname, projet, opdracht, dossier"
    ),
    "task": (
        "taak, activiteit, task, activity, werkzaamheid, uursoort, type werk, tatigkeit, "
        "aufgabe, tache, activite, dienst, soort werk, activity name"
    ),
    "description": (
        "omschrijving, beschrijving, description, werkzaamheden, notities, notitie, notes, "
        "note, toelichting, opmerking, opmerkingen, work description, beschreibung, "
        "bemerkung, wat"
    ),
    "hours": (
        "uren, aantal uren, uur, hours, duur, duration, duration h, gewerkte uren, duration "
        "decimal, stunden, dauer, heures, duree, logged, billed hours, hours rounded, aantal, "
        "tijd, time, anzahl"
    ),
    "start": (
        "van, start, begin, starttijd, begintijd, aanvang, start time, from, von, debut, beginn"
    ),
    "end": "tot, einde, eind, eindtijd, end time, to, end, until, t m, bis, fin, ende",
    "break": "pauze, break, pause, pauze min, pauze minuten",
    "rate": (
        "tarief, uurtarief, tarief per uur, rate, hourly rate, billable rate, hourly price, "
        "uurprijs, prijs per uur, prijs, stundensatz, tarif, tarif horaire, satz, tarief ex "
        "btw, tarief excl btw"
    ),
    "amount": (
        "bedrag, totaalbedrag, amount, billable amount, totaal, subtotaal, total, price, "
        "betrag, preis, gesamt, montant, bedrag excl btw, bedrag ex btw"
    ),
    "billable": (
        "factureerbaar, facturabel, declarabel, billable, te factureren, abrechenbar, "
        "facturable, status"
    ),
    "person": (
        "medewerker, werknemer, gebruiker, user, person, employee, full name, first name, "
        "last name, naam medewerker, naam, name, voornaam, achternaam, mitarbeiter, "
        "collaborateur, consultant, username"
    ),
    "invoiced": (
        "gefactureerd, invoiced, factuurnummer, factuurnr, factuur, invoice id, invoice "
        "number, abgerechnet, facture"
    ),
    "kind": "type",
}
_CLIENTS: Final = {
    "name": (
        "bedrijfsnaam, klantnaam, klant, bedrijf, organisatie, naam, relatie, debiteur, "
        "opdrachtgever, company, company name, customer, customer name, client, client name, "
        "name, organisation, organization, firma, kunde, firmenname, societe, nom, raison "
        "sociale, entreprise"
    ),
    "number": (
        "klantnummer, klantnr, debiteurnummer, debiteurnr, relatienummer, relatiecode, client "
        "number, customer number, customer id, number, nummer, nr, code, kundennummer, numero "
        "client"
    ),
    "contact": (
        "contactpersoon, contact, ter attentie van, t a v, tav, attn, aanspreekpunt, contact "
        "person, contact name, voornaam, tussenvoegsel, achternaam, first name, last name, "
        "ansprechpartner"
    ),
    "email": (
        "e mail, email, mail, e mailadres, emailadres, mailadres, e mail adres, email "
        "address, factuur e mail, courriel, e mail adresse"
    ),
    "phone": (
        "telefoon, telefoonnummer, tel, phone, phone number, mobiel, gsm, mobile, telefon, "
        "telephone"
    ),
    "street": (
        "straat, adres, adresregel 1, straatnaam, straat en huisnummer, street, address, "
        "address 1, huisnummer, huisnr, toevoeging, strasse, adresse, rue"
    ),
    "postcode": "postcode, post code, zip, zip code, postal code, plz, code postal",
    "city": "plaats, woonplaats, stad, gemeente, plaatsnaam, city, town, ort, ville",
    "country": "land, country, landcode, country code, pays",
    "vat_id": (
        "btw nummer, btw nr, btw id, btw, btwnummer, vat number, vat id, vat, ust id, ust "
        "idnr, numero tva, tva"
    ),
    "registration": (
        "kvk nummer, kvk, kvk nr, kvknummer, ondernemingsnummer, kbo, kbo nummer, "
        "registration number, chamber of commerce, handelsregisternummer"
    ),
    "language": "taal, taalcode, language, sprache, langue",
    "terms_days": (
        "betaaltermijn, betalingstermijn, betaaltermijn dagen, betalingstermijn dagen, "
        "termijn, payment terms, payment term, terms, zahlungsziel, delai de paiement"
    ),
    "rate": "uurtarief, tarief, tarief per uur, rate, hourly rate, stundensatz, tarif horaire",
}

_NAMES: Final = frozenset({"voornaam", "tussenvoegsel", "achternaam", "first name", "last name"})
_HOUSE: Final = frozenset({"huisnummer", "huisnr", "toevoeging"})

Known = Mapping[str, tuple[str, int]]


def normal(text: str) -> str:
    """Return a heading without case, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fields of one kind of file, and the names they go by."""

    known: Known
    """By normal heading: the field, and the place of the name in its list."""
    needed: tuple[tuple[str, ...], ...]
    """One field of each group must be there, the first by rights."""
    joined: frozenset[str]
    """Headings whose columns are read together with another: a first and a last name."""

    @property
    def fields(self) -> frozenset[str]:
        """Every field a column can be."""
        return frozenset(field for field, _ in self.known.values())


def _known(names: Mapping[str, str]) -> Known:
    return {
        name: (field, place)
        for field, listed in names.items()
        for place, name in enumerate(listed.split(", "))
    }


HOURS: Final = Vocabulary(
    _known(_HOURS),
    needed=(("date",), ("hours", "start")),
    joined=_NAMES,
)
CLIENTS: Final = Vocabulary(
    _known(_CLIENTS),
    needed=(("name",),),
    joined=_NAMES | _HOUSE,
)
