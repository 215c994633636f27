"""Quartiles of type 7, worked by hand, and the five peers they need."""

import numpy as np

from indicators.statistics.peers import MINIMUM_PEERS, quartiles


def test_quartiles_interpolate_as_type_7():
    # position 1 + (n − 1)q: for six values 2.25, 3.5 and 4.75
    assert quartiles([6, 1, 5, 2, 4, 3]).tolist() == [2.25, 3.5, 4.75]
    assert quartiles([10, 20, 30, 40, 50]).tolist() == [20, 30, 40]


def test_under_five_reporting_peers_there_are_no_quartiles():
    assert MINIMUM_PEERS == 5
    assert np.isnan(quartiles([1, 2, 3, 4])).all()
    assert np.isnan(quartiles([1, 2, 3, 4, np.nan])).all()
    assert np.isnan(quartiles([np.nan])).all()


def test_each_row_is_a_group_and_silence_is_not_a_value():
    rows = [[1, 2, 3, 4, 5, np.nan], [7, 7, 7, 7, 7, 7], [1, np.nan, np.nan, np.nan, np.nan, 2]]
    found = quartiles(rows)
    assert found[0].tolist() == [2, 3, 4]
    assert found[1].tolist() == [7, 7, 7]
    assert np.isnan(found[2]).all()
