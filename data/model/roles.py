"""Who may read or act: roles, and the establishments that bound a steward."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, Self, get_args

Role = Literal["visitor", "member", "steward", "publisher"]
ROLES: tuple[Role, ...] = get_args(Role)
EVERY_ROLE: frozenset[Role] = frozenset(ROLES)
VISITOR_ROLES: frozenset[Role] = frozenset(("visitor",))


@dataclass(frozen=True)
class Actor:
    """Someone who acts. `establishments` bounds the steward's role; None is all of them."""

    name: str
    roles: frozenset[Role]
    establishments: frozenset[str] | None = None

    def reaches(self, establishment_id: str) -> bool:
        """Whether the establishment is one of those entrusted to this actor."""
        return self.establishments is None or establishment_id in self.establishments

    def with_entrusted(self, establishments: Iterable[str]) -> Self:
        """The actor as steward of these establishments too, besides what it already has."""
        more = frozenset(establishments)
        if not more or ("steward" in self.roles and self.establishments is None):
            return self
        own = (self.establishments or frozenset()) if "steward" in self.roles else frozenset()
        return replace(self, roles=self.roles | {"steward"}, establishments=own | more)


def local_actor(name: str) -> Actor:
    """The person at the keyboard of the machine itself: every role."""
    return Actor(name, EVERY_ROLE)
