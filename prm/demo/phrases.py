"""What the deals of the demo are about, in the words of the people who sell them."""

from __future__ import annotations

from prm.demo.catalog import GIRDER, HOIST, MAST, OUTRIGGER, RIGGING, TROLLEY

SUBJECTS = {
    MAST: (
        "Edge server refresh",
        "Sorter control servers",
        "Plant floor compute",
        "Line control upgrade",
        "Branch server replacement",
        "Second data room",
        "Vision system servers",
        "Servers for the new hall",
    ),
    TROLLEY: (
        "Forklift terminals",
        "Picking tablets",
        "Scanner replacement",
        "Receiving tablets",
        "Yard terminals",
        "Stocktaking devices",
        "Returns desk scanners",
        "Driver tablets",
    ),
    GIRDER: (
        "Camera archive",
        "Imaging storage",
        "Backup renewal",
        "Storage expansion",
        "Quality records archive",
        "Video retention",
    ),
    OUTRIGGER: (
        "Warehouse wireless",
        "Dock network",
        "Cold store network",
        "Switch replacement",
        "Campus backbone",
        "Yard coverage",
    ),
    HOIST: (
        "Yard management licenses",
        "Dock scheduling",
        "Throughput dashboards",
        "Door booking rollout",
        "Carrier portal",
    ),
    RIGGING: ("Installation days", "Care plan renewal", "Relocation support"),
}
ADDITIONS = ("phase 2", "second site", "pilot", "spring budget", "three sites")
NEXT_STEPS = (
    "Call the operations lead",
    "Send the revised quote",
    "Site visit",
    "Demo for the shift leads",
    "Confirm the budget",
    "Meet procurement",
    "Walk the warehouse",
    "Get the device count",
    "Reference call",
    "Agree the pilot",
)
DESCRIPTIONS = (
    "They want it running before the peak season and have a fixed budget.",
    "Current devices fail in the cold store. Two vendors are in the running; delivery time decides.",
    "Replacement of a ten-year-old installation, all at one go over a weekend.",
    "Started from a visit to our stand. The plant manager is in favor, finance is not yet.",
    "They buy through a framework agreement, so paperwork takes longer than the decision.",
    "A pilot in one hall first; if it goes well, four more sites follow.",
)
HELP = {
    "technical_expert": "Somebody who can size the servers with their engineers",
    "presentation": "Show the live dashboard to the shift leads on site",
    "pricing": "They compare with a quote that is 12% lower",
    "proposal": "The security questionnaire, pages 4 to 9",
    "executive_sponsor": "Their vice president wants to meet somebody at eye level",
    "reference": "A customer of the same trade who runs it at night",
    "other": "Demo devices on loan for two weeks",
}
COMPETITORS = ("Tallis Mobile", "Brennerberg", "Optarion", "Quayline", "Norvik Data")
LOSS_REASONS = ("price", "product_fit", "competitor", "no_budget", "no_decision", "timing")
SOURCES = ("trade_show", "web", "referral", "campaign", "existing_customer", "existing_customer", "other")
