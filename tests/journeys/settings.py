"""The demo's settings; passwords are hashed as the tests hash them, which costs no time."""

from prm.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
