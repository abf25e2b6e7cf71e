"""A batch held against the tables, for the preview, for taking it over and for the commands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factuur import files
from factuur.company.rules import VAT_RATES
from factuur.errors import N_, Refused
from factuur.intake import queries
from factuur.intake.checking import Agreed, Survey, is_taken, sifted_rows, survey
from factuur.intake.checking_clients import FILL, ListSurvey, Standing, filled, survey_list
from factuur.intake.matching import REPLACE, Chosen, Matcher
from factuur.intake.rules import Known, Named
from factuur.intake.sifting import Memory, Sifted
from factuur.models import Administration, Batch, Client
from factuur.projects.queries import rates_of
from imports.packing import Packed
from imports.sheets.reading import Complaint

LACKING = "column_missing"


class NotReadYet(Refused):
    """A batch can be looked at once it has been read."""

    code = "not_read_yet"
    message = N_("“%(name)s” is still being read. Wait a moment.")
    status = 409


@dataclass(frozen=True)
class Preview:
    """What was read of a file, and what the tables make of it."""

    batch: Batch
    packed: Packed
    chosen: Chosen

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """Give the cells that must be mended before their rows can be taken over."""
        return tuple(it for it in self.packed.complaints if it.code != LACKING)

    @property
    def error_rows(self) -> int:
        """Give how many rows have something to mend."""
        return len({(it.sheet, it.row) for it in self.complaints})

    @property
    def lacking_columns(self) -> tuple[Complaint, ...]:
        """Give a complaint for each column without which nothing can be read."""
        return tuple(it for it in self.packed.complaints if it.code == LACKING)

    @property
    def is_whole(self) -> bool:
        """Tell whether every question is answered and every needed column is there."""
        return not self.packed.questions and not self.lacking_columns

    @property
    def is_blank(self) -> bool:
        """Tell a file with headings and nothing below them."""
        return not self.total_rows - sum(
            it.row > 0 and it.why == "empty" for it in self.packed.skipped
        )

    @property
    def doubts(self) -> Iterable[tuple[Named, tuple[Known, ...]]]:
        """Give the clients of whom the user must say who they are, with who they may be."""
        raise NotImplementedError

    @property
    def has_work(self) -> bool:
        """Tell whether taking it over would do anything."""
        raise NotImplementedError

    @property
    def skipped_rows(self) -> int:
        """Give how many rows were left out on purpose."""
        return sum(it.row > 0 for it in self.packed.skipped)

    @property
    def total_rows(self) -> int:
        """Give how many rows the file has."""
        wrong = {(it.sheet, it.row) for it in self.packed.complaints if it.code != LACKING}
        return self.packed.count + len(wrong) + self.skipped_rows


@dataclass(frozen=True)
class HoursPreview(Preview):
    """A preview of hours."""

    memory: Memory
    matcher: Matcher
    agreed: Agreed

    @cached_property
    def survey(self) -> Survey:
        """Give what taking it over would do, worked out once."""
        return survey(self.packed, self.memory, self.matcher, self.agreed, self.chosen)

    @property
    def doubts(self) -> Iterable[tuple[Named, tuple[Known, ...]]]:
        """Give the clients in doubt."""
        return [
            (named, target.candidates) for target in self.survey.doubtful for named in target.names
        ]

    @property
    def has_work(self) -> bool:
        """Tell whether a row would be taken over."""
        return self.survey.rows > 0

    def taken(self) -> Iterator[Sifted]:
        """Give the rows that would be taken over, one by one."""
        rows = sifted_rows(self.packed, self.memory, self.matcher)
        return (it for it in rows if is_taken(it, self.chosen.changed))


@dataclass(frozen=True, slots=True)
class Filling:
    """What one row of a list adds to a client that is here."""

    place: tuple[str, int]  # sheet and row
    client: Client
    values: dict[str, Any]


@dataclass(frozen=True)
class ListPreview(Preview):
    """A preview of a list of clients."""

    matcher: Matcher
    country: str
    language: str

    @cached_property
    def survey(self) -> ListSurvey:
        """Give what taking it over would do, worked out once."""
        rows = self.packed.listed()
        return survey_list(rows, self.matcher, self.packed.columns, self.country)

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """Give the cells to mend: those that cannot be read, and numbers that do not add up."""
        return (*super().complaints, *self.survey.complaints)

    @property
    def doubts(self) -> Iterable[tuple[Named, tuple[Known, ...]]]:
        """Give the clients in doubt."""
        rows = self.survey.of(Standing.DOUBTFUL)
        return [(Named(it.row.name, it.row.number), it.candidates) for it in rows]

    @property
    def has_work(self) -> bool:
        """Tell whether a client would be made, or one that is here gets something it lacks."""
        return self.survey.counts[Standing.NEW] > 0 or bool(self.fillings)

    @property
    def known(self) -> str:
        """Give what becomes of clients that are here already."""
        return str(self.batch.choices.get("known", FILL))

    @cached_property
    def offered(self) -> tuple[Filling, ...]:
        """Give what the list could add to clients that are here, in the order of the file."""
        rows = self.survey.of(Standing.KNOWN)
        here = queries.clients_by_id(self.batch.__data__["administration"]) if rows else {}
        told: dict[int, Filling] = {}
        for it in rows:
            client = here[it.client_id or 0]
            values = filled(client.__data__, it.values)
            if values:  # of two rows about one client the first that adds something counts
                told.setdefault(client.id, Filling((it.row.sheet, it.row.row), client, values))
        return tuple(told.values())

    @property
    def fillings(self) -> tuple[Filling, ...]:
        """Give what taking it over adds to clients that are here."""
        return self.offered if self.known == FILL else ()


def packed_of(batch: Batch) -> Packed:
    """Open what was read of a batch; refuses while it is being read."""
    if not batch.result or batch.read_at is None:
        raise NotReadYet(name=batch.filename)
    return Packed(files.path_of(batch.result))


def chosen_of(batch: Batch) -> Chosen:
    """Give what the user chose in the preview of a batch."""
    kept = batch.choices
    return Chosen(
        clients={Named(name, number): to for name, number, to in kept.get("clients", [])},
        rates=kept.get("rates", {}),
        changed=kept.get("changed", REPLACE),
    )


def preview_hours(batch: Batch) -> HoursPreview:
    """Hold a batch of hours against the administration as it is now."""
    packed = packed_of(batch)
    chosen = chosen_of(batch)
    administration_id = batch.__data__["administration"]
    directory = queries.directory(administration_id)
    return HoursPreview(
        batch=batch,
        packed=packed,
        chosen=chosen,
        memory=queries.memory(batch, packed),
        matcher=Matcher(directory, chosen),
        agreed=agreed_in(administration_id),
    )


def preview_clients(batch: Batch) -> ListPreview:
    """Hold a list of clients against the administration as it is now."""
    packed = packed_of(batch)
    chosen = chosen_of(batch)
    firm = Administration.get_by_id(batch.__data__["administration"])
    return ListPreview(
        batch=batch,
        packed=packed,
        chosen=chosen,
        matcher=Matcher(queries.directory(firm.id), chosen),
        country=firm.country,
        language=firm.language,
    )


def agreed_in(administration_id: int) -> Agreed:
    """Give the prices, the rounding and the VAT of an administration."""
    firm = Administration.get_by_id(administration_id)
    return Agreed(
        projects=queries.project_numbers(administration_id),
        rates=rates_of(administration_id),
        vat_bp=VAT_RATES[firm.country][0],
        rounding_minutes=firm.rounding_minutes,
        rounding_way=firm.rounding_way,
    )
