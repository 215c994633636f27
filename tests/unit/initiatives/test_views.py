"""The views of initiatives are content: what they name exists, and a mistake in one is said with its file and key."""

import tomllib
from pathlib import Path

import pytest

from data.facts import Facts, load_facts
from indicators.catalogue.model import Language
from indicators.initiatives.tree import tree
from indicators.initiatives.views import FOLDER, ViewError, load_views, read_views
from indicators.initiatives.views.phrases import PLACE, Phrase
from tests.builders.invented_initiative import NAME, VIEW, invented_reference, invented_views


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return invented_reference(tmp_path_factory.mktemp("reference") / "tables")


def named(value: object) -> list[str]:
    """Every string of a view, the places of its texts taken out of them."""
    if isinstance(value, dict):
        return [found for item in value.values() for found in named(item)]
    if isinstance(value, list):
        return [found for item in value for found in named(item)]
    text = str(value)
    return [part for place in PLACE.findall(text) for part in place.split("|")[0].split(" ")] or [text]


def test_every_initiative_has_a_view_and_every_id_in_it_exists() -> None:
    facts = load_facts()
    assert list(load_views()) == [item.initiative_id for item in facts.initiatives]
    known = {fact.fact_id: fact.initiative_id for fact in facts.published_facts}
    known |= {item.component_id: item.initiative_id for item in facts.components}
    for name in load_views():
        told = [text for text in named(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))) if text in known]
        assert told, name
        assert {known[text] for text in told} == {name}


@pytest.mark.parametrize("name", load_views())
def test_both_languages_of_a_text_name_the_same_facts(name: str) -> None:
    def phrases(value: object) -> list[dict[str, str]]:
        if isinstance(value, list):
            return [found for item in value for found in phrases(item)]
        if not isinstance(value, dict):
            return []
        return [value] if "fr" in value else [found for item in value.values() for found in phrases(item)]

    found = phrases(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")))
    assert found
    for item in found:
        assert sorted(PLACE.findall(item["fr"])) == sorted(PLACE.findall(item["en"]))


@pytest.mark.parametrize(
    ("place", "fr", "en"),
    [
        ("{gmf-oc-06}", "13 personnes", "13 persons"),
        ("{gmf-oc-06|number}", "13", "13"),
        ("{gmf-oc-05|count}", "4\u00a0ateliers de cocréation", "4\u00a0co-creation workshops"),
        ("{gmf-oc-01 gmf-oc-18|sum}", "75\u00a0000\u00a0$", "$75,000"),
        ("{gmf-oc-22 gmf-oc-24}", "1 heure et 3,5 heures", "1 hour and 3.5 hours"),
        ("{gmf-oc-24 gmf-oc-22|least}", "1 heure", "1 hour"),
        ("{gmf-oc-21|period|lower}", "automne 2025 à automne 2026", "autumn 2025 to autumn 2026"),
        ("{gmf-oc-18|scope}", "Chicoutimi et Alma", "Chicoutimi and Alma"),
        ("{texts priority}, {components module}, {facts}", "3, 4, 26", "3, 4, 26"),
        ("{components module|hours}", "7,5 h", "7.5 h"),
        ("{start}", "2019", "2019"),
    ],
)
def test_a_place_is_filled_from_the_reference(place: str, fr: str, en: str) -> None:
    gmf = tree("gmf-oc")
    phrase = Phrase.model_validate({"fr": place, "en": place}, context={"tree": gmf})
    languages: tuple[Language, Language] = ("fr", "en")
    assert [phrase.words(gmf, language) for language in languages] == [fr, en]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('sources = ["NAME-4"]', 'sources = ["NAME-9"]', "key 'sections.0.groups.sources.0': .*fact id 'NAME-9'"),
        ('sources = ["NAME-4"]', 'sources = ["gmf-oc-01"]', "unknown fact id 'gmf-oc-01'"),
        ('kind = "timeline"', 'kind = "slides"', "key 'sections.4': .*'slides'.*'groups'"),
        ('components = "module"', 'components = "role"', "unknown component type 'role'"),
        ('kinds = ["aim"]', 'kinds = ["duty"]', "unknown text kind 'duty'"),
        ("texts = [3]", "texts = [33]", "unknown text 33"),
        ('"{NAME-1} en {start}"', '"{NAME-8} en {start}"', "key 'finding.fr': .*unknown fact id 'NAME-8' in {NAME-8}"),
        ('"{NAME-1} en {start}"', '"{NAME-1|large}"', r"unknown form 'large' in {NAME-1\|large}; known: number"),
        ('"{texts aim} buts', '"{texts duty} buts', "the initiative has no texts 'duty'"),
        ('figures = ["NAME-1"]\n', "", "key 'figures': Field required"),
        ("figures =", "figure =", "key 'figure"),
        ("figures = [", "figures = ", ": Expected .*at line 2"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_file_and_key(
    tmp_path: Path, facts: Facts, old: str, new: str, message: str
) -> None:
    old, new, message = (text.replace("NAME", NAME) for text in (old, new, message))
    assert old in VIEW
    with pytest.raises(ViewError, match=f"{NAME}.toml.*{message}"):
        read_views(invented_views(tmp_path / "views", VIEW.replace(old, new)), facts)


def test_an_initiative_without_a_view_and_a_view_without_initiative_are_refused(tmp_path: Path, facts: Facts) -> None:
    with pytest.raises(ViewError, match=f"{NAME}.toml: file not found"):
        read_views(FOLDER, facts)
    with pytest.raises(ViewError, match=f"{NAME}.toml: unknown initiative"):
        read_views(invented_views(tmp_path / "views"), load_facts())
