"""Invented answers of sections G, H, K, L and M: bodies, committees, evaluation, sharing, challenges, consent."""

import numpy as np

from demo.partners import ticked
from demo.structure import Figures, only
from demo.traits import at, consent, first, ids, in_types, is_one_of, levels, maturity, score, staff, stream

#: Planted: one CISSS with a partner on nearly every strategic body, far above its peers.
OPEN_BODIES = "cisss-ca"
#: Planted: one CISSS whose improvement committees opened to partners between the last two waves.
OPENED_COMMITTEES = {"cisss-lanaudiere": ((24, 4), (26, 5), (27, 19))}
#: No activity yet. Some of them are not to be named: were all of those alike, a total would tell on each.
NO_BODY = ("crsss-bj", "inplpp")
NO_PROGRAM = ("crsss-bj", "inplpp", "cisss-gaspesie")
NO_COMMITTEE = ("crsss-bj", "inplpp", "cisss-iles")
BODIES = (
    "vigilance_quality",
    "programme_steering",
    "risk_management",
    "clinical_ethics",
    "transformation",
    "establishment_council",
    "other_body",
    "executive_committee",
)
EVALUATION = ("evaluation_none", "evaluation_planned", "evaluation_done", "evaluation_shared")
EVALUATION_REACHED = ((16, 8, 2), (18, 9, 3), (20, 11, 4))
TOOLS = ("house_questionnaire", "ppeet", "interviews", "ceppp_tool", "administrative_data")
REVIEW = ("review_never", "review_yearly", "review_twice", "review_quarterly")
REVIEW_REACHED = ((10, 3, 1), (11, 4, 1), (13, 6, 2))
#: The planted stable series: a written agreement or more in about half of the establishments at every wave.
AGREEMENT = ("agreement_none", "agreement_informal", "agreement_written", "agreement_joint_plan")
AGREEMENT_REACHED = ((23, 13, 4), (23, 13, 5), (24, 14, 6))
CLARITY = ("clarity_strongly_disagree", "clarity_disagree", "clarity_agree", "clarity_strongly_agree")
CLARITY_OFFICE = ((25, 16, 4), (25, 17, 5), (26, 18, 6))
CLARITY_COMMITTEE = ((24, 12, 3), (24, 13, 3), (25, 14, 4))
CDP_MEMBERS = (23, 24, 26)
NOT_MEMBERS = ("crsss-bj", "inplpp")
ATTENDANCE = ("attendance_none", "attendance_less_half", "attendance_half_more")
ATTENDANCE_REACHED = ((22, 14), (23, 15), (25, 17))
EXPERIENCE = (6, 7, 10)
CHALLENGES = {
    "challenge_recognition": 0.6,
    "challenge_recruitment": 0.55,
    "challenge_turnover": 0.4,
    "challenge_resources": 0.62,
    "challenge_buy_in": 0.3,
    "challenge_role_confusion": 0.22,
    "challenge_measurement": 0.3,
    "challenge_other": 0.05,
}
SUCCESSES = {
    "success_leadership": 0.5,
    "success_team_skills": 0.4,
    "success_partner_commitment": 0.7,
    "success_clinical_champions": 0.35,
    "success_users_committee": 0.25,
    "success_network": 0.35,
    "success_tools": 0.2,
    "success_other": 0.05,
}
COMMENTS = {
    (
        "ciusss-cn",
        0,
    ): "Le recrutement de partenaires plus jeunes demande du temps et des horaires souples (texte fictif).",
    (
        "cisss-outaouais",
        2,
    ): "Le bureau vient d’ouvrir; les postes sont affichés, mais encore vacants (texte fictif).",
    (
        "cusm",
        2,
    ): "Clinical teams ask for partners faster than we can welcome and train them (fictitious text).",
    ("cisss-laurentides", 1): "Les règles de paiement varient d’une direction à l’autre (texte fictif).",
}
SUCCESS_COMMENTS = {
    (
        "ciusss-mcq",
        0,
    ): "Une trousse d’accueil écrite avec des partenaires est remise à chaque nouvelle personne (texte fictif)."
}


def bodies(wave: int) -> Figures:
    """Section G. The boxes ticked never outnumber the bodies counted."""
    existing = 7 + stream("bodies").integers(0, 8, len(ids())) - 2 * in_types("INSTITUT")
    share = np.clip(0.5 * maturity(wave) + stream("open bodies").normal(0.02, 0.08, len(ids())), 0, 0.6)
    with_partner = np.rint(existing * share).astype(int)
    with_partner[is_one_of(NO_BODY)] = 0
    existing[at(OPEN_BODIES)], with_partner[at(OPEN_BODIES)] = 14, 13
    filled = with_partner + stream("second seats", wave).binomial(with_partner, 0.4)
    created = filled + stream("vacant seats", wave).binomial(with_partner + 1, 0.3)
    voting = stream("votes", wave).binomial(filled, 0.4 + 0.25 * maturity(wave))
    reserved = np.where(in_types("CHU", "INSTITUT"), 3, 5) - stream("reserved").integers(0, 2, len(ids()))
    chosen = [list(BODIES[: min(int(count), 6)]) or ["no_body"] for count in with_partner]
    return {
        "strategic_bodies_count": existing.tolist(),
        "strategic_bodies_with_partner_count": with_partner.tolist(),
        "bodies_with_partner_choices": chosen,
        "partner_seats_created_count": created.tolist(),
        "partner_seats_filled_count": filled.tolist(),
        "partner_seats_voting_count": voting.tolist(),
        "users_committee_seats_count": reserved.tolist(),
    }


