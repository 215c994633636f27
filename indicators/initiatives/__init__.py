"""What the initiatives collected, as a release holds it, and how pages read it.

**Release tables** (columns and types in data/store/releases/initiative_tables.py; empty in a release that has none):

- `initiative_results`: training evaluation. A row is module × territory × setting × time point (0, 1, 3 months) ×
  measure (`score`, the mean of the five items, or `item_1` … `item_5`). `territory_id` or `setting_id` empty means all
  together. `state` is `value` or `suppressed` (something was collected, too few complete pairs to show it); a place
  without a row is « à venir »: nothing was collected. Month 0 holds counts and the level at the start; months 1 and 3
  hold counts and the paired change of those who answered both times. There is no level at months 1 and 3: with it, the
  start of the few who left could be worked out. `destroyed_on` is set once the questionnaires behind it are destroyed.
- `initiative_rows`: every other sheet (`qualitative`, `evaluation_grid`, `observations`, `outputs`, `projects`,
  `project_members`, `project_phases`, `project_meetings`, `project_ideas`, `project_evidence`), a row a filled line.
  `cells` is JSON: the published columns of the sheet (etl/forms/initiatives/sheets.py), ids for lists, ISO dates.
- `practices`: practice notes, a row each, with the establishment or the initiative that shares it.

`kind` is written in every row; published facts (`facts.published_facts`) are never in these tables, so nothing real is
mixed with fictitious values.

**Reading** (indicators/initiatives/reading.py), for pages:

    collected = Collected(release)              # cheap; keeps what it builds
    collected.is_fictitious                     # « données fictives » beside everything below
    collected.modules()                         # the four modules with audience, hours, planned start, scope
    collected.result("gmf-oc-m1", month=1, territory="chicoutimi", setting="", measure="score") -> TrainingResult
    collected.results("gmf-oc-m1", month=1)     # every place of a module that has a row, score only
    collected.attendance("gmf-oc-m1", …)        # one TrainingResult a time point, months 0, 1, 3
    collected.item_profile("gmf-oc-m1", month=1, …)   # one TrainingResult an item
    collected.rows("project_ideas", initiative_id="communaute-strategique-itss") -> list[CollectedRow]
    collected.practices(recommendation_id=…, indicator_id=…, establishment_id=…, initiative_id=…) -> list[Practice]
    collected.outputs_by_year(); collected.boards()   # tracker and project boards, ready to draw

`TrainingResult.state` is `value`, `suppressed` or `to_come`; indicators/initiatives/sentences.py says each in French
and English. The initiatives' own facts as a tree (initiative → component → measure) are in indicators/initiatives/tree.py.
"""
