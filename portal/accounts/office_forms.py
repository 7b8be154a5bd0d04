"""The questions an administrator answers about people of the office."""

from typing import Any

from portal.accounts.rules import OfficeRoleName
from portal.core.wording import _l
from portal.web.fields import Choices, Email, Line
from portal.web.forms import BaseForm, CreateForm, EditForm

ROLES = [(role.value, role.label) for role in OfficeRoleName]
ROLES_LABEL = _l("Peran di Kantor Sekda")
STRATEGIES_LABEL = _l("Strategi yang diperiksa")
STRATEGIES_HINT = _l("Khusus verifikator. Tanpa pilihan berarti semua strategi.")
Names = list[tuple[int, str]]


class InviteForm(CreateForm):
    name = Line(_l("Nama lengkap"), _l("Tulis nama lengkapnya"))
    email = Email(_l("Alamat surel"), _l("Tulis alamat surelnya"))
    roles = Choices(
        ROLES_LABEL, _l("Pilih paling sedikit satu peran"), choices=ROLES, coerce=OfficeRoleName.of
    )
    strategies = Choices(STRATEGIES_LABEL, coerce=int, description=STRATEGIES_HINT)

    def __init__(self, names: Names, **given: Any) -> None:
        super().__init__(**given)
        self.strategies.choices = names


class RolesForm(EditForm):
    roles = Choices(ROLES_LABEL, choices=ROLES, coerce=OfficeRoleName.of)
    strategies = Choices(STRATEGIES_LABEL, coerce=int, description=STRATEGIES_HINT)

    def __init__(self, names: Names, user: Any) -> None:
        super().__init__(version=user.version, roles=user.roles, strategies=user.strategy_numbers)
        self.strategies.choices = names

    def stored_in(self, target: Any) -> dict[str, object]:
        """In words, as a clash shows them."""
        names = self.strategies.names
        return {
            "roles": ", ".join(str(role.label) for role in sorted(target.roles)),
            "strategies": ", ".join(names[number] for number in sorted(target.strategy_numbers)),
        }


class ButtonForm(BaseForm):
    """Nothing to ask: an act by one button."""
