"""Invented answers of sections E, F, I and J: the register, mandates, recognition, training."""

from functools import cache

import numpy as np

from demo.structure import Figures, only
from demo.traits import WAVES, at, first, ids, in_types, is_one_of, levels, maturity, score, staff, stream

#: Respondents with written or agreed rules of recognition in the first version, then a policy by state.
RECOGNITION_RULES = 18
POLICY_STATES = ("policy_none", "policy_drafting", "policy_adopted", "policy_reviewed")
POLICY_REACHED = ((18, 8, 2), (20, 10, 3), (22, 12, 4))
ONBOARDING = (14, 15, 17)
CHANNELS = {
    "referral_by_teams": 0.85,
    "web_form": 0.5,
    "users_committee": 0.55,
    "partner_network": 0.6,
    "community_organisations": 0.35,
    "complaints_or_survey": 0.25,
    "ceppp_network": 0.3,
    "other_channel": 0.08,
}
DOMAINS = {
    "domain_care": 1.0,
    "domain_governance": 0.6,
    "domain_research": 0.3,
    "domain_teaching": 0.55,
    "domain_digital": 0.22,
    "domain_community": 0.3,
    "domain_policy": 0.2,
    "domain_other": 0.08,
}
#: Planted: one CIUSSS that trains far fewer partners than its peers.
FEW_TRAINED = "ciusss-estrie-chus"
#: Cleaned its register in the last wave, which two warnings notice.
PURGED = "ciusss-emtl"
#: Typed attendances instead of persons, and corrected it after publication.
ATTENDANCES = "cisss-laval"


def ticked(name: str, wave: int, chances: dict[str, float]) -> list[list[str]]:
    """For each establishment the boxes it ticks; its leaning is the same at every wave, its luck is not."""
    size = (len(ids()), len(chances))
    lean = 0.75 * stream(f"boxes {name}").random(size) + 0.25 * stream(f"boxes {name}", wave).random(size)
    drawn = lean < np.array(list(chances.values())) * (0.8 + 0.4 * maturity(wave))[:, None]
    return [[choice for choice, yes in zip(chances, row, strict=True) if yes] for row in drawn]


