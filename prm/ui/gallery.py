"""What the gallery shows of each component: what it declares, an example and the example's source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import HttpRequest
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now, timedelta

from prm.core.keyset import Sort
from prm.ui import components
from prm.ui.marks.people import Member
from prm.ui.widgets import ComboInput, DayInput, Picks

TEAM = (
    Member("Pat Moreno", "Cardinal Systems", "partner", "primary"),
    Member("Abe Lindqvist", "Gantry", "brand_owner", "lead"),
    Member("Rosa Delgado", "Cardinal Systems", "partner"),
    Member("Bea Aldous", "Gantry", "brand_owner"),
    Member("Vera Holt", "Gantry", "brand_owner"),
)
