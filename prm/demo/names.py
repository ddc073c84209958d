"""Names for people and customers, by the language of the place. All are made up."""

from __future__ import annotations

from collections.abc import Callable
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = {
    "english": _words(
        """
        Alana Marcus Priya Colin Renata Dwight Imani Garrett Noelle Theo Jocelyn Omar Bridget Wesley Camille Desmond
        Farah Gareth Hollis Ingrid Joaquin Keiko Leland Maura Nikhil Odessa Preston Roshni Silas Tamsin
        """
    ),
    "german": _words(
        """
        Annika Bastian Carina Detlef Elke Florian Gesa Hannes Ilka Jannik Katrin Lorenz Mareike Norbert
        """
    ),
    "french": _words(
        """
        Amélie Bastien Coralie Damien Élodie Fabrice Gwenaël Hélène Joris Lotte Maarten Noémie Sander
        """
    ),
    "nordic": _words("Agnes Birger Ebba Gustav Hedda Jesper Karin Lars Maja Nils Signe Torben"),
    "japanese": _words("Akari Daichi Emiko Haruto Kaori Makoto Naoki Rie Satoshi Yui"),
}
LAST = {
    "english": _words(
        """
        Abernathy Boateng Castellan Delacroix Ellery Farraday Gillespie Hargrove Iyer Jessup Kowalczyk Lathrop Mbeki
        Nakamura Oyelaran Pennington Quintero Raman Sandoval Thackeray Underhill Vasquez Whitcombe Yoder Zielinski
        Alcott Bramwell Cordero Dunleavy Eastman Fitzroy Grainger Holloway Ibarra Joyner Kessler Lockhart
        """
    ),
    "german": _words(
        """
        Albrecht Brandhorst Dornbusch Eickhoff Fassbender Grünwald Hollenbach Krüger Lindemann Mertens Ostermann
        Rademacher Steinhauer Tillmann Vossberg
        """
    ),
    "french": _words(
        """
        Aubertin Blanchet Carpentier Delmotte Fontanel Girardot Lambrecht Marchandeau Peeters Rousselle Vermeulen
        Verhoeven Wouters
        """
    ),
    "nordic": _words(
        """
        Alfredsen Bergqvist Dahlgren Ekström Forsell Granlund Hedlund Jakobsen Kjeldsen Lundmark Nyström
        """
    ),
    "japanese": _words("Arakawa Fujisawa Hamada Inoue Kitagawa Matsuda Nishimura Okada Shimizu Uehara"),
}
CUSTOMERS = {
    "english": _words(
        """
        Larkspur Halden Brightwater Oakmere Stonebrook Fernhill Kestrel Copperleaf Wrenfield Silverbirch Pinecrest
        Dunmore Tamarack Juniper Ashgrove Driftwood Foxglove Glenrock Hawthorn Ivywood Linden Marlowe Pemberton Rosedale
        Saltmarsh Thistledown Verbena Willowbank Yarrow Cinderford Moorgate Elderwick Harrowgate Bluestem Sandpiper
        Cloverly Millstream Ravensworth Osprey Winterbourne Amberline Birchmere Candlewick Dovetail Emberly Fairlight
        Goldfinch Hollybrook Ironwood Jasperfield Kingfisher Lanternway Meadowlark Nettlebrook Otterburn Partridge
        Quillon Redfern Starling Teasel Umberland Vellum Wychwood Zinnia Almondbury Bracken Coldharbor Dunlin
        """
    ),
    "german": _words(
        "Falkenried Brandau Steinfurt Lindenau Weserland Kaltenbach Rotfels Auenthal Morgenrot Silberhorn Eichstamm"
    ),
    "french": _words(
        "Valombre Clairbois Rochefontaine Beaulac Montargil Sablonnier Kempenland Zilverdijk Grandpré Waterlinie"
    ),
    "nordic": _words("Vintervik Granholm Bjerke Sundfors Havnsund Skogby Tallmo Isfjell Lindö Kvarnvik Stenåker"),
    "japanese": _words(
        "Asahara Mizunami Kitazawa Hoshinodai Tamagawa Shirahama Midorigaoka Kazemachi Tsukishiro Awazu Hinode"
    ),
}
TRADES: dict[str, dict[str, tuple[str, ...]]] = {
    "english": {
        "Logistics": ("Freight", "Cold Storage", "Parcel"),
        "Manufacturing": ("Castings", "Plastics", "Tooling", "Furniture"),
        "Food": ("Foods", "Bakeries", "Dairy"),
        "Healthcare": ("Clinics", "Diagnostics", "Pharmacies"),
        "Wholesale": ("Supply", "Outfitters", "Grocers"),
        "Public sector": ("Transit", "Port Authority", "School District"),
        "Energy": ("Power", "Water"),
    },
    "german": {
        "Logistics": ("Spedition",),
        "Manufacturing": ("Maschinenbau", "Papier"),
        "Food": ("Lebensmittel",),
        "Healthcare": ("Kliniken",),
    },
    "french": {
        "Logistics": ("Transports",),
        "Manufacturing": ("Emballages",),
        "Food": ("Traiteur",),
        "Healthcare": ("Santé",),
    },
    "nordic": {
        "Logistics": ("Åkeri",),
        "Manufacturing": ("Verkstad", "Papper"),
        "Food": ("Livs",),
        "Energy": ("Energi",),
    },
    "japanese": {"Logistics": ("Unyu",), "Manufacturing": ("Seimitsu",), "Food": ("Shokuhin",)},
}


class Names:
    """Hands out names, each once; the lists are longer than what the demo takes."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()

    def person(self, language: str) -> str:
        """First and last name."""
        return self._unused(lambda: f"{self.random.choice(FIRST[language])} {self.random.choice(LAST[language])}")

    def customer(self, language: str) -> tuple[str, str]:
        """The name of a company and its industry; no two begin alike."""
        trades = TRADES[language]
        industry = self.random.choice(list(trades))
        first = self._unused(lambda: self.random.choice(CUSTOMERS[language]))
        return f"{first} {self.random.choice(trades[industry])}", industry

    def _unused(self, make: Callable[[], str]) -> str:
        while (name := make()) in self.used:
            pass
        self.used.add(name)
        return name
