"""Months, weekdays and words for days near today, in Dutch, English, German and French."""

from typing import Final

_MONTHS = (
    "januari january januar jänner janvier jan janv",
    "februari february februar februari février fevrier feb febr fév fevr févr",
    "maart march märz mars mrt mar mär maa mrz",
    "april avril apr avr",
    "mei may mai",
    "juni june juin jun",
    "juli july juillet jul juil",
    "augustus august août aout aug",
    "september septembre sep sept",
    "oktober october octobre okt oct",
    "november novembre nov",
    "december dezember décembre decembre dec dez déc",
)
MONTHS: Final = {name: month for month, names in enumerate(_MONTHS, 1) for name in names.split()}

_WEEKDAYS = (
    "maandag monday montag lundi ma maa mon mo lun lu",
    "dinsdag tuesday dienstag mardi di din tue tues tu mar",
    "woensdag wednesday mittwoch mercredi wo woe wed we mi mit mer me",
    "donderdag thursday donnerstag jeudi do don thu thur thurs th jeu je",
    "vrijdag friday freitag vendredi vr vrij vri fri fr fre ven ve",
    "zaterdag saturday samstag samedi za zat sat sa sam",
    "zondag sunday sonntag dimanche zo zon sun su so son dim",
)
WEEKDAYS: Final = {
    name: frozenset(day for day, names in enumerate(_WEEKDAYS) if name in names.split())
    for names in _WEEKDAYS
    for name in names.split()
}

RELATIVE: Final = {
    **dict.fromkeys(("vandaag", "today", "heute", "aujourd'hui"), 0),
    **dict.fromkeys(("gisteren", "yesterday", "gestern"), -1),
    **dict.fromkeys(("morgen", "tomorrow", "demain"), 1),
    "eergisteren": -2,
    "overmorgen": 2,
}
