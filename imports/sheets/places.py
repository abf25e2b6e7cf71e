"""Countries and languages by the names people write, in Dutch, English, German and French."""

from typing import Final

_COUNTRIES: Final = {
    "NL": "nederland, the netherlands, netherlands, holland, niederlande, pays bas, nld",
    "BE": "belgie, belgium, belgien, belgique, bel",
    "DE": "duitsland, germany, deutschland, allemagne, deu",
    "FR": "frankrijk, france, frankreich, fra",
    "LU": "luxemburg, luxembourg, lux",
    "GB": "verenigd koninkrijk, united kingdom, uk, engeland, england, great britain",
    "IE": "ierland, ireland, irland, irlande",
    "AT": "oostenrijk, austria, osterreich, autriche",
    "CH": "zwitserland, switzerland, schweiz, suisse",
    "ES": "spanje, spain, spanien, espagne, espana",
    "PT": "portugal",
    "IT": "italie, italy, italien, italia",
    "DK": "denemarken, denmark, danemark, danmark",
    "SE": "zweden, sweden, schweden, suede, sverige",
    "NO": "noorwegen, norway, norwegen, norvege, norge",
    "FI": "finland, finnland, finlande, suomi",
    "PL": "polen, poland, pologne, polska",
    "CZ": "tsjechie, czechia, czech republic, tschechien, tchequie",
    "SK": "slowakije, slovakia, slowakei, slovaquie",
    "SI": "slovenie, slovenia, slowenien",
    "HU": "hongarije, hungary, ungarn, hongrie",
    "RO": "roemenie, romania, rumanien, roumanie",
    "BG": "bulgarije, bulgaria, bulgarien, bulgarie",
    "HR": "kroatie, croatia, kroatien, croatie",
    "GR": "griekenland, greece, griechenland, grece, el",
    "CY": "cyprus, zypern, chypre",
    "MT": "malta, malte",
    "EE": "estland, estonia, estonie",
    "LV": "letland, latvia, lettland, lettonie",
    "LT": "litouwen, lithuania, litauen, lituanie",
    "US": "verenigde staten, united states, usa, vs, vereinigte staaten, etats unis",
    "CA": "canada, kanada",
}
COUNTRIES: Final = {
    name: code for code, names in _COUNTRIES.items() for name in (code.lower(), *names.split(", "))
}

_LANGUAGES: Final = {
    "nl": "nl, nld, nederlands, dutch, niederlandisch, neerlandais, vlaams",
    "en": "en, eng, engels, english, englisch, anglais",
    "de": "de, deu, duits, german, deutsch, allemand",
    "fr": "fr, fra, frans, french, franzosisch, francais",
}
LANGUAGES: Final = {name: code for code, names in _LANGUAGES.items() for name in names.split(", ")}
