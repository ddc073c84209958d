"""allauth's addresses: what somebody signed in gets (of whatever role), and what somebody who is not."""

from __future__ import annotations

from tests.guards.visits import Visit, everybody

FOR_EVERYBODY = (
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_confirm_email",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "socialaccount_login_cancelled",
)
FOR_PEOPLE_SIGNED_IN = (
    "account_logout",
    "account_email",
    "account_set_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "socialaccount_connections",
    "usersessions_list",
)
# Their page follows another one, or belongs to a former address.
LEADING_ELSEWHERE = (
    "sign-in/login/",
    "account_change_password",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "socialaccount_signup",
)
MOVED = (
    "sign-in/social/login/cancelled/",
    "sign-in/social/login/error/",
    "sign-in/social/signup/",
    "sign-in/social/connections/",
)
# None of the scene's people has a second factor or signed in just now.
WITHOUT_SECOND_FACTOR = (
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
)
NOTHING_TO_CONFIRM = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
UNKNOWN_COMPANY = ("openid_connect_login", "openid_connect_callback")

SIGN_IN: dict[str, tuple[Visit, ...]] = (
    {name: (Visit(everybody(200, nobody=200)),) for name in FOR_EVERYBODY}
    | {name: (Visit(everybody(200)),) for name in FOR_PEOPLE_SIGNED_IN}
    | {name: (Visit(everybody(302)),) for name in LEADING_ELSEWHERE}
    | {name: (Visit(everybody(301)),) for name in MOVED}
    | {name: (Visit(everybody(404)),) for name in WITHOUT_SECOND_FACTOR}
    | {name: (Visit(everybody(403)),) for name in NOTHING_TO_CONFIRM}
    | {name: (Visit(everybody(404, nobody=404)),) for name in UNKNOWN_COMPANY}
    | {
        "account_login": (Visit(everybody(302, nobody=200)),),
        "account_signup": (Visit(everybody(302, nobody=200)),),
        "socialaccount_login_error": (Visit(everybody(401, nobody=401)),),
        # Somebody signed in is asked to sign out first, whatever the link.
        "accept_invitation": (Visit(everybody(200, nobody=404), "", {"token": "nonsense"}),),
        # By POST only; whose session it is, its test tries.
        "end_session": (Visit(everybody(405)),),
    }
)
