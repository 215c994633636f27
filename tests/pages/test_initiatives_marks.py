"""What the Initiatives views say of what is real and what is fictitious, at their head and in every heading."""

import re
from pathlib import Path

import pytest

from data.store.releases.release import serve
from indicators.catalogue.model import Language
from indicators.initiatives.collected import Collected
from indicators.release_reader.portrait import messages_of
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.language import pick, say
from pages.parts.initiatives.choice import view_ids
from tests.pages.conftest import Opened
from tests.pages.test_initiatives import INITIATIVES, LANGUAGES, opened_view


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", view_ids())
def test_every_heading_of_a_collected_block_says_fictitious(opened: Opened, view: str, language: Language) -> None:
    """A heading is read and copied alone: the word stands in it, in the reader's own language."""
    said = {"fr": re.compile("fictif|fictive", re.IGNORECASE), "en": re.compile("fictitious", re.IGNORECASE)}
    text = opened_view(opened, view, language)
    band = "o-band o-band-fictif"
    closing = {"fr": "Tous les chiffres publiés", "en": "All published figures"}[language]
    for block in text.split(f'<p class="{band}" role="note">')[1:]:
        headings = re.findall(r"<h[23][^>]*>(.*?)</h[23]>", block.split(closing)[0])
        assert headings
        assert all(said[language].search(words) for words in headings), headings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", INITIATIVES)
def test_each_view_says_at_its_head_what_is_real(opened: Opened, view: str, language: Language) -> None:
    text = opened_view(opened, view, language)
    told = say(
        "Sur cette page, le réel : les faits publiés, chacun avec sa source. Le fictif : seulement les blocs bordés "
        "dont chaque titre porte le mot « fictif » ou « fictive ».",
        language,
    )
    assert text.index("<h1") < text.index(told) < text.index("<h2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_tied_themes_are_all_named_and_one_month_is_not_plural(opened: Opened, language: Language) -> None:
    text = opened_view(opened, "gmf-oc", language)
    tied = {"fr": "à égalité : ", "en": "tied: "}
    assert tied[language].replace(" : ", "\u00a0: ") in text
    assert not re.search(r"\b1 months", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_portrait_gives_its_own_messages_before_any_sign(
    opened: Opened, reader: ReleaseReader, language: Language
) -> None:
    text = opened_view(opened, "portrait", language)
    real = text[: text.index('<p class="o-band o-band-fictif" role')]
    for message in messages_of(reader, reader.periods[-1]):
        assert pick(message.message, "title", language) in real
    assert say("contredit", language) not in real


def test_a_project_log_counts_the_meetings_of_each_group(opened: Opened, demo: Path) -> None:
    project = Collected(serve(demo).release).projects()[0]
    met = [row.cells["group"] for row in project.meetings]
    text = opened_view(opened, "communaute-strategique-itss", "fr")
    assert f"rencontres tenues\u00a0: {met.count('action')}; groupe de gestion" in text
    assert f"rencontres tenues\u00a0: {met.count('management')}" in text


def test_what_a_team_wrote_is_marked_french_on_an_english_page(opened: Opened, demo: Path) -> None:
    project = Collected(serve(demo).release).projects()[0]
    text = opened_view(opened, "communaute-strategique-itss", "en")
    written = [row.cells["idea"] for row in project.ideas] + [row.cells["evidence"] for row in project.evidence]
    assert written
    for words in written:
        assert f'<span lang="fr">{words}</span>' in text
