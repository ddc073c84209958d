from prm.directory.models.account import Account, AccountPartner, Contact
from prm.directory.models.account_pair import AccountPair
from prm.directory.models.organization import Organization
from prm.directory.models.person import Person
from prm.directory.models.territory import Territory, TerritoryArea

__all__ = [
    "Account",
    "AccountPair",
    "AccountPartner",
    "Contact",
    "Organization",
    "Person",
    "Territory",
    "TerritoryArea",
]
