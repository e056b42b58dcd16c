"""Give something another number or name, everywhere at once.

References are changed where the reference graph says they stand, so comments, layout and everything unrelated stay byte
for byte. The changed sources are read again before anything is written: unless every reference of the old name is one of
the new name, and nothing else has moved, the renaming is refused.
"""

from wuye_docs.project.renaming.change import Change
from wuye_docs.project.renaming.plan import RenamePlan, plan_rename

__all__ = ["Change", "RenamePlan", "plan_rename"]
