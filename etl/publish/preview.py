"""Preview: what a publication would change for its readers, worked out and never written."""

from dataclasses import dataclass

from data.store.releases.pointer import clock, current
from data.store.releases.release import Audience, Release, ReleaseMeta, read_release, release_of
from data.store.workbench.submissions import Workbench
from etl.publish.publish import accepted_now
from indicators.release_diff.differences import Differences, differences
from indicators.verdicts.method import METHOD_VERSION


@dataclass(frozen=True, eq=False)
class Preview:
    """The release that publishing now would give, against the one that readers have.

    `release` is in memory alone and keeps its id when it is published; `differences` is None for the first release of
    an audience, which has nothing to be compared with.
    """

    release: Release
    current: Release | None
    differences: Differences | None

    @property
    def release_id(self) -> str:
        """The id that the publication would give."""
        return self.release.id

    @property
    def changes_nothing(self) -> bool:
        """Whether readers already have these very rows."""
        return self.current is not None and self.current.id == self.release.id


def preview(workbench: Workbench, audience: Audience = "visitor") -> Preview:
    """What publishing everything accepted so far would change; neither the workbench nor any file is touched.

    Raises:
        NothingToPublish: no accepted submission.
        ReleaseUnreadable: the release that readers have is damaged; publishing again would mend it.
    """
    accepted = accepted_now(workbench)
    tables = accepted.tables_for(audience).tables
    now = clock()
    pointed = current(workbench.var, audience, now)
    read = read_release(workbench.var, pointed) if pointed else None
    meta = ReleaseMeta(
        kind=accepted.kind,
        audience=audience,
        method_version=METHOD_VERSION,
        published_at=now,
        reason="",
        note_fr="",
        note_en="",
        previous_id=read.id if read else None,
    )
    release = release_of(tables, meta)
    return Preview(release, read, differences(read, release) if read else None)