@cache
def register(wave: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Persons registered at the end of the wave, recruited and left during it; they balance from wave to wave."""
    if wave == 0:
        start = 12 + 190 * (staff(0) / 15000) ** 0.7 * (0.35 + maturity(0))
        registered = np.rint(start * stream("register").uniform(0.75, 1.25, len(ids()))).astype(int)
        registered[at("cisss-iles")], registered[at("crsss-bj")] = 11, 9
    else:
        registered = register(wave - 1)[0]
    recruited = stream("recruited", wave).binomial(registered, 0.13 + 0.08 * maturity(wave))
    left = stream("left", wave).binomial(registered, 0.09)
    if wave == 2:
        recruited[at("cisss-iles")], left[at("cisss-iles")] = 0, 2
    if wave == 0:
        return registered, recruited, left
    after = registered + recruited - left + stream("register slips", wave).integers(-1, 2, len(ids()))
    if wave == 2:
        after[at(PURGED)] = registered[at(PURGED)] // 4
    return np.maximum(after, 5), recruited, left


@cache
def active(wave: int) -> np.ndarray:
    """Registered persons with at least one mandate."""
    part = np.clip(0.42 + 0.3 * maturity(wave) + stream("active").normal(0, 0.06, len(ids())), 0.3, 0.85)
    return np.maximum(np.rint(register(wave)[0] * part).astype(int), 5)


def partners(wave: int) -> Figures:
    """Section E. The first version's wider « active » counts every activity, nearly the whole register."""
    registered, recruited, left = register(wave)
    wider = np.rint(active(wave) + (registered - active(wave)) * 0.62).astype(int)
    channels = ticked("channels", wave, CHANNELS)
    for index, boxes in enumerate(channels):
        if wave and not recruited[index]:
            channels[index] = ["no_recruitment"]
        elif not boxes:
            channels[index] = ["referral_by_teams"]
    return {
        "partners_registered_count": registered.tolist(),
        "partners_active_12m_count": wider.tolist(),
        "partners_active_count": active(wave).tolist(),
        "partners_recruited_count": recruited.tolist(),
        "partners_left_count": left.tolist(),
        "partners_under_35_count": stream("under 35", wave).binomial(registered, 0.08).tolist(),
        "partners_caregiver_count": stream("caregivers", wave).binomial(registered, 0.31).tolist(),
        "recruitment_channels_choices": channels,
    }


def mandates(wave: int) -> Figures:
    """Section F. Every active partner has a mandate; some have two."""
    persons = active(wave)
    total = persons + stream("mandates", wave).binomial(persons, 0.45)
    care = np.where(in_types("CHU", "INSTITUT"), 0.58, 0.4) + stream("care mandates").normal(0, 0.05, len(ids()))
    micro = np.rint(total * care).astype(int)
    macro = np.rint(total * (0.06 + 0.08 * maturity(wave))).astype(int)
    clinical = stream("clinical", wave).binomial(micro, 0.55)
    clinical[is_one_of(("ciusss-csmtl", ATTENDANCES))] = 12 + wave
    domains = ticked("domains", wave, DOMAINS)
    return {
        "mandate_domains_choices": [boxes or ["domain_care"] for boxes in domains],
        "mandates_active_count": total.tolist(),
        "mandates_micro_count": micro.tolist(),
        "mandates_meso_count": (total - micro - macro).tolist(),
        "mandates_macro_count": macro.tolist(),
        "partners_in_clinical_teams_count": np.minimum(clinical, persons).tolist(),
    }


def recognition(wave: int) -> Figures:
    """Section I. Where pay is offered, part of the eligible partners receive it; a rate goes with its unit."""
    level = levels(score("recognition"), wave, POLICY_REACHED[wave])
    pays = (level >= 1) & ~is_one_of(("cisss-iles", "crsss-bj"))
    persons = active(wave)
    eligible = np.where(pays, np.maximum(np.rint(persons * (0.3 + 0.45 * maturity(wave))), 5), 0).astype(int)
    eligible = np.minimum(eligible, persons)
    declined = stream("declined", wave).binomial(persons - eligible, np.where(pays, 0.2, 0))
    paid = stream("paid", wave).binomial(eligible, np.clip(0.3 + 0.13 * level + 0.2 * maturity(wave), 0, 0.95))
    hourly = stream("hourly").random(len(ids())) < 0.5
    meeting = stream("meeting rate").random(len(ids())) < 0.5
    rates = np.where(hourly, 24 + 3 * level, np.where(meeting, 50, 90)) + wave
    units = np.where(hourly, "per_hour", np.where(meeting, "per_meeting", "per_half_day"))
    modes = []
    for index in range(len(ids())):
        chosen = ["expenses"] if maturity(wave)[index] > 0.25 else []
        if pays[index]:
            chosen.append("hourly_rate" if hourly[index] else "session_allowance")
        if stream(f"gifts {index}").random() < 0.3:
            chosen.append("gift_card")
        if maturity(wave)[index] > 0.5:
            chosen += ["training_access", "symbolic"]
        modes.append(chosen or ["no_mode"])
    return {
        "has_recognition_rules": first(score("recognition"), wave, RECOGNITION_RULES).tolist(),
        "recognition_policy_state": [POLICY_STATES[index] for index in level],
        "recognition_modes_choices": modes,
        "partners_pay_eligible_count": eligible.tolist(),
        "partners_declined_pay_count": declined.tolist(),
        "partners_paid_count": paid.tolist(),
        "reference_rate_cad": only(pays, rates.tolist()),
        "reference_rate_unit_choice": [str(unit) if yes else None for unit, yes in zip(units, pays, strict=True)],
    }


def training(wave: int) -> Figures:
    """Section J. Attendances, asked in the first version, are about one and a half times the persons."""
    chance = np.clip(0.012 + 0.04 * maturity(wave) + 0.004 * wave, 0.004, 0.1)
    persons = stream("staff trained", wave).binomial(staff(wave), chance)
    persons[is_one_of(("cisss-iles", "crsss-bj"))] = (3, 0, 3)[wave]
    registered = register(wave)[0]
    part = np.clip(0.24 + 0.34 * maturity(wave) + stream("trained").normal(0, 0.04, len(ids())), 0.15, 0.8)
    trained = stream("partners trained", wave).binomial(registered, part)
    trained[at(FEW_TRAINED)] = 8 + wave
    return {
        "staff_training_participations_count": np.rint(persons * 1.55).astype(int).tolist(),
        "staff_trained_count": persons.tolist(),
        "partners_trained_count": trained.tolist(),
        "has_partner_onboarding": first(score("onboarding"), wave, ONBOARDING[wave]).tolist(),
    }


def figures(wave: int) -> Figures:
    """All four sections for a wave of `WAVES`, in the order of the questionnaire."""
    assert 0 <= wave < len(WAVES)
    return partners(wave) | mandates(wave) | recognition(wave) | training(wave)
