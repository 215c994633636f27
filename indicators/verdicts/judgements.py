"""What the declared direction of a subject makes of a comparison or a move: better or worse, favourable or not."""

import polars as pl

#: Direction → side of the benchmark → word; a direction that is not listed judges nothing.
_SIDES = {
    "higher_better": {"higher": "better", "lower": "worse"},
    "lower_better": {"higher": "worse", "lower": "better"},
}
_MOVES = {
    "higher_better": {"up": "favourable", "down": "unfavourable"},
    "lower_better": {"up": "unfavourable", "down": "favourable"},
}
_ANSWER_MOVES = {"no_to_yes": "up", "yes_to_no": "down"}


def _by_direction(code: pl.Expr, words: dict[str, dict[str, str]]) -> pl.Expr:
    word = code
    for direction, named in words.items():
        word = pl.when(pl.col("direction") == direction).then(code.replace(named)).otherwise(word)
    return word


def side_judgement(code: str) -> pl.Expr:
    """`better` or `worse` for `higher` and `lower` where the column `direction` judges; the code itself otherwise."""
    return _by_direction(pl.col(code), _SIDES)


def move_judgement(code: str) -> pl.Expr:
    """`favourable`, `unfavourable` or `neutral` for a move (`up`, `down`, a yes or no that changed); '' for none."""
    move = pl.col(code).replace(_ANSWER_MOVES)
    judged = _by_direction(move, _MOVES).replace({"up": "neutral", "down": "neutral"})
    return pl.when(move.is_in(["up", "down"])).then(judged).otherwise(pl.lit(""))
