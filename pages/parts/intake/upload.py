"""The place where files are dropped, in the reader's language, each with its progress.

Streamlit's own uploader keeps English words. This one sends each file to the route of `upload_route`, then tells the
page that files wait.
"""

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from indicators.catalogue.model import Language
from indicators.wording.language import say
from indicators.wording.numbers import percent
from pages.parts.intake.upload_route import FILE_BYTES, issue_pass, renew_pass, waiting_files
from pages.ui.login.session_user import SessionUser

HERE = Path(__file__).parent
HTML = """<div class="o-drop" data-part="zone" role="group">
<div class="o-drop-row"><input id="depot-files" type="file" multiple data-part="input">
<label class="o-drop-button" for="depot-files" data-part="label"></label>
<p class="o-drop-hint" data-part="hint"></p></div>
<ul data-part="list"></ul><p class="o-drop-told" role="status" data-part="told"></p></div>"""
drop_place = component(
    "depot_files",
    html=HTML,
    css=(HERE.parents[1] / "ui" / "css" / "intake_upload.css").read_text("utf-8"),
    js=(HERE / "upload.js").read_text("utf-8"),
    # The CSS variables and focus rules of the page reach it.
    isolate_styles=False,
)
#: Where the session keeps its pass and the number of times files were handed over.
PASS_KEY, ROUND_KEY = "depot-pass", "depot-round"


def upload(person: SessionUser, language: Language) -> list[Path]:
    """The files that wait to be read, after drawing the place where they are dropped.

    Only for a person who may receive files: the page has checked it.
    """
    token = st.session_state.get(PASS_KEY)
    if token is None or not renew_pass(token, language):
        token = issue_pass(st.context.cookies.to_dict(), language, local=person.standing == "local")
        st.session_state[PASS_KEY] = token
    drop_place(
        key="depot-files",
        data={
            "pass": token,
            "round": st.session_state.get(ROUND_KEY, 0),
            # Beside the page's own address, under any base path.
            "address": "./depot/fichiers",
            "most": FILE_BYTES,
            "words": _words(language),
        },
        on_sent_change=lambda: None,
    )
    return waiting_files(token)


def clear_upload_list() -> None:
    """Clear the list of what was sent at the next run, once the files were read."""
    st.session_state[ROUND_KEY] = st.session_state.get(ROUND_KEY, 0) + 1


def _words(language: Language) -> dict[str, str]:
    return {
        "choose": say("Choisir des fichiers", language),
        "hint": say("ou les glisser ici, plusieurs à la fois, 20 Mo chacun au plus", language),
        "zone": say("Dépôt de fichiers", language),
        "list": say("Fichiers envoyés", language),
        "waiting": say("en attente", language),
        "arrived": say("arrivé", language),
        "tooLarge": say("plus de 20 Mo; ce fichier n’est pas envoyé", language),
        "cut": say("la connexion a été coupée; rien n’est arrivé, réessayer", language),
        "done": say("Fichiers arrivés : {kept} sur {all}. Lecture…", language, kept="{kept}", all="{all}"),
        "percent": percent(0, 0, language).removeprefix("0"),
    }
