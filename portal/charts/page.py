"""The three charts of one selection."""

from collections.abc import Sequence

from portal.charts.drawing import Chart, chart_of_parts, chart_of_quarters
from portal.charts.queries import Figures, read_figures
from portal.charts.rows import ChartRow, kinds_of, quarters_of, strategies_of
from portal.commitments.selection import Selection, StateFilter
from portal.core.clock import today
from portal.core.wording import _
from portal.strategies.queries import StrategyName


def rows_of(
    figures: Figures, selection: Selection, strategies: Sequence[StrategyName]
) -> dict[str, list[ChartRow]]:
    """The rows of each chart by its word in addresses (reading.PARTS)."""
    return {
        "triwulan": quarters_of(figures),
        "jenis": kinds_of(figures, selection),
        "strategi": strategies_of(figures, selection, strategies),
    }


def quarters_under(strategy: int) -> Chart:
    """The first chart for one strategy, as it stands on the strategy's own page."""
    figures = read_figures(Selection(strategy=strategy, state=StateFilter.LIVE))
    return chart_of_quarters(quarters_of(figures), figures.missing)


def charts_of(figures: Figures, selection: Selection, strategies: Sequence[StrategyName]) -> list[Chart]:
    """By quarter, by kind of partner, by strategy."""
    rows, whole = (
        rows_of(figures, selection, strategies),
        ChartRow("", _("Jumlah"), _("Jumlah"), today(), figures.whole),
    )
    return [
        chart_of_quarters(rows["triwulan"], figures.missing),
        chart_of_parts("jenis", _("Per jenis mitra"), _("Jenis mitra"), rows["jenis"], whole, selection),
        chart_of_parts("strategi", _("Per strategi"), _("Strategi"), rows["strategi"], whole, selection),
    ]
