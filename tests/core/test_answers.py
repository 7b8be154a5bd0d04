"""Counts beside the answers of filters."""

from portal.core.answers import counts_by_answer

GROUPS = [(("5", "terbuka"), 3), (("5", "terpenuhi"), 2), (("3", "terbuka"), 4)]


def test_each_answer_is_counted_with_the_other_filters_kept():
    everything = counts_by_answer(("strategi", "status"), GROUPS, {})
    assert everything == {"strategi": {"5": 5, "3": 4}, "status": {"terbuka": 7, "terpenuhi": 2}}
    narrowed = counts_by_answer(("strategi", "status"), GROUPS, {"strategi": "5", "status": "terbuka"})
    assert narrowed == {"strategi": {"5": 3, "3": 4}, "status": {"terbuka": 3, "terpenuhi": 2}}
