"""Why a batch is not taken over, or not taken back."""

from factuur.errors import N_, Refused


class OpenQuestion(Refused):
    """What nothing in the file can answer is asked first."""

    code = "open_question"
    message = N_("First answer the question about this file.")


class ColumnMissing(Refused):
    """Without these columns there is nothing to take over."""

    code = "column_missing"
    message = N_("First choose which columns hold the %(fields)s.")


class InDoubt(Refused):
    """A client twice in the list costs a wrong invoice."""

    code = "client_in_doubt"
    message = N_("First choose who “%(name)s” is.")


class RowsInError(Refused):
    """Rows that cannot be read are left out only when somebody says so."""

    code = "rows_in_error"
    message = N_("Rows to mend: %(count)s. Mend them, or leave them out.")


class NothingNew(Refused):
    """Everything in the file was taken over before."""

    code = "nothing_new"
    message = N_("Everything in “%(name)s” is here already. Nothing was taken over.")


class TakenBefore(Refused):
    """A batch is taken over once."""

    code = "taken_before"
    message = N_("“%(name)s” was taken over already.")
    status = 409


class NotTaken(Refused):
    """Only what was taken over can be taken back, and once."""

    code = "not_taken"
    message = N_("“%(name)s” has nothing to take back.")


class TooLate(Refused):
    """After a month the hours are part of the books."""

    code = "too_late"
    message = N_(
        "“%(name)s” was taken over more than %(days)s days ago and stays. Delete the rows by hand."
    )
