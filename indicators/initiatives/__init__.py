"""What sources publish of the initiatives (tree.py, views/) and what teams collected, as a release holds it.

Release tables (columns in data/store/releases/initiative_tables.py; empty in a release that has none):

- `initiative_results`: training evaluation, a row a module × territory × setting × month (0, 1, 3) × measure (`score`,
  the mean of the items, or one item). An empty `territory_id` or `setting_id` means all together. `state` is `value` or
  `suppressed` (too few complete pairs); a place without a row is to come. Month 0 holds counts and the level at the
  start; months 1 and 3 hold counts and the paired change of those who answered both times, never a level: with it, the
  start of the few who left could be worked out. `destroyed_on` is set once the questionnaires behind it are destroyed.
- `initiative_rows`: every other sheet, a row a filled line. `cells` is JSON: the published columns of the sheet
  (etl/forms/initiatives/sheets.py), ids for lists, ISO dates.
- `practices`: practice notes, with the establishment or the initiative that shares each.

Published facts are never in these tables, so nothing real is mixed with fictitious values.
"""