def clinical(wave: int) -> Figures:
    """Section H. Improvements are asked only where a committee has a partner."""
    programs = np.where(in_types("CHU"), 16, np.where(in_types("INSTITUT"), 5, 9))
    programs = programs + stream("programs").integers(-1, 4, len(ids()))
    active_programs = stream("active programs").binomial(programs, np.clip(0.15 + 0.6 * maturity(wave), 0, 0.95))
    committees = np.rint(6 + staff(0) / 600 + stream("committees", wave).integers(-2, 3, len(ids()))).astype(int)
    joined = stream("joined committees").binomial(committees, np.clip(0.08 + 0.55 * maturity(wave), 0, 0.9))
    active_programs[is_one_of(NO_PROGRAM)] = 0
    joined[is_one_of(NO_COMMITTEE)] = 0
    for name, by_wave in OPENED_COMMITTEES.items():
        committees[at(name)], joined[at(name)] = by_wave[wave]
    recommended = stream("recommended", wave).poisson(2.6 * joined + 0.5)
    implemented = stream("implemented", wave).binomial(recommended, 0.33 + 0.25 * maturity(wave))
    some = joined > 0
    return {
        "clinical_programs_count": programs.tolist(),
        "clinical_programs_with_partnership_count": active_programs.tolist(),
        "improvement_committees_count": committees.tolist(),
        "improvement_committees_with_partner_count": joined.tolist(),
        "improvements_recommended_count": only(some, recommended.tolist()),
        "improvements_implemented_count": only(some, implemented.tolist()),
    }


def evaluation(wave: int) -> Figures:
    """Section K. Who tracks no indicator has none reviewed."""
    level = levels(score("evaluation"), wave, EVALUATION_REACHED[wave])
    start = stream("tools").integers(0, 3, len(ids()))
    tools = [
        list(TOOLS[first_tool : first_tool + stage - 1 + first_tool % 2]) if stage >= 2 else ["no_tool"]
        for first_tool, stage in zip(start, level, strict=True)
    ]
    projects = stream("projects", wave).poisson(2 + 12 * maturity(wave) * staff(0) / 15000)
    measured = stream("effects", wave).binomial(projects, 0.15 + 0.3 * maturity(wave))
    reviewed = levels(score("review"), wave, REVIEW_REACHED[wave])
    tracked = stream("tracked", wave).poisson(1.5 + 6 * maturity(wave)) + (reviewed > 0)
    return {
        "evaluation_state": [EVALUATION[index] for index in level],
        "evaluation_tools_choices": tools,
        "projects_completed_count": projects.tolist(),
        "projects_with_measured_effects_count": measured.tolist(),
        "has_partner_experience_measure": first(score("experience"), wave, EXPERIENCE[wave]).tolist(),
        "indicators_tracked_count": tracked.tolist(),
        "executive_review_state": [REVIEW[index] for index in reviewed],
    }


def committees(wave: int) -> Figures:
    """Section L. No joint meeting without a link; attendance is asked of members only."""
    level = levels(score("agreement"), wave, AGREEMENT_REACHED[wave])
    residents = np.where(in_types("CHU", "INSTITUT"), 0, np.rint(staff(0) / 1100)).astype(int)
    meetings = stream("joint meetings", wave).poisson(2.2 + 3 * level) * (level > 0)
    presence = score("presence") - 9 * is_one_of(NOT_MEMBERS)
    # Members are the most present first, so that each state of presence belongs to a member.
    member = first(presence, wave, CDP_MEMBERS[wave])
    attended = levels(presence, wave, ATTENDANCE_REACHED[wave])
    return {
        "users_committees_count": (1 + residents).tolist(),
        "users_committee_link_state": [("link_none", "link_informal", "link_written")[min(i, 2)] for i in level],
        "users_committee_agreement_state": [AGREEMENT[index] for index in level],
        "joint_meetings_count": meetings.tolist(),
        "role_clarity_office_state": [CLARITY[i] for i in levels(score("clarity"), wave, CLARITY_OFFICE[wave])],
        "role_clarity_committee_state": [
            CLARITY[i] for i in levels(score("committee clarity"), wave, CLARITY_COMMITTEE[wave])
        ],
        "cdp_member": member.tolist(),
        "is_cdp_member": member.tolist(),
        "cdp_attendance_state": [ATTENDANCE[i] if yes else None for i, yes in zip(attended, member, strict=True)],
        "resources_shared_count": stream("shared", wave).poisson(5 * maturity(wave)).tolist(),
        "resources_adopted_count": stream("adopted", wave).poisson(1 + 4 * maturity(wave)).tolist(),
    }


def voice(wave: int) -> Figures:
    """Section M."""
    return {
        "challenges_choices": [boxes or ["no_challenge"] for boxes in ticked("challenges", wave, CHALLENGES)],
        "challenges_comment_text": [COMMENTS.get((name, wave)) for name in ids()],
        "success_factors_choices": [boxes or ["no_success"] for boxes in ticked("successes", wave, SUCCESSES)],
        "success_comment_text": [SUCCESS_COMMENTS.get((name, wave)) for name in ids()],
        "publication_consent_choice": [consent(name, wave) for name in ids()],
    }


def figures(wave: int) -> Figures:
    """All five sections for a wave, in the order of the questionnaire."""
    return bodies(wave) | clinical(wave) | evaluation(wave) | committees(wave) | voice(wave)
