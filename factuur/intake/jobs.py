"""The timetable of files that come in."""

from factuur import clock
from factuur.intake.actions import reading, uploading
from factuur.queue import every


@every("intake.sweep", minute="*")
def sweep() -> None:
    """Read what was left half-way, and clear away what nobody took over."""
    for batch_id in reading.stray_batches():
        reading.read(batch_id)
    for batch in uploading.abandoned(clock.now()):
        uploading.discard(batch)
