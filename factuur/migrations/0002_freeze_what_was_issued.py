"""Freeze what was issued, and let the open amount follow its allocations, in the database itself."""

REFUSAL = "an issued invoice is a legal document and cannot change"
ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id = {id} AND number IS NOT NULL)"
LINE_ISSUED = (
    "EXISTS (SELECT 1 FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_id "
    "WHERE l.id = {id} AND i.number IS NOT NULL)"
)

# table, event, when it is refused
GUARDS = [
    ("invoice", "UPDATE", "OLD.number IS NOT NULL"),
    ("invoice", "DELETE", "OLD.number IS NOT NULL"),
    ("invoice_line", "INSERT", ISSUED.format(id="NEW.invoice_id")),
    (
        "invoice_line",
        "UPDATE",
        f"{ISSUED.format(id='OLD.invoice_id')} OR {ISSUED.format(id='NEW.invoice_id')}",
    ),
    ("invoice_line", "DELETE", ISSUED.format(id="OLD.invoice_id")),
    ("line_entry", "INSERT", LINE_ISSUED.format(id="NEW.line_id")),
    (
        "line_entry",
        "UPDATE",
        f"{LINE_ISSUED.format(id='OLD.line_id')} OR {LINE_ISSUED.format(id='NEW.line_id')}",
    ),
    ("line_entry", "DELETE", LINE_ISSUED.format(id="OLD.line_id")),
    ("document", "UPDATE", "1 = 1"),
    ("document", "DELETE", "1 = 1"),
    ("activity", "UPDATE", "1 = 1"),
    ("activity", "DELETE", "1 = 1"),
    ("receivable", "DELETE", "1 = 1"),
    (
        "receivable",
        "UPDATE",
        "OLD.invoice_id <> NEW.invoice_id OR OLD.total_cents <> NEW.total_cents "
        "OR OLD.due_on <> NEW.due_on "
        # an invoice cannot be paid below nothing, nor owe more than it asked
        "OR NEW.open_cents * NEW.total_cents < 0 OR ABS(NEW.open_cents) > ABS(NEW.total_cents)",
    ),
]

PAID_ON = (
    "(SELECT MAX(p.received_on) FROM allocation AS a JOIN payment AS p ON p.id = a.payment_id "
    "WHERE a.invoice_id = {row}.invoice_id)"
)
FOLLOW = (
    "UPDATE receivable SET open_cents = open_cents {sign} {row}.amount_cents, "
    "settled_on = CASE WHEN open_cents {sign} {row}.amount_cents = 0 THEN " + PAID_ON + " END "
    "WHERE invoice_id = {row}.invoice_id;"
)
ADD = FOLLOW.format(sign="-", row="NEW")
TAKE = FOLLOW.format(sign="+", row="OLD")
FOLLOWERS = [("INSERT", ADD), ("DELETE", TAKE), ("UPDATE", f"{TAKE} {ADD}")]

# The first day it left the house, the last day somebody was reminded. A new row compares itself
# with what stands there, so that two at once cannot miss each other.
DAYS = {"dispatch": ("sent_on", "MIN", "<"), "reminder": ("reminded_on", "MAX", ">")}
KEEP = (
    "UPDATE receivable SET {day} = CASE WHEN {day} IS NULL OR NEW.{day} {better} {day} "
    "THEN NEW.{day} ELSE {day} END WHERE invoice_id = NEW.invoice_id;"
)
AGAIN = (
    "UPDATE receivable SET {day} = (SELECT {pick}({day}) FROM {table} "
    "WHERE invoice_id = {row}.invoice_id) WHERE invoice_id = {row}.invoice_id;"
)


def _followers():
    """Give each trigger that lets a receivable follow: its table, event and statements."""
    for event, body in FOLLOWERS:
        yield "allocation", event, body
    for table, (day, pick, better) in DAYS.items():
        old, new = (
            AGAIN.format(table=table, day=day, pick=pick, row=row) for row in ("OLD", "NEW")
        )
        yield table, "INSERT", KEEP.format(day=day, better=better)
        yield table, "DELETE", old
        yield table, "UPDATE", f"{old} {new}"


def up(migrator, db):
    on_sqlite = "sqlite" in type(db).__name__.lower()
    for table, event, condition in GUARDS:
        name = f"{table}_{event.lower()}_frozen"
        db.execute_sql(
            _sqlite_guard(name, table, event, condition)
            if on_sqlite
            else _postgres_guard(name, table, event, condition)
        )
    for table, event, body in _followers():
        name = f"{table}_{event.lower()}_followed"
        db.execute_sql(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END"
            if on_sqlite
            else _postgres(name, f"AFTER {event} ON {table}", body, "NULL")
        )


def _sqlite_guard(name, table, event, condition):
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _postgres_guard(name, table, event, condition):
    row = "OLD" if event == "DELETE" else "NEW"
    body = (
        f"IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF;"
    )
    return _postgres(name, f"BEFORE {event} ON {table}", body, row)


def _postgres(name, when, body, row):
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN {row}; END $$; "
        f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def down(migrator, db):
    on_sqlite = "sqlite" in type(db).__name__.lower()
    names = [f"{table}_{event.lower()}_frozen" for table, event, _ in GUARDS]
    names += [f"{table}_{event.lower()}_followed" for table, event, _ in _followers()]
    for name in names:
        db.execute_sql(f"DROP TRIGGER {name}" if on_sqlite else f"DROP FUNCTION {name}() CASCADE")
